package scheduler

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"
)

// Settings are the choices that FSRS leaves to people.
type Settings struct {
	Model     string          // FSRS6 or FSRS7; "" means FSRS6
	Weights   []float64       // of FSRS-6 21 (or 19 or 17 of an older version), of FSRS-7 34; empty means its defaults
	Retention float64         // wanted chance of recall when a card is due, 0.70 to 0.97; 0 means 0.9
	Longest   int             // longest interval in days, 1 to 36500; 0 means 36500
	Steps     []time.Duration // the waits of a card that is being learned; empty means one, of Soon
	Fuzz      bool            // of the days that are about as good, take the lightest (Moment)
}

// FSRS schedules memories. It never changes and may be shared.
type FSRS struct {
	model model
	set   Settings // complete
}

// New checks the settings and makes a scheduler of them.
func New(s Settings) (*FSRS, error) {
	s.Model = cmp.Or(s.Model, FSRS6)
	s.Retention = cmp.Or(s.Retention, 0.9)
	s.Longest = cmp.Or(s.Longest, maxStability)
	s.Weights, s.Steps = slices.Clone(s.Weights), slices.Clone(s.Steps)
	if len(s.Steps) == 0 {
		s.Steps = []time.Duration{Soon}
	}
	if !(s.Retention >= 0.70 && s.Retention <= 0.97) {
		return nil, fmt.Errorf("wanted retention %v: choose 0.70 to 0.97", s.Retention)
	}
	if s.Longest < 1 || s.Longest > maxStability {
		return nil, fmt.Errorf("longest interval of %d days: choose 1 to %d", s.Longest, maxStability)
	}
	if err := checkSteps(s.Steps); err != nil {
		return nil, err
	}
	m, err := newModel(s.Model, s.Weights)
	if err != nil {
		return nil, err
	}
	return &FSRS{model: m, set: s}, nil
}

// With is the same scheduler with other choices of one learner: settings left
// zero stay as they are, and the weights as long as the model does.
func (f *FSRS) With(s Settings) (*FSRS, error) {
	s.Model = cmp.Or(s.Model, f.set.Model)
	s.Retention = cmp.Or(s.Retention, f.set.Retention)
	s.Longest = cmp.Or(s.Longest, f.set.Longest)
	if len(s.Weights) == 0 && s.Model == f.set.Model {
		s.Weights = f.set.Weights
	}
	if len(s.Steps) == 0 {
		s.Steps = f.set.Steps
	}
	s.Fuzz = s.Fuzz || f.set.Fuzz
	return New(s)
}

// Review returns the memory after a review. A card that was learned is due at
// the start of a day of the learner's calendar, tomorrow at the earliest; one
// that is being learned after a step. It panics on a rating that is none.
func (f *FSRS) Review(m Memory, r Rating, at Moment) Memory {
	if r < Again || r > Easy {
		panic(fmt.Sprintf("scheduler: review with rating %d", r))
	}
	next := f.After(m, f.model.days(m.Last, at.Now, at.Cal), r)
	next.Last = at.Now
	if r == Again && !m.New() && at.Cal.Days(m.Last, at.Now) > 0 {
		next.Lapses = saturate(m.Lapses)
	}
	if wait := f.step(m, r); wait > 0 {
		next.Due = at.Now.Add(wait)
	} else {
		next.Due = at.Cal.StartOfDay(at.Now, f.day(next, at))
	}
	return next
}

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

// Retrievability is the chance, 0 to 1, that the card is recalled at a moment;
// 0 for a card never reviewed.
func (f *FSRS) Retrievability(m Memory, at Moment) float64 {
	if m.New() {
		return 0
	}
	return f.model.retrievability(m, f.model.days(m.Last, at.Now, at.Cal))
}

// single rounds to what is kept of a number: a float32.
func single(x float64) float64 { return float64(float32(x)) }

func saturate(n uint16) uint16 {
	if n == math.MaxUint16 {
		return n
	}
	return n + 1
}

// Model is which version of FSRS it is: FSRS6 or FSRS7.
func (f *FSRS) Model() string { return f.set.Model }
