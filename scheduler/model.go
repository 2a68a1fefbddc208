package scheduler

import (
	"fmt"
	"math"
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
// FSRS-6 (21), as ts-fsrs does. Any other number of weights, and a weight that
// is no finite number, is an error.
func Upgrade(old []float64) (Weights, error) {
	for i, w := range old {
		if math.IsNaN(w) || math.IsInf(w, 0) {
			return Weights{}, fmt.Errorf("FSRS weight w%d is %v: it must be a number", i, w)
		}
	}
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

// Bounds of the model: stability in days, difficulty without unit.
const (
	minStability  = 0.001
	maxStability  = 36500
	minDifficulty = 1
	maxDifficulty = 10
)

// model holds the formulas of FSRS-6. Source: open-spaced-repetition's ts-fsrs
// 5.4.2 and fsrs-rs src/model.rs. Names follow the published formulas: S is
// stability in days, D difficulty, R retrievability, G the rating.
type model struct {
	w      Weights
	factor float64 // F = 0.9^(-1/w20) - 1, so that R(S, S) = 0.9
}

func newModel(w Weights) model {
	return model{w: w, factor: math.Pow(0.9, -1/w[20]) - 1}
}

// retrievability is the chance of recall after t days: (1 + F t/S)^-w20.
func (m model) retrievability(t, s float64) float64 {
	return math.Pow(1+m.factor*t/s, -m.w[20])
}

// interval is after how many days retrievability falls to r:
// S/F (r^(-1/w20) - 1), not rounded.
func (m model) interval(s, r float64) float64 {
	return s / m.factor * (math.Pow(r, -1/m.w[20]) - 1)
}

// first gives stability and difficulty after the first review.
func (m model) first(g Rating) (s, d float64) {
	return clampStability(m.w[g-1]), clampDifficulty(m.firstDifficulty(g))
}

// firstDifficulty is D0(G) = w4 - e^(w5 (G-1)) + 1, not clamped.
func (m model) firstDifficulty(g Rating) float64 {
	return m.w[4] - math.Exp(m.w[5]*float64(g-1)) + 1
}

// next gives stability and difficulty after a review, days after the last one.
func (m model) next(s, d, days float64, g Rating) (s2, d2 float64) {
	switch r := m.retrievability(days, s); {
	case days == 0:
		s2 = m.sameDay(s, g)
	case g == Again:
		s2 = m.forget(s, d, r)
	default:
		s2 = m.recall(s, d, r, g)
	}
	return clampStability(s2), m.difficulty(d, g)
}

// difficulty moves by -w6 (G-3), damped near 10, and returns a little to that
// of an easy card.
func (m model) difficulty(d float64, g Rating) float64 {
	moved := d - m.w[6]*(float64(g)-3)*(10-d)/9
	return clampDifficulty(m.w[7]*m.firstDifficulty(Easy) + (1-m.w[7])*moved)
}

// sameDay is S k with k = e^(w17 (G-3+w18)) S^-w19; recalling never weakens.
func (m model) sameDay(s float64, g Rating) float64 {
	k := math.Exp(m.w[17]*(float64(g)-3+m.w[18])) * math.Pow(s, -m.w[19])
	if g >= Hard {
		k = max(k, 1)
	}
	return s * k
}

// recall is S (1 + e^w8 (11-D) S^-w9 (e^(w10 (1-R)) - 1) [w15 if Hard] [w16 if Easy]).
func (m model) recall(s, d, r float64, g Rating) float64 {
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
func (m model) forget(s, d, r float64) float64 {
	left := m.w[11] * math.Pow(d, -m.w[12]) * (math.Pow(s+1, m.w[13]) - 1) * math.Exp(m.w[14]*(1-r))
	return min(left, s/math.Exp(m.w[17]*m.w[18]))
}

func clampStability(s float64) float64  { return min(max(s, minStability), maxStability) }
func clampDifficulty(d float64) float64 { return min(max(d, minDifficulty), maxDifficulty) }
