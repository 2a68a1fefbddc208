// Package scheduler decides when: how long a memory lasts (FSRS), when a
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
// is a card never reviewed. Stabilities and difficulty are float32 numbers, which
// is how exactly they are kept.
type Memory struct {
	Stability  float64   `json:"s,omitzero"`      // in days: of FSRS-6 until retrievability falls to 0.9, of FSRS-7 the slow one
	Fast       float64   `json:"f,omitzero"`      // the fast stability of FSRS-7 in days; 0 when FSRS-6 reviewed last
	Difficulty float64   `json:"d,omitzero"`      // 1 (easy) to 10
	Due        time.Time `json:"due,omitzero"`    // when to ask again
	Last       time.Time `json:"last,omitzero"`   // the last review
	Reps       uint16    `json:"reps,omitzero"`   // reviews so far
	Lapses     uint16    `json:"lapses,omitzero"` // days on which it turned out forgotten
}

// New tells whether the card was never reviewed.
func (m Memory) New() bool { return m.Reps == 0 }
