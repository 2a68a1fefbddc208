package words

import "strings"

// stemDutch takes the inflection off a folded Dutch word. Every step asks the
// dictionary whether the shorter word exists, since Dutch endings are often
// part of the word (klant, waarde, gegeven).
func stemDutch(w string) string {
	if s, ok := dutchForms[w]; ok {
		return s
	}
	if s, ok := strongForm(w); ok {
		return s
	}
	if len(w) < 4 {
		return w
	}
	for _, step := range []func(string) (string, bool){
		dutchPlural, diminutive, participle, pastTense, presentParticiple, thirdPerson, pluralEn, pluralS, finalE,
	} {
		if s, ok := step(w); ok {
			if again, ok := dutchForms[s]; ok {
				return again
			}
			return s
		}
	}
	return shorten(w)
}

// strongForm reads bought and sold: gekocht, verkocht, aangeboden.
func strongForm(w string) (string, bool) {
	if s, ok := strongDutch[w]; ok {
		return s, true
	}
	for _, p := range dutchPrefixes {
		rest, ok := strings.CutPrefix(w, p)
		if !ok || infinitive(w) {
			continue
		}
		if s, ok := strongDutch[rest]; ok {
			return shorten(p + s), true
		}
		if s, ok := strongDutch["ge"+rest]; ok && unstressed(p) {
			return shorten(p + s), true
		}
	}
	return "", false
}

// infinitive tells whether a word in -en has a form in -t: verlagen, verlaagt.
func infinitive(w string) bool {
	stem, ok := strings.CutSuffix(w, "en")
	return ok && len(stem) > 2 && isDutch(restore(stem)+"t")
}

func unstressed(prefix string) bool {
	return prefix == "be" || prefix == "ver" || prefix == "ont" || prefix == "her" || prefix == "onder" || prefix == "over"
}

// dutchPlural undoes the plurals that change the word: -heden, -eren, -ieën.
func dutchPlural(w string) (string, bool) {
	switch {
	case strings.HasSuffix(w, "heden") && len(w) > 7:
		return w[:len(w)-5] + "heid", true
	case strings.HasSuffix(w, "ieen"), strings.HasSuffix(w, "eeen"):
		return w[:len(w)-2], true
	case strings.HasSuffix(w, "ien") && isDutch(w[:len(w)-1]):
		return w[:len(w)-1], true
	case strings.HasSuffix(w, "sen") && strings.HasSuffix(w, "ssen") && isDutch(w[:len(w)-3]):
		return shorten(w[:len(w)-3]), true
	case strings.HasSuffix(w, "ums") && isDutch(w[:len(w)-1]):
		return w[:len(w)-1], true
	case strings.HasSuffix(w, "ea") && isDutch(w[:len(w)-1]+"um"):
		return w[:len(w)-1] + "um", true
	case strings.HasSuffix(w, "ia") && isDutch(w[:len(w)-1]+"um"):
		return w[:len(w)-1] + "um", true
	case strings.HasSuffix(w, "ici") && isDutch(w[:len(w)-1]+"us"):
		return w[:len(w)-1] + "us", true
	}
	return "", false
}

// diminutive undoes -je, -tje, -pje, -etje, -kje.
func diminutive(w string) (string, bool) {
	w = strings.TrimSuffix(w, "s")
	if !strings.HasSuffix(w, "je") || len(w) < 6 {
		return "", false
	}
	for _, end := range []string{"etje", "tje", "pje", "je"} {
		stem, ok := strings.CutSuffix(w, end)
		if !ok || len(stem) < 3 {
			continue
		}
		if n := len(stem); end == "etje" && stem[n-1] == stem[n-2] {
			stem = stem[:n-1]
		}
		if isDutch(stem) && !(end == "tje" && open(stem) == stem+stem[len(stem)-1:]) {
			return shorten(stem), true
		}
	}
	if stem, ok := strings.CutSuffix(w, "kje"); ok && isDutch(stem+"g") {
		return stem + "g", true
	}
	return "", false
}

// participle undoes ge-...-t and ge-...-d, also inside a verb that splits:
// gesegmenteerd, opgebouwd, ingezet.
func participle(w string) (string, bool) {
	if bare, ok := strings.CutSuffix(w, "e"); ok {
		w = bare
		if strings.HasSuffix(w, "tt") {
			w = w[:len(w)-1]
		}
	}
	if !strings.HasSuffix(w, "t") && !strings.HasSuffix(w, "d") || !isDutch(w) {
		return "", false
	}
	if s, ok := bareParticiple(w); ok {
		return s, true
	}
	for _, p := range dutchPrefixes {
		rest, ok := strings.CutPrefix(w, p)
		if !ok || unstressed(p) {
			continue
		}
		if s, ok := bareParticiple(rest); ok {
			return shorten(p + s), true
		}
	}
	return weakParticiple(w)
}

func bareParticiple(w string) (string, bool) {
	if !strings.HasPrefix(w, "ge") || len(w) < 5 || notParticiples[w] {
		return "", false
	}
	stem := w[2:]
	if !isVerb(stem[:len(stem)-1]) {
		if isVerb(stem) { // gezet, geleid: the stem ends in t or d itself
			return shorten(stem), true
		}
		return "", false
	}
	return shorten(devoice(stem[:len(stem)-1])), true
}

// weakParticiple undoes the -d of a verb that takes no ge-: bepaald, verdeeld.
func weakParticiple(w string) (string, bool) {
	for _, p := range []string{"be", "ver", "ont", "her", "ge", "onder", "over", "voor", "door", "om", "mis", "weer"} {
		if strings.HasPrefix(w, p) && len(w) > len(p)+3 && strings.HasSuffix(w, "d") && isVerb(w[:len(w)-1]) {
			return shorten(devoice(w[:len(w)-1])), !notParticiples[w]
		}
	}
	return "", false
}

// pastTense undoes -te(n) and -de(n): werkte, bepaalden.
func pastTense(w string) (string, bool) {
	bare := strings.TrimSuffix(w, "n")
	stem := strings.TrimSuffix(bare, "e")
	n := len(stem)
	if n == len(bare) || n < 4 || notPast[bare] {
		return "", false
	}
	hard, either := strings.IndexByte("tkxph", stem[n-2]) >= 0, strings.IndexByte("fs", stem[n-2]) >= 0
	if stem[n-1] != 't' && stem[n-1] != 'd' || stem[n-1] == 't' != hard && !either || isDutch(stem+"te") {
		return "", false
	}
	stem = stem[:n-1]
	if isVerb(stem) && isDutch(stem+"t") && isDutch(bare) && isDutch(bare+"n") {
		return shorten(stem), true
	}
	return "", false
}

// presentParticiple undoes -end(e): groeiend, lopende.
func presentParticiple(w string) (string, bool) {
	stem, ok := strings.CutSuffix(strings.TrimSuffix(w, "e"), "end")
	if !ok || len(stem) < 3 || !isDutch(stem+"en") {
		return "", false
	}
	return shorten(restore(stem)), true
}

// thirdPerson undoes the -t of koopt, but not that of klant and plant.
func thirdPerson(w string) (string, bool) {
	stem, ok := strings.CutSuffix(w, "t")
	if !ok || len(stem) < 3 || !isVerb(stem) {
		return "", false
	}
	noun := isDutch(w+"en") && !isDutch(w+"e") || isDutch(w+"te")
	if noun || strings.HasSuffix(w, "tt") || notThird[w] || isVerb(w) && !isDutch(w+"en") {
		return "", false
	}
	return shorten(stem), true
}

// pluralEn undoes -en: klanten, huizen, kopen.
func pluralEn(w string) (string, bool) {
	stem, ok := strings.CutSuffix(w, "en")
	if !ok || len(stem) < 2 || notPlural[w] || !hasVowel(stem) {
		return "", false
	}
	if isDutch(w+"en") || isDutch(w+"s") && !notPlural[w+"s"] && !isDutch(stem+"t") && !isDutch(restore(stem)+"t") {
		return "", false // examen, gegeven: the -en is the word's own
	}
	return shorten(restore(stem)), true
}

// pluralS undoes -s where a plural in -s is usual.
func pluralS(w string) (string, bool) {
	stem, ok := strings.CutSuffix(strings.TrimSuffix(w, "'s"), "s")
	if strings.HasSuffix(w, "'s") {
		return shorten(strings.TrimSuffix(w, "'s")), true
	}
	if !ok || len(stem) < 3 || stem[len(stem)-1] == 's' || !isDutch(stem) && isDutch(w) && !english.has(stem) {
		return "", false
	}
	if isDutch(w+"en") || isDutch(w[:len(w)-1]+"zen") || notPlural[w] {
		return "", false // kans, mens, bewijs
	}
	if again, ok := dutchPluralFree(stem); ok {
		return again, true
	}
	return shorten(stem), true
}

// dutchPluralFree treats what stands before a plural -s: methodes, middelen.
func dutchPluralFree(stem string) (string, bool) {
	if strings.HasSuffix(stem, "e") {
		return finalE(stem)
	}
	return "", false
}

// finalE takes the -e off: grote, actieve, waarde.
func finalE(w string) (string, bool) {
	stem, ok := strings.CutSuffix(w, "e")
	if !ok || len(stem) < 3 || strings.HasSuffix(w, "ie") || strings.HasSuffix(w, "ee") || !hasVowel(stem) {
		return "", false
	}
	return shorten(restore(stem)), true
}

// isDutch tells whether a folded word is in the Dutch dictionary.
func isDutch(w string) bool { return dutch.has(w) }

// isVerb tells whether stem, as in "ik stem", has an infinitive.
func isVerb(stem string) bool {
	if !hasVowel(stem) || len(stem) < 2 {
		return false
	}
	if isDutch(open(stem) + "en") {
		return true
	}
	return false
}
