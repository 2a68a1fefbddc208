// Package timetable reads from a calendar file (iCalendar, RFC 5545) when
// somebody is busy.
//
// It is pure: bytes in, intervals out. What it reads may be anybody's file, so
// its size, its events and what they repeat to are all bounded.
package timetable

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"
)

// The limits of a file.
const (
	MostBytes  = 1 << 20 // of a file
	mostEvents = 5000    // in a file
	mostSteps  = 100_000 // of repeating, over all events
	mostBusy   = 1000    // intervals that are kept, the first ones
)

// longest is how long something may take to be a lecture: what takes longer,
// such as a week of holidays, silences nothing.
const longest = 10 * time.Hour

// Why a file can't be read.
var (
	ErrTooLarge   = errors.New("the timetable is too large")
	ErrNoCalendar = errors.New("no calendar: an .ics file begins with BEGIN:VCALENDAR")
)

// Interval is a time in which somebody is busy, Until not included.
type Interval struct{ From, Until time.Time }

// Busy are intervals in order that don't touch one another.
type Busy []Interval

// Free is the first moment, t at the earliest, that is not in Busy.
func (b Busy) Free(t time.Time) time.Time {
	for _, i := range b {
		if !t.Before(i.From) && t.Before(i.Until) {
			t = i.Until
		}
	}
	return t
}

// Between is what of b lies between two moments, at least in part, and at most
// so many of it, the first ones.
func (b Busy) Between(from, until time.Time, most int) Busy {
	first, _ := slices.BinarySearchFunc(b, from, func(i Interval, t time.Time) int {
		if i.Until.After(t) {
			return 1
		}
		return -1
	})
	last := first
	for last < len(b) && last < first+most && b[last].From.Before(until) {
		last++
	}
	return b[first:last]
}

// Is tells whether a file is a calendar, by how it begins.
func Is(file []byte) bool {
	file = bytes.TrimPrefix(file, []byte(mark))
	return bytes.HasPrefix(bytes.ToUpper(file[:min(len(file), 15)]), []byte("BEGIN:VCALENDAR"))
}

// mark is what some programs put before a text in UTF-8.
const mark = "\xef\xbb\xbf"

// Read finds when somebody is busy between two moments: in what his file names
// with a beginning and an end, repeated as it says, not cancelled, not marked
// as free, and not all day long. Times without a zone, or in one that is not
// known, are those of zone.
func Read(file []byte, from, until time.Time, zone *time.Location) (Busy, error) {
	file = bytes.TrimPrefix(file, []byte(mark))
	if len(file) > MostBytes {
		return nil, ErrTooLarge
	}
	if !Is(file) {
		return nil, ErrNoCalendar
	}
	if bytes.Count(file, []byte("BEGIN:VEVENT")) > mostEvents {
		return nil, ErrTooLarge
	}
	calendar, err := ical.ParseCalendar(bytes.NewReader(file))
	if err != nil {
		return nil, ErrNoCalendar // its own words would repeat the file's
	}
	r := &reader{from: from, until: until, clocks: clocks{zone: zone, known: known(calendar)}}
	events := calendar.Events()
	r.moved = r.moves(events)
	for _, e := range events {
		r.event(e)
	}
	if r.steps > mostSteps {
		return nil, ErrTooLarge
	}
	return join(r.busy), nil
}

// reader gathers the busy intervals of a file.
type reader struct {
	clocks
	from, until time.Time
	moved       map[instance]bool
	steps       int
	busy        []Interval
}

// instance is one time of an event that repeats.
type instance struct {
	event string
	at    int64
}

// moves are the times that other entries of the file take the place of.
func (r *reader) moves(events []*ical.VEvent) map[instance]bool {
	moved := make(map[instance]bool)
	for _, e := range events {
		for _, p := range e.GetProperties(ical.ComponentPropertyRecurrenceId) {
			if at, _, ok := r.read(p, p.Value); ok {
				moved[instance{e.Id(), at.Unix()}] = true
			}
		}
	}
	return moved
}

// event notes when an event keeps its learner busy.
func (r *reader) event(e *ical.VEvent) {
	start, allDay, ok := r.prop(e, ical.ComponentPropertyDtStart)
	if !ok || allDay || is(e, ical.ComponentPropertyStatus, "CANCELLED") || is(e, ical.ComponentPropertyTransp, "TRANSPARENT") {
		return
	}
	length := r.length(e, start)
	if length <= 0 || length > longest {
		return
	}
	if e.GetProperty(ical.ComponentPropertyRecurrenceId) != nil {
		r.add(start, length)
		return
	}
	except := make(map[int64]bool)
	for _, p := range e.GetProperties(ical.ComponentPropertyExdate) {
		for value := range strings.SplitSeq(p.Value, ",") {
			if at, _, ok := r.read(p, value); ok {
				except[at.Unix()] = true
			}
		}
	}
	for _, at := range r.times(e, start, length) {
		if !except[at.Unix()] && !r.moved[instance{e.Id(), at.Unix()}] {
			r.add(at, length)
		}
	}
}

// length is how long an event takes; 0 when it doesn't say.
func (r *reader) length(e *ical.VEvent, start time.Time) time.Duration {
	if end, allDay, ok := r.prop(e, ical.ComponentPropertyDtEnd); ok && !allDay {
		return end.Sub(start)
	}
	if p := e.GetProperty(ical.ComponentPropertyDuration); p != nil {
		return duration(p.Value)
	}
	return 0
}

func (r *reader) add(at time.Time, length time.Duration) {
	if end := at.Add(length); end.After(r.from) && at.Before(r.until) {
		r.busy = append(r.busy, Interval{From: at, Until: end})
	}
}

func is(e *ical.VEvent, property ical.ComponentProperty, value string) bool {
	p := e.GetProperty(property)
	return p != nil && strings.EqualFold(p.Value, value)
}

// join puts intervals in order and makes one of those that touch.
func join(all []Interval) Busy {
	slices.SortFunc(all, func(a, b Interval) int { return a.From.Compare(b.From) })
	var joined Busy
	for _, i := range all {
		if n := len(joined); n > 0 && !i.From.After(joined[n-1].Until) {
			if i.Until.After(joined[n-1].Until) {
				joined[n-1].Until = i.Until
			}
			continue
		}
		joined = append(joined, i)
	}
	return joined[:min(len(joined), mostBusy)]
}
