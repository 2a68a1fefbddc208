package scheduler

import (
	"fmt"
	"math"
	"time"
)

// Weights are the 21 parameters of FSRS-6, w0 to w20.
type Weights [21]float64

// DefaultWeights are those that open-spaced-repetition fitted on many
// learners (ts-fsrs 5.4, fsrs-rs).
func DefaultWeights() Weights {
	return Weights{
		0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
		1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
	}
}

// Upgrade turns the weights of FSRS-4.5 (17) and FSRS-5 (19) into those of
// FSRS-6 (21), as ts-fsrs does. Any other number of weights is an error.
func Upgrade(old []float64) (Weights, error) {
	var w Weights
	copy(w[:], old)
	switch len(old) {
	case 21:
	case 19:
		w[19], w[20] = 0, 0.5
	case 17:
		w[4] += 2 * w[5]
		w[5] = math.Log(3*w[5]+1) / 3
		w[6] += 0.5
		w[20] = 0.5
	default:
		return Weights{}, fmt.Errorf("%d FSRS weights: give 21 (or 19 or 17 of an older version)", len(old))
	}
	return w, nil
}

// minStability6 is the least stability of FSRS-6, in days.
const minStability6 = 0.001

// fsrs6 holds the formulas of FSRS-6. Source: open-spaced-repetition's ts-fsrs
// 5.4.2 and fsrs-rs src/model.rs. Names follow the published formulas: S is
// stability in days, D difficulty, R retrievability, G the rating.
type fsrs6 struct {
	w      Weights
	factor float64 // F = 0.9^(-1/w20) - 1, so that R(S, S) = 0.9
}

func newFSRS6(w Weights) fsrs6 {
	return fsrs6{w: w, factor: math.Pow(0.9, -1/w[20]) - 1}
}

// days are whole days of the learner's calendar.
func (m fsrs6) days(from, to time.Time, cal Calendar) float64 {
	return float64(cal.Days(from, to))
}

// retrievability is (1 + F t/S)^-w20.
func (m fsrs6) retrievability(mem Memory, t float64) float64 {
	return math.Pow(1+m.factor*t/mem.Stability, -m.w[20])
}

// interval is S/F (r^(-1/w20) - 1).
func (m fsrs6) interval(mem Memory, r float64) float64 {
	return mem.Stability / m.factor * (math.Pow(r, -1/m.w[20]) - 1)
}

// review forgets FSRS-7's fast stability, which no longer fits.
func (m fsrs6) review(mem Memory, days float64, g Rating) Memory {
	s, d := m.w[g-1], m.firstDifficulty(g)
	if !mem.New() {
		s, d = m.next(mem, days, g), m.difficulty(mem.Difficulty, g)
	}
	mem.Stability, mem.Fast = min(max(s, minStability6), maxStability), 0
	mem.Difficulty = clampDifficulty(d)
	return mem
}

// firstDifficulty is D0(G) = w4 - e^(w5 (G-1)) + 1, not clamped.
func (m fsrs6) firstDifficulty(g Rating) float64 {
	return m.w[4] - math.Exp(m.w[5]*float64(g-1)) + 1
}

// next is the stability after a review, days after the last one.
func (m fsrs6) next(mem Memory, days float64, g Rating) float64 {
	s, d, r := mem.Stability, mem.Difficulty, m.retrievability(mem, days)
	switch {
	case days == 0:
		return m.sameDay(s, g)
	case g == Again:
		return m.forget(s, d, r)
	}
	return m.recall(s, d, r, g)
}

// difficulty moves by -w6 (G-3), damped near 10, and returns a little to that
// of an easy card.
func (m fsrs6) difficulty(d float64, g Rating) float64 {
	moved := d - m.w[6]*(float64(g)-3)*(10-d)/9
	return m.w[7]*m.firstDifficulty(Easy) + (1-m.w[7])*moved
}

// sameDay is S k with k = e^(w17 (G-3+w18)) S^-w19; recalling never weakens.
func (m fsrs6) sameDay(s float64, g Rating) float64 {
	k := math.Exp(m.w[17]*(float64(g)-3+m.w[18])) * math.Pow(s, -m.w[19])
	if g >= Hard {
		k = max(k, 1)
	}
	return s * k
}

// recall is S (1 + e^w8 (11-D) S^-w9 (e^(w10 (1-R)) - 1) [w15 if Hard] [w16 if Easy]).
func (m fsrs6) recall(s, d, r float64, g Rating) float64 {
	gain := math.Exp(m.w[8]) * (11 - d) * math.Pow(s, -m.w[9]) * math.Expm1(m.w[10]*(1-r))
	switch g {
	case Hard:
		gain *= m.w[15]
	case Easy:
		gain *= m.w[16]
	}
	return s * (1 + gain)
}

// forget is min(w11 D^-w12 ((S+1)^w13 - 1) e^(w14 (1-R)), S / e^(w17 w18)).
func (m fsrs6) forget(s, d, r float64) float64 {
	left := m.w[11] * math.Pow(d, -m.w[12]) * (math.Pow(s+1, m.w[13]) - 1) * math.Exp(m.w[14]*(1-r))
	return min(left, s/math.Exp(m.w[17]*m.w[18]))
}
