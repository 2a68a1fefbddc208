package grade

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

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
