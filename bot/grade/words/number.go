package words

import (
	"strconv"
	"strings"
)

// Roman reads a Roman numeral from 1 to 3999 in its usual spelling; in small
// letters only those of i, v and x, since "mix" and "dim" are words. "I", "V"
// and the like are read too: whether a single letter is meant as a number is
// for the caller to know.
func Roman(s string) (int, bool) {
	n, rest := 0, strings.ToUpper(s)
	if len(s) == 0 || len(s) > 15 || rest != s && (strings.Trim(s, "ivx") != "") {
		return 0, false
	}
	for _, d := range [...]struct {
		letters string
		value   int
		most    int
	}{
		{"M", 1000, 3}, {"CM", 900, 1}, {"D", 500, 1}, {"CD", 400, 1}, {"C", 100, 3}, {"XC", 90, 1}, {"L", 50, 1},
		{"XL", 40, 1}, {"X", 10, 3}, {"IX", 9, 1}, {"V", 5, 1}, {"IV", 4, 1}, {"I", 1, 3},
	} {
		for range d.most {
			cut, ok := strings.CutPrefix(rest, d.letters)
			if !ok {
				break
			}
			n, rest = n+d.value, cut
		}
	}
	return n, rest == "" && n > 0 && roman(n) == strings.ToUpper(s)
}

func roman(n int) string {
	var out strings.Builder
	values := [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	letters := [...]string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	for i, v := range values {
		for n >= v {
			out.WriteString(letters[i])
			n -= v
		}
	}
	return out.String()
}

// Cardinal reads a number word below a million: vijf, twenty-three,
// honderdtwintig, één. The article "een" is no number.
func Cardinal(word, lang string) (n int, ok bool) {
	if word == "een" || len(word) > longest || len(word) < 2 {
		return 0, false
	}
	return cardinal(strings.ReplaceAll(Fold(word), "-", ""), base(lang))
}

func cardinal(w, lang string) (int, bool) {
	for _, l := range numerals {
		if !l.readIn(lang) {
			continue
		}
		if lang == l.lang && lang != "en" && lang != "nl" && (w == l.hundred || w == l.thousand) { // cent is no number elsewhere
			return map[string]int{l.hundred: 100, l.thousand: 1000}[w], true
		}
		if n, ok := l.read(w); ok {
			return n, true
		}
	}
	return 0, false
}

// readIn tells whether a text of a language may have numbers spelled so: its
// own and those of English. Where the language is not known, Italian words are
// too often those of others (due, sei).
func (l numeral) readIn(lang string) bool {
	switch lang {
	case "nl", "en", "de", "fr", "es", "it":
		return l.lang == lang || l.lang == "en"
	}
	return l.lang != "it"
}

// numeral is how a language spells numbers.
type numeral struct {
	lang     string
	units    map[string]int
	and      string // between unit and ten, the unit first; "" when the ten comes first
	hundred  string
	thousand string
	heads    map[string]bool // the first two letters of all these
}

func newNumeral(lang, and, hundred, thousand, list string) numeral {
	l := numeral{lang: lang, units: counts(list), and: and, hundred: hundred, thousand: thousand, heads: map[string]bool{hundred[:2]: true, thousand[:2]: true}}
	for word := range l.units {
		l.heads[word[:2]] = true
	}
	return l
}

func (l numeral) read(w string) (int, bool) {
	if n, ok := l.units[w]; ok || len(w) < 6 || !l.begins(w) {
		return n, ok
	}
	for _, scale := range [2]struct {
		word  string
		value int
	}{{l.thousand, 1000}, {l.hundred, 100}} {
		head, tail, ok := strings.Cut(w, scale.word)
		if !ok {
			continue
		}
		times, rest := 1, 0
		if head != "" {
			if times, ok = l.read(head); !ok {
				return 0, false
			}
		}
		if tail = strings.TrimPrefix(strings.TrimPrefix(tail, "en"), "and"); tail != "" {
			if rest, ok = l.read(tail); !ok || rest >= scale.value {
				return 0, false
			}
		}
		return times*scale.value + rest, times < 1000
	}
	return l.tens(w)
}

// begins tells whether a word begins as a number does.
func (l numeral) begins(w string) bool {
	if !l.heads[w[:2]] {
		return false
	}
	if strings.HasPrefix(w, l.hundred) || strings.HasPrefix(w, l.thousand) {
		return true
	}
	for i := 2; i <= min(len(w), 10); i++ {
		if _, ok := l.units[w[:i]]; ok {
			return true
		}
	}
	return false
}

// tens reads a ten and a unit: drieentwintig, twentythree.
func (l numeral) tens(w string) (int, bool) {
	for i := 2; i < len(w)-2; i++ {
		a, okA := l.units[w[:i]]
		if !okA {
			continue
		}
		tail := w[i:]
		if l.and != "" {
			cut, ok := strings.CutPrefix(tail, l.and)
			ten, okT := l.units[cut]
			if ok && okT && a < 10 && ten >= 20 {
				return ten + a, true
			}
			continue
		}
		if b, okB := l.units[tail]; okB && a >= 20 && a%10 == 0 && b > 0 && b < 10 {
			return a + b, true
		}
	}
	return 0, false
}

// numerals of Dutch, English, German, French, Spanish and Italian.
var numerals = []numeral{
	newNumeral("nl", "en", "honderd", "duizend", `nul een=1 twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien
		twintig=20 dertig=30 veertig=40 vijftig=50 zestig=60 zeventig=70 tachtig=80 negentig=90`),
	newNumeral("en", "", "hundred", "thousand", `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
		twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90`),
	newNumeral("de", "und", "hundert", "tausend", `null eins=1 zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn
		ein=1 zwanzig=20 dreissig=30 vierzig=40 funfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90`),
	newNumeral("fr", "", "cent", "mille", `zero un=1 deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dixsept dixhuit dixneuf
		vingt=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 quatrevingt=80 quatrevingts=80 nonante=90 huitante=80 octante=80
		soixantedix=70 soixanteonze soixantedouze soixantetreize soixantequatorze soixantequinze soixanteseize soixantedixsept soixantedixhuit soixantedixneuf soixanteetonze=71
		quatrevingtdix=90 quatrevingtonze quatrevingtdouze quatrevingttreize quatrevingtquatorze quatrevingtquinze quatrevingtseize quatrevingtdixsept quatrevingtdixhuit quatrevingtdixneuf
		vingtetun=21 trenteetun=31 quaranteetun=41 cinquanteetun=51 soixanteetun=61`),
	newNumeral("es", "", "cien", "mil", `cero uno=1 dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve
		veinte=20 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 veintiuno=21 veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve
		ciento=100 doscientos=200 trescientos=300 cuatrocientos=400 quinientos=500 seiscientos=600 setecientos=700 ochocientos=800 novecientos=900`),
	newNumeral("it", "", "cento", "mille", `zero uno=1 due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove
		venti=20 trenta=30 quaranta=40 cinquanta=50 sessanta=60 settanta=70 ottanta=80 novanta=90 ventuno=21 ventotto=28 trentuno=31 trentotto=38
		quarantuno=41 quarantotto=48 cinquantuno=51 cinquantotto=58 sessantuno=61 sessantotto=68 settantuno=71 settantotto=78 ottantuno=81 ottantotto=88 novantuno=91 novantotto=98
		duemila=2000 tremila=3000`),
}

// counts reads "zero one two" and "ten=10"; a word without a number is one
// more than the last.
func counts(list string) map[string]int {
	table, next := map[string]int{}, 0
	for entry := range strings.FieldsSeq(list) {
		word, value, ok := strings.Cut(entry, "=")
		if ok {
			next, _ = strconv.Atoi(value)
		}
		table[word] = next
		next++
	}
	return table
}

// Ordinal reads a rank: derde, twenty-first, 3e, 3rd.
func Ordinal(word, lang string) (n int, ok bool) {
	w := strings.ReplaceAll(Fold(word), "-", "")
	if len(w) > longest {
		return 0, false
	}
	for _, end := range []string{"ste", "de", "e", "st", "nd", "rd", "th"} {
		if digits, ok := strings.CutSuffix(w, end); ok && digits != "" && digits[0] <= '9' {
			if n, err := strconv.Atoi(digits); err == nil && n > 0 {
				return n, true
			}
		}
	}
	if n, ok := ranks[w]; ok {
		return n, true
	}
	if n, ok := ranksAbroad[base(lang)][w]; ok {
		return n, true
	}
	ends := []string{"ste", "de", "th"}
	switch base(lang) {
	case "de":
		ends = []string{"ste", "ster", "stes", "sten", "te", "ter", "tes", "ten"}
	case "fr":
		ends = []string{"ieme", "iemes"}
	}
	for _, end := range ends {
		if stem, ok := strings.CutSuffix(w, end); ok && len(stem) > 2 {
			if n, ok := cardinal(stem, base(lang)); ok {
				return n, true
			}
		}
	}
	for _, irregular := range []string{"first", "second", "third", "fifth", "eighth", "ninth"} {
		if stem, ok := strings.CutSuffix(w, irregular); ok {
			if tens, ok := cardinal(stem, "en"); ok && tens%10 == 0 {
				return tens + ranks[irregular], true
			}
		}
	}
	return 0, false
}

var ranks = map[string]int{
	"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8, "negende": 9, "tiende": 10,
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12,
	"twentieth": 20, "thirtieth": 30,
}

// ranksAbroad are those of the other languages that don't follow from the
// number; words of the one are often other words of the next (primo, premier).
var ranksAbroad = map[string]map[string]int{
	"de": rows(`erste erster erstes ersten=1 zweite zweiter zweites zweiten=2 dritte dritter drittes dritten=3 siebte siebter siebten=7 achte achter achten=8`),
	"fr": rows(`premier premiere premiers premieres=1 second seconde=2 quatrieme=4 cinquieme=5 neuvieme=9 dixieme=10 onzieme=11 douzieme=12 treizieme=13 quatorzieme=14 quinzieme=15 seizieme=16 trentieme=30`),
	"es": rows(`primero primera primer=1 segundo segunda=2 tercero tercera tercer=3 cuarto cuarta=4 quinto quinta=5 sexto sexta=6 septimo septima=7 octavo octava=8 noveno novena=9 decimo decima=10`),
	"it": rows(`primo prima=1 secondo seconda=2 terzo terza=3 quarto quarta=4 quinto quinta=5 sesto sesta=6 settimo settima=7 ottavo ottava=8 nono nona=9 decimo decima=10 ventesimo=20`),
}

// rows reads "eerste eerst=1 tweede=2": all words up to a number have it.
func rows(list string) map[string]int {
	table := map[string]int{}
	var waiting []string
	for entry := range strings.FieldsSeq(list) {
		word, value, ok := strings.Cut(entry, "=")
		waiting = append(waiting, word)
		if n, _ := strconv.Atoi(value); ok {
			for _, w := range waiting {
				table[w] = n
			}
			waiting = nil
		}
	}
	return table
}
