package grade

import (
	"strings"

	"github.com/overhoor/overhoor/bot/grade/facts"
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
// formula.
func (d *Deck) settle(k *card, a Attempt) (Judgement, bool) {
	text := strings.TrimSpace(a.Text)
	said := letters(text)
	if len(said) == 0 && k.shape != shapeFormula {
		return Judgement{Verdict: Wrong, Sure: true, Reasons: []Reason{{Kind: Empty}}}, true
	}
	if k.equals(text) {
		return Judgement{Verdict: Correct, Sure: true, Score: 0.99, Found: []string{k.Back}}, true
	}
	if k.shape == shapeFormula {
		return d.settleFormula(k, text)
	}
	return Judgement{}, false
}

// equals tells whether text is one of the card's own answers, but for case,
// punctuation and accents.
func (k *card) equals(text string) bool {
	said := string(letters(text))
	for _, list := range [][]*passage{{k.whole}, k.core, k.short, k.accept} {
		for _, p := range list {
			if said == string(letters(p.text)) && !strings.ContainsAny(text, "+-−") {
				return true
			}
		}
	}
	return false
}

func (d *Deck) settleFormula(k *card, text string) (Judgement, bool) {
	if equal, ok := facts.SameChemistry(text, k.Back); ok {
		return ruled(equal, false), true
	}
	if equal, missing, ok := d.legend.SameFormula(text, k.Back); ok {
		return ruled(equal, missing), true
	}
	return Judgement{}, false
}

func ruled(equal, missing bool) Judgement {
	switch {
	case equal:
		return Judgement{Verdict: Correct, Sure: true, Score: 0.98}
	case missing:
		return Judgement{Verdict: Partial, Sure: true, Score: 0.02}
	}
	return Judgement{Verdict: Wrong, Sure: true, Score: 0.01}
}
