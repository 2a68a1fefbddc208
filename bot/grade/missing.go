package grade

// missing tells what of the back was not said, and what else was said: how
// much, how many words, and the most telling of them.
func (e *evidence) missing(v []float64) {
	a := e.core
	for i, u := range a.want.units {
		if u.role != content {
			continue
		}
		said := a.said(i)
		lack := u.weight * (1 - said)
		v[fMissMost], v[fMissSum] = max(v[fMissMost], lack), v[fMissSum]+lack
		v[fMissCount] += flag(said < 0.3 && u.weight > 0.2)
		v[fSaidMost] = max(v[fSaidMost], u.weight*said)
		v[fWeak] += flag(said >= 0.3 && said < 0.7) * u.weight
	}
	v[fWeak] = ratio(v[fWeak], a.want.total())
	for j, u := range a.given.units {
		if u.role != content || e.card.asked[u.form.Root] {
			continue
		}
		said := max(a.asked(j), e.whole.asked(j))
		stray := u.rarity * (1 - said)
		v[fStrayMost], v[fStraySum] = max(v[fStrayMost], stray), v[fStraySum]+stray
		v[fStrayCount] += flag(said < 0.3)
	}
	if a.opposes {
		for _, c := range a.cells {
			v[fRawContrary] += flag(c.by == contrary || c.by == contrasted)
		}
	}
}

// texture tells how far the answer keeps the back's words together: pairs of
// neighbours, by weight, and the longest run of words.
func (e *evidence) texture(v []float64) {
	a := e.core
	pairs, kept, words := 0.0, 0.0, 0.0
	run, longest, last := 0.0, 0.0, -1 // the given unit that ends the run, -1 for none
	for i, u := range a.want.units {
		if u.role != content {
			continue
		}
		j, said := a.wants[i], a.said(i) > 0.5
		if words == 0 {
			v[fFirstWord] = a.said(i)
		}
		words++
		switch {
		case !said:
			run, last = 0, -1
		case last >= 0 && j > last:
			run, last = run+1, j
		default:
			run, last = 1, j
		}
		longest = max(longest, run)
		k := a.want.next(i, 1)
		if k < 0 || u.token == a.want.units[k].token {
			continue
		}
		w := min(u.rarity, a.want.units[k].rarity)
		pairs += w
		if said && a.said(k) > 0.5 && a.given.apart(j, a.wants[k]) <= 1 {
			kept += w
		}
	}
	v[fAdjacent], v[fRun] = ratio(kept, pairs), ratio(longest, words)
}

// marks tells how well the marks of the back were said beside the one said
// least: the last, the second least, and the most that one lacks.
func (e *evidence) marks(v []float64) {
	a := e.core
	marks := e.card.marks
	if a.want != e.card.core[0] {
		marks = []span{a.want.all()}
	}
	least, second := 2.0, 2.0
	for _, m := range marks {
		r := a.recall(m)
		v[fLastMark] = r
		v[fMissMark] = max(v[fMissMark], a.want.weight(m)*(1-r))
		if r < least {
			least, second = r, least
		} else {
			second = min(second, r)
		}
	}
	v[fMarkSecond] = second
	if len(marks) == 1 {
		v[fMarkSecond] = least
	}
}

// question tells what is asked for: a reason, several things, one of several.
func (e *evidence) question(v []float64) {
	v[fAnds], v[fOrs] = count(e.core.want, "en", "and"), count(e.core.want, "of", "or")
	v[fGivenAnds] = count(e.given, "en", "and")
	v[fWhy] = flag(e.card.why)
}

// count is how often either word stands in a passage.
func count(p *passage, word, other string) float64 {
	n := 0.0
	for _, t := range p.tokens {
		n += flag(t.Fold == word || t.Fold == other)
	}
	return n
}
