package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// lower is raw in NFC, lower case, with straight apostrophes and without
// invisible runes; a letter keeps two combining marks at most, the rest of
// such a tower is noise.
func lower(raw string) string {
	if ascii(raw) {
		return strings.ToLower(raw)
	}
	marks := 0
	visible := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsMark(r):
			if marks++; marks > 2 {
				return -1
			}
			return r
		case unicode.Is(unicode.Cf, r):
			return -1
		case r == '’' || r == 'ʼ':
			r = '\''
		}
		marks = 0
		return r
	}, raw)
	return strings.ToLower(norm.NFC.String(visible))
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Fold takes the accents off and parts the ligatures: één is een, œuvre is
// oeuvre, straße is strasse, CO₂ is co2. The word must be lower case.
func Fold(word string) string {
	if ascii(word) {
		return word
	}
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
			out.WriteRune(unicode.ToLower(r))
		}
	}
	return out.String()
}
