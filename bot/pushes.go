package bot

import (
	"time"

	"github.com/overhoor/overhoor/scheduler"
	"github.com/overhoor/overhoor/scheduler/timetable"
)

// punctual is how much later than planned a push still counts as in time.
const punctual = 10 * time.Minute

// Pushes is when a learner's cards come to him by themselves, and what came of
// it.
type Pushes struct {
	Hours    []Hour    `json:"hours,omitempty"`
	Quiet    Quiet     `json:"quiet,omitzero"`
	Pause    Pause     `json:"pause,omitzero"`
	Lectures Lectures  `json:"lectures,omitzero"`
	Snoozed  time.Time `json:"snoozed,omitzero"`  // when a push that was put off comes again
	Last     string    `json:"last,omitempty"`    // date of the last push
	Unheard  int       `json:"unheard,omitempty"` // dates with a push since he was heard
	Asleep   bool      `json:"asleep,omitempty"`  // that were too many: none until he is heard
}

// Pause is dates without a push: from From to the day before Until.
type Pause struct {
	From  string `json:"from,omitempty"`
	Until string `json:"until,omitempty"`
}

// Holds tells whether a date is one of them.
func (p Pause) Holds(date string) bool { return p.From <= date && date < p.Until }

// Quiet is the hours in which nothing comes that the learner didn't ask for at
// that hour. The zero Quiet is from 22:00 to 07:00; From equal to Until is
// never.
type Quiet struct {
	From  string `json:"from,omitempty"`
	Until string `json:"until,omitempty"`
}

// orUsual is q, or what holds for who chose nothing.
func (q Quiet) orUsual() Quiet {
	if q == (Quiet{}) {
		return Quiet{From: "22:00", Until: "07:00"}
	}
	return q
}

// holds tells whether it is quiet at a moment.
func (q Quiet) holds(at time.Time, cal scheduler.Calendar) bool {
	q = q.orUsual()
	clock := cal.Clock(at)
	if q.From <= q.Until {
		return q.From <= clock && clock < q.Until
	}
	return q.From <= clock || clock < q.Until
}

// after is the first moment, at itself at the earliest, that is not quiet.
func (q Quiet) after(at time.Time, cal scheduler.Calendar) time.Time {
	if !q.holds(at, cal) {
		return at
	}
	end, err := cal.NextAt(at, q.orUsual().Until)
	if err != nil { // not a clock: then it never holds
		return at
	}
	return end
}

// Lectures is a learner's timetable: where it lies, which is his secret, or all
// that was in the file he sent; and when he is busy in the days to come.
type Lectures struct {
	Address string         `json:"address,omitempty"`
	Tag     string         `json:"tag,omitempty"`   // of the file that was read
	Tried   time.Time      `json:"tried,omitzero"`  // when it was asked for last
	Term    string         `json:"term,omitempty"`  // of a file he sent: timetable.Busy packed
	Until   string         `json:"until,omitempty"` // the date of the last lecture in Term
	Read    time.Time      `json:"read,omitzero"`   // when Busy was made
	Busy    timetable.Busy `json:"busy,omitempty"`
}

// known tells whether there is a timetable on a date.
func (l Lectures) known(date string) bool { return l.Address != "" || l.Until >= date }

// next is when the next push is due: now at the earliest, the zero time if
// never.
func (p Pushes) next(now time.Time, cal scheduler.Calendar) time.Time {
	var first time.Time
	if p.Asleep {
		return first
	}
	if !p.Snoozed.IsZero() {
		first = p.again(now, cal)
	}
	for _, h := range p.Hours {
		if at, _ := p.comes(h, now, cal); first.IsZero() || !at.IsZero() && at.Before(first) {
			first = at
		}
	}
	return first
}

// again is when the push that was put off comes.
func (p Pushes) again(now time.Time, cal scheduler.Calendar) time.Time {
	wanted := later(p.Snoozed, now)
	at := p.Lectures.Busy.Free(wanted)
	if at.Equal(wanted) && now.Sub(p.Snoozed) <= punctual {
		return at
	}
	return p.Quiet.after(at, cal)
}

// comes is when an hour's cards come next, and for which date. Each date has
// one slot, once; one in a lecture comes after it, one that was missed as soon
// as can be, if that is still on its date and not when it is quiet.
func (p Pushes) comes(h Hour, now time.Time, cal scheduler.Calendar) (time.Time, string) {
	date := max(cal.Date(now.Add(-punctual)), scheduler.AddDays(h.Served, 1), p.Pause.Until)
	for range 30 { // a week at most, and the fortnight that a timetable is read for
		slot, ok := cal.At(date, h.Clock)
		if ok && h.Days.On(date) {
			at := p.Lectures.Busy.Free(slot)
			fits := at.Equal(slot) || p.fits(at, date, cal)
			if fits && now.Sub(at) > punctual {
				at = p.Lectures.Busy.Free(p.Quiet.after(now, cal))
				fits = p.fits(at, date, cal)
			}
			if fits {
				return later(at, now), date
			}
		}
		date = scheduler.AddDays(date, 1)
	}
	return time.Time{}, ""
}

// fits tells whether a push for a date may come at a moment it wasn't asked
// for.
func (p Pushes) fits(at time.Time, date string, cal scheduler.Calendar) bool {
	return cal.Date(at) == date && !p.Quiet.holds(at, cal)
}

// serve notes that all that is due now is served. It returns the decks that
// were wanted, none for all, and whether anything was due.
func (p *Pushes) serve(now time.Time, cal scheduler.Calendar) (decks []string, due bool) {
	hours, all := make([]Hour, len(p.Hours)), false
	for i, h := range p.Hours {
		if at, date := p.comes(h, now, cal); !at.IsZero() && !at.After(now) {
			h.Served, due = date, true
			decks = append(decks, h.Decks...)
			all = all || len(h.Decks) == 0
		}
		hours[i] = h
	}
	if !p.Snoozed.IsZero() && !p.again(now, cal).After(now) {
		p.Snoozed, due, all = time.Time{}, true, true
	}
	p.Hours = hours
	if all {
		decks = nil
	}
	return decks, due
}

// setAside lets the slots before a moment pass.
func (p *Pushes) setAside(until time.Time, cal scheduler.Calendar) {
	hours := make([]Hour, len(p.Hours))
	for i, h := range p.Hours {
		date := cal.Date(until)
		if slot, ok := cal.At(date, h.Clock); !ok || !slot.Before(until) {
			date = scheduler.AddDays(date, -1)
		}
		h.Served = max(h.Served, date)
		hours[i] = h
	}
	p.Hours = hours
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
