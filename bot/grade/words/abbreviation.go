package words

import (
	"unicode"
	"unicode/utf8"
)

// Abbreviates tells whether short, as typed ("LBS", "C.R.M."), stands for the
// words of long by their initials: of all words, or of all that are no stop
// words. A compound may give the initials of its parts (KLM, MVO).
func (b *Book) Abbreviates(short string, long []Token, lang string) bool {
	initials, ok := initialsOf(short)
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
	if same(initials, all) || same(initials, content) {
		return true
	}
	if len(initials) <= len(content) || len(content) == 0 || initials[0] != content[0] {
		return false
	}
	var parts []rune
	for _, t := range long {
		if t.Kind != Symbol && !Stop(t.Text, lang) {
			parts = append(parts, b.heads(t, lang)...)
		}
	}
	return same(initials, parts)
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
func initialsOf(short string) ([]rune, bool) {
	var capitals, letters []rune
	for _, r := range short {
		switch {
		case unicode.IsUpper(r):
			capitals = append(capitals, unicode.ToLower(r))
			letters = append(letters, unicode.ToLower(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			letters = append(letters, r)
		case r != '.':
			return nil, false
		}
		if len(letters) > 10 {
			return nil, false
		}
	}
	if len(capitals) > 1 {
		return capitals, len(capitals) <= 8 && len(letters) <= len(capitals)+2
	}
	return letters, len(letters) > 1 && len(letters) <= 6 && len(capitals) == 0
}

func same(a, b []rune) bool { return string(a) == string(b) }
