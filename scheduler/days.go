package scheduler

import "time"

// The same formulas for those who plan ahead and count in whole or broken days
// instead of moments.

// Recall is the chance, 0 to 1, that a card is recalled so many days after its
// last review; 0 for a card never reviewed.
func (f *FSRS) Recall(m Memory, days float64) float64 {
	if m.New() {
		return 0
	}
	return f.model.retrievability(days, m.Stability)
}

// After is the memory after a review so many days after the last one; Due and
// Last stay as they were.
func (f *FSRS) After(m Memory, days float64, r Rating) Memory {
	if m.New() {
		m.Stability, m.Difficulty = f.model.first(r)
	} else {
		m.Stability, m.Difficulty = f.model.next(m.Stability, m.Difficulty, days, r)
		if r == Again {
			m.Lapses = saturate(m.Lapses)
		}
	}
	m.Reps = saturate(m.Reps)
	return m
}

// Uncapped is when a card is due whose due date had to respect a day that is
// past: as if it had been free from its last review on. For a recalled card.
func (f *FSRS) Uncapped(m Memory, cal Calendar) time.Time {
	return Moment{Now: m.Last, Cal: cal}.due(f.interval(m.Stability))
}
