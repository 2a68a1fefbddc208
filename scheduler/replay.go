package scheduler

import "time"

// FSRS6 is the name of the model.
const FSRS6 = "fsrs-6"

// Model is the name of the model that makes memories.
func (f *FSRS) Model() string { return FSRS6 }

// Past is a review that was.
type Past struct {
	At     time.Time
	Rating Rating
}

// Replay reviews a card again, in the order of the log, as this scheduler would
// have: that is how a memory changes over to another model or other weights.
func (f *FSRS) Replay(from Memory, log []Past, cal Calendar) Memory {
	for _, p := range log {
		from = f.Review(from, p.Rating, Moment{Now: p.At, Cal: cal})
	}
	return from
}
