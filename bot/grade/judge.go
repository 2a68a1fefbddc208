package grade

import (
	"strings"
	"unicode"
)

// maxAnswer is how many bytes of an answer are read; what is longer is no
// answer to a flashcard.
const maxAnswer = 1500

// Judge judges an answer. A card that is not in the deck can't be answered.
func (d *Deck) Judge(id string, a Attempt) Judgement {
	k := d.byID[id]
	if k == nil {
		return Judgement{}
	}
	if j, ok := d.settle(k, a); ok {
		return j
	}
	e := d.gather(k, a.Text)
	j := builtIn.Judge(e.vector())
	e.explain(&j)
	return j
}

// settle decides what needs no weighing: nothing said, the back itself, a
// formula, a number.
func (d *Deck) settle(k *card, a Attempt) (Judgement, bool) {
	text := strings.TrimSpace(a.Text)
	if !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return Judgement{Verdict: Wrong, Sure: true, Reasons: []Reason{{Kind: Empty}}}, true
	}
	if k.equals(text) {
		return Judgement{Verdict: Correct, Sure: true, Score: 0.99, Found: []string{k.Back}}, true
	}
	switch k.shape {
	case shapeFormula:
		return d.settleFormula(k, text)
	case shapeFact:
		return d.settleFacts(k, text)
	}
	return Judgement{}, false
}

// equals tells whether text is one of the card's own answers, but for case,
// punctuation and accents; where digits count, so does punctuation.
func (k *card) equals(text string) bool {
	same := func(own string) bool { return string(letters(text)) == string(letters(own)) }
	if k.shape == shapeFormula || hasDigit(text) {
		same = func(own string) bool { return tight(text) == tight(own) }
	}
	for _, list := range [][]*passage{{k.whole}, k.core, k.short, k.accept} {
		for _, p := range list {
			if len(p.text) < 500 && same(p.text) {
				return true
			}
		}
	}
	return false
}

// tight is a text without spaces and without a full stop at its end.
func tight(s string) string {
	return strings.TrimRight(strings.Join(strings.Fields(s), ""), ".!")
}
