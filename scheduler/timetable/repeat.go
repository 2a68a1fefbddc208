package timetable

import (
	"time"

	ical "github.com/arran4/golang-ical"
	"github.com/teambition/rrule-go"
)

// oldest is how long an event may have been repeating.
const oldest = 10 * 366 * 24 * time.Hour

// times is when an event comes between from and until, once if it doesn't
// repeat.
func (r *reader) times(e *ical.VEvent, start time.Time, length time.Duration) []time.Time {
	p := e.GetProperty(ical.ComponentPropertyRrule)
	if p == nil {
		return []time.Time{start}
	}
	option, err := rrule.StrToROptionInLocation(p.Value, start.Location())
	if err != nil || !repeats(option) || start.Before(r.from.Add(-oldest)) {
		return []time.Time{start}
	}
	option.Dtstart = start
	if option.Until.IsZero() || option.Until.After(r.until) {
		option.Until = r.until
	}
	rule, err := rrule.NewRRule(*option)
	if err != nil {
		return []time.Time{start}
	}
	var times []time.Time
	next := rule.Iterator()
	for r.steps <= mostSteps {
		at, ok := next()
		if !ok {
			break
		}
		r.steps++
		if at.Add(length).After(r.from) {
			times = append(times, at)
		}
	}
	return times
}

// repeats tells whether a rule is one of those that lectures are repeated by:
// every so many weeks, each day, or each month. Only of these it is sure that
// they come again and again; a rule such as "each 30 February" would be
// searched for until the year 9999.
func repeats(o *rrule.ROption) bool {
	if len(o.Bymonth)+len(o.Byyearday)+len(o.Byweekno)+len(o.Byhour)+len(o.Byminute)+len(o.Bysecond)+len(o.Byeaster) > 0 {
		return false
	}
	if o.Interval < 0 || o.Interval > 1000 {
		return false
	}
	once := o.Interval <= 1
	days, monthdays, positions := len(o.Byweekday), len(o.Bymonthday), len(o.Bysetpos)
	for _, d := range o.Byweekday {
		if n := d.N(); n < -4 || n > 4 || n != 0 && o.Freq != rrule.MONTHLY {
			return false
		}
	}
	for _, d := range o.Bymonthday {
		if d < -28 || d == 0 || d > 28 {
			return false
		}
	}
	for _, n := range o.Bysetpos {
		if n != 1 && n != -1 {
			return false
		}
	}
	switch o.Freq {
	case rrule.WEEKLY:
		return monthdays == 0 && positions == 0
	case rrule.DAILY:
		return monthdays == 0 && positions == 0 && (days == 0 || once)
	case rrule.MONTHLY:
		return (days == 0 || monthdays == 0) && (positions == 0 || days > 0) && (once || days+monthdays > 0)
	}
	return false
}
