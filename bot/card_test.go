package bot

import "testing"

func TestSides(t *testing.T) {
	for text, want := range map[string][2]string{
		"":                                 {"", ""},
		"vraag":                            {"vraag", ""},
		"vraag = antwoord":                 {"vraag", "antwoord"},
		"a=b":                              {"a", "b"},
		"KW = T x A - K":                   {"KW", "T x A - K"},
		"Wat is KW?\nKW = T x A":           {"Wat is KW?", "KW = T x A"},
		"drie stappen = een\ntwee\ndrie":   {"drie stappen", "een\ntwee\ndrie"},
		"  los a=b op = a is gelijk aan b": {"los a=b op", "a is gelijk aan b"},
		"= antwoord":                       {"", "antwoord"},
	} {
		if front, back := sides(text); front != want[0] || back != want[1] {
			t.Errorf("sides(%q) = %q, %q, want %q", text, front, back, want)
		}
	}
}
