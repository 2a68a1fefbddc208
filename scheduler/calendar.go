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

// Date is the date that this calendar's clocks show at t, as "2026-11-24". It
// changes at midnight; the learner's Day does not.
func (c Calendar) Date(t time.Time) string { return c.local(t).Format(time.DateOnly) }

// Clock is the time of day at t, as "08:00".
func (c Calendar) Clock(t time.Time) string { return c.local(t).Format("15:04") }

// At is the moment of a date ("2026-11-24") at which this calendar's clocks
// show clock ("08:00"). Of an hour that comes twice it is the first, as RFC
// 5545 has it; an hour that a clock change skips comes as long after the change
// as it would have, or before it where that would be another date. ok is false for a date or a clock there is none of, also
// for a date that the zone skipped whole.
func (c Calendar) At(date, clock string) (at time.Time, ok bool) {
	wall, err := time.Parse("2006-01-02 15:04", date+" "+clock)
	if err != nil {
		return time.Time{}, false
	}
	before, after := c.shift(wall.Add(-day)), c.shift(wall.Add(day))
	for _, shift := range []time.Duration{max(before, after), min(before, after)} {
		if at = c.local(wall.Add(-shift)); at.Format("2006-01-02 15:04") == date+" "+clock {
			return at, true
		}
	}
	for _, shift := range []time.Duration{before, after} {
		if at = c.local(wall.Add(-shift)); at.Format(time.DateOnly) == date {
			return at, true
		}
	}
	return time.Time{}, false
}

const day = 24 * time.Hour

// shift is how far the clocks are ahead of UTC at t.
func (c Calendar) shift(t time.Time) time.Duration {
	_, seconds := c.local(t).Zone()
	return time.Duration(seconds) * time.Second
}

// AddDays is the date so many days after another; "" for what is no date.
func AddDays(date string, days int) string {
	at, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	return at.AddDate(0, 0, days).Format(time.DateOnly)
}

// Weekdays are some days of the week; the zero Weekdays are all of them.
type Weekdays uint8

// WeekdaysOf makes a set of days.
func WeekdaysOf(days ...time.Weekday) Weekdays {
	var w Weekdays
	for _, d := range days {
		w |= 1 << d
	}
	return w
}

// Has tells whether a day is one of them.
func (w Weekdays) Has(d time.Weekday) bool { return w == 0 || w&(1<<d) != 0 }

// On tells whether a date falls on one of them; false for what is no date.
func (w Weekdays) On(date string) bool {
	at, err := time.Parse(time.DateOnly, date)
	return err == nil && w.Has(at.Weekday())
}

// NextAt is the first moment after now at which the learner's clocks show
// clock ("08:00"), once a date: see At.
func (c Calendar) NextAt(now time.Time, clock string) (time.Time, error) {
	if _, err := time.Parse("15:04", clock); err != nil {
		return time.Time{}, fmt.Errorf("time of day %q: write it as 08:00", clock)
	}
	for date := c.Date(now); ; date = AddDays(date, 1) {
		if at, ok := c.At(date, clock); ok && at.After(now) {
			return at, nil
		}
	}
}
