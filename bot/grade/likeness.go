package grade

import "math"

// Likeness is how close an answer is in meaning, as an embedder sees it:
// cosine similarities, -1 to 1.
type Likeness struct {
	Own   float64 // to this card's back
	Other float64 // to the nearest back of another card of the deck
}

// The weight of a Likeness is set by hand and modest: embedders differ, and
// all of them put opposites close together.
const (
	likenessWeight = 6.0 // log odds for a lead of 1
	likenessMost   = 1.2 // log odds at most
)

// shift moves the chances towards right when the answer is closer to this card
// than to any other, and towards wrong when it isn't. Partial moves half as
// far. Without a Likeness nothing moves.
func (l *Likeness) shift(c [3]float64) [3]float64 {
	if l == nil {
		return c
	}
	by := max(-likenessMost, min(likenessMost, likenessWeight*(l.Own-l.Other)))
	if math.IsNaN(by) {
		return c
	}
	c[Partial] *= math.Exp(by / 2)
	c[Correct] *= math.Exp(by)
	sum := c[Wrong] + c[Partial] + c[Correct]
	for v := range c {
		c[v] /= sum
	}
	return c
}
