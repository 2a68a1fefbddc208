package forest

import "math"

// Line is a logistic regression: each feature, in standard deviations from its
// mean and at most three, times its weight.
type Line struct {
	Base   float64
	Mean   []float64
	Dev    []float64 // 0 hides a feature
	Weight []float64
}

const farthest = 3

// LogOdds is what the line says of a vector.
func (l *Line) LogOdds(v []float64) float64 {
	sum := l.Base
	for f, w := range l.Weight {
		if w != 0 {
			sum += w * l.standard(f, v[f])
		}
	}
	return sum
}

func (l *Line) standard(f int, x float64) float64 {
	return clip((x - l.Mean[f]) / l.Dev[f])
}

// clip keeps a distance from the mean within farthest.
func clip(z float64) float64 {
	switch {
	case z > farthest:
		return farthest
	case z < -farthest:
		return -farthest
	default:
		return z
	}
}

// FitLine fits a line by gradient descent with an L2 penalty, keeping the signs
// that Monotone (as in Options) asks for.
func FitLine(x [][]float64, yes []bool, monotone []int8) *Line {
	n := len(x[0])
	l := &Line{Mean: make([]float64, n), Dev: make([]float64, n), Weight: make([]float64, n)}
	for f := range n {
		if monotone == nil || monotone[f] != Unseen {
			l.Mean[f], l.Dev[f] = spread(x, f)
		}
	}
	z := make([][]float64, len(x))
	for i := range x {
		z[i] = make([]float64, n)
		for f := range n {
			if l.Dev[f] > 0 {
				z[i][f] = l.standard(f, x[i][f])
			}
		}
	}
	for step := range 400 {
		rate := 0.5
		if step > 300 {
			rate = 0.2
		}
		l.descend(z, yes, monotone, rate)
	}
	return l
}

// descend takes one step along the gradient.
func (l *Line) descend(z [][]float64, yes []bool, monotone []int8, rate float64) {
	const penalty = 0.01
	slope := make([]float64, len(l.Weight))
	base := 0.0
	for i := range z {
		odds := l.Base
		for f, w := range l.Weight {
			odds += w * z[i][f]
		}
		d := -1 / (1 + math.Exp(-odds))
		if yes[i] {
			d++
		}
		base += d
		for f := range slope {
			slope[f] += d * z[i][f]
		}
	}
	n := float64(len(z))
	l.Base += rate * base / n
	for f := range slope {
		l.Weight[f] += rate * (slope[f]/n - penalty*l.Weight[f])
		if monotone != nil && float64(monotone[f])*l.Weight[f] < 0 {
			l.Weight[f] = 0
		}
	}
}

func spread(x [][]float64, f int) (mean, dev float64) {
	n := float64(len(x))
	for i := range x {
		mean += x[i][f] / n
	}
	for i := range x {
		dev += (x[i][f] - mean) * (x[i][f] - mean) / n
	}
	if dev = math.Sqrt(dev); dev < 1e-6 {
		dev = 0
	}
	return mean, dev
}

// Mix is a forest and a line together: the line steadies what the trees make of
// few answers.
type Mix struct {
	Trees *Forest
	Line  *Line
}

// lineShare is how much of a mix the line says.
const lineShare = 0.3

// LogOdds is what both say of a vector.
func (m *Mix) LogOdds(v []float64) float64 {
	return mixed(m.Trees.LogOdds(v), m.Line.LogOdds(v))
}

func mixed(trees, line float64) float64 { return (1-lineShare)*trees + lineShare*line }

// FitMix fits both.
func FitMix(x [][]float64, yes []bool, o Options) *Mix {
	return &Mix{Trees: Fit(x, yes, o), Line: FitLine(x, yes, o.Monotone)}
}
