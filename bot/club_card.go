package bot

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// groupAnswer judges what somebody in a group typed: a right answer finds its
// card, a wrong one counts for the race while one is run, and else for the card
// of the day. An answer that tells its card is judged on that.
func (t *talk) groupAnswer(ctx context.Context) ([]Message, error) {
	card, ref := t.club.Card, t.event.Ref
	if card == nil || ref != "" && ref != card.ID {
		return t.raceAnswer(ctx)
	}
	text := t.typed()
	j := t.graders[card.Deck].Judge(card.Card, grade.Attempt{Text: text, Accept: card.Accept})
	switch {
	case ref == "" && (t.raceTakes(text) || t.racing() && j.Verdict != grade.Correct):
		return t.raceAnswer(ctx)
	case card.Told:
		return t.afterwards(ctx, j)
	case j.Verdict == grade.Correct && !card.had(t.learner):
		return t.dayRight(ctx)
	case !t.event.Direct:
		return nil, nil
	case card.had(t.learner):
		return t.dayNoted(), nil
	}
	card.miss(t.learner, t.now)
	t.welcome()
	t.studied(Tally{Answers: 1})
	t.newClub = true
	m := Message{Tone: Wrong, Text: t.say(phrase.RaceWrong, nil)}
	if j.Verdict == grade.Partial {
		m.Tone, m.Text = Almost, t.say(phrase.RaceAlmost, nil)
	}
	return t.noted(m), nil
}

// racing tells whether a race is run just now, and not left alone.
func (t *talk) racing() bool { return t.round.asking() && t.now.Sub(t.round.Touched) < busy }

// dayRight counts the card of the day for who has it, and gives nothing away.
func (t *talk) dayRight(ctx context.Context) ([]Message, error) {
	card := t.club.Card
	try := card.Tries[t.learner]
	turn := card.turn()
	turn.Effort.Hints = try.Hints
	points, err := t.worth(ctx, turn)
	if err != nil {
		return nil, err
	}
	delete(card.Tries, t.learner)
	card.Right = append(card.Right, Winner{Learner: t.learner, Name: t.name(), Points: points})
	t.dayCounts(Effort{Hints: try.Hints, Goes: try.Misses})
	t.studied(Tally{Answers: 1})
	return t.dayNoted(), nil
}

// dayCounts has the card of the day reviewed by who had it.
func (t *talk) dayCounts(e Effort) {
	t.dayPends(t.learner, rate(grade.Judgement{Verdict: grade.Correct}, e), t.now)
}

// dayPends has a review of the card of the day applied to a learner's memory, a
// newcomer's once he has played on.
func (t *talk) dayPends(l Learner, r scheduler.Rating, at time.Time) {
	if p := t.pending(l, t.club.Card.turn(), r, at); !t.holds(p) {
		t.carry = append(t.carry, p)
	}
	t.newClub = true
}

// dayNoted tells who has the card when the others will see it.
func (t *talk) dayNoted() []Message {
	return t.noted(Message{Tone: Good, Text: t.say(phrase.DayRight, phrase.Args{"Name": t.name(), "When": t.closes()})})
}

// noted tells who answered how it went. Where the others would read it, it tells
// neither that he had it nor that he hadn't.
func (t *talk) noted(m Message) []Message {
	m.Private, m.Aloud = true, t.say(phrase.DayNoted, phrase.Args{"Name": t.name()})
	return []Message{m}
}

// afterwards takes a right answer that comes when the answer stands there for
// all to read: it counts as one with help, and for its learner only.
func (t *talk) afterwards(ctx context.Context, j grade.Judgement) ([]Message, error) {
	card := t.club.Card
	if j.Verdict != grade.Correct || !t.event.Direct || card.had(t.learner) || t.now.Sub(card.Until) > stale {
		return t.raceAnswer(ctx)
	}
	card.Right = append(card.Right, Winner{Learner: t.learner, Name: t.name()})
	t.dayCounts(Effort{Hints: 1})
	return []Message{{Private: true, Tone: Good, Text: t.say(phrase.DayLate, nil)}}, nil
}

// groupHint helps with the card of the race or, where none is run, with that
// of the day: there only who asks, and it costs only him.
func (t *talk) groupHint(ctx context.Context) ([]Message, error) {
	day, ref := t.club.Card, t.arg(0)
	switch named := day != nil && ref == day.ID; {
	case !named && t.round.asking() && t.round.Race.mode().silent:
		return t.tell(phrase.TestNoHints, nil), nil
	case !named && (t.round.asking() || !t.club.asking()):
		return t.hint(ctx)
	case day.Told, !named && ref != "":
		return t.tell(phrase.TooLate, nil), nil
	}
	card, _ := t.card(day.turn())
	try := day.Tries[t.learner]
	try.Hints++
	if !day.had(t.learner) {
		day.try(t.learner, try)
		t.newClub = true
	}
	return []Message{{Private: true, Text: t.hintText(day.turn(), card, try.Hints)}}, nil
}

// askDay asks the card of the day if its hour came before at, and not long
// before. That may be a later day's than was planned, when nobody was there.
func (t *talk) askDay(ctx context.Context, at time.Time) ([]Message, error) {
	c, today := &t.club, t.cal.Day(t.now)
	if c.Daily == "" || c.Paused || c.Pushed == today || c.asking() {
		return nil, nil
	}
	hour, err := c.hour(at, t.cal)
	if err != nil || at.Sub(hour) > latest {
		return nil, err
	}
	until, err := c.closing(hour, t.cal)
	if err != nil || !until.After(t.now) {
		return nil, err
	}
	turn, ok, err := t.chooseDay(ctx)
	if err != nil || !ok {
		return nil, err
	}
	only := []Turn{turn}
	if err := t.taught(ctx, only); err != nil {
		return nil, err
	}
	c.Card = &DayCard{ID: t.code(roundCode), Deck: turn.Deck, Card: turn.Card, Until: until, Accept: only[0].Accept}
	c.Pushed, t.newClub = today, true
	c.remember(Asked{Deck: turn.Deck, Card: turn.Card, Date: today}, t.cal.Day(t.now.Add(-rest)))
	return []Message{t.dayQuestion()}, nil
}

// remember notes a card as asked, and forgets those from before a date, other
// than the newest.
func (c *Club) remember(a Asked, before string) {
	c.Asked = slices.DeleteFunc(c.Asked, func(old Asked) bool {
		return old.Date < before || old.Deck == a.Deck && old.Card == a.Card
	})
	c.Asked = append(c.Asked, a)
}

// dayQuestion is the card of the day as it is asked.
func (t *talk) dayQuestion() Message {
	day := t.club.Card
	card, _ := t.card(day.turn())
	deck, _ := t.Library.Deck(day.Deck)
	return Message{
		Text: lines(
			soft(t.say(phrase.DayHeading, phrase.Args{"Deck": shortTitle(deck)})),
			strong(Escape(cut(card.Front, longest))),
			t.say(phrase.DayUntil, phrase.Args{"When": t.closes()}),
			soft(t.rowLine()),
		),
		Ask:     &Ask{Label: t.words.Say(phrase.AnswerLabel, nil), Title: card.Front, Ref: day.ID},
		Buttons: [][]Button{{t.button(phrase.HintLabel, "/hint "+day.ID), t.button(phrase.JoinLabel, "/join")}},
	}
}

// closes tells when the answer comes, on the group's clocks.
func (t *talk) closes() string {
	zone := t.club.calendar(t.zone).Zone
	id, until := phrase.AtTime, t.club.Card.Until.In(zone)
	if until.YearDay() != t.now.In(zone).YearDay() {
		id = phrase.AtTimeTomorrow
	}
	return t.words.Say(id, phrase.Args{"Time": until.Format("15:04")})
}

// mostSilent is after how many cards in a row that nobody answered we keep
// still.
const mostSilent = 3

// tellDay tells the answer to the card of the day, if it is time. Who tried
// and never had it has forgotten it.
func (t *talk) tellDay(ctx context.Context) ([]Message, error) {
	day := t.club.Card
	if !t.club.asking() || day.Until.After(t.now) {
		return nil, nil
	}
	day.Told, t.newClub = true, true
	missed := day.missed()
	for _, l := range missed {
		t.dayPends(l, scheduler.Again, day.Tries[l].At)
	}
	t.knowNewcomers()
	if err := t.bookDay(ctx, len(missed)); err != nil {
		return nil, err
	}
	answered := len(day.Right) + len(missed)
	if t.club.Silent++; len(day.Right)+len(day.Tries) > 0 {
		t.club.Silent = 0
	}
	day.Tries = nil
	switch {
	case t.club.Silent >= mostSilent:
		t.club.Paused = true
		return []Message{{Text: t.count(phrase.DayPaused, t.club.Silent, nil)}}, nil
	case answered == 0 && len(t.club.Members) == 0:
		return nil, nil
	}
	return t.dayResult(answered), nil
}

// mostNamed is how many who had the card are named.
const mostNamed = 5

// dayResult says how many had it, never who hadn't, and the answer.
func (t *talk) dayResult(answered int) []Message {
	day := t.club.Card
	card, _ := t.card(day.turn())
	deck, _ := t.Library.Deck(day.Deck)
	score := strong(t.say(phrase.DayNobody, nil))
	if n := len(day.Right); n > mostNamed {
		score = strong(t.count(phrase.DayScore, answered, phrase.Args{"Right": strconv.Itoa(n)}))
	} else if n > 0 {
		score = strong(t.count(phrase.DayScoreNames, answered, phrase.Args{"Right": strconv.Itoa(n), "Names": day.names()}))
	}
	return []Message{{
		Text: lines(
			soft(t.say(phrase.DayResult, phrase.Args{"Deck": shortTitle(deck)})),
			score,
			Escape(cut(card.Front, longest)),
			t.reference(day.turn()),
		),
		Buttons: [][]Button{{t.button(phrase.PractiseLabel, "/practise "+day.Deck)}},
	}}
}

// practise tells where one learns by himself.
func (t *talk) practise(context.Context) ([]Message, error) {
	deck := cmp.Or(t.arg(0), t.club.Deck, t.round.Deck)
	if _, ok := t.find(deck); !ok && deck == mine {
		return t.practiseMine(), nil
	} else if !ok {
		return t.tell(phrase.OnlyPrivate, nil), nil
	}
	return t.tell(phrase.PractiseThere, phrase.Args{"Deck": deck}), nil
}
