package scheduler

import (
	"fmt"
	"time"
)

// dayStart is the hour at which a learner's day begins: who studies past
// midnight is still at it the same evening.
const dayStart = 4

// Calendar is a learner's days and hours. The zero Calendar is UTC's.
type Calendar struct {
	Zone *time.Location
}

// local is t on this calendar's clocks.
func (c Calendar) local(t time.Time) time.Time {
	if c.Zone == nil {
		return t.UTC()
	}
	return t.In(c.Zone)
}

// StartOfDay is when the learner's day begins that lies so many days after
// that of t: at 04:00 on his clocks.
func (c Calendar) StartOfDay(t time.Time, days int) time.Time {
	local := c.local(t)
	y, m, d := local.Date()
	if local.Hour() < dayStart {
		d--
	}
	return time.Date(y, m, d+days, dayStart, 0, 0, 0, local.Location())
}

// Day is the date of the learner's day that t falls in, as "2026-11-24".
func (c Calendar) Day(t time.Time) string {
	return c.StartOfDay(t, 0).Format(time.DateOnly)
}

// Days counts the learner's days from one moment to another, never below 0.
func (c Calendar) Days(from, to time.Time) int {
	return max(0, dayNumber(c.StartOfDay(to, 0))-dayNumber(c.StartOfDay(from, 0)))
}

// dayNumber counts calendar days; a day of 23 or 25 hours is one.
func dayNumber(t time.Time) int {
	y, m, d := t.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// NextAt is the first moment after now at which the learner's clocks show
// clock ("08:00"), once a date: an hour that a clock change skips is taken when
// the clocks have gone on, one that comes twice is taken once.
func (c Calendar) NextAt(now time.Time, clock string) (time.Time, error) {
	at, err := time.Parse("15:04", clock)
	if err != nil {
		return time.Time{}, fmt.Errorf("time of day %q: write it as 08:00", clock)
	}
	local := c.local(now)
	y, m, d := local.Date()
	for day := d; ; day++ {
		next := time.Date(y, m, day, at.Hour(), at.Minute(), 0, 0, local.Location())
		if next.After(now) {
			return next, nil
		}
	}
}
