package fit

import (
	"math"

	"github.com/overhoor/overhoor/scheduler"
)

// weights is how many there are in FSRS-6; the difficulty depends on four of
// them only, w4 to w7.
const (
	weights  = len(scheduler.Weights{})
	hardness = 4
)

// The bounds of stability (days) and difficulty, as in package scheduler.
const (
	minStability, maxStability   = 0.001, 36500
	minDifficulty, maxDifficulty = 1, 10
)

// slope is how something changes with each weight.
type slope [weights]float64

// state is what FSRS-6 keeps of a card, with its slopes. The formulas are those
// of package scheduler (model.go), each with its derivatives beside it: forward
// differentiation, which for so few numbers is quicker than going back.
type state struct {
	s, d float64
	ds   slope
	dd   [hardness]float64 // by w4 to w7
}

// curve is FSRS-6 on one set of weights, with what needs to be worked out only
// once for them.
type curve struct {
	w               scheduler.Weights
	factor, dFactor float64 // F = 0.9^(-1/w20) - 1, and by w20
	gain            float64 // e^w8
	easy, dEasy     float64 // D0(Easy), and by w5
	kept            float64 // e^(-w17 w18)
}

func newCurve(w scheduler.Weights) *curve {
	c := &curve{w: w, gain: math.Exp(w[8]), kept: math.Exp(-w[17] * w[18])}
	power := math.Pow(0.9, -1/w[20])
	c.factor, c.dFactor = power-1, power*math.Log(0.9)/(w[20]*w[20])
	c.easy, c.dEasy = c.firstDifficulty(scheduler.Easy)
	return c
}

// recall is the chance R of recall after some days, how it changes with the
// stability, and how with w20.
func (c *curve) recall(days, s float64) (r, byS, byDecay float64) {
	w := c.w[20]
	x := 1 + c.factor*days/s
	ln := math.Log(x)
	r = math.Exp(-w * ln)
	byS = r * w * c.factor * days / (s * s * x)
	byDecay = -r * (ln + w*c.dFactor*days/(s*x))
	return r, byS, byDecay
}

// firstDifficulty is D0(G), and how it changes with w5; with w4 it goes one to
// one.
func (c *curve) firstDifficulty(g scheduler.Rating) (d, byW5 float64) {
	e := math.Exp(c.w[5] * float64(g-1))
	return c.w[4] - e + 1, -float64(g-1) * e
}

// first makes st the state after a card's first review.
func (c *curve) first(st *state, g scheduler.Rating) {
	*st = state{s: c.w[g-1]}
	st.ds[g-1] = 1
	d, byW5 := c.firstDifficulty(g)
	st.d, st.dd[0], st.dd[1] = d, 1, byW5
	st.bound()
}

// next makes st the state after one more review, so many days after the last.
func (c *curve) next(st *state, days float64, g scheduler.Rating) {
	switch {
	case days == 0:
		c.sameDay(st, g)
	case g == scheduler.Again:
		c.forget(st, days)
	default:
		c.strengthen(st, days, g)
	}
	c.harden(st, g)
	st.bound()
}

// bound keeps a state where FSRS-6 does; what is held there has no slope.
func (st *state) bound() {
	if s := min(max(st.s, minStability), maxStability); s != st.s {
		st.s, st.ds = s, slope{}
	}
	if d := min(max(st.d, minDifficulty), maxDifficulty); d != st.d {
		st.d, st.dd = d, [hardness]float64{}
	}
}

// harden moves the difficulty.
func (c *curve) harden(st *state, g scheduler.Rating) {
	off, w := float64(g)-3, &c.w
	moved := st.d - w[6]*off*(10-st.d)/9
	byD := (1 - w[7]) * (1 + w[6]*off/9)
	byW6 := -(1 - w[7]) * off * (10 - st.d) / 9
	for i := range st.dd {
		st.dd[i] *= byD
	}
	st.dd[0] += w[7]
	st.dd[1] += w[7] * c.dEasy
	st.dd[2] += byW6
	st.dd[3] += c.easy - moved
	st.d = w[7]*c.easy + (1-w[7])*moved
}

// chain makes the slopes of S those of a new S that changes so with the old S,
// with D and with w20 through R.
func (st *state) chain(byS, byD, byDecay float64) {
	for i := range st.ds {
		st.ds[i] *= byS
	}
	for i, v := range st.dd {
		st.ds[4+i] += byD * v
	}
	st.ds[20] += byDecay
}

func (c *curve) strengthen(st *state, days float64, g scheduler.Rating) {
	w, s := &c.w, st.s
	r, rByS, rByDecay := c.recall(days, s)
	grown := math.Exp(w[10] * (1 - r))
	base := c.gain * math.Pow(s, -w[9]) * s
	factor := 1.0
	switch g {
	case scheduler.Hard:
		factor = w[15]
	case scheduler.Easy:
		factor = w[16]
	}
	plain := base * (11 - st.d) * (grown - 1)
	gained := plain * factor
	byR := -base * (11 - st.d) * factor * grown * w[10]
	st.chain(1+gained*(1-w[9])/s+byR*rByS, -gained/(11-st.d), byR*rByDecay)
	st.ds[8] += gained
	st.ds[9] -= gained * math.Log(s)
	st.ds[10] += base * (11 - st.d) * factor * grown * (1 - r)
	switch g {
	case scheduler.Hard:
		st.ds[15] += plain
	case scheduler.Easy:
		st.ds[16] += plain
	}
	st.s = s + gained
}

func (c *curve) forget(st *state, days float64) {
	w, s := &c.w, st.s
	r, rByS, rByDecay := c.recall(days, s)
	power := math.Pow(s+1, w[13])
	outer := math.Pow(st.d, -w[12]) * math.Exp(w[14]*(1-r))
	left := w[11] * outer * (power - 1)
	if most := s * c.kept; left >= most {
		st.chain(c.kept, 0, 0)
		st.ds[17] -= most * w[18]
		st.ds[18] -= most * w[17]
		st.s = most
		return
	}
	byR := -w[14] * left
	st.chain(w[11]*outer*w[13]*power/(s+1)+byR*rByS, -w[12]*left/st.d, byR*rByDecay)
	st.ds[11] += outer * (power - 1)
	st.ds[12] -= left * math.Log(st.d)
	st.ds[13] += w[11] * outer * power * math.Log(s+1)
	st.ds[14] += left * (1 - r)
	st.s = left
}

func (c *curve) sameDay(st *state, g scheduler.Rating) {
	w, s := &c.w, st.s
	off := float64(g) - 3 + w[18]
	k := math.Exp(w[17]*off) * math.Pow(s, -w[19])
	if g >= scheduler.Hard && k < 1 {
		return // recalling never weakens
	}
	st.chain(k*(1-w[19]), 0, 0)
	st.ds[17] += s * k * off
	st.ds[18] += s * k * w[17]
	st.ds[19] -= s * k * math.Log(s)
	st.s = s * k
}
