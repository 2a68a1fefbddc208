package grade

import "slices"

// fromAfar ties what shares a neighbour in the lexicon, where nothing nearer
// says it.
func (a *alignment) fromAfar() {
	for i := range a.want.terms {
		w := &a.want.terms[i]
		if s := a.given.scratch; s != nil && !s.kin.Has(w.kin) || a.isSaid(w.at) {
			continue
		}
		for j := range a.given.terms {
			g := &a.given.terms[j]
			if w.kinSketch.Meets(&g.kinSketch) && a.cell(w.at.from, g.at.from).sim == 0 && shares(w.kin, g.kin) {
				a.tieSpans(w.at, g.at, farTrust, sameSense)
			}
		}
	}
}

// isSaid tells whether something nearer says all of some wanted units.
func (a *alignment) isSaid(s span) bool {
	for i := s.from; i < s.to; i++ {
		if !slices.ContainsFunc(a.row(i), func(c cell) bool { return c.sim >= farTrust }) {
			return false
		}
	}
	return true
}

// shares tells whether two short lists have something in common.
func shares(a, b []uint32) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// farTrust is how far two terms that share a neighbour count as saying the
// same: it is a hint, and no more.
const farTrust = 0.3
