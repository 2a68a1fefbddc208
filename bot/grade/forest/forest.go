// Package forest is gradient-boosted trees for yes-or-no questions: small,
// deterministic, and monotone where told so, so that what contradicts an
// answer can never count for it.
//
// Friedman, "Greedy function approximation: a gradient boosting machine"
// (2001); second-order splits as in Chen and Guestrin, "XGBoost" (2016).
package forest

// Forest is trees in one row of nodes, each tree beginning at a root. A node
// is a fork or, where its feature is negative, a leaf. A vector whose feature
// is below the fork's value goes on at the next node, others Jump nodes behind
// the root.
type Forest struct {
	Base    float64 // log odds to begin with
	Roots   []int32
	Feature []int8
	Jump    []int8
	Value   []float32 // the cut of a fork, the log odds of a leaf
}

// LogOdds is what the trees say together of a vector.
func (f *Forest) LogOdds(v []float64) float64 {
	sum := f.Base
	for _, root := range f.Roots {
		n := root
		for f.Feature[n] >= 0 {
			if v[f.Feature[n]] < float64(f.Value[n]) {
				n++
			} else {
				n = root + int32(f.Jump[n])
			}
		}
		sum += float64(f.Value[n])
	}
	return sum
}
