package forest

import (
	"maps"
	"slices"
)

// Panel is several mixes laid out to be asked of the same vectors often: each
// cut that any of them has is compared once, and then the trees are walked
// several at a time, so that no step waits for another and none takes a guess of
// the processor's.
type Panel struct {
	ladders []ladder
	cuts    int
	members []member
}

// ladder are the cuts of a feature, rising.
type ladder struct {
	feature int
	cuts    []float64
}

// member is a mix on a panel.
type member struct {
	base float64
	line *Line
	// levels tell which cut of the panel each fork has, all trees beside each
	// other: the fork at place p is followed by those at 2p and 2p+1 of the next
	// level, and the last by leaves. All trees are filled up to one depth.
	levels [][]uint16
	leaves []float32
}

// NewPanel lays out mixes of the same features.
func NewPanel(mixes ...*Mix) *Panel {
	p := new(Panel)
	cuts := make(map[int8]map[float32]bool)
	for _, m := range mixes {
		for n, f := range m.Trees.Feature {
			if cuts[f] == nil {
				cuts[f] = make(map[float32]bool)
			}
			cuts[f][m.Trees.Value[n]] = true
		}
	}
	delete(cuts, -1) // the leaves
	at := make(map[int8]map[float32]uint16)
	for _, f := range slices.Sorted(maps.Keys(cuts)) {
		l := ladder{feature: int(f)}
		at[f] = make(map[float32]uint16)
		for _, cut := range slices.Sorted(maps.Keys(cuts[f])) {
			at[f][cut] = uint16(p.cuts)
			l.cuts = append(l.cuts, float64(cut))
			p.cuts++
		}
		p.ladders = append(p.ladders, l)
	}
	for _, m := range mixes {
		p.members = append(p.members, newMember(m, at))
	}
	return p
}

// newMember lays out a mix; at tells where the panel has the cuts of a feature.
func newMember(m *Mix, at map[int8]map[float32]uint16) member {
	l := layout{Forest: m.Trees, at: at, member: member{base: m.Trees.Base, line: m.Line}}
	depth := 0
	for _, root := range l.Roots {
		depth = max(depth, l.depth(root, root))
	}
	for d := range depth {
		l.levels = append(l.levels, make([]uint16, len(l.Roots)<<d))
	}
	l.leaves = make([]float32, len(l.Roots)<<depth)
	for t, root := range l.Roots {
		l.place(root, root, 0, t)
	}
	return l.member
}

// layout is a forest being laid out.
type layout struct {
	*Forest
	at map[int8]map[float32]uint16
	member
}

// depth is how many forks are on the longest way from a node to a leaf.
func (l *layout) depth(root, n int32) int {
	if l.Feature[n] < 0 {
		return 0
	}
	return 1 + max(l.depth(root, n+1), l.depth(root, root+int32(l.Jump[n])))
}

// place writes node n of the tree with a root, and what is below it, to place p
// of level d; a leaf above the lowest level is repeated below.
func (l *layout) place(root, n int32, d, p int) {
	if d == len(l.levels) {
		l.leaves[p] = l.Value[n]
		return
	}
	below, others := n, n
	if f := l.Feature[n]; f >= 0 {
		l.levels[d][p] = l.at[f][l.Value[n]]
		below, others = n+1, root+int32(l.Jump[n])
	}
	l.place(root, below, d+1, 2*p)
	l.place(root, others, d+1, 2*p+1)
}

// LogOdds writes to odds what each mix says of a vector.
func (p *Panel) LogOdds(v, odds []float64) {
	var room [1 << 11]uint8
	far := room[:] // of each cut, 1 where the vector is not below it
	if p.cuts > len(room) {
		far = make([]uint8, p.cuts)
	}
	at := 0
	for i := range p.ladders {
		l := &p.ladders[i]
		if x := v[l.feature]; !(x < l.cuts[0]) { // or it is below them all, as most are
			compare(x, l.cuts, far[at:])
		}
		at += len(l.cuts)
	}
	for i := range p.members {
		m := &p.members[i]
		odds[i] = mixed(m.add(m.base, far), m.line.LogOdds(v))
	}
}

// compare notes which of some cuts a value is not below; compiled without a jump.
func compare(x float64, cuts []float64, far []uint8) {
	far = far[:len(cuts)]
	for i, cut := range cuts {
		is := uint8(1)
		if x < cut {
			is = 0
		}
		far[i] = is
	}
}

// add adds what the trees say to sum, in their order.
func (m *member) add(sum float64, far []uint8) float64 {
	t, trees := 0, len(m.leaves)>>len(m.levels)
	for ; t+4 <= trees; t += 4 {
		a, b, c, d := t, t+1, t+2, t+3
		for _, forks := range m.levels {
			a, b = 2*a+int(far[forks[a]]), 2*b+int(far[forks[b]])
			c, d = 2*c+int(far[forks[c]]), 2*d+int(far[forks[d]])
		}
		sum += float64(m.leaves[a])
		sum += float64(m.leaves[b])
		sum += float64(m.leaves[c])
		sum += float64(m.leaves[d])
	}
	for ; t < trees; t++ {
		at := t
		for _, forks := range m.levels {
			at = 2*at + int(far[forks[at]])
		}
		sum += float64(m.leaves[at])
	}
	return sum
}
