package fit

import (
	"math"
	"math/rand/v2"

	"github.com/overhoor/overhoor/scheduler"
)

// person learns as FSRS-6 says, by weights of his own that lie as far from the
// defaults as people's do, times wide.
func person(rng *rand.Rand, wide float64) scheduler.Weights {
	w, apart, low, high := scheduler.DefaultWeights(), spread(), lowest(), highest()
	for i := range w {
		off := rng.NormFloat64() * wide * apart[i]
		if i < firsts {
			w[i] *= math.Exp(off)
		} else {
			w[i] += off
		}
		w[i] = min(max(w[i], low[i]), high[i])
	}
	return w
}

// study lets a person learn cards for so many days, each asked when the default
// weights expect it at 90 %, now and then a few days late.
func study(rng *rand.Rand, w scheduler.Weights, cards, days int) []Card {
	mind, plan := newCurve(w), newCurve(scheduler.DefaultWeights())
	all := make([]Card, cards)
	for i := range all {
		var real, thought state
		day := i * days * 2 / 3 / cards
		last := day
		for day < days {
			rating := scheduler.Good
			known := len(all[i].Reviews) > 0
			recalled := rng.Float64() < 0.6
			if known {
				r, _, _ := mind.recall(float64(day-last), real.s)
				recalled = rng.Float64() < r
			}
			switch luck := rng.Float64(); {
			case !recalled:
				rating = scheduler.Again
			case luck < 0.15:
				rating = scheduler.Hard
			case luck > 0.85:
				rating = scheduler.Easy
			}
			all[i].Reviews = append(all[i].Reviews, Review{day, rating})
			if known {
				mind.next(&real, float64(day-last), rating)
				plan.next(&thought, float64(day-last), rating)
			} else {
				mind.first(&real, rating)
				plan.first(&thought, rating)
			}
			last = day
			if rating != scheduler.Again {
				day += max(1, int(math.Round(thought.s)))
				if rng.Float64() < 0.2 {
					day += rng.IntN(5)
				}
			} else if rng.Float64() < 0.3 {
				day++
			}
		}
	}
	return all
}
