package grade

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxAnswer is how many bytes of an answer are read, so that judging takes
// bounded time; no answer to a flashcard is longer.
const maxAnswer = 1200

// Judge judges an answer. A card that is not in the deck can't be answered.
func (d *Deck) Judge(id string, a Attempt) Judgement {
	k := d.byID[id]
	if k == nil {
		return Judgement{Reasons: []Reason{{Kind: Empty}}}
	}
	text := bound(a.Text)
	if isEmpty(text) {
		return k.nothing(a.Have)
	}
	j, settled := d.settle(k, text, a)
	if !settled {
		j = d.weighUp(k, text, a)
	}
	d.obey(k, text, &j)
	return j
}

func bound(text string) string {
	text = strings.TrimSpace(text)
	if len(text) <= maxAnswer {
		return text
	}
	at := maxAnswer
	for at > 0 && !utf8.RuneStart(text[at]) {
		at--
	}
	return text[:at]
}

func isEmpty(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// nothing judges an answer that says nothing; what was found before remains.
func (k *card) nothing(have []string) Judgement {
	j := Judgement{Verdict: Wrong, Sure: true, Reasons: []Reason{{Kind: Empty}}}
	for _, it := range k.items {
		if isAmong(it.text, have) {
			j.Verdict = Partial
			j.Found = append(j.Found, it.text)
		} else {
			j.Missing = append(j.Missing, it.text)
		}
	}
	if len(k.items) == 0 {
		j.Missing = k.layout.core
	}
	return j
}

func isAmong(s string, list []string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// weighUp gathers the evidence and lets the model weigh it.
func (d *Deck) weighUp(k *card, text string, a Attempt) Judgement {
	e := d.gather(k, text, a.Have)
	v := e.vector()
	right, whole := d.model.odds(v)
	moreRight, moreWhole := a.Likeness.shift(v[fContrary] > 0 || v[fDenied] > 0.3 || v[fSwapped] > 0 || v[fCrossedMost] > 0.2)
	c := e.ruled(chancesOf(right+moreRight, whole+moreWhole))
	if better, ok := d.byAccepted(e, a.Accept); ok && better[Correct] > c[Correct] {
		c = better
	}
	j := Decide(c, d.model.Ask)
	j.Sure = j.Sure && !e.doubtful(j.Verdict)
	e.explain(&j)
	return j
}

// doubtful tells whether a verdict is not to be relied on: of a formula that
// could not be read, and of a word misspelt in a language of which no dictionary
// tells whether it is another word.
func (e *evidence) doubtful(v Verdict) bool {
	if e.card.shape == shapeFormula {
		return !e.order
	}
	if v == Wrong && e.list == nil && e.silent() && e.strange() {
		return true
	}
	if v != Correct || strings.HasPrefix(e.card.lang, "nl") || strings.HasPrefix(e.card.lang, "en") {
		return false
	}
	for i, j := range e.core.wants {
		if j >= 0 && e.core.cell(i, j).by == misspelt {
			return true
		}
	}
	return false
}

// strange tells whether an answer that shares no word with the back may still
// be right in words that nothing here knows: in another language, or at length.
func (e *evidence) strange() bool {
	if e.dunno || e.order || e.rival.mean() > 0.5 || len(e.given.facts) > 0 {
		return false
	}
	words := 0
	for _, u := range e.given.units {
		if u.role != content || e.card.asked[u.form.Root] {
			continue
		}
		words++
		if !e.native(u.form.Fold) {
			return true
		}
	}
	return words >= 3
}

// ruled applies what the guide rules whatever the words: steps numbered in
// another order are right in part, and so is a choice of which one is wrong; a
// short answer that the back begins with is enough, and the question repeated is nothing.
func (e *evidence) ruled(c [3]float64) [3]float64 {
	if e.list != nil {
		return e.ruledList(c)
	}
	switch {
	case (e.dunno || e.order) && e.given.total() < 0.3:
		return [3]float64{Wrong: 0.97, Partial: 0.02, Correct: 0.01}
	case e.hedge:
		return [3]float64{Wrong: c[Wrong], Partial: c[Partial] + c[Correct]}
	case e.dunno:
		return c
	case e.short > 0.93 && !e.denied() && len(e.contraries()) == 0, e.literal():
		return [3]float64{Wrong: 0.015, Partial: 0.015, Correct: 0.97}
	case e.silent():
		c[Wrong], c[Correct] = c[Wrong]+c[Correct]*0.7, c[Correct]*0.3
	case e.echoes() && e.fit.recall < 0.5 && e.short == 0 && len(e.given.facts) == 0:
		return [3]float64{Wrong: 0.95, Partial: 0.04, Correct: 0.01}
	}
	return c
}

// ruledList rules on lists: what is said literally, and steps numbered in
// another order.
func (e *evidence) ruledList(c [3]float64) [3]float64 {
	t := e.list
	literal, absent := 0, 0
	for _, s := range t.scores {
		literal += int(flag(s >= 0.9))
		absent += int(flag(s <= 0.15))
	}
	switch n := len(t.scores); {
	case (e.dunno || e.order) && e.given.total() < 0.3:
		return [3]float64{Wrong: 0.97, Partial: 0.02, Correct: 0.01}
	case e.card.ordered && t.numbered && t.astray > 0:
		return [3]float64{Wrong: c[Wrong], Partial: c[Partial] + c[Correct]}
	case e.hedge || len(t.left) > 0 || t.stray > 0.5:
	case literal == n && !e.dunno && t.repeats == 0:
		return [3]float64{Wrong: 0.01, Partial: 0.02, Correct: 0.97}
	case literal > 0 && literal+absent == n && absent > 0:
		return [3]float64{Wrong: 0.015, Partial: 0.97, Correct: 0.015}
	}
	return c
}

// literal tells whether the answer is the back but for order, inflection,
// articles and slips.
func (e *evidence) literal() bool {
	a := e.core
	if e.card.sides != nil || e.card.shape == shapeFormula || e.facts.wrong > 0 || a.want.total() == 0 || a.want.count(content) != a.given.count(content) || a.want.count(negating) != a.given.count(negating) {
		return false
	}
	for i, u := range a.want.units {
		if u.role == content && (a.wants[i] < 0 || !e.sameWord(i, a.wants[i]) || a.want.negated(i) != a.given.negated(a.wants[i])) {
			return false
		}
	}
	for j, u := range a.given.units {
		if u.role == content && (a.gives[j] < 0 || !e.sameWord(a.gives[j], j)) {
			return false
		}
	}
	swapped, disorder := a.swaps()
	broken, _ := a.bonds()
	return swapped == 0 && broken == 0 && (disorder == 0 || e.card.shape == shapeTerm) && len(a.contraries()) == 0
}

// sameWord tells whether two units are one word, perhaps with a slip that a
// dictionary knows to be no other word.
func (e *evidence) sameWord(i, j int) bool {
	a := e.core
	w, g := &a.want.units[i].form, &a.given.units[j].form
	switch a.cell(i, j).by {
	case sameForm:
		return w.Fold[0] == g.Fold[0] || w.fold == g.fold
	case misspelt:
		return e.native(w.Fold) && !e.native(g.Fold)
	}
	return false
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

// silent tells whether no word of the back was said, in whatever form.
func (e *evidence) silent() bool {
	return e.fit.recall < 0.02 && e.whole.recall(e.whole.want.all()) < 0.02 && e.short == 0 && e.spelt < 0.6
}

// denied tells whether the answer denies more than the back does.
func (e *evidence) denied() bool {
	for _, t := range e.given.tokens {
		if roles[t.Fold] == negating {
			return true
		}
	}
	return false
}

// byAccepted weighs an answer against those that were accepted before. They
// never help an answer that contradicts the card or is another card's.
func (d *Deck) byAccepted(e *evidence, accepted []string) (best [3]float64, ok bool) {
	if e.list != nil || len(accepted) == 0 && len(e.card.accept) == 0 {
		return best, false
	}
	own := e.vector()
	if own[fContrary] > 0 || own[fDenied] > 0.3 || own[fSwapped] > 0 || own[fCrossedMost] > 0.2 || own[fRivalLead] > 0.1 || own[fFactWrong] > 0 {
		return best, false
	}
	passages := e.card.accept
	for _, s := range accepted[:min(len(accepted), maxAccepted)] {
		passages = append(passages[:len(passages):len(passages)], d.read(bound(s), e.card.lang, d.weigh(e.card)))
	}
	for _, p := range passages {
		alt := *e
		card := *e.card
		card.core, card.marks, card.sides, card.opening = []*passage{p}, findMarks(p), nil, 0
		alt.card, alt.core = &card, d.align(e.given, p, e.card.lang)
		alt.fit = alt.core.fit()
		if alt.fit.mean() < acceptAt || min(alt.fit.recall, alt.fit.precision) < 0.7 {
			continue
		}
		if c := d.model.Chances(alt.vector()); c[Correct] > best[Correct] {
			best, ok = c, true
		}
	}
	return best, ok
}

// acceptAt is how much like an accepted answer another must be.
const acceptAt = 0.8

// maxAccepted is how many accepted answers are looked at.
const maxAccepted = 20

// settle decides what needs no weighing: the back itself, an accepted answer,
// a formula, a number.
func (d *Deck) settle(k *card, text string, a Attempt) (Judgement, bool) {
	if k.equals(text) || k.isAccepted(text, a.Accept) {
		j := Judgement{Verdict: Correct, Sure: true, Score: 0.99, Found: k.parts()}
		j.Reasons = []Reason{{Kind: Recognised, Wanted: k.Back, Given: text}}
		return j, true
	}
	var j Judgement
	var ok bool
	switch k.shape {
	case shapeFormula:
		j, ok = d.settleFormula(k, text)
	case shapeFact:
		j, ok = d.settleFacts(k, text)
	}
	if ok {
		k.explainSettled(&j, text)
	}
	return j, ok
}

// parts are the items of a list, or the back as a whole.
func (k *card) parts() []string {
	if len(k.layout.items) > 0 {
		return k.layout.items
	}
	return []string{k.Back}
}

// equals tells whether text is one of the card's own answers, but for case,
// punctuation and accents; where digits count, so does punctuation.
func (k *card) equals(text string) bool {
	for _, list := range [][]*passage{{k.whole}, k.core, k.short, k.accept} {
		for _, p := range list {
			if k.same(text, p.text) {
				return true
			}
		}
	}
	return false
}

func (k *card) isAccepted(text string, accepted []string) bool {
	for _, s := range accepted {
		if !isEmpty(s) && k.same(text, s) {
			return true
		}
	}
	return false
}

func (k *card) same(text, own string) bool {
	if len(own) > 500 || len(text) > 2*len(own)+20 {
		return false
	}
	if k.shape == shapeFormula || hasDigit(text) {
		return tight(text) == tight(own)
	}
	return string(letters(text)) == string(letters(own))
}

// tight is a text without spaces and without a full stop at its end.
func tight(s string) string {
	return strings.TrimRight(strings.Join(strings.Fields(norm.NFC.String(s)), ""), ".!")
}

// obey applies what the card's author demands.
func (d *Deck) obey(k *card, text string, j *Judgement) {
	if j.Verdict == Wrong || len(k.Forbid) == 0 && len(k.Require) == 0 && !k.exact {
		return
	}
	given := d.read(text, k.lang, plain)
	for _, w := range k.Forbid {
		if d.holds(given, w, k.lang) {
			j.Verdict, j.Sure, j.Score = Wrong, true, 0
			j.Extra = append(j.Extra, w)
			j.Reasons = append([]Reason{{Kind: Contradicted, Given: w}}, j.Reasons...)
			return
		}
	}
	for _, w := range k.Require {
		if !d.holds(given, w, k.lang) {
			j.Verdict, j.Score = min(j.Verdict, Partial), 0
			j.Missing = append(j.Missing, w)
			j.Reasons = append([]Reason{{Kind: Lacking, Wanted: w}}, j.Reasons...)
		}
	}
	if k.exact && j.Verdict == Correct && !k.isExact(text) {
		j.Verdict, j.Sure, j.Score = Partial, true, 0
		j.Reasons = append([]Reason{{Kind: Typo, Wanted: k.Back, Given: text}}, j.Reasons...)
	}
}

// holds tells whether a passage holds all words of another text, in any form.
func (d *Deck) holds(p *passage, text, lang string) bool {
	a := d.align(p, d.read(text, lang, plain), lang)
	for i := range a.want.units {
		if a.said(i) < 0.6 {
			return false
		}
	}
	return len(a.want.units) > 0
}

// isExact tells whether text is one of the card's answers letter by letter,
// accents and articles included; only case and outer punctuation are free.
func (k *card) isExact(text string) bool {
	said := outer(text)
	for _, own := range append(append([]string{k.Back}, k.layout.core...), k.Accept...) {
		if said == outer(own) {
			return true
		}
	}
	return false
}

func outer(s string) string {
	return strings.Trim(strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(s))), " "), " .,!?;:")
}
