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
	base         float64 // of the trees
	from         float64 // of the line
	line         []slope // the features that the line weighs
	trees, depth int
	// forks tell which cut of the panel each fork has. All trees are filled up to
	// one depth and stand beside each other: tree t begins at trees+t, and the fork
	// at p is followed by those at 2p and 2p+1, and behind all forks by leaves.
	forks  []uint16
	leaves []float32
}

// slope is a feature that a line weighs, and how.
type slope struct {
	feature           int
	mean, dev, weight float64
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
	l := layout{Forest: m.Trees, at: at, member: member{base: m.Trees.Base, from: m.Line.Base, trees: len(m.Trees.Roots)}}
	for f, w := range m.Line.Weight {
		if w != 0 {
			l.line = append(l.line, slope{f, m.Line.Mean[f], m.Line.Dev[f], w})
		}
	}
	for _, root := range l.Roots {
		l.depth = max(l.depth, l.deep(root, root))
	}
	l.forks, l.leaves = make([]uint16, l.trees<<l.depth), make([]float32, l.trees<<l.depth)
	for t, root := range l.Roots {
		l.place(root, root, l.trees+t)
	}
	return l.member
}

// layout is a forest being laid out.
type layout struct {
	*Forest
	at map[int8]map[float32]uint16
	member
}

// deep is how many forks are on the longest way from a node to a leaf.
func (l *layout) deep(root, n int32) int {
	if l.Feature[n] < 0 {
		return 0
	}
	return 1 + max(l.deep(root, n+1), l.deep(root, root+int32(l.Jump[n])))
}

// place writes node n of the tree with a root, and what is below it, to place p;
// a leaf above the lowest level is repeated below.
func (l *layout) place(root, n int32, p int) {
	if p >= len(l.forks) {
		l.leaves[p-len(l.forks)] = l.Value[n]
		return
	}
	below, others := n, n
	if f := l.Feature[n]; f >= 0 {
		l.forks[p] = l.at[f][l.Value[n]]
		below, others = n+1, root+int32(l.Jump[n])
	}
	l.place(root, below, 2*p)
	l.place(root, others, 2*p+1)
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
		line := m.from
		for k := range m.line {
			s := &m.line[k]
			line += s.weight * clip((v[s.feature]-s.mean)/s.dev)
		}
		odds[i] = mixed(m.add(m.base, far), line)
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
	p, last, leaf := m.trees, 2*m.trees, len(m.forks)
	for ; p+6 <= last; p += 6 {
		a, b, c, d, e, f := walk(m.forks, far, m.depth, p)
		sum += float64(m.leaves[a-leaf])
		sum += float64(m.leaves[b-leaf])
		sum += float64(m.leaves[c-leaf])
		sum += float64(m.leaves[d-leaf])
		sum += float64(m.leaves[e-leaf])
		sum += float64(m.leaves[f-leaf])
	}
	for ; p < last; p++ {
		at := p
		for range m.depth {
			at += at + int(far[m.forks[at]])
		}
		sum += float64(m.leaves[at-leaf])
	}
	return sum
}

// walk goes down six trees, of which the first begins at p: as many as a
// processor's registers hold.
func walk(forks []uint16, far []uint8, depth, p int) (a, b, c, d, e, f int) {
	a, b, c, d, e, f = p, p+1, p+2, p+3, p+4, p+5
	for range depth {
		a += a + int(far[forks[a]])
		b += b + int(far[forks[b]])
		c += c + int(far[forks[c]])
		d += d + int(far[forks[d]])
		e += e + int(far[forks[e]])
		f += f + int(far[forks[f]])
	}
	return a, b, c, d, e, f
}
