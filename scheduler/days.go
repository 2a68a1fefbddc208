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
	return f.model.retrievability(m, days)
}

// After is what a review so many days after the last one makes of a memory's
// stability and difficulty; Due, Last and Lapses stay as they were.
func (f *FSRS) After(m Memory, days float64, r Rating) Memory {
	next := f.model.review(m, days, r)
	next.Stability, next.Fast, next.Difficulty = single(next.Stability), single(next.Fast), single(next.Difficulty)
	next.Reps = saturate(m.Reps)
	return next
}

// Uncapped is when a card is due whose due date had to respect a day that is
// past: as if it had been free from its last review on. For a recalled card.
func (f *FSRS) Uncapped(m Memory, cal Calendar) time.Time {
	at := Moment{Now: m.Last, Cal: cal}
	return cal.StartOfDay(at.Now, f.day(m, at))
}
