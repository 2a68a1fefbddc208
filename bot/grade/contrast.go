package grade

import "github.com/overhoor/overhoor/bot/grade/words"

// pair is a wanted and a given unit.
type pair struct{ want, given int }

// contraries finds where the answer says the opposite of the back: opposite
// words that stand among the same words, and are not both there on both sides.
func (a *alignment) contraries() []pair {
	if a.opposes && !a.looked {
		a.opposed, a.looked = a.findContraries(), true
	}
	return a.opposed
}

func (a *alignment) findContraries() []pair {
	var out []pair
	for j := range a.given.units {
		best, at := 0, -1
		for i := range a.want.units {
			by := a.cell(i, j).by
			if by != contrary && by != contrasted || a.given.negated(j) != a.want.negated(i) {
				continue
			}
			near := a.common(i, j)
			if by == contrasted || a.want.units[i].role == function || a.given.units[j].role == function {
				if near < 2 {
					continue
				}
			}
			if a.fitsElsewhere(i, j, near) {
				continue
			}
			if at < 0 || near > best {
				best, at = near, i
			}
		}
		if at >= 0 {
			out = append(out, pair{at, j})
		}
	}
	return out
}

// fitsElsewhere tells whether one of two opposite words is said on both sides,
// in a place at least as fitting.
func (a *alignment) fitsElsewhere(i, j, near int) bool {
	if k := a.gives[j]; k >= 0 && a.asked(j) > 0.5 && a.common(k, j) >= near {
		return true
	}
	k := a.wants[i]
	return k >= 0 && a.said(i) > 0.5 && a.common(i, k) >= near
}

// common weighs the telling words that a wanted and a given unit both have near
// them: right beside them they count twice.
func (a *alignment) common(i, j int) int {
	n := 0
	xs, ys := &a.want.near[i], &a.given.near[j]
	for _, x := range xs.at[:xs.n] {
		best := 0
		for _, y := range ys.at[:ys.n] {
			if a.cell(x, y).sim > 0.5 {
				best = max(best, 1+beside(x, i)*beside(y, j))
			}
		}
		n += best
	}
	return n
}

// beside is 1 for units at most two apart.
func beside(x, y int) int {
	if d := x - y; d >= -2 && d <= 2 {
		return 1
	}
	return 0
}

// reach is how many telling words on each side are near.
const reach = 2

// nearby are the telling units near one.
type nearby struct {
	n  int
	at [2 * reach]int
}

// findNear notes of each unit the telling units near it.
func (p *passage) findNear() {
	n := len(p.units)
	p.near, p.around = renew(p.near, n), renew(p.around, 3*n)
	p.before, p.behind = p.around[:n], p.around[n:2*n]
	telling := p.around[2*n : 2*n]
	for u := range p.units {
		if p.units[u].role == content {
			telling = append(telling, u)
		}
	}
	next := 0 // the first telling unit behind u
	for u := range p.units {
		for next < len(telling) && telling[next] <= u {
			next++
		}
		last := next
		if next > 0 && telling[next-1] == u {
			last--
		}
		if p.before[u], p.behind[u] = -1, -1; last > 0 {
			p.before[u] = telling[last-1]
		}
		if next < len(telling) {
			p.behind[u] = telling[next]
		}
		near := &p.near[u]
		for k := max(0, last-reach); k < min(len(telling), next+reach); k++ {
			if telling[k] != u && near.n < len(near.at) {
				near.at[near.n] = telling[k]
				near.n++
			}
		}
	}
}

// substituted is how much of the back another word stands for: a wanted word
// that is not there, where the words around it are, with a strange one in its
// place; and how much of it a word that the deck knows from other cards.
func (a *alignment) substituted(known func(*form) bool) (sum, byKnown float64) {
	strange := a.given.scratch.list(len(a.given.units)) // given words that were not wanted
	for j := range a.given.units {
		if a.given.units[j].role == content && a.asked(j) <= 0.3 {
			strange = append(strange, j)
		}
	}
	for i := range a.want.units {
		if u := &a.want.units[i]; u.role != content || len(strange) == 0 || a.said(i) > 0.3 && a.common(i, a.wants[i]) > 0 {
			continue
		}
		for _, j := range strange {
			if a.sameSlot(i, j) {
				sum += a.want.units[i].rarity
				if known(a.given.units[j].form) {
					byKnown += a.want.units[i].rarity
				}
				break
			}
		}
	}
	return sum, byKnown
}

// sameSlot tells whether the words right before and right behind two units
// say the same; at the edge of a text one side will do.
func (a *alignment) sameSlot(i, j int) bool {
	before := a.beside(i, j, -1)
	behind := a.beside(i, j, 1)
	return before+behind >= 2
}

// beside is 1 when the next words in a direction that both sides share are the
// same, or there are none. A stranger more may stand between.
func (a *alignment) beside(i, j, step int) int {
	x, y := a.want.next(i, step), a.given.next(j, step)
	if x >= 0 && a.said(x) < 0.5 {
		x = a.want.next(x, step)
	}
	if y >= 0 && a.asked(y) < 0.5 {
		y = a.given.next(y, step)
	}
	switch {
	case x < 0 && y < 0:
		return 1
	case x < 0 || y < 0:
		return 0
	case a.cell(x, y).sim > 0.5:
		return 1
	}
	return 0
}

// next is the nearest telling unit in a direction, -1 for none.
func (p *passage) next(u, step int) int {
	if step < 0 {
		return p.before[u]
	}
	return p.behind[u]
}

// swaps counts pairs of wanted words that exchanged what stands before them
// ("van de klant", "de klant"), and the share of pairs in another order.
func (a *alignment) swaps() (swapped, disorder float64) {
	at := a.given.scratch.list(len(a.want.units))
	for i := range a.want.units {
		if a.wants[i] >= 0 && a.want.units[i].weight > 0 && a.said(i) >= 0.6 {
			at = append(at, i)
		}
	}
	pairs, turned := 0.0, 0.0
	for x, i := range at {
		for _, k := range at[x+1:] {
			j, l := a.wants[i], a.wants[k]
			if a.want.units[i].token == a.want.units[k].token || j == l {
				continue
			}
			pairs++
			if j > l {
				turned++
			}
			wi, wk := a.want.marker(i), a.want.marker(k)
			gi, gk := a.given.marker(j), a.given.marker(l)
			if wi != wk && wi == gk && wk == gi {
				swapped++
			}
		}
	}
	return swapped, ratio(turned, pairs)
}

// marker is the preposition that governs a unit: what marks its role.
func (p *passage) marker(u int) string { return p.markers[p.units[u].token] }

// findMarkers notes what marks each token's role.
func (p *passage) findMarkers() {
	p.markers = renew(p.markers, len(p.tokens))
	for token := range p.tokens {
		p.markers[token] = p.markerOf(token)
	}
}

// markerOf is the preposition that governs a token. The agent of a passive
// counts as a subject.
func (p *passage) markerOf(token int) string {
	for i := token - 1; i >= 0 && i >= token-3; i-- {
		switch w := p.tokens[i].Fold; w {
		case "door", "by", "die", "dat", "wie", "waarbij", "waarin", "which", "who", "that", "where":
			return ""
		case "van", "aan", "voor", "met", "op", "naar", "in", "bij", "uit", "over", "tegen", "of", "to", "for", "with", "on", "from", "into", "about", "than", "dan":
			return w
		default:
			if p.does[i] != function {
				return ""
			}
		}
		if p.tokens[i+1].Gap >= words.Comma {
			return ""
		}
	}
	return ""
}

// bonds tells of the pairs of telling words that stand side by side in the back
// and are both said, how many stand apart in the answer, by weight: "lagere
// straf", but "lagere rechter ... straf".
func (a *alignment) bonds() (broken, kept float64) {
	for i := range a.want.units {
		k := a.want.next(i, 1)
		if k < 0 || a.want.units[i].role != content || a.want.units[i].token == a.want.units[k].token {
			continue
		}
		j, l := a.wants[i], a.wants[k]
		if j < 0 || l < 0 || j == l || a.said(i) < 0.5 || a.said(k) < 0.5 || a.want.clause[a.want.units[i].token] != a.want.clause[a.want.units[k].token] {
			continue
		}
		w := min(a.want.units[i].rarity, a.want.units[k].rarity)
		if a.given.apart(j, l) <= 2 {
			kept += w
		} else {
			broken += w
		}
	}
	return broken, kept
}

// apart is how many telling words stand from one unit to another.
func (p *passage) apart(u, v int) int {
	n := 0
	for x := min(u, v) + 1; x <= max(u, v); x++ {
		if p.units[x].role == content && p.units[x].token != p.units[x-1].token {
			n++
		}
	}
	return n
}
