package fit

import (
	"math"
	"slices"

	"github.com/overhoor/overhoor/scheduler"
)

// unlikely bounds predictions away from certainty, so that no single review
// costs without end.
const unlikely = 1e-6

// loss is minus the logarithm of the chance that was given to what happened.
func loss(r float64, recalled bool) float64 {
	if !recalled {
		r = 1 - r
	}
	return -math.Log(min(max(r, unlikely), 1-unlikely))
}

// walk goes through the reviews before a day, card by card, and tells of those
// that FSRS predicts: on what day, with what chance r, whether the card was
// recalled, and how r changes with each weight. A first review isn't predicted,
// nor is another one on the same day: they only change the memory.
func walk(cards []Card, until int, c *curve, tell func(day int, r float64, recalled bool, by *slope)) {
	var by slope
	for i := range cards {
		st, last, known := begin(&cards[i])
		for _, review := range cards[i].Reviews {
			if review.Day >= until {
				break
			}
			days := float64(max(0, review.Day-last))
			last = review.Day
			if !known {
				c.first(&st, review.Rating)
				known = true
				continue
			}
			if days > 0 {
				r := c.predict(&st, days, &by)
				tell(review.Day, r, review.Rating != scheduler.Again, &by)
			}
			c.next(&st, days, review.Rating)
		}
	}
}

// begin is the state of a card before its reviews; what was known before them
// is taken as it is, whatever the weights.
func begin(c *Card) (st state, last int, known bool) {
	return state{s: c.Before.Stability, d: c.Before.Difficulty}, c.Last, !c.Before.New()
}

// predict is the chance of recall after some days, and by how it changes with
// each weight.
func (c *curve) predict(st *state, days float64, by *slope) float64 {
	r, byS, byDecay := c.recall(days, st.s)
	for i, v := range st.ds {
		by[i] = byS * v
	}
	by[20] += byDecay
	return r
}

// countDays lists the days of all predicted reviews, early to late.
func countDays(cards []Card) []int {
	var days []int
	walk(cards, math.MaxInt, newCurve(scheduler.DefaultWeights()), func(day int, _ float64, _ bool, _ *slope) {
		days = append(days, day)
	})
	slices.Sort(days)
	return days
}

// losses are those of the predicted reviews from one day until another, always
// in the same order.
func losses(cards []Card, c *curve, from, until int) []float64 {
	var all []float64
	walk(cards, until, c, func(day int, r float64, recalled bool, _ *slope) {
		if day >= from {
			all = append(all, loss(r, recalled))
		}
	})
	return all
}
