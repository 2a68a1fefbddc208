// Package net is a small neural network that tells three classes apart: one
// layer of hidden units, and a straight way beside it.
package net

import "math"

// Classes is how many classes there are.
const Classes = 3

// Hidden is how many hidden units there are.
const Hidden = 24

// width is what a feature speaks to: the hidden units, and behind them the
// classes themselves.
const width = Hidden + Classes

// farthest is how many standard deviations from its mean a feature counts.
const farthest = 3

// leak is what is left of a hidden unit below zero. Maas, Hannun, Ng, "Rectifier
// nonlinearities improve neural network acoustic models" (2013).
const leak = 0.1

// Net is a fitted network. Features are counted in standard deviations from
// their mean.
type Net struct {
	Mean, Dev []float64        // of each feature; a Dev of 0 hides it
	In        [][width]float64 // of each feature, what it says to each unit
	Base      [width]float64   // of each unit
	Out       [Hidden][Classes]float64

	idle  [width]float64 // of each unit, when all features are 0
	still []float64      // of each feature, where 0 lies
}

// ready prepares a network for being asked: most features of an answer are 0,
// and what those say together is always the same.
func (n *Net) ready() *Net {
	n.idle, n.still = n.Base, make([]float64, len(n.Mean))
	for f := range n.Mean {
		n.still[f] = n.standard(f, 0)
		for u, w := range n.In[f] {
			n.idle[u] += n.still[f] * w
		}
	}
	return n
}

func (n *Net) standard(f int, x float64) float64 {
	if n.Dev[f] == 0 {
		return 0
	}
	return min(farthest, max(-farthest, (x-n.Mean[f])/n.Dev[f]))
}

// Chances are the probabilities of the classes.
func (n *Net) Chances(v []float64) [Classes]float64 {
	units := n.idle
	for f, x := range v {
		if x == 0 || n.Dev[f] == 0 {
			continue
		}
		d := n.standard(f, x) - n.still[f]
		for u, w := range &n.In[f] {
			units[u] += d * w
		}
	}
	return n.classes(&units)
}

// classes are the probabilities that the units lead to; hidden ones below zero
// leak.
func (n *Net) classes(units *[width]float64) [Classes]float64 {
	odds := [Classes]float64(units[Hidden:])
	for u := range Hidden {
		if units[u] < 0 {
			units[u] *= leak
		}
		for c, w := range &n.Out[u] {
			odds[c] += units[u] * w
		}
	}
	most, sum := max(odds[0], odds[1], odds[2]), 0.0
	for c := range odds {
		odds[c] = math.Exp(odds[c] - most)
		sum += odds[c]
	}
	for c := range odds {
		odds[c] /= sum
	}
	return odds
}
