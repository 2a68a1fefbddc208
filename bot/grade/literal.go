package grade

import "github.com/overhoor/overhoor/bot/grade/words"

// literal tells whether the answer is the back, or an alternative of it, but
// for order, inflection, articles and slips.
func (e *evidence) literal() bool {
	a := e.core
	if e.card.sides != nil || e.card.shape == shapeFormula || e.facts.wrong > 0 || a.want.total() == 0 || a.want.count(negating) != a.given.count(negating) ||
		a.want.symbols() != a.given.symbols() {
		return false
	}
	order, ok := e.sameWords()
	if !ok {
		return false
	}
	swapped, _ := a.swaps()
	broken, _ := a.bonds()
	return swapped == 0 && broken == 0 && len(a.contraries()) == 0 && (e.card.shape == shapeTerm || a.want.inOrder(order))
}

// sameWords pairs each telling word of the back with its own in the answer: the
// telling tokens of the back, each with the token that says it. It is not ok
// when either side has a word more.
func (e *evidence) sameWords() (order [][2]int, ok bool) {
	a := e.core
	used := make([]bool, len(a.given.tokens))
	for w := range a.want.tokens {
		if !a.want.tells(w) {
			continue
		}
		found := false
		for g := range a.given.tokens {
			if used[g] || !a.given.tells(g) || a.want.denied[w] != a.given.denied[g] || !e.sameWord(w, g) {
				continue
			}
			used[g], found = true, true
			order = append(order, [2]int{w, g})
			break
		}
		if !found {
			return nil, false
		}
	}
	for g := range used {
		if !used[g] && a.given.tells(g) {
			return nil, false
		}
	}
	return order, true
}

// tells tells whether a token tells something, so that it can't be left out.
func (p *passage) tells(token int) bool { return p.units[p.first[token]].role == content }

// sameWord tells whether two tokens are one word, perhaps with a slip that is
// no other word, of a dictionary or of the deck. What is only a word is not
// said by another form of it for sure: "Lehrer", "Lehrerin".
func (e *evidence) sameWord(want, given int) bool {
	w, g := e.core.want.forms[want], e.core.given.forms[given]
	inflected := w.kinship(&g.prints) == 1 && w.Fold[0] == g.Fold[0] && len(e.core.want.forms) > 2
	if w.fold == g.fold || inflected {
		return true
	}
	return g.within(w) && e.deck.slipped(g, w, e.card.lang)
}

// inOrder tells whether paired words follow each other in both passages. A verb
// made a noun may change places with what it governs: "het wegen van fruit",
// "fruit wegen".
func (p *passage) inOrder(order [][2]int) bool {
	if increases(order, -1) {
		return true
	}
	for i := range order {
		if p.governs(order[i][0]) && increases(order, i) {
			return true
		}
	}
	return false
}

// increases tells whether paired words, but one, follow each other.
func increases(order [][2]int, but int) bool {
	last := -1
	for i, pair := range order {
		if i == but {
			continue
		}
		if pair[1] < last {
			return false
		}
		last = pair[1]
	}
	return true
}

// governs tells whether "van" or "of" follows a token.
func (p *passage) governs(token int) bool {
	if token+1 >= len(p.tokens) || p.tokens[token+1].Gap >= words.Comma {
		return false
	}
	next := p.tokens[token+1].Fold
	return next == "van" || next == "of"
}

// count counts the units that do something.
func (p *passage) count(does role) int {
	n := 0
	for _, u := range p.units {
		if u.role == does {
			n++
		}
	}
	return n
}

// symbols is a sum of the single letters and digits: n log n is not log n, and
// D major is not E major.
func (p *passage) symbols() print {
	sum := print(0)
	for _, t := range p.tokens {
		if len(t.Raw) == 1 && t.Raw != "a" {
			sum += printOf(t.Fold)
		}
	}
	return sum
}

// literally is 1 when some units are the item and nothing else.
func (a *alignment) literally(s span) float64 {
	n := len(a.want.units)
	if s.to-s.from != n {
		return 0
	}
	for i := range n {
		if a.want.units[i].form.fold != a.given.units[s.from+i].form.fold {
			return 0
		}
	}
	return 1
}
