package words

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/spanish"
)

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
	case lang == "de" || lang == "fr" || lang == "es":
		return snowball(w, lang), lang
	case lang == "en" && !english.has(w) && dutch.has(w), lang != "en" && (dutch.has(w) || !english.has(w)):
		return stemDutch(w), "nl"
	}
	return stemEnglish(w), "en"
}

func snowball(w, lang string) string {
	env := snowballstem.NewEnv(w)
	switch lang {
	case "de":
		german.Stem(env)
	case "fr":
		french.Stem(env)
	case "es":
		spanish.Stem(env)
	}
	return env.Current()
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
		return rootOf(stem, dutchEndings)
	case "en":
		return rootOf(stem, englishEndings)
	}
	return stem
}

// An ending that derives a word from another, and what takes its place.
type ending struct{ from, to string }

// rootOf takes up to three derivational endings off, as long as a root of
// enough letters is left.
func rootOf(w string, endings []ending) string {
	for range 3 {
		cut := false
		for _, e := range endings {
			if stem, ok := strings.CutSuffix(w, e.from); ok && len(stem)+len(e.to) >= 4 && hasVowel(stem) {
				w, cut = stem+e.to, true
				break
			}
		}
		if !cut {
			break
		}
	}
	return level(w)
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
	{"isering", "is"}, {"isatie", "is"}, {"iseer", "is"}, {"iser", "is"},
	{"ificatie", "if"}, {"ificeer", "if"}, {"ificer", "if"}, {"icatie", "ic"}, {"iceer", "ic"},
	{"iviteit", "ief"}, {"ivering", "ief"}, {"iveer", "ief"}, {"iver", "ief"}, {"ivatie", "ief"}, {"uatie", "u"}, {"ering", ""}, {"atief", ""}, {"atie", ""}, {"ator", ""}, {"eer", ""}, {"er", ""},
	{"iteit", ""}, {"aliteit", ""}, {"entie", "ent"}, {"antie", "ant"}, {"ement", ""}, {"ment", ""},
	{"ctie", "ct"}, {"ptie", "pt"}, {"sie", "s"}, {"tie", "t"}, {"ief", ""}, {"isch", ""}, {"ieel", ""}, {"iel", ""}, {"eel", ""}, {"aal", ""}, {"al", ""},
	{"elijkheid", ""}, {"lijkheid", ""}, {"baarheid", ""}, {"igheid", ""}, {"heid", ""}, {"elijk", ""}, {"lijk", ""},
	{"baar", ""}, {"zaam", ""}, {"achtig", ""}, {"ig", ""}, {"ing", ""}, {"aar", ""}, {"ent", ""}, {"ant", ""}, {"isme", ""}, {"ism", ""}, {"ist", ""}, {"ie", ""},
}

var englishEndings = []ending{
	{"ization", "iz"}, {"isation", "iz"}, {"ifications", "if"}, {"ification", "if"}, {"ational", ""}, {"ation", ""}, {"ative", ""}, {"ativ", ""}, {"ator", ""}, {"at", ""},
	{"ition", ""}, {"ction", "ct"}, {"ption", "pt"}, {"sion", "s"}, {"tion", "t"}, {"ability", ""}, {"ibility", ""}, {"ality", ""}, {"ivity", ""}, {"ity", ""},
	{"ement", ""}, {"ment", ""}, {"ness", ""}, {"ically", ""}, {"ally", ""}, {"ly", ""}, {"ical", ""}, {"ic", ""}, {"ial", ""}, {"al", ""},
	{"able", ""}, {"ible", ""}, {"abl", ""}, {"ibl", ""}, {"ance", ""}, {"ence", ""}, {"anc", ""}, {"enc", ""}, {"ens", ""}, {"ant", ""}, {"ent", ""}, {"ive", ""}, {"iv", ""}, {"ous", ""},
	{"er", ""}, {"or", ""}, {"ism", ""}, {"ist", ""}, {"ify", "if"}, {"ing", ""}, {"ed", ""}, {"y", ""},
}
