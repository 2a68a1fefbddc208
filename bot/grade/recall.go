package grade

// recallIn is recall counting only what stands in a span of the answer.
func (a *alignment) recallIn(s, in span) float64 {
	sum, all := 0.0, 0.0
	for i := s.from; i < s.to; i++ {
		w := a.want.units[i].weight
		all += w
		if a.tied[i] {
			sum += w * bestOf(a.row(i)[in.from:in.to])
		}
	}
	return ratio(sum, all)
}

// bestOf is how alike the best of some cells is, but opposites.
func bestOf(cells []cell) float64 {
	best := float32(0)
	for _, c := range cells {
		if c.sim > best && c.by != contrary && c.by != contrasted {
			best = c.sim
		}
	}
	return float64(best)
}
