package scheduler

import (
	"fmt"
	"math"
	"time"
)

// The models to choose from.
const (
	FSRS6 = "fsrs-6"
	FSRS7 = "fsrs-7"
)

// model is a version of FSRS: how a memory fades, and what a review makes of
// it. It reads and changes a memory's stabilities and difficulty, nothing else.
type model interface {
	// days is the time from one review to another as the model counts it,
	// never below 0: reviews out of order (clocks differ) have none between
	// them.
	days(from, to time.Time, cal Calendar) float64

	// review is the memory after a review, so many days after the last one.
	review(m Memory, days float64, g Rating) Memory

	// retrievability is the chance of recall so many days after the last
	// review.
	retrievability(m Memory, days float64) float64

	// interval is after how many days retrievability falls to r, not rounded.
	interval(m Memory, r float64) float64
}

// newModel is the model of that name; without weights it has its defaults.
func newModel(name string, weights []float64) (model, error) {
	for i, w := range weights {
		if math.IsNaN(w) || math.IsInf(w, 0) {
			return nil, fmt.Errorf("FSRS weight w%d is %v: it must be a number", i, w)
		}
	}
	switch name {
	case FSRS6:
		if len(weights) == 0 {
			return newFSRS6(DefaultWeights()), nil
		}
		w, err := Upgrade(weights)
		return newFSRS6(w), err
	case FSRS7:
		w := DefaultWeights7()
		if n := len(weights); n != 0 && n != len(w) {
			return nil, fmt.Errorf("%d weights for FSRS-7: give %d", n, len(w))
		}
		copy(w[:], weights)
		return fsrs7{w}, nil
	}
	return nil, fmt.Errorf("memory model %q: choose %s or %s", name, FSRS6, FSRS7)
}

// Bounds of both models: stability in days, difficulty without unit.
const (
	maxStability  = 36500
	minDifficulty = 1
	maxDifficulty = 10
)

func clampDifficulty(d float64) float64 { return min(max(d, minDifficulty), maxDifficulty) }
