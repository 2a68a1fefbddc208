package scheduler

import "time"

// Moment is when a review happens, on whose days, and what the day on which
// the card comes back has to respect.
type Moment struct {
	Now   time.Time
	Cal   Calendar
	Until time.Time // the card is due no later than at the start of that day; zero: whenever it is best

	// Of a scheduler with Fuzz, which day it is of those that are about as
	// good: the one that takes least of what the learner has to do.
	Seed uint64 // one for a learner and a card; 0: no fuzz
	Load Load   // what he has due already
	Week *Week  // his easy days; nil: none
}

// latest is after how many days a card may come back at the latest that would
// come back within so many.
func (m Moment) latest(days int) int {
	if m.Until.IsZero() {
		return days
	}
	return min(days, max(1, m.Cal.Days(m.Now, m.Until)))
}
