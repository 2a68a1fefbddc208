package forest

import "math"

// even is a forest whose trees are filled up to one depth, so that walking one
// takes no guess of the processor's: node n is followed by 2n+1 and 2n+2.
type even struct {
	depth  int
	forks  []fork    // of each tree, 1<<depth - 1
	leaves []float32 // of each tree, 1<<depth
}

// fork sends a vector on by whether its feature is below the cut.
type fork struct {
	cut     float32
	feature uint32
}

// Quick returns the same forest, made ready to be asked often.
func (f *Forest) Quick() *Forest {
	g := *f
	e := &even{}
	for _, root := range f.Roots {
		e.depth = max(e.depth, f.depth(root, root))
	}
	e.forks = make([]fork, len(f.Roots)*(1<<e.depth-1))
	e.leaves = make([]float32, len(f.Roots)<<e.depth)
	for t, root := range f.Roots {
		e.fill(f, t, 0, root)
	}
	g.even = e
	return &g
}

// depth is how many forks are on the longest way from a node to a leaf.
func (f *Forest) depth(root, n int32) int {
	if f.Feature[n] < 0 {
		return 0
	}
	return 1 + max(f.depth(root, n+1), f.depth(root, root+int32(f.Jump[n])))
}

// fill writes node n of f and what is below it to place at of tree t; a leaf
// above the lowest level is repeated below.
func (e *even) fill(f *Forest, t, at int, n int32) {
	forks := 1<<e.depth - 1
	if at >= forks {
		e.leaves[t<<e.depth+at-forks] = f.Value[n]
		return
	}
	below, others := n, n
	if f.Feature[n] >= 0 {
		e.forks[t*forks+at] = fork{f.Value[n], uint32(f.Feature[n])}
		below, others = n+1, f.Roots[t]+int32(f.Jump[n])
	}
	e.fill(f, t, 2*at+1, below)
	e.fill(f, t, 2*at+2, others)
}

// add adds what the trees say of a vector to sum, in their order; four are
// walked at once, since no walk waits for another.
func (e *even) add(sum float64, v []float64) float64 {
	x := floor(v)
	size := 1<<e.depth - 1
	first, leaf := 0, 0
	for ; leaf+4*size+4 <= len(e.leaves); first, leaf = first+4*size, leaf+4*size+4 {
		f := e.forks[first : first+4*size]
		a, b, c, d := 0, 0, 0, 0
		for range e.depth {
			a, b, c, d = f[a].next(a, x), f[size+b].next(b, x), f[2*size+c].next(c, x), f[3*size+d].next(d, x)
		}
		l := e.leaves[leaf : leaf+4*size+4]
		sum += float64(l[a-size])
		sum += float64(l[b+1])
		sum += float64(l[c+size+2])
		sum += float64(l[d+2*size+3])
	}
	for ; leaf < len(e.leaves); first, leaf = first+size, leaf+size+1 {
		at := 0
		for range e.depth {
			at = e.forks[first+at].next(at, x)
		}
		sum += float64(e.leaves[leaf+at-size])
	}
	return sum
}

// rounded is a vector as single floats; no vector is longer.
type rounded [128]float32

// floor rounds a vector down to what a cut can be, which changes nothing about
// what is below a cut.
func floor(v []float64) *rounded {
	var out rounded
	for i, x := range v {
		out[i] = float32(x)
		if float64(out[i]) > x {
			out[i] = math.Nextafter32(out[i], float32(math.Inf(-1)))
		}
	}
	return &out
}

// next is the node below node at to go on to; compiled without a jump.
func (f *fork) next(at int, v *rounded) int {
	far := 1
	if v[f.feature%128] < f.cut {
		far = 0
	}
	return 2*at + 1 + far
}
