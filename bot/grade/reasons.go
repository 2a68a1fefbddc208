package grade

import "strings"

// explain fills in what was found, what was missed, and why.
func (e *evidence) explain(j *Judgement) {
	if e.order && j.Verdict == Wrong && e.fit.recall < 0.2 || len(e.given.units) == 0 {
		j.Reasons = append(j.Reasons, Reason{Kind: Empty})
	}
	if e.list != nil {
		e.explainList(j)
	} else {
		e.explainText(j)
	}
	e.explainContrary(j)
	if e.other != nil && j.Verdict == Wrong && e.rival.recall > 0.5 && e.rival.mean() > e.fit.mean()+0.15 {
		j.Other = e.other.ID
		j.Reasons = append([]Reason{{Kind: Elsewhere, Wanted: e.other.Front, Given: e.raw}}, j.Reasons...)
	}
	if j.Verdict == Wrong && len(j.Reasons) == 0 && e.echoes() {
		j.Reasons = append(j.Reasons, Reason{Kind: Echo, Given: e.raw})
	}
}

func (e *evidence) explainList(j *Judgement) {
	for i, it := range e.card.items {
		if e.list.scores[i] < foundAt {
			j.Missing = append(j.Missing, it.text)
			j.Reasons = append(j.Reasons, Reason{Kind: Lacking, Wanted: it.text})
			continue
		}
		j.Found = append(j.Found, it.text)
		j.Reasons = append(j.Reasons, Reason{Kind: Recognised, Wanted: it.text, Given: e.given.slice(e.list.by[i].span)})
	}
	for _, s := range e.list.left {
		extra := e.given.slice(s.span)
		j.Extra = append(j.Extra, extra)
		j.Reasons = append(j.Reasons, Reason{Kind: Surplus, Given: extra})
	}
}

// explainText names the marks of a definition; of an answer judged correct
// nothing is missing, however it was worded.
func (e *evidence) explainText(j *Judgement) {
	a := e.core
	marks := e.card.marks
	if a.want != e.card.core[0] {
		marks = []span{a.want.all()}
	}
	for _, m := range marks {
		text := strings.Trim(a.want.slice(m), " ,;:")
		switch {
		case j.Verdict == Correct || a.recall(m) >= foundAt && j.Verdict != Wrong:
			j.Found = append(j.Found, text)
			j.Reasons = append(j.Reasons, Reason{Kind: Recognised, Wanted: text, Given: a.quote(m)})
		default:
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

// explainContrary names misspellings and opposites, word by word.
func (e *evidence) explainContrary(j *Judgement) {
	a := e.core
	for i, u := range a.want.units {
		wanted := a.want.tokens[u.token].Raw
		if g := a.wants[i]; g >= 0 {
			if a.cell(i, g).by == misspelt {
				j.Reasons = append(j.Reasons, Reason{Kind: Typo, Wanted: wanted, Given: a.given.tokens[a.given.units[g].token].Raw})
			}
		}
	}
	if j.Verdict == Correct {
		return
	}
	for _, c := range a.contraries() {
		wanted := a.want.tokens[a.want.units[c.want].token].Raw
		given := a.given.tokens[a.given.units[c.given].token].Raw
		j.Reasons = append([]Reason{{Kind: Contradicted, Wanted: wanted, Given: given}}, j.Reasons...)
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
