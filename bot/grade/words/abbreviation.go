package words

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Abbreviates tells whether short, as typed ("LBS", "C.R.M."), stands for the
// words of long by their initials: of all words, or of all that are no stop
// words. A compound may give the initials of its parts (KLM, MVO).
func (b *Book) Abbreviates(short string, long []Token, lang string) bool {
	is, ok := initialsOf(short)
	initials := is.letters[:is.n]
	if !ok || len(long) == 0 || len(long) > 12 {
		return false
	}
	all, content := make([]rune, 0, 12), make([]rune, 0, 12)
	for _, t := range long {
		if t.Kind == Symbol {
			continue
		}
		head, _ := utf8.DecodeRuneInString(t.Text)
		all = append(all, head)
		if !Stop(t.Text, lang) {
			content = append(content, head)
		}
	}
	if slices.Equal(initials, all) || slices.Equal(initials, content) {
		return true
	}
	if len(initials) <= len(content) || len(content) == 0 || initials[0] != content[0] || !holdsHeads(initials, long, lang) {
		return false
	}
	var parts []rune
	for _, t := range long {
		if t.Kind != Symbol && !Stop(t.Text, lang) {
			parts = append(parts, b.heads(t, lang)...)
		}
	}
	return slices.Equal(initials, parts)
}

// holdsHeads tells quickly whether the words of long may give all initials: the
// first letter of each, at least, is there, in order.
func holdsHeads(initials []rune, long []Token, lang string) bool {
	for _, t := range long {
		if t.Kind == Symbol || Stop(t.Text, lang) {
			continue
		}
		head, _ := utf8.DecodeRuneInString(t.Fold)
		at := slices.Index(initials, head)
		if at < 0 {
			return false
		}
		initials = initials[at+1:]
	}
	return true
}

// Abbreviation tells whether a word as typed may stand for others at all.
func Abbreviation(short string) bool {
	_, ok := initialsOf(short)
	return ok
}

// heads are the first letters of a word's parts.
func (b *Book) heads(t Token, lang string) []rune {
	var heads []rune
	for _, p := range b.Split(t.Text, lang) {
		for _, r := range p {
			heads = append(heads, r)
			break
		}
	}
	return heads
}

// initialsOf reads an abbreviation of two to eight capitals; a plural -s and
// small letters between (PhD, CoE) don't count. All small letters are fine up
// to six, people type so.
func initialsOf(short string) (initials, bool) {
	var capitals, all initials
	for _, r := range short {
		switch {
		case r == '.':
		case all.n == len(all.letters):
			return initials{}, false
		case unicode.IsUpper(r):
			capitals.add(unicode.ToLower(r))
			all.add(unicode.ToLower(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			all.add(r)
		default:
			return initials{}, false
		}
	}
	if capitals.n > 1 {
		return capitals, capitals.n <= 8 && all.n <= capitals.n+2
	}
	return all, all.n > 1 && all.n <= 6 && capitals.n == 0
}

// initials are the letters of an abbreviation.
type initials struct {
	letters [10]rune
	n       int
}

func (is *initials) add(r rune) { is.letters[is.n], is.n = r, is.n+1 }
