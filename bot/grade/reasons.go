package grade

import (
	"math"
	"slices"
	"strings"
)

// explain fills in what was found, what was missed, and why, in keeping with
// the verdict: of an answer judged correct nothing is missing.
func (e *evidence) explain(j *Judgement) {
	if e.list != nil {
		e.explainList(j)
	} else {
		e.explainText(j)
	}
	e.explainWords(j)
	if j.Verdict != Correct {
		e.explainContrary(j)
	}
	if j.Verdict == Wrong {
		e.explainWrong(j)
	}
}

// first puts a reason before the others.
func (j *Judgement) first(r Reason) { j.Reasons = slices.Insert(j.Reasons, 0, r) }

func (e *evidence) explainList(j *Judgement) {
	least := 0
	for i, s := range e.list.scores {
		if s < e.list.scores[least] {
			least = i
		}
	}
	doubtful := j.Verdict == Partial && e.list.lacksNothing()
	j.Reasons = slices.Grow(j.Reasons, len(e.card.items)+len(e.list.left)+1) // and another
	for i, it := range e.card.items {
		if j.Verdict == Correct || j.Verdict == Partial && e.list.scores[i] >= foundAt && (i != least || !doubtful) {
			j.Found = append(j.Found, it.text)
			j.Reasons = append(j.Reasons, Reason{Kind: Recognised, Wanted: it.text, Given: e.given.slice(e.list.by[i].span)})
		} else {
			j.Missing = append(j.Missing, it.text)
			j.Reasons = append(j.Reasons, Reason{Kind: Lacking, Wanted: it.text})
		}
	}
	if j.Verdict == Correct {
		return
	}
	for _, s := range e.list.left {
		extra := e.given.slice(s.span)
		j.Extra = append(j.Extra, extra)
		j.Reasons = append(j.Reasons, Reason{Kind: Surplus, Given: extra})
	}
	if e.card.ordered && e.list.numbered && e.list.astray > 0 {
		j.first(Reason{Kind: Swapped, Wanted: strings.Join(e.card.layout.items, " – "), Given: e.raw})
	}
}

// explainText names the marks of a definition.
func (e *evidence) explainText(j *Judgement) {
	a := e.core
	marks := e.card.marks
	if a.want != e.card.core[0] {
		marks = []span{a.want.all()}
	}
	least, lowest := 0, math.Inf(1)
	for i, m := range marks {
		if r := a.recall(m); r < lowest {
			least, lowest = i, r
		}
	}
	j.Reasons = slices.Grow(j.Reasons, len(marks)+1) // and another
	for i, m := range marks {
		text := strings.Trim(a.want.slice(m), " ,;:")
		if j.Verdict == Correct || j.Verdict == Partial && a.recall(m) >= foundAt && (i != least || len(marks) == 1) {
			j.Found = append(j.Found, text)
			j.Reasons = append(j.Reasons, Reason{Kind: Recognised, Wanted: text, Given: a.quote(m)})
		} else {
			j.Missing = append(j.Missing, text)
			j.Reasons = append(j.Reasons, Reason{Kind: Lacking, Wanted: text})
		}
	}
}

// quote is the part of the answer that says some wanted units.
func (a *alignment) quote(m span) string {
	s := span{len(a.given.units), 0}
	for i := m.from; i < m.to; i++ {
		if j := a.wants[i]; j >= 0 && a.want.units[i].weight > 0 {
			s.from, s.to = min(s.from, j), max(s.to, j+1)
		}
	}
	return a.given.slice(s)
}

// explainWords names misspellings.
func (e *evidence) explainWords(j *Judgement) {
	a := e.whole
	last := -1
	for i, u := range a.want.units {
		if g := a.wants[i]; g >= 0 && a.cell(i, g).by == misspelt && u.token != last {
			last = u.token
			j.Reasons = append(j.Reasons, Reason{Kind: Typo, Wanted: a.want.tokens[u.token].Raw, Given: a.given.tokens[a.given.units[g].token].Raw})
		}
	}
}

// explainContrary names opposites and swapped roles.
func (e *evidence) explainContrary(j *Judgement) {
	a := e.core
	if e.card.sides != nil && a.want == e.card.core[0] {
		if e.crossed[0] > e.own[0]+0.2 && e.crossed[1] > e.own[1] {
			j.first(Reason{Kind: Swapped, Wanted: e.card.Back, Given: e.raw})
		}
	}
	for _, c := range e.contraries() {
		wanted, given := a.want.tokens[a.want.units[c.want].token], a.given.tokens[a.given.units[c.given].token]
		kind := Contradicted
		if hasDigit(wanted.Raw) && hasDigit(given.Raw) {
			kind = Number
		}
		j.first(Reason{Kind: kind, Wanted: wanted.Raw, Given: given.Raw})
	}
}

// explainWrong says whose answer a wrong one is, or that it repeats the
// question.
func (e *evidence) explainWrong(j *Judgement) {
	switch {
	case e.other != nil && e.rival.recall > 0.5 && e.rival.mean() > e.fit.mean()+0.15:
		j.Other = e.other.ID
		j.first(Reason{Kind: Elsewhere, Wanted: e.other.Front, Given: e.raw})
	case e.echoes():
		j.first(Reason{Kind: Echo, Given: e.raw})
	case len(e.given.units) == 0:
		j.first(Reason{Kind: Empty})
	}
}

// echoes tells whether an answer holds nothing but words of the question.
func (e *evidence) echoes() bool {
	any := false
	for _, u := range e.given.units {
		if u.role == content {
			if !e.card.asked[u.form.Root] {
				return false
			}
			any = true
		}
	}
	return any
}

// explainSettled explains a verdict on a formula or a number.
func (k *card) explainSettled(j *Judgement, answer string) {
	switch {
	case j.Verdict == Correct:
		j.Found = k.parts()
		j.Reasons = []Reason{{Kind: Recognised, Wanted: k.Back, Given: answer}}
	case k.shape == shapeFact:
		j.Missing = k.parts()
		j.Reasons = []Reason{{Kind: Number, Wanted: k.Back, Given: answer}}
	case j.Verdict == Partial:
		j.Missing = k.parts()
		j.Reasons = []Reason{{Kind: Lacking, Wanted: k.Back, Given: answer}}
	default:
		j.Missing = k.parts()
		j.Reasons = []Reason{{Kind: Contradicted, Wanted: k.Back, Given: answer}}
	}
}
