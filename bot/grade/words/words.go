// Package words knows how words look: it cuts text into tokens, finds the
// stem and the root of a word, tells a slip of the finger from another word,
// splits compounds, and reads abbreviations, Roman numerals and number words.
// What words mean is not its business.
//
// A language is a BCP 47 tag ("nl", "en-GB"); "" means unknown. Words handed
// in are lower case, as Token.Text has them.
package words

// Form is a word prepared for comparing.
type Form struct{ Text, Fold, Stem, Root string }

// Form prepares a word. Compile the card's words once.
func (b *Book) Form(word, lang string) Form {
	fold := Fold(word)
	stem, rules := stem(fold, lang)
	return Form{Text: word, Fold: fold, Stem: stem, Root: root(stem, rules)}
}

// Kinship tells how much two forms are one word: 1 the same lemma, between 0
// and 1 a derivation (segmentatie, segmenteren: 0.8), 0 strangers.
func Kinship(a, b Form) float64 {
	switch {
	case a.Fold == b.Fold || a.Stem == b.Stem:
		return 1
	case a.Root == b.Root:
		return 0.8
	}
	return 0
}
