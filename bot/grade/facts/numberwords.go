package facts

import (
	"math"
	"strings"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// numberWords reads vijf, two hundred and five, een derde, anderhalf.
func (r *reader) numberWords(i int) (reading, int, bool) {
	if v, ok := wordValues[r.fold(i)]; ok {
		return reading{v, math.NaN()}, i + 1, true
	}
	n, next, ok := r.cardinal(i)
	if r.fold(i) == "een" || r.fold(i) == "a" {
		n = 1
		if _, scaled := multipliers[r.fold(i+1)]; scaled {
			return reading{1, math.NaN()}, i + 1, true
		}
	} else if !ok {
		return reading{}, i, false
	}
	if part, found := fractionWords[r.fold(i+1)]; found && n > 0 {
		return reading{float64(n) * part, math.NaN()}, i + 2, true
	}
	if !ok {
		return reading{}, i, false
	}
	if part, end := r.decimals(next); end > next {
		return reading{float64(n) + part, math.NaN()}, end, true
	}
	sum := float64(n)
	for next < len(r.tokens) && r.tokens[next].Gap <= words.Space {
		at := next
		if w := r.fold(at); w == "and" || w == "hundred" || w == "honderd" {
			if w != "and" {
				sum *= 100
				next++
				continue
			}
			at++
		}
		more, ok := words.Cardinal(textAt(r.tokens, at), r.lang)
		rest := 100
		if int(sum)%1000 == 0 && at == next {
			rest = 1000
		}
		if !ok || float64(more) >= sum || int(sum)%100 != 0 && at != next || more >= rest || int(sum)%10 != 0 || int(sum)%100 != 0 && more >= 10 {
			break
		}
		sum, next = sum+float64(more), at+1
	}
	return reading{sum, math.NaN()}, next, true
}

// cardinal reads a number word, and in French those with hyphens between as one:
// quatre-vingt-onze is no sum of its parts.
func (r *reader) cardinal(i int) (n, next int, ok bool) {
	n, ok = words.Cardinal(r.tokens[i].Text, r.lang)
	next = i + 1
	if !strings.HasPrefix(r.lang, "fr") {
		return n, next, ok
	}
	text := r.tokens[i].Text
	for at := i + 1; at < min(i+5, len(r.tokens)) && r.tokens[at].Gap == words.Glued; at++ {
		text += r.tokens[at].Text
		if whole, isNumber := words.Cardinal(text, r.lang); isNumber {
			n, next, ok = whole, at+1, true
		}
	}
	return n, next, ok
}

// belowThousand reads what words add to a thousand: "five hundred", "and
// twenty-six"; it ends where it begins without any.
func (r *reader) belowThousand(i int) (float64, int) {
	at, most := i, 1000.0
	if w := r.fold(at); w == "and" || w == "en" {
		at, most = at+1, 100
	}
	if at >= len(r.tokens) || r.tokens[at].Kind != words.Word || r.tokens[at].Gap > words.Space {
		return 0, i
	}
	if _, _, ok := r.cardinal(at); !ok {
		return 0, i
	}
	more, next, ok := r.numberWords(at)
	if !ok || more.low < 1 || more.low >= most {
		return 0, i
	}
	return more.low, next
}

// decimals reads the words behind a decimal point: "komma zeven vijf", "point
// twenty-five"; it ends where it begins without any.
func (r *reader) decimals(i int) (float64, int) {
	switch r.fold(i) {
	case "komma", "point", "punt", "punkt", "comma", "virgule":
	default:
		return 0, i
	}
	sum, part, next := 0.0, 0.1, i+1
	for ; next < len(r.tokens) && r.tokens[next].Kind == words.Word && r.tokens[next].Gap <= words.Space; next++ {
		n, _, ok := r.cardinal(next)
		if ok && n >= 10 && n < 100 && next == i+1 {
			return float64(n) / 100, next + 1
		}
		if !ok || n > 9 {
			break
		}
		sum, part = sum+float64(n)*part, part/10
	}
	if next == i+1 {
		return 0, i
	}
	return sum, next
}

func textAt(tokens []words.Token, i int) string {
	if i >= len(tokens) {
		return ""
	}
	return tokens[i].Text
}
