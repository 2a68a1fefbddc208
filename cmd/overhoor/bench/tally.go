package bench

import (
	"sync"
	"time"
)

// tally counts what arrives, and what is known to be done with.
type tally struct {
	mu      sync.Mutex
	arrived []int32         // messages, by learner
	passed  []bool          // the next push is planned, by learner
	todo    int             // learners who aren't passed
	flights map[flight]bool // messages that arrived and are not passed
	stray   int             // messages to learners who were not due
	times   []time.Time     // of all messages, in order
	latest  time.Time       // when something was counted
}

// flight is a message that a replica is sending.
type flight struct{ ship, learner int }

func newTally(due int) *tally {
	return &tally{arrived: make([]int32, due), passed: make([]bool, due), todo: due,
		flights: make(map[flight]bool), latest: time.Now()}
}

// arrive counts a message to a learner.
func (t *tally) arrive(ship, learner int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.latest = time.Now()
	if learner >= len(t.arrived) {
		t.stray++
		return
	}
	t.times = append(t.times, t.latest)
	t.arrived[learner]++
	t.flights[flight{ship, learner}] = true
}

// pass counts that a learner's next push is planned.
func (t *tally) pass(ship, learner int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.latest = time.Now()
	delete(t.flights, flight{ship, learner})
	if learner < len(t.passed) && !t.passed[learner] {
		t.passed[learner] = true
		t.todo--
	}
}

// flying is how many messages a replica is sending.
func (t *tally) flying(ship int) (n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for f := range t.flights {
		if f.ship == ship {
			n++
		}
	}
	return n
}

// left is how many learners aren't done with, and for how long nothing has
// been counted.
func (t *tally) left() (learners int, idle time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.todo, time.Since(t.latest)
}

// sending tells whether messages arrive at this time.
func (t *tally) sending() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.times) > 0 && time.Since(t.times[len(t.times)-1]) < time.Second
}
