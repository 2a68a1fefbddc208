package scheduler

// Retention is the chance of recall, 0.70 to 0.97, at which a card is due.
func (f *FSRS) Retention() float64 { return f.set.Retention }

// horizon is how many days ahead the gain of a review is looked at. Longer ones
// favour cards that are hardly forgotten, and know less when the backlog is done.
const horizon = 14

// Gain is by how much a review at a moment is expected to raise the chance of
// recall 14 days later, for each asking that it takes: a card that turns out
// forgotten is asked once more. To review the cards of a backlog in this order
// leaves more known than to begin with what is forgotten most or was due first
// (TestGainOrdersABacklog). It is 0 for a card never reviewed.
func (f *FSRS) Gain(m Memory, at Moment) float64 {
	if m.New() {
		return 0
	}
	then := Moment{Now: at.Cal.StartOfDay(at.Now, horizon), Cal: at.Cal}
	now := f.Retrievability(m, at)
	recalled := f.Review(m, Good, at)
	relearned := f.Review(f.Review(m, Again, at), Good, at)
	after := now*f.Retrievability(recalled, then) + (1-now)*f.Retrievability(relearned, then)
	return (after - f.Retrievability(m, then)) / (2 - now)
}
