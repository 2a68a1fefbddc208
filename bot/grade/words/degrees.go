package words

import "strings"

// Degrees are the comparative and the superlative of an adjective where the
// dictionary has them: long gives longer and longest, groot groter and grootst.
func Degrees(adjective, lang string) []string {
	w := Fold(adjective)
	if len(w) < 3 || len(w) > longest || !letters(w) || strings.HasSuffix(w, "'") {
		return nil
	}
	candidates := []string{w + "er", w + "est", w + "r", w + "st", strings.TrimSuffix(w, "y") + "ier", strings.TrimSuffix(w, "y") + "iest", w + w[len(w)-1:] + "er", w + w[len(w)-1:] + "est"}
	if base(lang) == "nl" {
		candidates = []string{open(w) + "er", w + "der", strings.TrimSuffix(w, "s") + "st"}
	}
	var out []string
	for _, c := range candidates {
		if known(c, base(lang)) && c != w {
			out = append(out, c)
		}
	}
	return out
}
