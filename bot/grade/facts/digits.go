package facts

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// A reading is a number and the other way to read it, or NaN.
type reading struct{ low, other float64 }

// number reads digits, a fraction, a power of ten or number words from token i.
func (r *reader) number(i int) (reading, int, bool) {
	if i < 0 || i >= len(r.tokens) {
		return reading{}, i, false
	}
	t := r.tokens[i]
	if t.Kind != words.Number {
		return r.numberWords(i)
	}
	v, ok := digits(t.Raw, r.lang)
	if !ok {
		return reading{}, i, false
	}
	next := i + 1
	if n, end := r.groups(i); end > next {
		return reading{n, math.NaN()}, end, true
	}
	if strings.TrimSpace(r.between(next)) == "/" && next < len(r.tokens) && r.tokens[next].Kind == words.Number {
		if d, ok := digits(r.tokens[next].Raw, r.lang); ok && d.low != 0 && v.low < 1000 && d.low < 1000 {
			return reading{v.low / d.low, math.NaN()}, next + 1, true
		}
	}
	if m, end, ok := r.powerOfTen(next); ok {
		return reading{v.low * m, math.NaN()}, end, true
	}
	return v, next, true
}

// groups reads 300 000, with spaces between groups of three digits.
func (r *reader) groups(i int) (float64, int) {
	all, end := r.tokens[i].Raw, i+1
	if len(all) > 3 {
		return 0, i
	}
	for end < len(r.tokens) && r.tokens[end].Kind == words.Number && len(r.tokens[end].Raw) == 3 && strings.TrimSpace(r.between(end)) == "" && len(all) < 18 {
		all += r.tokens[end].Raw
		end++
	}
	n, err := strconv.ParseFloat(all, 64)
	if err != nil {
		return 0, i
	}
	return n, end
}

// powerOfTen reads × 10^8 and · 10⁸.
func (r *reader) powerOfTen(i int) (float64, int, bool) {
	sign := r.fold(i)
	if sign != "×" && sign != "*" && sign != "x" && strings.TrimSpace(r.between(i)) != "·" {
		return 0, 0, false
	}
	if sign == "×" || sign == "*" || sign == "x" {
		i++
	}
	base := r.fold(i)
	if exp, ok := strings.CutPrefix(base, "10"); ok && exp != "" {
		n, err := strconv.Atoi(exp)
		return math.Pow10(n), i + 1, err == nil && r.tokens[i].Raw != base
	}
	if base != "10" || r.fold(i+1) != "^" {
		return 0, 0, false
	}
	at, sgn := i+2, 1
	if r.fold(at) == "-" || r.fold(at) == "−" {
		at, sgn = at+1, -1
	}
	n, err := strconv.Atoi(r.fold(at))
	return math.Pow10(sgn * n), at + 1, err == nil
}

// digits reads one token of digits by the custom of the language, with the
// other reading where a single separator leaves it open.
func digits(raw, lang string) (reading, bool) {
	if r, size := utf8.DecodeRuneInString(raw); size == len(raw) && r > unicode.MaxLatin1/2 {
		if v, ok := fractions[r]; ok {
			return reading{v, math.NaN()}, true
		}
	}
	if len(raw) > 25 || raw == "" || strings.Trim(raw, "0123456789.,") != "" {
		return reading{}, false
	}
	point := ","
	if strings.HasPrefix(lang, "en") {
		point = "."
	}
	dot, comma := strings.LastIndexByte(raw, '.'), strings.LastIndexByte(raw, ',')
	switch {
	case dot >= 0 && comma >= 0: // both: the last is the point
		point = raw[max(dot, comma) : max(dot, comma)+1]
	case strings.Count(raw, ".") > 1:
		point = ","
	case strings.Count(raw, ",") > 1:
		point = "."
	case max(dot, comma) >= 0 && !threeBehind(raw, max(dot, comma)):
		point = raw[max(dot, comma) : max(dot, comma)+1]
	}
	low, ok := parse(raw, point)
	other := math.NaN()
	if max(dot, comma) >= 0 && min(dot, comma) < 0 && threeBehind(raw, max(dot, comma)) {
		other, _ = parse(raw, map[string]string{",": ".", ".": ","}[point])
	}
	return reading{low, other}, ok
}

// threeBehind tells whether a separator at i may part thousands.
func threeBehind(raw string, i int) bool {
	return len(raw)-i == 4 && i <= 3 && i > 0 && raw[0] != '0'
}

func parse(raw, point string) (float64, bool) {
	thousands := map[string]string{",": ".", ".": ","}[point]
	plain := strings.Replace(strings.ReplaceAll(raw, thousands, ""), point, ".", 1)
	v, err := strconv.ParseFloat(plain, 64)
	return v, err == nil
}
