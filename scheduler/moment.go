package scheduler

import "time"

// Moment is when a review happens, on whose days, and what the day on which
// the card comes back has to respect.
type Moment struct {
	Now   time.Time
	Cal   Calendar
	Until time.Time // the card is due no later than at the start of that day; zero: whenever it is best
}

// due is the start of the day on which a card comes back that is best asked so
// many days from now.
func (m Moment) due(days int) time.Time {
	if !m.Until.IsZero() {
		days = min(days, max(1, m.Cal.Days(m.Now, m.Until)))
	}
	return m.Cal.StartOfDay(m.Now, days)
}
