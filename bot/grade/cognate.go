package grade

import "strings"

// Endings that Dutch and English write differently in words that both took
// from Latin and Greek; the longer before the shorter.
var latinEndings = [][2]string{
	{"ioneel", "ional"}, {"ionele", "ional"}, {"iteiten", "ty"}, {"iteit", "ty"}, {"ities", "ty"}, {"ity", "ty"}, {"teiten", "ty"}, {"teit", "ty"},
	{"enties", "enc"}, {"entie", "enc"}, {"ency", "enc"}, {"ence", "enc"}, {"anties", "anc"}, {"antie", "anc"}, {"ance", "anc"}, {"ancy", "anc"},
	{"aties", "ation"}, {"atie", "ation"}, {"ations", "ation"}, {"ties", "tion"}, {"tie", "tion"}, {"tions", "tion"}, {"sies", "sion"}, {"sie", "sion"}, {"sions", "sion"},
	{"ische", "ic"}, {"isch", "ic"}, {"ical", "ic"}, {"logieen", "logi"}, {"logie", "logi"}, {"logy", "logi"}, {"grafie", "grafi"}, {"graphy", "grafi"},
	{"ismen", "ism"}, {"isme", "ism"}, {"isms", "ism"}, {"ieve", "iv"}, {"ief", "iv"}, {"ive", "iv"}, {"ives", "iv"}, {"iele", "ial"}, {"ieel", "ial"}, {"uele", "ual"}, {"ueel", "ual"},
	{"elle", "el"}, {"ele", "al"}, {"eel", "al"}, {"ale", "al"}, {"aal", "al"}, {"eren", "ate"}, {"eert", "ate"}, {"iseren", "ise"}, {"iseert", "ise"}, {"izes", "ise"}, {"ize", "ise"},
	{"heden", "heid"}, {"ieen", "i"}, {"ies", "i"}, {"ie", "i"}, {"y", "i"}, {"eus", "ous"}, {"euze", "ous"}, {"en", ""}, {"s", ""}, {"e", ""},
}

var latinLetters = strings.NewReplacer("ph", "f", "th", "t", "ch", "c", "qu", "c", "kw", "c", "k", "c", "z", "s", "y", "i", "ae", "e", "oe", "e", "aa", "a", "ee", "e", "oo", "o", "uu", "u",
	"ll", "l", "mm", "m", "nn", "n", "pp", "p", "ss", "s", "tt", "t", "ff", "f", "cc", "c", "rr", "r", "bb", "b", "dd", "d", "gg", "g")

// latin is a spelling that Dutch and English words of one Latin or Greek word
// share: loyaliteit and loyalty, isolatie and isolation.
func latin(word string) string {
	if len(word) < 6 {
		return "-"
	}
	for _, e := range latinEndings {
		if stem, ok := strings.CutSuffix(word, e[0]); ok && len(stem) >= 3 {
			word = stem + e[1]
			break
		}
	}
	return latinLetters.Replace(word)
}
