package format

import (
	"strings"
)

// value is the text that a piece of Markdown stands for.
func value(raw string) string { return strings.TrimSpace(unescape(raw)) }

// values are the texts between separators that are not escaped.
func values(raw string, sep byte) []string {
	var all []string
	from := 0
	for i := 0; i <= len(raw); i++ {
		switch {
		case i == len(raw) || raw[i] == sep:
			if v := value(raw[from:i]); v != "" {
				all = append(all, v)
			}
			from = i + 1
		case escapes(raw, i):
			i++
		}
	}
	return all
}

// escapes tells whether raw[i] is a backslash that changes what follows.
func escapes(raw string, i int) bool {
	return raw[i] == '\\' && i+1 < len(raw) && (raw[i+1] == '\n' || punctuation(raw[i+1]))
}

func punctuation(c byte) bool {
	return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}

// unescape takes out the backslashes that change what follows.
func unescape(raw string) string {
	var text strings.Builder
	for i := 0; i < len(raw); i++ {
		if escapes(raw, i) {
			i++
		}
		text.WriteByte(raw[i])
	}
	return text.String()
}

// escape puts backslashes before newlines and before every sign in signs, and
// doubles those that would change what follows them.
func escape(text, signs string) string {
	var raw strings.Builder
	for i := range len(text) {
		last := i+1 == len(text)
		switch {
		case text[i] == '\\' && (last || escapes(text, i)), text[i] == '\n', strings.IndexByte(signs, text[i]) >= 0:
			raw.WriteByte('\\')
		}
		raw.WriteByte(text[i])
	}
	return raw.String()
}
