package bot

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/dates"
	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler/exam"
)

// Bounds of an exam: how far it may be, and how long one may study a day.
const (
	farthest     = 2 * 366 // days
	leastMinutes = 5
	mostMinutes  = 240
	fairMinutes  = 60 // the most that we ask for by ourselves
)

// steps are the minutes a day that we propose.
func steps() []int { return []int{5, 10, 15, 20, 30, 45, fairMinutes, 90, 120, 180, mostMinutes} }

// studies is how many minutes a day the learner studies for his exams: as many
// as he chose, else as many as they need.
func (p *Profile) studies() int { return cmp.Or(p.Minutes, p.Needed, 20) }

// exam plans for a day: "/exam crm 2027-01-20", with minutes a day behind it if
// he likes; "/exam crm off" calls it off, "/exam" tells how it goes.
func (t *talk) exam(ctx context.Context) ([]Message, error) {
	words := strings.Fields(t.event.Text)
	if len(words) == 0 {
		return t.listExams(ctx)
	}
	deck, rest, ok := t.deckFirst(words)
	switch {
	case !ok:
		return t.unknownDeck(words[0]), nil
	case len(rest) == 0:
		return t.tellExam(ctx, deck)
	case isOff(rest[0]):
		return t.dropExam(ctx, deck)
	}
	return t.setExam(ctx, deck, rest)
}

// deckFirst finds the deck that words begin with, and the words behind it.
func (t *talk) deckFirst(words []string) (*decks.Deck, []string, bool) {
	for n := len(words); n > 0; n-- {
		if deck, ok := t.find(strings.Join(words[:n], " ")); ok {
			return deck, words[n:], true
		}
	}
	return nil, nil, false
}

// setExam notes the day that is meant and tells what it comes to.
func (t *talk) setExam(ctx context.Context, deck *decks.Deck, words []string) ([]Message, error) {
	day, rest, ok := dates.Read(words, t.noon())
	args := phrase.Args{"Deck": shortTitle(deck), "ID": deck.ID, "Want": echo(strings.Join(words, " "), 30)}
	if !ok {
		return t.tell(phrase.ExamUnclear, args, t.weeks(deck)), nil
	}
	args["Date"] = t.date(day)
	date := day.Format(time.DateOnly)
	minutes := 0
	if len(rest) > 0 {
		n, err := strconv.Atoi(rest[0])
		if err != nil || n < leastMinutes || n > mostMinutes {
			return t.tell(phrase.ExamMinutes, nil), nil
		}
		minutes = n
	}
	switch {
	case date < t.cal.Day(t.now):
		return t.tell(phrase.ExamPast, args, t.weeks(deck)), nil
	case t.cal.Days(t.now, day) > farthest:
		return t.tell(phrase.ExamFar, args, t.weeks(deck)), nil
	}
	t.profile.setExam(deck.ID, date, t.now, t.cal)
	t.profile.Minutes = cmp.Or(minutes, t.profile.Minutes)
	t.profile.begin(deck.ID)
	a, err := t.replan(ctx)
	if err != nil {
		return nil, err
	}
	return []Message{t.examMessage(a, deck)}, nil
}

// replan has the profile written with the minutes that its exams need now.
func (t *talk) replan(ctx context.Context) (agenda, error) {
	a, err := t.agenda(ctx)
	if err != nil {
		return agenda{}, err
	}
	t.profile.Needed, t.newProfile = t.needed(a), true
	return a, nil
}

// dropExam calls the exam of a deck off.
func (t *talk) dropExam(ctx context.Context, deck *decks.Deck) ([]Message, error) {
	args := phrase.Args{"Deck": shortTitle(deck)}
	if _, ok := t.profile.exam(deck.ID, t.now, t.cal); !ok {
		return t.tell(phrase.ExamNotSet, args), nil
	}
	t.profile.setExam(deck.ID, "", t.now, t.cal)
	if _, err := t.replan(ctx); err != nil {
		return nil, err
	}
	return t.tell(phrase.ExamOff, args), nil
}

// tellExam tells of the exam of a deck, or asks when it is.
func (t *talk) tellExam(ctx context.Context, deck *decks.Deck) ([]Message, error) {
	if _, ok := t.profile.exam(deck.ID, t.now, t.cal); !ok {
		return t.tell(phrase.ExamWhen, phrase.Args{"Deck": shortTitle(deck), "ID": deck.ID}, t.weeks(deck)), nil
	}
	a, err := t.agenda(ctx)
	if err != nil {
		return nil, err
	}
	return []Message{t.examMessage(a, deck)}, nil
}

// weeks offers days to choose with a tap.
func (t *talk) weeks(deck *decks.Deck) (row []Button) {
	for _, n := range []int{2, 4, 8} {
		row = append(row, Button{
			Label:   t.words.Count(phrase.InWeeksLabel, n, nil),
			Command: "/exam " + deck.ID + " " + t.noon().AddDate(0, 0, 7*n).Format(time.DateOnly),
		})
	}
	return row
}

// noon is the middle of the learner's day.
func (t *talk) noon() time.Time { return t.cal.StartOfDay(t.now, 0).Add(8 * time.Hour) }

// needed is the fewest minutes a day by which as good as all is known that can
// be in an hour; 0 without exams.
func (t *talk) needed(a agenda) int {
	if len(a.subjects) == 0 {
		return 0
	}
	best := average(t.planner(fairMinutes).Forecast(t.now, a.subjects))
	fair := steps()[:slices.Index(steps(), fairMinutes)]
	// More minutes are no worse, so that it can be searched by halves.
	n := sort.Search(len(fair), func(i int) bool {
		return average(t.planner(fair[i]).Forecast(t.now, a.subjects)) >= best-0.02
	})
	return steps()[n]
}

func average(all []exam.Forecast) float64 {
	sum := 0.0
	for _, f := range all {
		sum += f.Known
	}
	return sum / float64(len(all))
}

// examMessage tells what the plan for a deck's exam comes to.
func (t *talk) examMessage(a agenda, deck *decks.Deck) Message {
	at := 0
	for i := range a.decks {
		if a.decks[i] == deck {
			at = i
		}
	}
	f := t.planner(t.profile.studies()).Forecast(t.now, a.subjects)[at]
	usual := t.planner(t.profile.studies()).Usual(t.now, a.subjects, t.newPerDay())[at]
	m := Message{Edit: t.event.Pressed, Buttons: [][]Button{{
		t.button(phrase.BeginLabel, "/quiz "+deck.ID), t.dropLabel(deck),
	}}}
	if f.Days == 0 {
		m.Text = t.say(phrase.ExamToday, phrase.Args{"Deck": shortTitle(deck), "Share": promised(f.Known)})
		return m
	}
	m.Text = lines(
		strong(t.count(phrase.ExamOn, f.Days, phrase.Args{"Deck": shortTitle(deck), "Date": t.date(a.subjects[at].Day)})),
		t.say(phrase.ExamShare, phrase.Args{"With": promised(f.Known), "Without": promised(usual.Known)}),
		t.count(phrase.ExamTakes, minutes(f.Daily), nil),
		t.newCards(f),
	)
	more, button := t.more(a, at, f)
	m.Text = lines(m.Text, more)
	if button != nil {
		m.Buttons = append(m.Buttons, button)
	}
	return m
}

// newCards tells how many cards are met a day, and until when.
func (t *talk) newCards(f exam.Forecast) Text {
	if f.LastNew < 0 {
		return ""
	}
	until := t.cal.StartOfDay(t.now, f.LastNew)
	return t.count(phrase.ExamNew, f.New, phrase.Args{"Date": t.date(until)})
}

// more tells what more minutes would give when they would give much; when the
// time is short whatever one does, it says so.
func (t *talk) more(a agenda, at int, f exam.Forecast) (Text, []Button) {
	for _, n := range steps() {
		if 2*n < 3*t.profile.studies() {
			continue
		}
		known := t.planner(n).Forecast(t.now, a.subjects)[at].Known
		if known >= f.Known+0.02 {
			x := a.exams[at]
			return t.count(phrase.ExamMore, n, phrase.Args{"Share": promised(known)}), []Button{{
				Label:   t.words.Count(phrase.MinutesLabel, n, nil),
				Command: "/exam " + x.Deck + " " + x.Date + " " + strconv.Itoa(n),
			}}
		}
	}
	if f.Known < 0.85 {
		return t.say(phrase.ExamShort, nil), nil
	}
	return "", nil
}

func (t *talk) dropLabel(deck *decks.Deck) Button {
	return Button{
		Label:   t.words.Say(phrase.ExamOffLabel, phrase.Args{"Deck": shortTitle(deck)}),
		Command: "/exam " + deck.ID + " " + off,
	}
}

// promised is a share in whole percents. Nobody is promised 100.
func promised(share float64) string { return strconv.Itoa(min(99, int(math.Round(100*share)))) }

// minutes is a time in whole minutes, at least 1.
func minutes(d time.Duration) int { return max(1, int(math.Ceil(d.Minutes()-0.2))) }

// listExams tells of all exams that come.
func (t *talk) listExams(ctx context.Context) ([]Message, error) {
	a, err := t.agenda(ctx)
	if err != nil {
		return nil, err
	}
	if len(a.exams) == 0 {
		m := Message{Text: t.say(phrase.ExamNone, nil)}
		for _, deck := range t.begun()[:min(len(t.profile.Decks), 4)] {
			m.Buttons = append(m.Buttons, []Button{{Label: shortTitle(deck), Command: "/exam " + deck.ID}})
		}
		return []Message{m}, nil
	}
	var m Message
	var daily time.Duration
	for at, f := range t.planner(t.profile.studies()).Forecast(t.now, a.subjects) {
		m.Text = lines(m.Text, t.examLine(a.decks[at], f))
		daily += f.Daily
		if at < 5 {
			m.Buttons = append(m.Buttons, []Button{
				{Label: shortTitle(a.decks[at]), Command: "/exam " + a.decks[at].ID}, t.dropLabel(a.decks[at]),
			})
		}
	}
	if daily > 0 {
		m.Text = lines(m.Text, t.count(phrase.ExamTakes, minutes(daily), nil))
	}
	return []Message{m}, nil
}

// examLine says in one line how it goes with an exam.
func (t *talk) examLine(deck *decks.Deck, f exam.Forecast) Text {
	args := phrase.Args{"Deck": shortTitle(deck), "Share": promised(f.Known)}
	switch f.Days {
	case 0:
		return t.say(phrase.ExamToday, args)
	case 1:
		return t.say(phrase.ExamEve, args)
	}
	return t.count(phrase.ExamGoes, f.Days, args)
}

// nextExam says it of the first exam that comes, for the push; nothing without.
func (t *talk) nextExam(ctx context.Context) (Text, error) {
	a, err := t.agenda(ctx)
	if err != nil || len(a.exams) == 0 {
		return "", err
	}
	return t.examLine(a.decks[0], t.planner(t.profile.studies()).Forecast(t.now, a.subjects)[0]), nil
}
