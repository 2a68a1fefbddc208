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

// Split cuts a compound into its parts, without the letters that bind them:
// klantenwaarde is klanten and waarde. A word that is no compound comes back
// whole, alone.
func (b *Book) Split(word, lang string) []string { return []string{word} }

// Typo tells whether given is a misspelling of wanted: cost is 0 for the same
// word and grows with each slip (about 1 a letter, less for neighbours on the
// keyboard and doubled letters). It is not ok when given is too far away,
// carries other digits, or is itself a word that is no form of wanted.
func (b *Book) Typo(given, wanted, lang string) (cost float64, ok bool) {
	return 0, given == wanted
}

// Abbreviates tells whether short (as typed: "LBS") stands for the words of
// long, by their initials.
func Abbreviates(short string, long []Token) bool { return false }

// Roman reads a Roman numeral from 1 to 3999, in capitals or small letters.
func Roman(s string) (int, bool) { return 0, false }

// Cardinal reads a number word: vijf, twenty-three, honderdtwintig.
func Cardinal(word, lang string) (n int, ok bool) { return 0, false }

// Ordinal reads a rank: derde, third, 3e, 3rd.
func Ordinal(word, lang string) (n int, ok bool) { return 0, false }

// Stop tells whether word only holds a sentence together (the, of, worden).
// Negations, quantities and directions (niet, all, naar) are never stop words.
func Stop(word, lang string) bool { return false }
