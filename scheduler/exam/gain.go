package exam

import (
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// A card is worth its chance of recall on the exam day, and some of that a
// month later, so that of two equal plans the lasting one is taken. Simulated
// learners know as much on the day with any weight from 0.25 to 2.
const (
	month       = 30
	monthWeight = 0.5
)

// plan is a subject in days, counted from today.
type plan struct {
	fsrs  *scheduler.FSRS
	days  int // until the exam
	begun int // days ago that the studying began; below 0: no matter
	cards []card
}

// growth is what part of the budget a day takes, 0.5 to 1.5.
func (s *plan) growth(day int) float64 {
	last := s.begun + s.days - 1
	if s.begun < 0 || last <= 0 {
		return 1
	}
	return 0.5 + min(1, float64(s.begun+day)/float64(last))
}

type card struct {
	memory scheduler.Memory
	last   int     // day of the last review, at first 0 or less
	worth  float64 // value of the memory as it is
	offer  offer   // as it was looked at last
	stale  int     // day from which offer is too old
}

// open turns subjects into plans; that of a past exam has no cards.
func (p Planner) open(now time.Time, subjects []Subject) []*plan {
	plans := make([]*plan, len(subjects))
	for at, s := range subjects {
		plans[at] = &plan{fsrs: s.FSRS, days: p.Cal.Days(now, s.Day), begun: -1}
		if !s.Since.IsZero() {
			plans[at].begun = p.Cal.Days(s.Since, now)
		}
		if p.Cal.Day(s.Day) < p.Cal.Day(now) {
			continue
		}
		plans[at].cards = make([]card, len(s.Cards))
		for i, m := range s.Cards {
			plans[at].cards[i] = plans[at].card(m, -p.Cal.Days(m.Last, now))
		}
	}
	return plans
}

// card is a card with that memory, from a review on the day last.
func (s *plan) card(m scheduler.Memory, last int) card {
	return card{memory: m, last: last, worth: s.value(m, last), stale: last}
}

// spent is the time that today's answers took.
func (s *plan) spent(p Pace) (sum time.Duration) {
	for _, c := range s.cards {
		if !c.memory.New() && c.last == 0 {
			sum += p.Cost(c.memory.Reps == 1, scheduler.Good)
		}
	}
	return sum
}

// value is what a memory is worth whose last review was on a day.
func (s *plan) value(m scheduler.Memory, last int) float64 {
	days := float64(s.days - last)
	return s.fsrs.Recall(m, days) + monthWeight*s.fsrs.Recall(m, days+month)
}

// look is the offer of a known card. It changes slowly when the last review is
// long past, so it isn't worked out each day, but for the last ones.
func (s *plan) look(p Pace, c *card, day int) offer {
	if day >= c.stale || day+2 >= s.days {
		c.offer, c.stale = s.offer(p, c, day), day+1+(day-c.last)/2
	}
	return c.offer
}

// offer is what it brings to ask a known card on a day, if it isn't asked again
// before the exam.
func (s *plan) offer(p Pace, c *card, day int) offer {
	elapsed := float64(day - c.last)
	recall := s.fsrs.Recall(c.memory, elapsed)
	good := s.value(s.fsrs.After(c.memory, elapsed, scheduler.Good), day)
	again := s.value(s.fsrs.After(c.memory, elapsed, scheduler.Again), day)
	gain := recall*good + (1-recall)*again - c.worth
	takes := p.expected(recall)
	return offer{gain: gain / takes.Seconds(), takes: takes}
}

// offerNew is the same of any card never met.
func (s *plan) offerNew(p Pace, day int) offer {
	gain := 0.0
	for r, odds := range FirstOdds() {
		gain += odds * s.value(s.fsrs.After(scheduler.Memory{}, 0, scheduler.Rating(r+1)), day)
	}
	return offer{gain: gain / p.New.Seconds(), takes: p.New}
}
