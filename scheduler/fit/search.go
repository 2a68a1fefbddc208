package fit

import (
	"math"

	"github.com/overhoor/overhoor/scheduler"
)

// The bounds that open-spaced-repetition fits within (ts-fsrs, constant.ts).
func lowest() scheduler.Weights {
	return scheduler.Weights{
		0.001, 0.001, 0.001, 0.001, 1, 0.001, 0.001, 0.001, 0, 0, 0.001,
		0.001, 0.001, 0.001, 0, 0, 1, 0, 0, 0, 0.1,
	}
}

func highest() scheduler.Weights {
	return scheduler.Weights{
		100, 100, 100, 100, 10, 4, 4, 0.75, 4.5, 0.8, 3.5,
		5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8,
	}
}

// spread is how far weights lie apart between learners, as a standard deviation:
// of w4 to w20 as published (fsrs-rs, training.rs), of the logarithm of w0 to w3
// by our own guess.
func spread() scheduler.Weights {
	return scheduler.Weights{
		1, 1, 1, 1, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33,
		0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27,
	}
}

// firm is how much more certain (as an inverse variance) we are that a learner
// is like others than spread says: that was found over fitted weights, so that
// what is seen in it is the noise of the fits as well. From 4 to 16 it makes
// little difference.
const firm = 8

// firsts are the first stabilities, w0 to w3. They are days, from minutes to
// months, and are sought on a logarithmic scale.
const firsts = 4

// problem is a search for the most likely weights: those under which what the
// learner recalled was likely, and which are likely themselves, being not far
// from other people's.
type problem struct {
	cards []Card
	until int // reviews of this day and later are not looked at
	free  int // so many of the weights may move, from w0 on
}

// place is one set of weights and how the land lies there.
type place struct {
	w     scheduler.Weights
	cost  float64 // minus the logarithm of the likelihood
	slope slope
	bend  [weights][weights]float64 // expected second derivatives, lower half
}

// The search ends when a step gains less than enough, or after most steps.
const (
	enough = 1e-2
	most   = 25
)

// solve goes down from some weights by the method of Levenberg and Marquardt on
// the expected second derivatives (Fisher scoring).
func (p problem) solve(from scheduler.Weights) scheduler.Weights {
	here, there := &place{w: from}, new(place)
	p.look(here)
	damping := 1e-3
	for range most {
		there.w = p.step(here, damping)
		p.look(there)
		gained := here.cost - there.cost
		if !(gained > 0) {
			if damping *= 10; damping > 1e6 {
				break
			}
			continue
		}
		here, there = there, here
		damping = max(damping/10, 1e-6)
		if gained < enough {
			break
		}
	}
	return here.w
}

// look works out the cost of a place's weights, its slope and its bend.
func (p problem) look(at *place) {
	at.cost, at.slope, at.bend = 0, slope{}, [weights][weights]float64{}
	walk(p.cards, p.until, newCurve(at.w), func(_ int, r float64, recalled bool, by *slope) {
		at.add(r, recalled, by)
	})
	at.stretch()
	usual, apart := scheduler.DefaultWeights(), spread()
	for i := range weights {
		off := at.w[i] - usual[i]
		if i < firsts {
			off = math.Log(at.w[i] / usual[i])
		}
		certain := firm / (apart[i] * apart[i])
		at.cost += off * off * certain / 2
		at.slope[i] += off * certain
		at.bend[i][i] += certain
	}
}

// stretch turns the slopes by w0 to w3 into those by their logarithms.
func (at *place) stretch() {
	for i := range firsts {
		at.slope[i] *= at.w[i]
		for j := range i + 1 {
			at.bend[i][j] *= at.w[i]
		}
		for j := i; j < weights; j++ {
			at.bend[j][i] *= at.w[i]
		}
	}
}

// add takes in one review that was predicted with chance r.
func (at *place) add(r float64, recalled bool, by *slope) {
	at.cost += loss(r, recalled)
	r = min(max(r, unlikely), 1-unlikely)
	certain := 1 / (r * (1 - r))
	miss := r * certain
	if recalled {
		miss = -(1 - r) * certain
	}
	for i, v := range by {
		if v == 0 {
			continue
		}
		at.slope[i] += miss * v
		row := &at.bend[i]
		scaled := certain * v
		for j := range i + 1 {
			row[j] += scaled * by[j]
		}
	}
}

// step is where the land, taken as a bowl, would be lowest. What would leave its
// bounds stays on them, and the others are sought anew without it.
func (p problem) step(at *place, damping float64) scheduler.Weights {
	low, high := lowest(), highest()
	var held [weights]bool
	for i := p.free; i < weights; i++ {
		held[i] = true
	}
	for i := range weights {
		down := at.slope[i] > 0
		held[i] = held[i] || down && at.w[i] <= low[i] || !down && at.w[i] >= high[i]
	}
	move := descend(at, &held, damping)
	w := at.w
	for i := range w {
		if i < firsts {
			w[i] *= math.Exp(min(max(move[i], -2), 2))
		} else {
			w[i] += move[i]
		}
		w[i] = min(max(w[i], low[i]), high[i])
	}
	return w
}

// descend solves (bend + damping) move = -slope for what isn't held, by the
// method of Cholesky.
func descend(at *place, held *[weights]bool, damping float64) slope {
	var l [weights][weights]float64
	var move slope
	for i := range weights {
		if held[i] {
			l[i][i] = 1
			continue
		}
		sum := -at.slope[i]
		for j := range i {
			if held[j] {
				continue
			}
			dot := at.bend[i][j]
			for k := range j {
				dot -= l[i][k] * l[j][k]
			}
			l[i][j] = dot / l[j][j]
			sum -= l[i][j] * move[j]
		}
		rest := at.bend[i][i] * (1 + damping)
		for k := range i {
			rest -= l[i][k] * l[i][k]
		}
		l[i][i] = math.Sqrt(max(rest, 1e-9))
		move[i] = sum / l[i][i]
	}
	for i := weights - 1; i >= 0; i-- {
		for k := i + 1; k < weights; k++ {
			move[i] -= l[k][i] * move[k]
		}
		move[i] /= l[i][i]
	}
	return move
}
