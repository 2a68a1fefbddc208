package words

import "strings"

// stemEnglish takes the inflection off a folded English word, asking the
// dictionary whether the shorter word exists.
func stemEnglish(w string) string {
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "'")
	if s, ok := englishForms[w]; ok {
		return s
	}
	if len(w) < 4 {
		return w
	}
	for _, step := range []func(string) (string, bool){englishPlural, englishVerb} {
		if s, ok := step(w); ok {
			return dropE(british(s))
		}
	}
	return dropE(british(w))
}

func englishPlural(w string) (string, bool) {
	stem, ok := strings.CutSuffix(w, "s")
	if !ok || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is") || notEnglishPlural[w] {
		return "", false
	}
	n := len(stem)
	switch {
	case strings.HasSuffix(stem, "ie") && n > 3:
		return stem[:n-2] + "y", true
	case strings.HasSuffix(stem, "ve") && english.has(stem[:n-2]+"f"):
		return stem[:n-2] + "f", true
	case strings.HasSuffix(stem, "xe"), strings.HasSuffix(stem, "che"), strings.HasSuffix(stem, "she"), strings.HasSuffix(stem, "sse"),
		strings.HasSuffix(stem, "oe") && english.has(stem[:n-1]):
		return stem[:n-1], true
	case strings.HasSuffix(stem, "se") && !english.has(stem) && english.has(stem[:n-1]):
		return stem[:n-1], true
	}
	return stem, true
}

func englishVerb(w string) (string, bool) {
	for _, end := range []string{"ing", "ed"} {
		stem, ok := strings.CutSuffix(w, end)
		if !ok || len(stem) < 2 || !hasVowel(stem) || notEnglishVerb[w] {
			continue
		}
		n := len(stem)
		switch {
		case stem[n-1] == 'i' && end == "ed":
			return stem[:n-1] + "y", true
		case english.has(stem+"e") && !(english.has(stem) && syllables(stem) > 1 && stem[n-1] != 's' && stem[n-1] != 'v'):
			return stem + "e", true
		case n > 2 && stem[n-1] == stem[n-2] && english.has(stem[:n-1]) && !english.has(stem):
			return stem[:n-1], true
		case english.has(stem) || !english.has(w):
			return stem, true
		}
	}
	return "", false
}

// british spells -ize, -or and -er words one way.
func british(w string) string {
	for _, p := range [][2]string{{"ise", "ize"}, {"yse", "yze"}, {"isation", "ization"}, {"our", "or"}, {"tre", "ter"}, {"ogue", "og"}, {"ence", "ense"}, {"amme", "am"}} {
		if stem, ok := strings.CutSuffix(w, p[0]); ok && len(stem) > 2 && english.has(stem+p[1]) {
			return stem + p[1]
		}
	}
	for _, sound := range []string{"iour", "lour", "vour", "bour", "nour", "mour"} { // behavioural, favourite
		if at := strings.Index(w, sound); at > 0 && english.has(w[:at+2]+w[at+3:]) {
			return w[:at+2] + w[at+3:]
		}
	}
	return w
}

// dropE makes one key of use and us(ing).
func dropE(w string) string {
	if len(w) > 4 && w[len(w)-1] == 'e' && w[len(w)-2] != 'e' {
		return w[:len(w)-1]
	}
	return w
}

// englishForms are inflected forms that no rule finds, and their stems.
var englishForms = pairs(`
am be, is be, are be, was be, were be, been be, being be, has have, had have, having have, does do, did do, done do, doing do
goes go, went go, gone go, going go, can can, could can, will will, would will, may may, might may, shall shall, should shall
men man, women woman, children child, people people, persons people, person people, feet foot, teeth tooth, mice mouse, geese goose
data data, datum data, criteria criterion, phenomena phenomenon, analyses analysis, crises crisis, hypotheses hypothesis, theses thesis, bases base, axes axis
bacteria bacteria, bacterium bacteria, media media, medium medium, fungi fungus, nuclei nucleus, stimuli stimulus, radii radius, algae alga, larvae larva, formulae formula, indices index, matrices matrix, species species, series series
bought buy, sold sell, thought think, brought bring, sought seek, taught teach, caught catch, fought fight, made make, said say, paid pay, laid lay, held hold, told tell, felt feel, kept keep, left leave, lost lose, met meet, sent send, spent spend, built build, lent lend, meant mean, dealt deal, heard hear, read read, led lead, fed feed, bred breed, found find, bound bind, stood stand, understood understand, won win, put put, cut cut, set set, let let, hit hit, cost cost, hurt hurt, shut shut, split split, spread spread
took take, taken take, gave give, given give, came come, become become, became become, saw see, seen see, knew know, known know, grew grow, grown grow, threw throw, thrown throw, drew draw, drawn draw, flew fly, flown fly, wrote write, written write, rode ride, ridden ride, drove drive, driven drive, rose rise, risen rise, arose arise, arisen arise, chose choose, chosen choose, spoke speak, spoken speak, broke break, broken break, stole steal, stolen steal, froze freeze, frozen freeze, wore wear, worn wear, bore bear, borne bear, born bear, tore tear, torn tear, ate eat, eaten eat, fell fall, fallen fall, began begin, begun begin, drank drink, drunk drink, sang sing, sung sing, sank sink, sunk sink, swam swim, ran run, running run, shown show, hid hide, hidden hide, bit bite, bitten bite, forgot forget, forgotten forget, got get, gotten get, slept sleep, shrank shrink, shrunk shrink, lay lie, lain lie, lying lie, dying die, died die, tied tie, lied lie, tying tie
better good, best good, worse bad, worst bad, more more, most most, less less, least least
lives live, life life, leaves leave, leaf leaf, using use, used use, uses use, use use
`)

var notEnglishPlural = set(`always perhaps lens news physics mathematics economics ethics politics gas bias alias atlas chaos
does this his its hers ours yours theirs means series species genetics statistics diabetes was has thus plus`)

var notEnglishVerb = set(`thing something nothing anything everything string spring king ring wing bring during evening morning
ceiling sibling need seed speed feed breed indeed hundred red bed shed sacred naked exceed succeed proceed embed bleed weed
reed greed deed freed agreed meeting`)
