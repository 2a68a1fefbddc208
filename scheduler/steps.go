package scheduler

import (
	"fmt"
	"slices"
	"time"
)

// Soon is after how long a forgotten card is due again, where nothing else is
// set.
const Soon = 10 * time.Minute

// step is how long a card waits on this day; 0 when the next time is a later
// day. A card is being learned when it is new and as long as it waits for a
// step. Forgotten, it goes to the first step; Hard repeats a step, Good goes to
// the next. Recalled at the last step, or Easy, it is learned.
func (f *FSRS) step(m Memory, r Rating) time.Duration {
	steps := f.set.Steps
	at := 0
	if !m.New() {
		at = slices.Index(steps, m.Due.Sub(m.Last))
	}
	switch {
	case r == Again:
		return steps[0]
	case at < 0, r == Easy, at == len(steps)-1:
		return 0
	case r == Hard:
		return steps[at]
	}
	return steps[at+1]
}

// mostSteps bounds the steps of a card that is being learned.
const mostSteps = 10

// checkSteps wants whole seconds, as memories are kept to the second.
func checkSteps(steps []time.Duration) error {
	if len(steps) > mostSteps {
		return fmt.Errorf("%d learning steps: choose at most %d", len(steps), mostSteps)
	}
	before := time.Duration(0)
	for _, s := range steps {
		if s <= before || s >= 24*time.Hour || s%time.Second != 0 {
			return fmt.Errorf("a learning step of %v: choose whole seconds below a day, each longer than the one before", s)
		}
		before = s
	}
	return nil
}
