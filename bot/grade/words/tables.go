package words

import "strings"

// pairs reads "form stem, form stem".
func pairs(list string) map[string]string {
	table := map[string]string{}
	for entry := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ',' || r == '\n' }) {
		if form, stem, ok := strings.Cut(strings.TrimSpace(entry), " "); ok {
			table[form] = stem
		}
	}
	return table
}

// set reads words with spaces between.
func set(list string) map[string]bool {
	table := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		table[w] = true
	}
	return table
}
