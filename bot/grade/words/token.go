package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind tells what a token is made of.
type Kind uint8

// The kinds of tokens.
const (
	Word   Kind = iota // letters, with inner apostrophes and digits: "auto's", "CO2", "U.S.A."
	Number             // digits, with inner dots and commas: "1.000,50"; ranks: "3e"
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

// symbols are the signs that become tokens; all other signs only part words.
const symbols = "+−±×÷*=≠≈<>≤≥%‰€$£°&^√∞→←↔⇌"

// Tokens cuts text into tokens, in order. It never fails: what it can't read
// (emoji, control characters, bytes that are no UTF-8) parts tokens like white
// space.
func Tokens(text string) []Token { return AppendTokens(make([]Token, 0, len(text)/5+1), text) }

// AppendTokens is Tokens in the room of a slice, which must be empty.
func AppendTokens(tokens []Token, text string) []Token {
	s := scanner{text: text, gap: Line, tokens: tokens}
	for s.at < len(text) {
		s.step()
	}
	return s.tokens
}

type scanner struct {
	text   string
	at     int
	gap    Gap
	tokens []Token
}

func (s *scanner) step() {
	r, size := s.rune(s.at)
	switch {
	case ideograph(r):
		s.take(s.skipMarks(s.at+size), Word)
	case unicode.IsLetter(r):
		s.take(s.wordEnd(s.at), Word)
	case unicode.IsNumber(r):
		s.take(s.numberEnd(s.at), Number)
	case s.bullet(r):
		s.gap, s.at = Line, s.at+size
	case strings.ContainsRune(symbols, r) || r == '-' && s.minus():
		s.take(s.skipMarks(s.at+size), Symbol)
	default:
		s.gap, s.at = max(s.gap, s.gapOf(r, size)), s.at+size
	}
}

// rune reads the rune at; what is no UTF-8 reads as a space.
func (s *scanner) rune(at int) (rune, int) {
	if at >= len(s.text) {
		return ' ', 0
	}
	if c := s.text[at]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	r, size := utf8.DecodeRuneInString(s.text[at:])
	if r == utf8.RuneError && size <= 1 {
		return ' ', 1
	}
	return r, size
}

func (s *scanner) take(end int, kind Kind) {
	raw := s.text[s.at:end]
	text := lower(raw)
	if dotted := len(text) > 2 && text[1] == '.'; dotted && kind == Word {
		text = strings.ReplaceAll(text, ".", "")
	}
	s.tokens = append(s.tokens, Token{Text: text, Fold: Fold(text), Raw: raw, At: s.at, Kind: kind, Gap: s.gap})
	s.at, s.gap = end, Glued
}

// wordEnd is the end of the word that begins at: letters, their marks, digits,
// inner apostrophes, and the dots of an abbreviation of single letters.
func (s *scanner) wordEnd(at int) int {
	if end := s.initials(at); end > at {
		return end
	}
	for {
		r, size := s.rune(at)
		switch {
		case size == 0 || ideograph(r):
			return at
		case unicode.IsLetter(r), unicode.IsNumber(r), invisible(r):
		case r == '\'' || r == '’' || r == 'ʼ':
			if next, _ := s.rune(at + size); !unicode.IsLetter(next) {
				return at
			}
		default:
			return at
		}
		at += size
	}
}

// initials is the end of an abbreviation as o.a. or U.S.A., or at.
func (s *scanner) initials(at int) int {
	end, dots := at, 0
	for {
		letter, size := s.rune(end)
		dot, _ := s.rune(end + size)
		if !unicode.IsLetter(letter) || dot != '.' {
			break
		}
		end, dots = end+size+1, dots+1
	}
	if r, _ := s.rune(end); dots < 2 || unicode.IsLetter(r) || unicode.IsNumber(r) {
		return at
	}
	return end
}

// numberEnd is the end of the number that begins at, with the dots, commas and
// apostrophes between its digits and the letters of a rank (3e, 2nd).
func (s *scanner) numberEnd(at int) int {
	for {
		r, size := s.rune(at)
		switch {
		case size == 0:
			return at
		case unicode.IsNumber(r), invisible(r):
		case r == '.' || r == ',':
			if next, _ := s.rune(at + 1); !unicode.IsDigit(next) {
				return at
			}
		default:
			return s.rankEnd(at)
		}
		at += size
	}
}

func (s *scanner) rankEnd(at int) int {
	end := at
	for end < len(s.text) && s.text[end]|0x20 >= 'a' && s.text[end]|0x20 <= 'z' {
		end++
	}
	if r, _ := s.rune(end); unicode.IsLetter(r) || unicode.IsNumber(r) {
		return at
	}
	switch strings.ToLower(s.text[at:end]) {
	case "e", "de", "ste", "st", "nd", "rd", "th":
		return end
	}
	return at
}

// bullet tells whether r opens a line as a bullet.
func (s *scanner) bullet(r rune) bool {
	if r == '•' || r == '◦' || r == '▪' || r == '‣' || r == '·' && s.gap == Line {
		return true
	}
	next, _ := s.rune(s.at + utf8.RuneLen(r))
	return s.gap == Line && strings.ContainsRune("-–—*+", r) && unicode.IsSpace(next)
}

// minus tells whether the hyphen at is a sign: before a digit, not after a
// letter or a digit.
func (s *scanner) minus() bool {
	next, _ := s.rune(s.at + 1)
	return unicode.IsDigit(next) && (s.gap != Glued || len(s.tokens) == 0)
}

func (s *scanner) gapOf(r rune, size int) Gap {
	next, _ := s.rune(s.at + size)
	switch {
	case r == '\n' || r == '\r' || r == '\u2028':
		return Line
	case r == '!' || r == '?' || r == '…':
		return Sentence
	case r == '.' && !s.abbreviated() && (unicode.IsSpace(next) || size == 0):
		return Sentence
	case strings.ContainsRune(",;:/()[]|\"“”„«»", r):
		return Comma
	case (r == '-' || r == '–' || r == '—') && unicode.IsSpace(next) && s.gap == Space:
		return Comma
	case r == '-' || r == '‐' || r == '–' || r == '.' || r == '\'' || r == '’' || invisible(r):
		return Glued
	}
	return Space
}

// abbreviated tells whether the word before a dot is one that ends in it.
func (s *scanner) abbreviated() bool {
	if len(s.tokens) == 0 || s.gap != Glued {
		return false
	}
	switch s.tokens[len(s.tokens)-1].Text {
	case "bv", "bijv", "enz", "etc", "ca", "nr", "vs", "resp", "incl", "excl", "dr", "mr", "st", "prof", "eg", "ie", "cf", "v", "n":
		return true
	}
	return false
}

func (s *scanner) skipMarks(at int) int {
	for {
		r, size := s.rune(at)
		if size == 0 || !unicode.IsMark(r) {
			return at
		}
		at += size
	}
}

// invisible runes belong to the word they stand in: combining marks, soft
// hyphens, joiners, marks of direction.
func invisible(r rune) bool {
	return r >= 0xad && (unicode.IsMark(r) || unicode.Is(unicode.Cf, r))
}

// ideograph tells whether r is a word of its own, as Chinese is written.
func ideograph(r rune) bool {
	return r >= 0x3040 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
