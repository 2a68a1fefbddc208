package forest

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
	feature int32
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
		e.forks[t*forks+at] = fork{f.Value[n], int32(f.Feature[n])}
		below, others = n+1, f.Roots[t]+int32(f.Jump[n])
	}
	e.fill(f, t, 2*at+1, below)
	e.fill(f, t, 2*at+2, others)
}

// add adds what the trees say of a vector to sum, in their order.
func (e *even) add(sum float64, v []float64) float64 {
	size := len(e.forks) / max(1, len(e.leaves)-len(e.forks))
	for first, leaf := 0, 0; leaf < len(e.leaves); first, leaf = first+size, leaf+size+1 {
		forks := e.forks[first : first+size]
		at := 0
		for at < len(forks) {
			f := forks[at]
			at = 2*at + 1 + step(v[f.feature] < float64(f.cut))
		}
		sum += float64(e.leaves[leaf+at-size])
	}
	return sum
}

// step is 0 to go on at the near node, 1 at the far one; compiled without a
// jump.
func step(near bool) int {
	far := 1
	if near {
		far = 0
	}
	return far
}
