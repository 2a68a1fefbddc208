package scheduler

import (
	"cmp"
	"fmt"
	"math"
)

// Settings are the choices that FSRS leaves to people.
type Settings struct {
	Weights   []float64 // 21, 19 or 17 of them; empty means DefaultWeights
	Retention float64   // wanted chance of recall when a card is due, 0.70 to 0.97; 0 means 0.9
	Longest   int       // longest interval in days, 1 to 36500; 0 means 36500
}

// FSRS schedules memories with FSRS-6. It never changes and may be shared.
type FSRS struct {
	model     model
	retention float64
	longest   float64
}

// New checks the settings and makes a scheduler of them.
func New(s Settings) (*FSRS, error) {
	weights := DefaultWeights()
	if len(s.Weights) > 0 {
		var err error
		if weights, err = Upgrade(s.Weights); err != nil {
			return nil, err
		}
	}
	if s.Retention == 0 {
		s.Retention = 0.9
	}
	if !(s.Retention >= 0.70 && s.Retention <= 0.97) {
		return nil, fmt.Errorf("wanted retention %v: choose 0.70 to 0.97", s.Retention)
	}
	if s.Longest == 0 {
		s.Longest = maxStability
	}
	if s.Longest < 1 || s.Longest > maxStability {
		return nil, fmt.Errorf("longest interval of %d days: choose 1 to %d", s.Longest, maxStability)
	}
	return &FSRS{model: newModel(weights), retention: s.Retention, longest: float64(s.Longest)}, nil
}

// With is the same scheduler with other choices of one learner: settings left
// zero stay as they are.
func (f *FSRS) With(s Settings) (*FSRS, error) {
	if len(s.Weights) == 0 {
		s.Weights = f.model.w[:]
	}
	s.Retention = cmp.Or(s.Retention, f.retention)
	s.Longest = cmp.Or(s.Longest, int(f.longest))
	return New(s)
}

// Review returns the memory after a review. A recalled card is due at the
// start of a day of the learner's calendar, a forgotten one Soon. A review from
// before the last one (clocks differ) counts as on the same day. It panics on a
// rating that is none.
func (f *FSRS) Review(m Memory, r Rating, at Moment) Memory {
	if r < Again || r > Easy {
		panic(fmt.Sprintf("scheduler: review with rating %d", r))
	}
	next := m
	if m.New() {
		next.Stability, next.Difficulty = f.model.first(r)
	} else {
		days := float64(at.Cal.Days(m.Last, at.Now))
		next.Stability, next.Difficulty = f.model.next(m.Stability, m.Difficulty, days, r)
	}
	next.Last = at.Now
	next.Reps = saturate(m.Reps)
	if r == Again {
		if !m.New() && at.Cal.Days(m.Last, at.Now) > 0 { // a day is one lapse at most
			next.Lapses = saturate(m.Lapses)
		}
		next.Due = at.Now.Add(Soon)
		return next
	}
	next.Due = at.due(f.interval(next.Stability))
	return next
}

// interval is the whole number of days until the wanted retention is reached.
func (f *FSRS) interval(stability float64) int {
	days := math.Round(f.model.interval(stability, f.retention))
	return int(min(max(days, 1), f.longest))
}

// Retrievability is the chance, 0 to 1, that the card is recalled at a moment;
// 0 for a card never reviewed.
func (f *FSRS) Retrievability(m Memory, at Moment) float64 {
	if m.New() {
		return 0
	}
	return f.model.retrievability(float64(at.Cal.Days(m.Last, at.Now)), m.Stability)
}

func saturate(n uint16) uint16 {
	if n == math.MaxUint16 {
		return n
	}
	return n + 1
}
