package words

import "strings"

// open spells a stem as it stands before a vowel: koop is kop-, kop is kopp-,
// huis is huiz-.
func open(stem string) string {
	n := len(stem)
	last := stem[n-1]
	if n < 2 || isVowel(last) {
		return stem
	}
	switch {
	case n > 2 && stem[n-2] == stem[n-3] && isVowel(stem[n-2]): // long vowel
		return stem[:n-2] + voiced(last)
	case n > 2 && isVowel(stem[n-2]) && isVowel(stem[n-3]): // diphthong
		return stem[:n-1] + voiced(last)
	case isVowel(stem[n-2]):
		if doubled := stem + string(last); syllables(stem) == 1 || isDutch(doubled+"en") {
			return doubled
		}
	case last == 'f' && strings.IndexByte("rl", stem[n-2]) >= 0:
		return stem[:n-1] + "v"
	case last == 's' && strings.IndexByte("rln", stem[n-2]) >= 0 && isDutch(stem[:n-1]+"zen"):
		return stem[:n-1] + "z"
	}
	return stem
}

func voiced(last byte) string {
	switch last {
	case 'f':
		return "v"
	case 's':
		return "z"
	}
	return string(last)
}

// restore spells a stem without its ending as it stands alone: kop- is koop,
// kopp- is kop, huiz- is huis.
func restore(stem string) string {
	n := len(stem)
	if n < 2 || isVowel(stem[n-1]) {
		return stem
	}
	if stem[n-1] == stem[n-2] {
		return stem[:n-1]
	}
	short := devoice(stem)
	if n == 2 || !isVowel(stem[n-2]) || stem[n-2] == 'i' || isVowel(stem[n-3]) {
		return short
	}
	long := short[:n-1] + string(short[n-2]) + short[n-1:]
	if shortVowel[short] || !isDutch(long) && (isDutch(short) || syllables(stem) > 1) {
		return short
	}
	return long
}

func devoice(stem string) string {
	n := len(stem)
	switch stem[n-1] {
	case 'v':
		return stem[:n-1] + "f"
	case 'z':
		return stem[:n-1] + "s"
	}
	return stem
}

// shorten gives words of several syllables a short last vowel, since spelling
// alone doesn't tell whether motor- is motor and orgaan orgaan.
func shorten(w string) string {
	n := len(w)
	if n > 3 && w[n-2] == w[n-3] && isVowel(w[n-2]) && !isVowel(w[n-1]) && syllables(w) > 1 {
		return w[:n-2] + w[n-1:]
	}
	return w
}

func isVowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

func hasVowel(w string) bool { return strings.ContainsAny(w, "aeiouy") }

// syllables counts groups of vowels.
func syllables(w string) int {
	n, inside := 0, false
	for i := 0; i < len(w); i++ {
		v := isVowel(w[i])
		if v && !inside {
			n++
		}
		inside = v
	}
	return n
}
