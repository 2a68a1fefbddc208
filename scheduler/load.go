package scheduler

import (
	"math"
	"time"
)

// loadDays is how far a Load looks ahead: eight weeks. Beyond, little is due,
// and what is spreads by itself.
const loadDays = 56

// Load is how many cards a learner has due on each of the days to come. The
// zero Load knows of no days.
type Load struct {
	From time.Time        `json:"from"` // in the first of the days
	Days [loadDays]uint16 `json:"days"`
}

// Add counts a card that is due then: what is overdue on the first day, what is
// beyond the last on none.
func (l *Load) Add(due time.Time, cal Calendar) {
	if n := l.at(due, cal); n != nil && *n < math.MaxUint16 {
		*n++
	}
}

// Move counts a card on another day than before. The zero time, of a card never
// met, is no day.
func (l *Load) Move(from, to time.Time, cal Calendar) {
	if n := l.at(from, cal); n != nil && *n > 0 {
		*n--
	}
	l.Add(to, cal)
}

// on is how many cards are due on a day.
func (l *Load) on(day time.Time, cal Calendar) int {
	if n := l.at(day, cal); n != nil {
		return int(*n)
	}
	return 0
}

// at is the count of the day that a card is due on; nil where none is kept.
func (l *Load) at(due time.Time, cal Calendar) *uint16 {
	if day := cal.Days(l.From, due); day < loadDays && !due.IsZero() {
		return &l.Days[day]
	}
	return nil
}

// Week is what share of a usual day's reviews each weekday takes, by
// time.Weekday: 1 all, 0.5 half, 0 none where it can be helped.
type Week [7]float64

// leastShare lets a card come on a day without reviews when the other days it
// could come on have a thousand times as many.
const leastShare = 0.001

// share is that of a day; a nil Week is all usual days.
func (w *Week) share(day time.Weekday) float64 {
	if w == nil {
		return 1
	}
	return min(max(w[day], leastShare), 1)
}
