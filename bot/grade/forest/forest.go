// Package forest is gradient-boosted trees for yes-or-no questions: small,
// deterministic, and monotone where told so, so that more evidence for an
// answer can never count against it.
//
// Friedman, "Greedy function approximation: a gradient boosting machine"
// (2001); second-order splits as in Chen and Guestrin, "XGBoost" (2016).
package forest

import "math"

// Node is a fork or, when Feature is negative, a leaf. A vector whose Feature
// is below Cut goes on at the next node, others at node Right.
type Node struct {
	Feature int16
	Right   int16
	Value   float32 // the cut of a fork, the log odds of a leaf
}

// Forest is trees, one behind the other, each beginning at a Root.
type Forest struct {
	Base  float64 // log odds to begin with
	Roots []int32
	Nodes []Node
}

// LogOdds is what the trees say together of a vector.
func (f *Forest) LogOdds(v []float64) float64 {
	sum := f.Base
	for _, root := range f.Roots {
		n := root
		for f.Nodes[n].Feature >= 0 {
			if node := f.Nodes[n]; v[node.Feature] < float64(node.Value) {
				n++
			} else {
				n = root + int32(node.Right)
			}
		}
		sum += float64(f.Nodes[n].Value)
	}
	return sum
}

// Chance is the probability of yes.
func (f *Forest) Chance(v []float64) float64 { return 1 / (1 + math.Exp(-f.LogOdds(v))) }
