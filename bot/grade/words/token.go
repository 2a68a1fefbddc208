package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Kind tells what a token is made of.
type Kind uint8

// The kinds of tokens.
const (
	Word   Kind = iota // letters, with inner apostrophes; also mixtures as "4p"
	Number             // digits, with inner dots, commas and colons: "1.000,50"
	Symbol             // one sign that may mean something: + - × = % €
)

// Gap tells what stands between a token and the one before it.
type Gap uint8

// The gaps, from tight to wide.
const (
	Glued    Gap = iota // nothing, or a hyphen: "klanten-waarde", "3%"
	Space               // white space
	Comma               // , / ; ( ) : or a dash between spaces
	Sentence            // the end of a sentence
	Line                // a new line or a bullet
)

// Token is a word, number or sign of a text.
type Token struct {
	Text string // NFC, lower case, accents kept
	Fold string // Text without accents and ligatures
	Raw  string // as it was written
	At   int    // where Raw begins in the text, in bytes
	Kind Kind
	Gap  Gap // towards the token before; Line for the first
}

// maxMarks is how many combining marks one letter may keep; the rest is zalgo.
const maxMarks = 2

// Tokens cuts text into tokens, in order. It never fails: what it can't read
// (emoji, control characters) parts tokens like white space.
func Tokens(text string) []Token {
	tokens := make([]Token, 0, len(text)/5+1)
	gap := Line
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		end := at + size
		switch {
		case unicode.IsLetter(r):
			end = wordEnd(text, at)
			tokens = append(tokens, newToken(text[at:end], at, Word, gap))
			gap = Glued
		case unicode.IsDigit(r):
			end = wordEnd(text, at)
			tokens = append(tokens, newToken(text[at:end], at, Number, gap))
			gap = Glued
		default:
			gap = max(gap, gapOf(r))
		}
		at = end
	}
	return tokens
}

func gapOf(r rune) Gap {
	switch {
	case r == '\n':
		return Line
	case strings.ContainsRune(".!?", r):
		return Sentence
	case strings.ContainsRune(",;:/()", r):
		return Comma
	case r == '-':
		return Glued
	}
	return Space
}

func wordEnd(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			return at
		}
		at += size
	}
	return at
}

func newToken(raw string, at int, kind Kind, gap Gap) Token {
	text := strings.ToLower(norm.NFC.String(raw))
	return Token{Text: text, Fold: Fold(text), Raw: raw, At: at, Kind: kind, Gap: gap}
}

// Fold takes the accents off and parts the ligatures: één is een, œuvre is
// oeuvre, straße is strasse. The word must be lower case.
func Fold(word string) string {
	for i := 0; i < len(word); i++ {
		if word[i] >= utf8.RuneSelf {
			return foldRunes(word)
		}
	}
	return word
}

func foldRunes(word string) string {
	var out strings.Builder
	for _, r := range norm.NFKD.String(word) {
		switch {
		case unicode.IsMark(r):
		case r == 'ß':
			out.WriteString("ss")
		case r == 'œ':
			out.WriteString("oe")
		case r == 'æ':
			out.WriteString("ae")
		case r == 'ø':
			out.WriteByte('o')
		case r == 'ł':
			out.WriteByte('l')
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}
