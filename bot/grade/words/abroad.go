package words

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/spanish"
)

// stemAbroad is the stem of a folded German, French, Spanish or Italian word.
// Snowball leaves the verbs of "er steigt" and "ils montent" as they are.
func stemAbroad(w, lang string) string {
	w = unelided(w, lang)
	if rest, ok := strings.CutSuffix(w, "ent"); ok && lang == "fr" && len(rest) > 2 && rest[len(rest)-1] != 'm' && !frenchNouns[w] {
		w = rest + "e"
	}
	env := snowballstem.NewEnv(w)
	switch lang {
	case "de":
		german.Stem(env)
		return personless(env.Current())
	case "fr":
		french.Stem(env)
	case "es":
		spanish.Stem(env)
	case "it":
		italian.Stem(env)
	}
	return env.Current()
}

// personless takes the -t of the third person off a German stem. Short words
// keep it, except where nearly only verbs end so: Macht is not machen.
func personless(stem string) string {
	n := len(stem)
	switch {
	case n > 5 && (strings.HasSuffix(stem, "tet") || strings.HasSuffix(stem, "det")):
		return stem[:n-2]
	case n > 4 && (strings.HasSuffix(stem, "gt") || strings.HasSuffix(stem, "hrt")), n > 5 && stem[n-1] == 't' && !strings.ContainsRune("aeiou", rune(stem[n-2])):
		return stem[:n-1]
	}
	return stem
}

// frenchNouns end as the verbs of "they" do.
var frenchNouns = set(`argent accident client content parent patient present absent different evident recent urgent souvent couvent talent accent serpent
	torrent president resident concurrent ingredient inconvenient consequent permanent frequent innocent intelligent violent excellent precedent transparent`)

// unelided is a French or Italian word without the short one before it:
// l'eau is eau, dell'acqua acqua. Others stay what they are.
func unelided(w, lang string) string {
	short, rest, ok := strings.Cut(w, "'")
	if !ok || len(short) > 6 || len(rest) < 2 || lang != "fr" && lang != "it" {
		return w
	}
	switch short {
	case "l", "d", "c", "s", "n", "m", "t", "j", "qu", "lorsqu", "puisqu", "jusqu", "un", "dell", "all", "nell", "dall", "sull", "quell":
		return rest
	}
	return w
}
