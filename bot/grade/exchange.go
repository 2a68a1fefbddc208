package grade

import "github.com/overhoor/overhoor/bot/grade/words"

// exchanged counts pairs of nouns that changed places around what stands
// between them: "the dog bites the man", "the man bites the dog".
func (a *alignment) exchanged() float64 {
	said := a.given.scratch.list(len(a.want.units))
	for i, u := range a.want.units {
		if a.wants[i] >= 0 && u.role == content && a.said(i) >= 0.6 && (i == 0 || a.want.units[i-1].token != u.token) {
			said = append(said, i)
		}
	}
	n := 0.0
	for x, i := range said {
		for _, k := range said[x+1:] {
			j, l := a.wants[i], a.wants[k]
			if l < j && a.given.units[j].token != a.given.units[l].token && a.facing(said, i, k) {
				n += min(a.want.units[i].rarity, a.want.units[k].rarity)
			}
		}
	}
	return n
}

// facing tells whether two units stand on both sides of a verb or of a word that
// begins a clause, in both passages, and neither is the agent of a passive.
func (a *alignment) facing(said []int, i, k int) bool {
	j, l := a.wants[i], a.wants[k]
	if a.want.passive(i) || a.want.passive(k) || a.given.passive(j) || a.given.passive(l) || a.want.marker(i) != a.given.marker(l) {
		return false
	}
	for _, v := range said {
		if at := a.wants[v]; v > i && v < k && at > l && at < j && a.want.acts(v) && a.given.acts(at) {
			return true
		}
	}
	return a.want.relates(i, k) && a.given.relates(l, j)
}

// passive tells whether "door" or "by" governs a unit.
func (p *passage) passive(u int) bool {
	at := p.units[u].token
	for i := at - 1; i >= max(0, at-3) && p.does[i] != content; i-- {
		if w := p.tokens[i].Fold; w == "door" || w == "by" {
			return true
		}
	}
	return false
}

// acts tells whether a unit may be a verb: no article and no preposition stands
// before it.
func (p *passage) acts(u int) bool {
	at := p.units[u].token
	if at == 0 || p.tokens[at].Gap >= words.Comma {
		return false
	}
	switch p.tokens[at-1].Fold {
	case "de", "het", "een", "the", "a", "an", "zijn", "haar", "hun", "its", "their":
		return false
	}
	return p.marker(u) == ""
}

// relates tells whether a relative pronoun stands between two units, which
// depend on nothing else.
func (p *passage) relates(u, v int) bool {
	if p.marker(u) != "" || p.marker(v) != "" {
		return false
	}
	for i := p.units[u].token + 1; i < p.units[v].token; i++ {
		switch p.tokens[i].Fold {
		case "die", "dat", "that", "which", "who":
			return true
		}
	}
	return false
}

// flipped weighs the neighbours that changed places though nothing tells their
// roles but their order: "dat de boer de koe roept", "dat de koe de boer roept".
func (a *alignment) flipped() float64 {
	sum := 0.0
	for i, u := range a.want.units {
		k := a.want.next(i, 1)
		if k < 0 || u.role != content || u.token == a.want.units[k].token || a.want.clause[u.token] != a.want.clause[a.want.units[k].token] {
			continue
		}
		j, l := a.wants[i], a.wants[k]
		if j < 0 || l < 0 || l >= j || a.said(i) < 0.6 || a.said(k) < 0.6 {
			continue
		}
		from, to := a.given.units[l].token, a.given.units[j].token
		if from == to || a.given.clause[from] != a.given.clause[to] || a.given.passive(j) != a.want.passive(i) || a.given.passive(l) != a.want.passive(k) {
			continue
		}
		if a.want.marker(i) == "" && a.want.marker(k) == "" && a.given.marker(j) == "" && a.given.marker(l) == "" {
			sum += min(u.rarity, a.want.units[k].rarity)
		}
	}
	return sum
}
