package words

import "strings"

// Stem is what the inflected forms of a word have in common: huizen and huis,
// koopt and kopen have the same stem. It is a key to compare, not a word.
func (b *Book) Stem(word, lang string) string {
	stem, _ := stem(Fold(word), lang)
	return stem
}

// longest is the length in bytes from which a word is not looked into.
const longest = 60

// stem also tells by which language's rules the folded word was cut: English
// words are at home in Dutch texts, and the other way round.
func stem(w, lang string) (string, string) {
	if len(w) > longest || !letters(w) {
		return w, ""
	}
	switch lang = base(lang); {
	case lang == "de" || lang == "fr" || lang == "es" || lang == "it":
		return stemAbroad(w, lang), lang
	case lang == "en" && !english.has(w) && dutch.has(w), lang != "en" && (dutch.has(w) || !english.has(w)):
		return stemDutch(w), "nl"
	}
	return stemEnglish(w), "en"
}

func letters(w string) bool {
	for i := 0; i < len(w); i++ {
		if c := w[i]; (c < 'a' || c > 'z') && c != '\'' {
			return false
		}
	}
	return w != ""
}

// Root is what a family of words has in common: segmentatie, segmenteren and
// segment have the same root. It is a key to compare, not a word.
func (b *Book) Root(word, lang string) string {
	stem, rules := stem(Fold(word), lang)
	return root(stem, rules)
}

func root(stem, rules string) string {
	switch rules {
	case "nl":
		return level(rootOf(stem, dutchEndings, dutchBare))
	case "en":
		return level(rootOf(stem, englishEndings, englishBare))
	}
	return stem
}

// An ending that derives a word from another, and what takes its place.
type ending struct{ from, to string }

// rootOf takes up to three derivational endings off. What is left is spelled
// by bare, and has at least four letters, or three when it is a known word.
func rootOf(w string, endings []ending, bare func(stem string, e ending) (string, bool)) string {
	for range 3 {
		cut := false
		for _, e := range endings {
			stem, ok := strings.CutSuffix(w, e.from)
			if !ok || len(stem)+len(e.to) < 3 || !hasVowel(stem) {
				continue
			}
			if stem, known := bare(stem, e); len(stem) > 3 || known {
				w, cut = stem, true
				break
			}
		}
		if !cut {
			break
		}
	}
	return w
}

// dutchBare spells what is left of a Dutch word without an ending of its own:
// met-ing is meet. Endings from Latin change nothing.
func dutchBare(stem string, e ending) (string, bool) {
	switch e.from {
	case "ing", "ig", "er", "elijk":
		stem = restore(stem)
	}
	return shorten(stem + e.to), false
}

// englishBare lets short words stand before endings that are never their own:
// pay-ment.
func englishBare(stem string, e ending) (string, bool) {
	native := e.from == "ment" || e.from == "ness" || e.from == "ity"
	return stem + e.to, native && (english.has(stem) || english.has(stem+"e"))
}

// level spells the end of a root one way.
func level(w string) string {
	n := len(w)
	if n > 4 && w[n-1] == w[n-2] {
		w, n = w[:n-1], n-1
	}
	if n > 4 {
		switch {
		case strings.HasSuffix(w, "ct"):
			return w[:n-1]
		case w[n-1] == 'v':
			return w[:n-1] + "f"
		case w[n-1] == 'z':
			return w[:n-1] + "s"
		case w[n-1] == 'y' || w[n-1] == 'i' || w[n-1] == 'e':
			return w[:n-1]
		}
	}
	return w
}

// Longer endings first. None that negates (-loos, -less) or that makes another
// thing of it (-schap, -ship).
var dutchEndings = []ending{
	{"alisering", ""}, {"alisatie", ""}, {"aliser", ""}, {"isering", ""}, {"isatie", ""}, {"iseer", ""}, {"iser", ""},
	{"ificatie", "if"}, {"ificeer", "if"}, {"ificer", "if"}, {"icatie", "ic"}, {"iceer", "ic"},
	{"iviteit", "ief"}, {"ivering", "ief"}, {"iveer", "ief"}, {"iver", "ief"}, {"ivatie", "ief"}, {"uatie", "u"}, {"eerder", ""}, {"rder", "r"}, {"elar", "el"}, {"enar", "en"}, {"erar", "er"}, {"ering", ""}, {"atief", ""}, {"atie", ""}, {"ator", ""}, {"eer", ""}, {"er", ""},
	{"iteit", ""}, {"aliteit", ""}, {"entie", "ent"}, {"antie", "ant"}, {"ement", ""}, {"ment", ""},
	{"ctie", "ct"}, {"ptie", "pt"}, {"sie", "s"}, {"tie", "t"}, {"ief", ""}, {"isch", ""}, {"ieel", ""}, {"iel", ""}, {"il", ""}, {"eel", ""}, {"aal", ""}, {"al", ""},
	{"heid", ""}, {"elijk", ""}, {"lijk", ""},
	{"baar", ""}, {"bar", ""}, {"zaam", ""}, {"zam", ""}, {"achtig", ""}, {"ig", ""}, {"ing", ""}, {"aar", ""}, {"ent", ""}, {"ant", ""}, {"isme", ""}, {"ism", ""}, {"ist", ""}, {"ie", ""},
}

var englishEndings = []ending{
	{"alization", ""}, {"aliz", ""}, {"ization", ""}, {"isation", ""}, {"iz", ""}, {"ifications", "if"}, {"ification", "if"}, {"ational", ""}, {"ation", ""}, {"ative", ""}, {"ativ", ""}, {"ator", ""}, {"at", ""},
	{"ition", ""}, {"ction", "ct"}, {"ption", "pt"}, {"sion", "s"}, {"tion", "t"}, {"ability", ""}, {"ibility", ""}, {"ality", ""}, {"ivity", ""}, {"ity", ""},
	{"ement", ""}, {"ment", ""}, {"ness", ""}, {"ically", ""}, {"ally", ""}, {"ly", ""}, {"ical", ""}, {"ic", ""}, {"ial", ""}, {"al", ""},
	{"able", ""}, {"ible", ""}, {"abl", ""}, {"ibl", ""}, {"ance", ""}, {"ence", ""}, {"anc", ""}, {"enc", ""}, {"ens", ""}, {"ant", ""}, {"ent", ""}, {"ive", ""}, {"iv", ""}, {"ous", ""},
	{"er", ""}, {"or", ""}, {"ism", ""}, {"ist", ""}, {"ify", "if"}, {"ing", ""}, {"ed", ""}, {"y", ""},
}
