package forest

import (
	"math"
	"math/rand/v2"
	"sort"
)

// Options say how a forest is grown.
type Options struct {
	Trees    int     // how many
	Depth    int     // forks from root to leaf at most, up to 6
	Rate     float64 // how much of each tree counts
	Leaf     float64 // the least sum of second derivatives in a leaf
	Shrink   float64 // L2 penalty on a leaf's value
	Share    float64 // of the features that each tree may look at
	Rows     float64 // of the rows that each tree may look at
	Monotone []int8  // of each feature: +1 never counts against, -1 never for, 0 free
	Seed     uint64
}

// Unseen in Monotone hides a feature.
const Unseen int8 = 2

const bins = 48

// Fit grows a forest on vectors and their answers.
func Fit(x [][]float64, yes []bool, o Options) *Forest {
	g := newGrower(x, yes, o)
	for range o.Trees {
		g.tree()
	}
	return &g.out
}

// grower is a forest being grown.
type grower struct {
	o       Options
	out     Forest
	cuts    [][]float64 // of each feature, rising
	bin     [][]uint8   // of each feature and row
	yes     []bool
	odds    []float64 // of each row, so far
	grad    []float64
	hess    []float64
	allowed []bool
	random  *rand.Rand
	root    int
}

func newGrower(x [][]float64, yes []bool, o Options) *grower {
	n := len(x)
	g := &grower{o: o, yes: yes, odds: make([]float64, n), grad: make([]float64, n), hess: make([]float64, n),
		random: rand.New(rand.NewPCG(o.Seed, 1))}
	sum, all := 1.0, float64(n+2)
	for _, y := range yes {
		if y {
			sum++
		}
	}
	g.out.Base = math.Log(sum / (all - sum))
	for i := range g.odds {
		g.odds[i] = g.out.Base
	}
	for f := range len(x[0]) {
		g.addFeature(x, f)
	}
	g.allowed = make([]bool, len(g.cuts))
	return g
}

// addFeature finds the cuts of a feature, at quantiles, and bins its values.
func (g *grower) addFeature(x [][]float64, f int) {
	values := make([]float64, len(x))
	for i := range x {
		values[i] = x[i][f]
	}
	sort.Float64s(values)
	var cuts []float64
	for b := 1; b < bins; b++ {
		at := len(values) * b / bins
		v := values[at]
		lower := sort.SearchFloat64s(values, v)
		if lower == 0 {
			continue
		}
		cut := float64(float32((v + values[lower-1]) / 2))
		if cut > values[lower-1] && cut <= v && (len(cuts) == 0 || cut > cuts[len(cuts)-1]) {
			cuts = append(cuts, cut)
		}
	}
	binned := make([]uint8, len(x))
	for i := range x {
		binned[i] = uint8(sort.Search(len(cuts), func(c int) bool { return x[i][f] < cuts[c] }))
	}
	g.cuts, g.bin = append(g.cuts, cuts), append(g.bin, binned)
}

func (g *grower) tree() {
	rows := make([]int, 0, len(g.odds))
	for i, y := range g.yes {
		p := 1 / (1 + math.Exp(-g.odds[i]))
		t := 0.0
		if y {
			t = 1
		}
		g.grad[i], g.hess[i] = t-p, p*(1-p)
		if g.o.Rows >= 1 || g.random.Float64() < g.o.Rows {
			rows = append(rows, i)
		}
	}
	for f := range g.allowed {
		g.allowed[f] = g.monotone(f) != Unseen && (g.o.Share >= 1 || g.random.Float64() < g.o.Share)
	}
	g.root = len(g.out.Feature)
	g.out.Roots = append(g.out.Roots, int32(g.root))
	g.grow(rows, g.o.Depth, math.Inf(-1), math.Inf(1))
	for i := range g.odds {
		g.odds[i] += g.value(i)
	}
}

// value is what the newest tree says of a row.
func (g *grower) value(i int) float64 {
	n := g.root
	for g.out.Feature[n] >= 0 {
		f := g.out.Feature[n]
		b := int(g.bin[f][i])
		if b == 0 || g.cuts[f][b-1] < float64(g.out.Value[n]) {
			n++
		} else {
			n = g.root + int(g.out.Jump[n])
		}
	}
	return float64(g.out.Value[n])
}

// grow adds a node and what is below it; its value stays between low and high.
func (g *grower) grow(rows []int, depth int, low, high float64) {
	s := split{feature: -1}
	if depth > 0 {
		s = g.best(rows, low, high)
	}
	at := len(g.out.Feature)
	if s.feature < 0 {
		grad, hess := g.sum(rows)
		v := min(max(grad/(hess+g.o.Shrink), low), high) * g.o.Rate
		g.add(-1, v)
		return
	}
	g.add(s.feature, g.cuts[s.feature][s.cut])
	var left, right []int
	for _, i := range rows {
		if int(g.bin[s.feature][i]) <= s.cut {
			left = append(left, i)
		} else {
			right = append(right, i)
		}
	}
	lowL, highL, lowR, highR := low, high, low, high
	middle := (s.left + s.right) / 2
	switch g.monotone(s.feature) {
	case 1:
		highL, lowR = middle, middle
	case -1:
		lowL, highR = middle, middle
	}
	g.grow(left, depth-1, lowL, highL)
	g.out.Jump[at] = int8(len(g.out.Feature) - g.root)
	g.grow(right, depth-1, lowR, highR)
}

func (g *grower) add(feature int, value float64) {
	g.out.Feature = append(g.out.Feature, int8(feature))
	g.out.Jump = append(g.out.Jump, 0)
	g.out.Value = append(g.out.Value, float32(value))
}

func (g *grower) monotone(f int) int8 {
	if g.o.Monotone == nil {
		return 0
	}
	return g.o.Monotone[f]
}

func (g *grower) sum(rows []int) (grad, hess float64) {
	for _, i := range rows {
		grad += g.grad[i]
		hess += g.hess[i]
	}
	return grad, hess
}

// split is a fork considered.
type split struct {
	feature, cut int
	gain         float64
	left, right  float64 // the values of both sides
}

func (g *grower) best(rows []int, low, high float64) split {
	grad, hess := g.sum(rows)
	best := split{feature: -1, gain: 1e-3}
	alone := grad * grad / (hess + g.o.Shrink)
	var gs, hs [bins]float64
	for f := range g.cuts {
		if !g.allowed[f] || len(g.cuts[f]) == 0 {
			continue
		}
		clear(gs[:])
		clear(hs[:])
		for _, i := range rows {
			b := g.bin[f][i]
			gs[b] += g.grad[i]
			hs[b] += g.hess[i]
		}
		gl, hl := 0.0, 0.0
		for c := range g.cuts[f] {
			gl += gs[c]
			hl += hs[c]
			if hl < g.o.Leaf || hess-hl < g.o.Leaf {
				continue
			}
			left := min(max(gl/(hl+g.o.Shrink), low), high)
			right := min(max((grad-gl)/(hess-hl+g.o.Shrink), low), high)
			if m := float64(g.monotone(f)); m*(right-left) < 0 {
				continue
			}
			gain := gl*gl/(hl+g.o.Shrink) + (grad-gl)*(grad-gl)/(hess-hl+g.o.Shrink) - alone
			if gain > best.gain {
				best = split{f, c, gain, left, right}
			}
		}
	}
	return best
}
