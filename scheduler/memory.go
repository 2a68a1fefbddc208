// Package scheduler decides when: how long a memory lasts (FSRS-6), when a
// card is due, and when tomorrow's 08:00 is. It is pure: the time is an
// argument, nothing is stored here.
package scheduler

import "time"

// Rating is how well a card was recalled. A forgotten card is Again, never
// Hard: Hard still means recalled.
type Rating uint8

// The four ratings of FSRS; 0 is no rating.
const (
	Again Rating = iota + 1
	Hard
	Good
	Easy
)

// Memory is what is known of one card in one learner's head. The zero Memory
// is a card never reviewed.
type Memory struct {
	Stability  float64   `json:"s,omitzero"`    // days until retrievability falls to 0.9
	Difficulty float64   `json:"d,omitzero"`    // 1 (easy) to 10
	Due        time.Time `json:"due,omitzero"`  // when to ask again
	Last       time.Time `json:"last,omitzero"` // the last review
	Reps       uint16    `json:"reps,omitzero"` // reviews so far
	Lapses     uint16    `json:"lapses,omitzero"`
}

// New tells whether the card was never reviewed.
func (m Memory) New() bool { return m.Reps == 0 }
