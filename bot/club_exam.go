package bot

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/dates"
	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
	"github.com/overhoor/overhoor/scheduler/exam"
)

// ClubExam is an exam that a group works towards.
type ClubExam struct {
	Deck string `json:"deck"`
	Date string `json:"date"`           // "2027-01-20"
	Told string `json:"told,omitempty"` // local date on which the group was told last how it stands
}

// fewest is how many must take part before a share is told: of fewer it would
// tell who is behind.
const fewest = 3

// coarse is to how many percents a share is rounded, so that it doesn't tell what
// one who joins or leaves knows.
const coarse = 5

// next is when the group is told again how it stands: on Mondays, up to the
// exam; the zero time when there is none to come.
func (x *ClubExam) next(now time.Time, cal scheduler.Calendar, clock string) (time.Time, error) {
	for at := now; ; {
		next, err := cal.NextAt(at, clock)
		switch {
		case err != nil || next.Format(time.DateOnly) >= x.Date:
			return time.Time{}, err
		case next.Weekday() == time.Monday:
			return next, nil
		}
		at = next
	}
}

// clubExam sets or tells what exam a group works towards: "/exam crm
// 2027-01-20", "/exam off".
func (t *talk) clubExam(ctx context.Context) ([]Message, error) {
	words := strings.Fields(t.event.Text)
	if len(words) == 0 {
		return t.examStands(ctx, true)
	}
	if isOff(words[len(words)-1]) {
		t.setClubExam(nil)
		return []Message{{Text: t.say(phrase.ClubExamOff, nil)}}, t.planClub(ctx)
	}
	deck, rest, ok := t.deckFirst(words)
	if !ok {
		rest = words[max(0, len(words)-1):]
	}
	day, _, clear := dates.Read(rest, t.noon())
	date := day.Format(time.DateOnly)
	switch {
	case !clear || date <= t.clubToday() || t.cal.Days(t.now, day) > farthest:
		return t.tell(phrase.ClubExamUnclear, phrase.Args{"Want": echo(strings.Join(rest, " "), 30)}), nil
	case !ok:
		return t.whichDeck(strings.Join(words[:len(words)-1], " "), func(id string) string { return "/exam " + id + " " + date }), nil
	}
	if t.club.Daily == "" {
		t.club.Lang, t.club.Zone = t.words.Lang, t.profile.Zone
	}
	t.setClubExam(&ClubExam{Deck: deck.ID, Date: date, Told: t.clubToday()})
	if err := t.planClub(ctx); err != nil {
		return nil, err
	}
	return t.examStands(ctx, false)
}

func (t *talk) clubToday() string { return t.club.calendar(t.zone).Day(t.now) }

// examStands tells of the group's exam, to all or to who asks only.
func (t *talk) examStands(ctx context.Context, private bool) ([]Message, error) {
	x := t.club.Exam
	if x == nil || x.Date < t.clubToday() {
		return t.tell(phrase.ClubExamNone, nil), nil
	}
	text, err := t.clubExamText(ctx, phrase.ClubExamSet)
	if err != nil || text == "" {
		return t.tell(phrase.ClubExamNone, nil), err
	}
	return []Message{{Text: text, Private: private, Buttons: [][]Button{{t.button(phrase.JoinLabel, "/join")}}}}, nil
}

// clubExamLine tells once a week how the group stands with its exam.
func (t *talk) clubExamLine(ctx context.Context) (Text, error) {
	x, today := t.club.Exam, t.cal.Day(t.now)
	if x == nil || t.club.Paused || x.Told == today || t.now.In(t.cal.Zone).Weekday() != time.Monday || x.Date <= today {
		return "", nil
	}
	x.Told, t.newClub = today, true
	return t.clubExamText(ctx, phrase.ClubExamWeek)
}

// clubExamText says which exam it is, how many take part and, when they are
// enough for nobody to be seen through, what share they will know on the day.
func (t *talk) clubExamText(ctx context.Context, id phrase.ID) (Text, error) {
	x := t.club.Exam
	deck, ok := t.Library.Deck(x.Deck)
	if !ok {
		return "", nil
	}
	plan, now, n, err := t.standing(ctx, deck)
	if err != nil {
		return "", err
	}
	text := lines(t.say(id, phrase.Args{"Deck": shortTitle(deck), "Date": t.date(Exam{Date: x.Date}.day(t.cal))}), t.takePart(n))
	if n >= fewest {
		text = lines(text, t.say(phrase.ClubShare, phrase.Args{"Plan": coarsely(plan), "Now": coarsely(now)}))
	}
	return text, nil
}

// standing is what share of a deck those who take part in the exam are expected
// to know on the day, from 0 to 1, by their plans and when they learn nothing
// more, and how many they are.
func (t *talk) standing(ctx context.Context, deck *decks.Deck) (plan, now float64, n int, err error) {
	for some := range slices.Chunk(slices.Clone(t.club.Members), mostMates) {
		mates, err := t.mates(ctx, some, deck)
		if err != nil {
			return 0, 0, 0, err
		}
		for _, m := range mates {
			if !m.Profile.declined(t.club.Exam) {
				his, left := t.share(m, deck, t.club.Exam.Date)
				plan, now = plan+his, now+left
				n++
			}
		}
	}
	all := float64(max(n, 1))
	return plan / all, now / all, n, nil
}

// share is what part of a deck a learner is expected to know on the day of an
// exam, from 0 to 1: by his plan, and when he learns nothing more.
func (t *talk) share(m Mate, deck *decks.Deck, date string) (plan, now float64) {
	cal := m.Profile.calendar(t.zone)
	s := exam.Subject{FSRS: m.Profile.memory(t.Scheduler, deck.ID), Day: Exam{Date: date}.day(cal)}
	if own, ok := m.Profile.exam(deck.ID, t.now, cal); ok {
		s.Since = own.since(cal)
	}
	at := m.Profile.moment(deck.ID, s.Day, cal)
	for _, c := range deck.Cards {
		kept := m.Memories[c.ID]
		s.Cards = append(s.Cards, kept)
		if !kept.New() {
			now += s.FSRS.Retrievability(kept, at)
		}
	}
	mate := talk{Engine: t.Engine, profile: m.Profile, cal: cal}
	f := mate.planner(m.Profile.studies()).Forecast(t.now, []exam.Subject{s})[0]
	return f.Known, now / float64(max(1, len(deck.Cards)))
}

// coarsely is a share in percents. Nobody is promised 100.
func coarsely(share float64) string {
	return strconv.Itoa(min(100-coarse, coarse*int(math.Round(100*share/coarse))))
}

// setClubExam puts an exam in place of the one there was, and tells all members
// of both.
func (t *talk) setClubExam(x *ClubExam) {
	old := t.club.Exam
	if old != nil && x != nil && old.Deck == x.Deck && old.Date == x.Date {
		return
	}
	for _, l := range t.club.Members {
		t.enrol(l, true)
	}
	t.club.Exam, t.newClub = x, true
	for _, l := range t.club.Members {
		t.enrol(l, false)
	}
}
