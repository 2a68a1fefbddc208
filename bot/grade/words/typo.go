package words

import "strings"

// Typo tells whether given is a misspelling of wanted: cost is 0 for the same
// word and grows with each slip (about 1 a letter, less for neighbours on the
// keyboard, sounds alike and doubled letters). It is not ok when given is too
// far away for the word's length, carries other digits, or is itself a word
// that is no form of wanted.
func (b *Book) Typo(given, wanted, lang string) (cost float64, ok bool) {
	g, w := Fold(given), Fold(wanted)
	if g == w {
		return 0, true
	}
	n, ok := slips(g, w)
	if !ok {
		return 0, false
	}
	if commonSlips[g] == w || g+"n" == w && strings.HasSuffix(w, "en") { // the -n that few pronounce
		return float64(n) / slip, true
	}
	if sg, _ := stem(g, lang); len(sg) > 1 {
		if sw, _ := stem(w, lang); sg == sw {
			return float64(n) / slip, true
		}
	}
	if otherWord(g, w, base(lang), n) || contrast(g, w) || n > slip/2 && otherCompound(g, w, base(lang)) {
		return 0, false
	}
	return float64(n) / slip, true
}

// slips is the cost of the way from g to w, when it is within reach.
func slips(g, w string) (int, bool) {
	most := tolerance(len(w))
	if most == 0 || !near(g, w, most) {
		return 0, false
	}
	if g[0] != w[0] && g[0] != w[1] && g[1] != w[0] {
		most = min(most, slip*5/4) // a word that begins otherwise is mostly another
	}
	n := distance(g, w, most)
	if n > slip/2 && len(g) > 3 && sameSound(g, w) {
		n = slip / 2
	}
	return n, n <= most
}

// sameSound tells whether two words sound alike in Dutch or English: zeide and
// zijde, contekst and context.
func sameSound(g, w string) bool {
	var a, b [2 * maxWord]byte
	return string(sound(a[:0], g)) == string(sound(b[:0], w))
}

// sound writes what sounds alike in one way.
func sound(out []byte, w string) []byte {
	for i := 0; i < len(w); {
		as, n := w[i:i+1], 1
		for _, s := range sounds[w[i]] {
			if strings.HasPrefix(w[i:], s[0]) {
				as, n = s[1], len(s[0])
				break
			}
		}
		out = append(out, as...)
		i += n
	}
	return out
}

// sounds are by their first letter how letters sound, the first that fits.
var sounds = [256][][2]string{
	'a': {{"au", "ou"}},
	'c': {{"cc", "k"}, {"ck", "k"}, {"ch", "ch"}, {"c", "k"}},
	'd': {{"dt", "t"}, {"d", "t"}},
	'i': {{"ij", "ei"}},
	'k': {{"ks", "x"}},
	'p': {{"ph", "f"}},
	'q': {{"qu", "kw"}},
	's': {{"sch", "sch"}},
	't': {{"th", "t"}},
	'v': {{"v", "f"}},
	'y': {{"y", "i"}},
	'z': {{"z", "s"}},
}

// commonSlips are words that people often write for another.
var commonSlips = map[string]string{
	"costumer": "customer", "costumers": "customers", "principle": "principal", "principal": "principle", "compliment": "complement",
	"complimentary": "complementary", "stationery": "stationary", "dependant": "dependent", "breath": "breathe", "wether": "whether", "loose": "lose",
}

// slip is the cost of one wrong letter inside this file, so that costs are
// whole numbers.
const slip = 20

// tolerance is how much may be wrong in a word of n letters.
func tolerance(n int) int {
	switch {
	case n < 4:
		return 0
	case n < 5:
		return 1 * slip
	case n < 8:
		return slip * 3 / 2
	case n < 12:
		return slip * 2
	case n <= maxWord:
		return slip * 5 / 2
	}
	return 0
}

// MostSlips is how many letters of a word of n letters a misspelling may have
// other than it, and it other than the misspelling.
func MostSlips(n int) int { return 2 * tolerance(n) / slip }

// near tells quickly that two words can't be within reach: by their lengths,
// and by the letters that one has and the other hasn't. Anything but a to z is
// never near: in digits and other scripts there are no slips.
func near(g, w string, most int) bool {
	if d := len(g) - len(w); d*slip/2 > most || -d*slip/2 > most || len(g) > maxWord || len(g) < 3 {
		return false
	}
	var letters ['z' + 1 - '\'']int8
	if !count(&letters, g, 1) || !count(&letters, w, -1) {
		return false
	}
	more, less := 0, 0
	for _, n := range letters['a'-'\'':] {
		more += max(int(n), 0)
		less -= min(int(n), 0)
	}
	return max(more, less)*slip/2 <= most
}

// count adds by to the count of each letter; not ok when there is something
// else than letters and apostrophes.
func count(letters *['z' + 1 - '\'']int8, w string, by int8) bool {
	for i := 0; i < len(w); i++ {
		if (w[i] < 'a' || w[i] > 'z') && w[i] != '\'' {
			return false
		}
		letters[w[i]-'\''] += by
	}
	return true
}

// maxWord is the longest word that may have slips, in letters.
const maxWord = 40

// SlipParts is how many parts a slip has: costs are whole numbers of them.
const SlipParts = slip

// distance is the Damerau-Levenshtein distance (restricted: no letter is
// swapped and edited) with the costs of [swap] and [extra]; it stops above
// most.
func distance(g, w string, most int) int {
	var rows [3][maxWord + 1]int
	before, above, row := &rows[0], &rows[1], &rows[2]
	for j := 1; j <= len(w); j++ {
		above[j] = above[j-1] + extra(w, j-1)
	}
	for i := 1; i <= len(g); i++ {
		row[0] = above[0] + extra(g, i-1)
		best := row[0]
		for j := 1; j <= len(w); j++ {
			d := min(above[j-1]+swap(g[i-1], w[j-1], i), above[j]+extra(g, i-1), row[j-1]+extra(w, j-1))
			if i > 1 && j > 1 && g[i-1] == w[j-2] && g[i-2] == w[j-1] {
				d = min(d, before[j-2]+slip*7/10)
			}
			row[j] = d
			best = min(best, d)
		}
		if best > most {
			return best
		}
		before, above, row = above, row, before
	}
	return above[len(w)]
}

// extra is the cost of a letter too many: half when it doubles the one before.
func extra(w string, i int) int {
	if i > 0 && w[i] == w[i-1] {
		return slip / 2
	}
	return slip
}

// swap is the cost of a for b; i is 1 at the beginning of the word, where
// people seldom slip.
func swap(a, b byte, i int) int {
	switch {
	case a == b:
		return 0
	case i == 1 || a < 'a' || b < 'a':
		return slip * 5 / 4
	}
	return int(swaps[a-'a'][b-'a'])
}

// swaps are the costs of one letter for another inside a word.
var swaps = swapCosts()

func swapCosts() (costs [26][26]uint8) {
	for a := range byte(26) {
		for b := range byte(26) {
			switch {
			case alike('a'+a, 'a'+b):
				costs[a][b] = slip / 2
			case neighbours('a'+a, 'a'+b):
				costs[a][b] = slip * 7 / 10
			default:
				costs[a][b] = slip
			}
		}
	}
	return costs
}

// alike tells whether two letters are often taken for each other by ear.
func alike(a, b byte) bool {
	switch string([]byte{min(a, b), max(a, b)}) {
	case "ck", "sz", "fv", "dt", "iy", "ei", "ou", "au", "gh", "ks", "cs", "ij", "bp":
		return true
	}
	return false
}

// keyboard is where the keys of a QWERTY board lie; AZERTY differs in four.
const keyboard = "qwertyuiop" + "asdfghjkl;" + "zxcvbnm,./"

func neighbours(a, b byte) bool {
	i, j := strings.IndexByte(keyboard, a), strings.IndexByte(keyboard, b)
	if i < 0 || j < 0 {
		return false
	}
	dx, dy := i%10-j%10, i/10-j/10
	return dx >= -1 && dx <= 1 && dy >= -1 && dy <= 1
}

// otherWord tells whether g is a word in its own right. A name is, where a
// name is wanted; but one slip in a long name is a slip (Wiersma, Wiersema).
func otherWord(g, w, lang string, slips int) bool {
	switch {
	case known(g, lang):
		return true
	case names.has(g):
		return names.has(w) && (len(w) < 6 || slips > slip)
	case lang == "en":
		return dutch.has(g) && !english.has(w)
	}
	return english.has(g) && !dutch.has(w)
}

// otherCompound tells whether g is a compound with a part that w hasn't.
func otherCompound(g, w, lang string) bool {
	gs, ws := split(g, lang), split(w, lang)
	if len(gs) < 2 || len(gs) != len(ws) {
		return false
	}
	for i := range gs {
		if gs[i] != ws[i] && len(gs[i]) > 3 {
			sg, _ := stem(gs[i], lang)
			sw, _ := stem(ws[i], lang)
			return sg != sw
		}
	}
	return false
}

// contrasts are beginnings that make opposites or different things of a word.
var contrasts = [][2]string{
	{"", "on"}, {"", "un"}, {"", "in"}, {"", "im"}, {"", "ir"}, {"", "il"}, {"", "dis"}, {"", "non"}, {"", "a"}, {"", "an"}, {"", "anti"}, {"", "de"}, {"", "des"},
	{"in", "ex"}, {"im", "ex"}, {"intern", "extern"}, {"endo", "exo"}, {"inter", "intra"}, {"hypo", "hyper"}, {"micro", "macro"},
	{"mono", "poly"}, {"pre", "post"}, {"pro", "contra"}, {"en", "de"}, {"im", "ex"}, {"over", "onder"}, {"over", "under"}, {"an", "cat"}, {"im", "em"}, {"e", "im"},
	{"homo", "hetero"}, {"con", "di"}, {"de", "in"}, {"re", "de"}, {"ab", "ad"}, {"af", "ef"}, {"meio", "mito"}, {"proto", "meta"}, {"voor", "na"}, {"ver", "be"}, {"mini", "maxi"},
	{"uni", "multi"}, {"uni", "bi"}, {"macro", "meso"}, {"deca", "deci"}, {"kilo", "milli"}, {"mega", "micro"},
}

// short are the negating beginnings that a slip of the finger makes as easily;
// they count before a word only.
var short = set("a an de in im ir il")

// Contrast tells whether two words differ in nothing but a beginning or an
// ending that makes opposites or different things of a word: onvoorspelbaar
// and voorspelbaar, endotherm and exotherm, waardeloos and waardevol.
func Contrast(a, b Form) bool {
	return a.Stem != b.Stem && (contrast(a.Stem, b.Stem) || contrast(a.Fold, b.Fold))
}

func contrast(g, w string) bool {
	for _, c := range [][2]string{{"loos", "vol"}, {"less", "ful"}, {"gever", "nemer"}} {
		a, b := strings.TrimSuffix(g, c[0]), strings.TrimSuffix(w, c[1])
		if len(a) < len(g) && len(b) < len(w) && a == b {
			return true
		}
		if a, b = strings.TrimSuffix(g, c[1]), strings.TrimSuffix(w, c[0]); len(a) < len(g) && len(b) < len(w) && a == b {
			return true
		}
	}
	for _, c := range contrasts {
		for _, p := range [2][2]string{{c[0], c[1]}, {c[1], c[0]}} {
			if len(g)-len(w) != len(p[0])-len(p[1]) {
				continue
			}
			restG, okG := strings.CutPrefix(g, p[0])
			restW, okW := strings.CutPrefix(w, p[1])
			if okG && okW && restG == restW && len(restG) > 2 && (c[0] != "" || !short[c[1]] || known(restG, "")) {
				return true
			}
		}
	}
	return false
}
