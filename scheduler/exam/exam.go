// Package exam plans the days before an exam: what to ask today so that most
// is known on the day, and what share that will be. It keeps nothing: a plan is
// made anew from the memories as they are, so a missed day needs no repair. It
// is pure: now is an argument.
package exam

import (
	"cmp"
	"slices"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// Planner is how somebody studies for his exams.
type Planner struct {
	Cal    scheduler.Calendar
	Budget time.Duration // for all exams together, on a day halfway: see Time
	Pace   Pace
	NoNew  bool    // cards never met stay so
	Worth  float64 // least gain, in cards known a minute, that a card is asked for; 0: any
}

// Enough is the Worth of somebody who has more to do than to study: of a minute
// that adds less than a twelfth of a card he is spared. Simulated learners know
// half a percent less by it, of easy decks, in half the time.
const Enough = 0.08

// Subject is a deck that is examined on a day.
type Subject struct {
	FSRS  *scheduler.FSRS
	Day   time.Time          // any moment of the learner's day that it is
	Since time.Time          // when he began to study for it; zero: every day takes the same
	Cards []scheduler.Memory // of all cards; those never met are zero
}

// Question is a card to ask: Cards[Card] of the subject of that index.
type Question struct{ Subject, Card int }

// Today is what is best asked now, the best first, as far as what is left of
// today's time allows; the last card may run over it. Nobody is asked for what
// he answered today already, nor for an exam that is past.
func (p Planner) Today(now time.Time, subjects []Subject) []Question {
	plans := p.open(now, subjects)
	left := p.time(plans, 0)
	for _, s := range plans {
		left -= s.spent(p.Pace)
	}
	var asked []Question
	for _, o := range p.rank(plans, 0) {
		if left <= 0 {
			break
		}
		asked = append(asked, o.Question)
		left -= o.takes
	}
	return asked
}

// Time is how long the learner studies on the day of now. It grows from half of
// the Budget on the first day to half as much again on the last, as what is
// learned early fades until the exam: simulated learners know more on the day by
// it in the same minutes, and no day is a wall.
func (p Planner) Time(now time.Time, subjects []Subject) time.Duration {
	return p.time(p.open(now, subjects), 0)
}

// time is that of a day counted from today, the mean of what the exams that are
// still to come ask for.
func (p Planner) time(plans []*plan, day int) time.Duration {
	sum, n := 0.0, 0
	for _, s := range plans {
		if s.days >= day {
			sum += s.growth(day)
			n++
		}
	}
	if n == 0 {
		return p.Budget
	}
	return time.Duration(sum / float64(n) * float64(p.Budget))
}

// Next is in how many days something is to be asked again, 1 and more; 0 when
// nothing is before the exams.
func (p Planner) Next(now time.Time, subjects []Subject) int {
	plans := p.open(now, subjects)
	days := 0
	for _, s := range plans {
		days = max(days, s.days)
	}
	for day := 1; day < days; day++ {
		if len(p.rank(plans, day)) > 0 {
			return day
		}
	}
	return 0
}

// offer is a question with what it brings and takes.
type offer struct {
	Question
	gain  float64 // cards a second
	takes time.Duration
}

// rank lists what is worth asking on a day, counted from today, the best first.
// The evening before the exam sweeps up all that gains by it.
func (p Planner) rank(plans []*plan, day int) []offer {
	var all []offer
	for at, s := range plans {
		if s.days < day || s.days == day && day > 0 {
			continue // a forecast ends on the evening before
		}
		worth := p.Worth
		if s.days-day <= 1 {
			worth = 0
		}
		fresh := s.offerNew(p.Pace, day)
		for i := range s.cards {
			c := &s.cards[i]
			o := fresh
			switch {
			case c.memory.New() && p.NoNew:
				continue
			case c.memory.New():
			case c.last == day:
				continue
			default:
				o = s.look(p.Pace, c, day)
			}
			if o.gain > 0 && o.gain*time.Minute.Seconds() >= worth {
				o.Question = Question{Subject: at, Card: i}
				all = append(all, o)
			}
		}
	}
	slices.SortFunc(all, func(a, b offer) int {
		return cmp.Or(cmp.Compare(b.gain, a.gain), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Card, b.Card))
	})
	return all
}
