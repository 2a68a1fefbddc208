package scheduler

// Retention is the chance of recall, 0.70 to 0.97, at which a card is due.
func (f *FSRS) Retention() float64 { return f.set.Retention }
