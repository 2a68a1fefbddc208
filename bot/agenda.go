package bot

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
	"github.com/overhoor/overhoor/scheduler/exam"
)

// Exam is a deck that a learner has to know on a day. One that is past or was
// called off is kept for a year, because cards may still be due that early on
// its account.
type Exam struct {
	Deck string `json:"deck"`
	Date string `json:"date"`           // "2027-01-20" on his calendar
	From string `json:"from,omitempty"` // the day on which it was set
	Off  bool   `json:"off,omitempty"`
}

// comes tells whether the exam is still to be studied for, on its day as well.
func (x Exam) comes(now time.Time, cal scheduler.Calendar) bool {
	return !x.Off && x.Date >= cal.Day(now)
}

// day is noon of the exam's day, since noon of the day on which it was set.
func (x Exam) day(cal scheduler.Calendar) time.Time   { return noonOf(x.Date, cal) }
func (x Exam) since(cal scheduler.Calendar) time.Time { return noonOf(x.From, cal) }

// noonOf is noon of a date on a calendar; the zero time of what is none.
func noonOf(day string, cal scheduler.Calendar) time.Time {
	date, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return time.Time{}
	}
	y, m, d := date.Date()
	zone := cal.StartOfDay(date, 0).Location()
	return time.Date(y, m, d, 12, 0, 0, 0, zone)
}

// exam is that of a deck which is to come.
func (p *Profile) exam(deck string, now time.Time, cal scheduler.Calendar) (Exam, bool) {
	i := slices.IndexFunc(p.Exams, func(x Exam) bool { return x.Deck == deck && x.comes(now, cal) })
	if i < 0 {
		return Exam{}, false
	}
	return p.Exams[i], true
}

// setExam puts an exam in place of the deck's present one; the zero date only
// calls that off. It forgets what is a year past.
func (p *Profile) setExam(deck, date string, now time.Time, cal scheduler.Calendar) {
	yearAgo := cal.Day(cal.StartOfDay(now, -365))
	var kept []Exam
	from := cal.Day(now)
	for _, x := range p.Exams {
		if x.Deck == deck && x.Date == date && !x.Off && x.From != "" {
			from = x.From
		}
		x.Off = x.Off || x.Deck == deck && x.comes(now, cal)
		if x.Date >= yearAgo && (x.Deck != deck || x.Date != date) {
			kept = append(kept, x)
		}
	}
	if date != "" {
		kept = append(kept, Exam{Deck: deck, Date: date, From: from})
	}
	slices.SortStableFunc(kept, func(a, b Exam) int { return a.day(cal).Compare(b.day(cal)) })
	p.Exams = kept
}

// due is when the card of a turn comes: one that was to come early for an exam
// that is over comes when it would have come without.
func (t *talk) due(turn Turn) time.Time {
	m := turn.Memory
	for _, x := range t.profile.Exams {
		early := x.Deck == turn.Deck && !x.comes(t.now, t.cal) && t.cal.Day(m.Due) == x.Date && t.cal.Day(m.Last) < x.Date
		if early && !m.New() {
			return t.memory(turn.Deck).Uncapped(m, t.cal)
		}
	}
	return m.Due
}

// agenda is the exams that come, and what is to be known for them.
type agenda struct {
	exams    []Exam
	decks    []*decks.Deck
	subjects []exam.Subject
}

// agenda reads what the learner knows of all that is examined.
func (t *talk) agenda(ctx context.Context) (agenda, error) {
	var a agenda
	for _, x := range t.profile.Exams {
		deck, ok := t.Library.Deck(x.Deck)
		if !ok || !x.comes(t.now, t.cal) {
			continue
		}
		memories, err := t.Store.Memories(ctx, t.learner, x.Deck)
		if err != nil {
			return agenda{}, fmt.Errorf("read memories of %s: %w", x.Deck, err)
		}
		s := exam.Subject{FSRS: t.memory(x.Deck), Day: x.day(t.cal), Since: x.since(t.cal)}
		for _, card := range deck.Cards {
			s.Cards = append(s.Cards, memories[card.ID])
		}
		a.exams, a.decks, a.subjects = append(a.exams, x), append(a.decks, deck), append(a.subjects, s)
	}
	return a, nil
}

// planner is how the learner studies in so many minutes a day.
func (t *talk) planner(minutes int) exam.Planner {
	return exam.Planner{
		Cal: t.cal, Budget: time.Duration(minutes) * time.Minute, Pace: t.profile.Pace.typing(),
		NoNew: t.newPerDay() == 0, Worth: exam.Enough,
	}
}

// examine lets the exams that come decide what of their decks is asked today,
// and in which order; what was forgotten today comes again anyway.
func (t *talk) examine(ctx context.Context, s stock) (stock, error) {
	all := slices.Concat(s.due, s.fresh, s.later)
	if !slices.ContainsFunc(all, t.examined) {
		return s, nil
	}
	a, err := t.agenda(ctx)
	if err != nil {
		return stock{}, err
	}
	p := t.planner(t.profile.studies())
	place := make(map[[2]string]int) // of a card of a deck in today's order
	for i, q := range p.Today(t.now, a.subjects) {
		deck := a.decks[q.Subject]
		place[[2]string{deck.ID, deck.Cards[q.Card].ID}] = i
	}
	name := func(turn Turn) [2]string { return [2]string{turn.Deck, turn.Card} }

	s = stock{asked: s.asked, load: s.load}
	var planned, unmet []Turn
	for _, turn := range all {
		m := turn.Memory
		free := !t.examined(turn)
		switch _, ok := place[name(turn)]; {
		case ok:
			planned = append(planned, turn)
		case m.New() && free:
			s.fresh = append(s.fresh, turn)
		case m.New():
			unmet = append(unmet, turn)
		case (free || t.cal.Day(m.Last) == t.cal.Day(t.now)) && !t.due(turn).After(t.now):
			s.due = append(s.due, turn)
		default:
			s.later = append(s.later, turn)
		}
	}
	slices.SortFunc(planned, func(a, b Turn) int { return place[name(a)] - place[name(b)] })
	s.due, s.later = append(planned, s.due...), append(s.later, unmet...)
	if days := p.Next(t.now, a.subjects); days > 0 {
		s.next = t.cal.StartOfDay(t.now, days)
	}
	return s, nil
}

// examined tells whether an exam decides when the card of a turn is asked.
func (t *talk) examined(turn Turn) bool {
	_, ok := t.profile.exam(turn.Deck, t.now, t.cal)
	return ok
}
