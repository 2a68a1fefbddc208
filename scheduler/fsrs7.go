package scheduler

import (
	"math"
	"time"
)

// Weights7 are the 34 parameters of FSRS-7, w0 to w33.
type Weights7 [34]float64

// DefaultWeights7 are those that open-spaced-repetition fitted on many
// learners (ts-fsrs, fsrs-rs).
func DefaultWeights7() Weights7 {
	return Weights7{
		0.1104, 2.2395, 3.9221, 11.7841, 6.1686, 0.6457, 3.6807,
		1.9795, 0, 1.3826, 0.7024, 0.5999, 0.8146, 0.6398, 1,
		1.3207, 0.6707, 3.8668, 0.4416, 0.0934, 1.8631, 0.6162, 1.0869,
		0.1567, 0.0801, 0.2421, 0.9464, 0.1433, 0.7145, 0, 0.5667, 0.3734, 0.5333, 0.3048,
	}
}

const (
	minStability7 = 0.0001 // the least stability of FSRS-7, in days
	fastShare     = 0.8    // of the slow stability: what the fast one begins with, and has at most after a lapse
	slowAt        = 7      // where the weights of the slow stability begin
	fastAt        = 15     // and those of the fast one
)

// fsrs7 holds the formulas of FSRS-7: a memory fades on two curves, a fast and
// a slow one, of which the chance of recall is a mean. Source:
// open-spaced-repetition's ts-fsrs (its page on FSRS-7) and fsrs-rs
// src/model_v7.rs. Names follow the published formulas, as in fsrs6.
type fsrs7 struct{ w Weights7 }

// days are counted to the fraction; reviews on one day are like any others.
func (m fsrs7) days(from, to time.Time, _ Calendar) float64 {
	return max(0, to.Sub(from).Hours()/24)
}

func (m fsrs7) retrievability(mem Memory, t float64) float64 {
	r, _ := m.curve(mem).at(t)
	return r
}

func (m fsrs7) interval(mem Memory, r float64) float64 { return m.curve(mem).reaches(r) }

func (m fsrs7) review(mem Memory, days float64, g Rating) Memory {
	s, d := m.w[g-1], m.firstDifficulty(g)
	fast := fastShare * s
	if !mem.New() {
		c := m.curve(mem)
		r, _ := c.at(days)
		s = m.next(slowAt, mem.Stability, mem.Difficulty, r, g)
		fast = m.next(fastAt, fastOf(mem), mem.Difficulty, c.fast.at(days), g)
		d = m.difficulty(mem.Difficulty, r, g)
		if g == Again {
			fast = min(fast, fastShare*s)
		}
	}
	mem.Stability, mem.Fast = clampStability7(s), clampStability7(fast)
	mem.Difficulty = clampDifficulty(d)
	return mem
}

// fastOf is the fast stability of a memory; one that FSRS-6 reviewed last has
// none, and then it is what a first review would give.
func fastOf(mem Memory) float64 {
	if mem.Fast > 0 {
		return mem.Fast
	}
	return fastShare * mem.Stability
}

// firstDifficulty is D0(G) = w4 - e^(w5 (G-1)) + 1, not clamped.
func (m fsrs7) firstDifficulty(g Rating) float64 {
	return m.w[4] - math.Exp(m.w[5]*float64(g-1)) + 1
}

// difficulty moves by -w6 (G-3), after a lapse the less the less it surprises
// (times R + 0.1), damped near 10, and returns a little to that of an easy card.
func (m fsrs7) difficulty(d, r float64, g Rating) float64 {
	move := -m.w[6] * (float64(g) - 3)
	if g == Again {
		move *= r + 0.1
	}
	return 0.01*m.firstDifficulty(Easy) + 0.99*(d+(10-d)*move/9)
}

// next is either stability x after a review at which q was its chance of
// recall; its weights begin at k. Forgetting leaves
// L = min(x, w[k+3] ((x+1)^w[k+4] - 1) e^((1-q) w[k+5])), recalling makes it
// U = x (1 + e^(w[k]-1.5) (11-D) x^-w[k+1] (e^((1-q) w[k+2]) - 1) [w[k+6] if
// Hard] [w[k+7] if Easy]), and never less than L.
func (m fsrs7) next(k int, x, d, q float64, g Rating) float64 {
	w := m.w[k : k+8]
	left := min(x, w[3]*(math.Pow(x+1, w[4])-1)*math.Exp((1-q)*w[5]))
	if g == Again {
		return left
	}
	gain := math.Exp(w[0]-1.5) * (11 - d) * math.Pow(x, -w[1]) * math.Expm1((1-q)*w[2])
	switch g {
	case Hard:
		gain *= w[6]
	case Easy:
		gain *= w[7]
	}
	return max(left, x*(1+gain))
}

// power is one curve of forgetting: (1 + F t/S)^decay.
type power struct{ rate, decay float64 } // rate is F/S

func (p power) at(t float64) float64 { return math.Pow(1+p.rate*t, p.decay) }

// slope is the curve's derivative by ln t, given its value at t.
func (p power) slope(t, value float64) float64 {
	return value * p.decay * p.rate * t / (1 + p.rate*t)
}

// curve is how a memory fades: the mean of a fast and a slow curve.
type curve struct {
	fast, slow power
	share      float64 // of the fast one in the mean
}

// curve has d_f = -clamp(w23 Sf^(w33-0.3), .01, .95),
// F_f = e^min(ln(w25)/d_f, 60) - 1, d_s = -clamp(w24, .01, .95) and
// F_s = (w26^(1/d_s) - 1) e^((D-5)(w32-.3)); the weights in the mean are
// a_f = w27 Sf^-w29 and a_s = w28 S^w30 e^((D-5)(w31-.5)).
func (m fsrs7) curve(mem Memory) curve {
	w, s, sf, d := &m.w, mem.Stability, fastOf(mem), mem.Difficulty-5
	decayFast := -clampDecay(w[23] * math.Pow(sf, w[33]-0.3))
	decaySlow := -clampDecay(w[24])
	factorFast := math.Expm1(min(math.Log(w[25])/decayFast, 60))
	factorSlow := (math.Pow(w[26], 1/decaySlow) - 1) * math.Exp(d*(w[32]-0.3))
	fast := w[27] * math.Pow(sf, -w[29])
	slow := w[28] * math.Pow(s, w[30]) * math.Exp(d*(w[31]-0.5))
	return curve{
		fast:  power{rate: factorFast / sf, decay: decayFast},
		slow:  power{rate: factorSlow / s, decay: decaySlow},
		share: fast / (fast + slow),
	}
}

// at is the chance of recall after t days, and its derivative by ln t. It stays
// 1e-5 away from 0 and 1.
func (c curve) at(t float64) (r, slope float64) {
	const inside = 1 - 2e-5
	fast, slow := c.fast.at(t), c.slow.at(t)
	r = (c.share*fast+(1-c.share)*slow)*inside + 1e-5
	slope = (c.share*c.fast.slope(t, fast) + (1-c.share)*c.slow.slope(t, slow)) * inside
	return r, slope
}

// shortest is from how many days on a chance of recall is looked for.
const shortest = 1e-12

// reaches is after how many days the chance of recall falls to r, at most
// maxStability: Newton's steps in ln t, halving where one would leave what is
// known to enclose the day.
func (c curve) reaches(r float64) float64 {
	low, high := math.Log(shortest), math.Log(maxStability)
	if longest, _ := c.at(maxStability); longest >= r {
		return maxStability
	}
	x := 0.0
	for range 100 {
		value, slope := c.at(math.Exp(x))
		if value > r {
			low = x
		} else {
			high = x
		}
		next := x - (value-r)/slope
		if !(next > low && next < high) {
			next = (low + high) / 2
		}
		if math.Abs(next-x) < 1e-6 {
			return math.Exp(next)
		}
		x = next
	}
	return math.Exp(x)
}

func clampStability7(s float64) float64 { return min(max(s, minStability7), maxStability) }
func clampDecay(d float64) float64      { return min(max(d, 0.01), 0.95) }
