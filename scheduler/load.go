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

// Add counts a card that is due then; Remove no longer counts it. What is
// overdue counts on the first day, what is beyond the last on none.
func (l *Load) Add(due time.Time, cal Calendar) {
	if day := cal.Days(l.From, due); day < loadDays && l.Days[day] < math.MaxUint16 {
		l.Days[day]++
	}
}

// Remove takes back what Add did.
func (l *Load) Remove(due time.Time, cal Calendar) {
	if day := cal.Days(l.From, due); day < loadDays && l.Days[day] > 0 {
		l.Days[day]--
	}
}

// on is how many cards are due on a day.
func (l *Load) on(day time.Time, cal Calendar) int {
	if n := cal.Days(l.From, day); n < loadDays {
		return int(l.Days[n])
	}
	return 0
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
