package net

import (
	"math"
	"math/rand/v2"
)

// How a network is fitted: by Adam (Kingma, Ba, 2015) on the log loss, with
// decay of the weights beside it (Loshchilov, Hutter, "Decoupled weight decay
// regularization", 2019), a rate that falls as a cosine, and features left out
// at random (Srivastava and others, "Dropout", 2014).
const (
	epochs  = 24
	batch   = 64
	rate    = 0.004
	decay   = 0.1
	dropped = 0.1
)

// Fit fits a network to vectors and their classes. hidden features are not
// looked at. The same seed gives the same network.
func Fit(x [][]float64, class []int, hidden []bool, seed uint64) *Net {
	t := newTrainer(x, class, hidden, seed)
	order := t.random.Perm(len(x))
	for epoch := range epochs {
		t.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		t.rate = rate / 2 * (1 + math.Cos(math.Pi*float64(epoch)/epochs))
		for at := 0; at < len(order); at += batch {
			t.step(order[at:min(at+batch, len(order))])
		}
	}
	return t.net.ready()
}

// trainer is a network being fitted.
type trainer struct {
	net    *Net
	slope  *Net // of the loss, by each weight
	in     []adam
	base   adam
	out    []adam
	z      [][]float64 // the vectors in standard deviations
	class  []int
	random *rand.Rand
	rate   float64
	steps  int
}

// adam is what Adam remembers of some weights.
type adam struct{ mean, square [width]float64 }

func newTrainer(x [][]float64, class []int, hidden []bool, seed uint64) *trainer {
	n := len(x[0])
	empty := func() *Net {
		return &Net{Mean: make([]float64, n), Dev: make([]float64, n), In: make([][width]float64, n)}
	}
	t := &trainer{net: empty(), slope: empty(), class: class, in: make([]adam, n), out: make([]adam, Hidden), random: rand.New(rand.NewPCG(seed, 9))}
	for f := range n {
		if !hidden[f] {
			t.net.Mean[f], t.net.Dev[f] = spread(x, f)
		}
		for u := range Hidden {
			t.net.In[f][u] = t.random.NormFloat64() / math.Sqrt(float64(n))
		}
	}
	for u := range t.net.Out {
		for c := range t.net.Out[u] {
			t.net.Out[u][c] = 0.3 * t.random.NormFloat64() / math.Sqrt(Hidden)
		}
	}
	for _, v := range x {
		z := make([]float64, n)
		for f := range z {
			z[f] = t.net.standard(f, v[f])
		}
		t.z = append(t.z, z)
	}
	return t
}

func spread(x [][]float64, f int) (mean, dev float64) {
	n := float64(len(x))
	for _, v := range x {
		mean += v[f] / n
	}
	for _, v := range x {
		dev += (v[f] - mean) * (v[f] - mean) / n
	}
	if dev = math.Sqrt(dev); dev < 1e-6 {
		dev = 0
	}
	return mean, dev
}

// step takes one step down the slope that some vectors show.
func (t *trainer) step(rows []int) {
	clear(t.slope.In)
	t.slope.Base, t.slope.Out = [width]float64{}, [Hidden][Classes]float64{}
	z := make([]float64, len(t.net.Mean))
	for _, i := range rows {
		for f := range z {
			if z[f] = t.z[i][f]; t.random.Float64() < dropped {
				z[f] = 0
			}
		}
		t.learn(z, t.class[i], 1/float64(len(rows)))
	}
	t.steps++
	for f := range t.in {
		t.move(&t.in[f], t.net.In[f][:], t.slope.In[f][:], decay)
	}
	for u := range t.out {
		t.move(&t.out[u], t.net.Out[u][:], t.slope.Out[u][:], decay)
	}
	t.move(&t.base, t.net.Base[:], t.slope.Base[:], 0)
}

// learn adds to the slope what one vector says.
func (t *trainer) learn(z []float64, class int, share float64) {
	units := t.net.Base
	for f, x := range z {
		if x != 0 {
			for u, w := range &t.net.In[f] {
				units[u] += x * w
			}
		}
	}
	chances := t.net.classes(&units)
	chances[class]--
	var back [width]float64 // the slope by each unit
	for c, d := range chances {
		back[Hidden+c] = d * share
		for u := range Hidden {
			t.slope.Out[u][c] += d * share * units[u]
			back[u] += d * share * t.net.Out[u][c]
		}
	}
	for u := range Hidden {
		if units[u] < 0 {
			back[u] *= leak
		}
	}
	for u, d := range back {
		t.slope.Base[u] += d
	}
	for f, x := range z {
		if x != 0 {
			for u, d := range &back {
				t.slope.In[f][u] += x * d
			}
		}
	}
}

// move moves weights against their slope.
func (t *trainer) move(a *adam, weights, slope []float64, decay float64) {
	const keepMean, keepSquare, least = 0.9, 0.999, 1e-8
	early, late := 1-math.Pow(keepMean, float64(t.steps)), 1-math.Pow(keepSquare, float64(t.steps))
	for i, g := range slope {
		a.mean[i] = keepMean*a.mean[i] + (1-keepMean)*g
		a.square[i] = keepSquare*a.square[i] + (1-keepSquare)*g*g
		weights[i] -= t.rate * (a.mean[i]/early/(math.Sqrt(a.square[i]/late)+least) + decay*weights[i])
	}
}
