package facts

import (
	"math"
	"strings"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// Days are counted as if every month had 31, which keeps their order: a date's
// Low is year*daysAYear + (month-1)*31 + day-1.
const daysAYear = 372

func year(y float64) (first, last float64) { return y * daysAYear, y*daysAYear + daysAYear - 1 }

func years(from, to int) Fact {
	first, _ := year(float64(from))
	_, last := year(float64(to))
	return Fact{Kind: Date, Low: first, High: last, Scale: 1, Other: math.NaN()}
}

func day(y, m, d int) Fact {
	f := years(y, y)
	f.Low += float64((m - 1) * 31)
	f.High = f.Low + 30
	if d > 0 {
		f.Low += float64(d - 1)
		f.High = f.Low
	}
	return f
}

// date reads the date that begins at token i.
func (r *reader) date(i int) (Fact, int, bool) {
	for _, read := range []func(int) (Fact, int, bool){r.century, r.decade, r.numericDate, r.namedDate, r.shortYear, r.spelledYear, r.plainYear} {
		if f, next, ok := read(i); ok {
			return r.beforeChrist(f, next)
		}
	}
	return Fact{}, 0, false
}

// beforeChrist turns a date round when it is marked so.
func (r *reader) beforeChrist(f Fact, next int) (Fact, int, bool) {
	marked := r.christ(next)
	if marked > 0 {
		first, last := math.Floor(f.Low/daysAYear), math.Floor(f.High/daysAYear)
		turned := years(-int(last), -int(first))
		if f.Low == f.High {
			turned.Low += f.Low - first*daysAYear
			turned.High = turned.Low
		}
		f = turned
	}
	return f, next + marked + r.after(next), true
}

// christ tells how many tokens from i on say "before Christ".
func (r *reader) christ(i int) int {
	switch r.fold(i) {
	case "bc", "bce", "vc", "vchr":
		return 1
	case "v", "voor", "before":
		if w := r.fold(i + 1); w == "chr" || w == "christus" || w == "christ" || w == "c" {
			return 2
		}
	}
	return 0
}

// after tells how many tokens from i on say "after Christ".
func (r *reader) after(i int) int {
	switch r.fold(i) {
	case "ad", "ce", "nc", "nchr":
		return 1
	case "n", "na":
		if w := r.fold(i + 1); w == "chr" || w == "christus" || w == "c" {
			return 2
		}
	}
	return 0
}

// century reads 19e eeuw, nineteenth century, de XIXe eeuw.
func (r *reader) century(i int) (Fact, int, bool) {
	w := r.fold(i + 1)
	if w != "eeuw" && w != "century" && w != "siecle" && w != "jahrhundert" {
		return Fact{}, 0, false
	}
	n, ok := words.Ordinal(r.tokens[i].Text, r.lang)
	if !ok {
		n, ok = words.Roman(strings.TrimSuffix(r.tokens[i].Raw, "e"))
	}
	if !ok || n > 30 {
		return Fact{}, 0, false
	}
	return years(100*(n-1)+1, 100*n), i + 2, true
}

// decade reads jaren 90, jaren negentig, jaren '90, 1990s, the nineties.
func (r *reader) decade(i int) (Fact, int, bool) {
	n, next := -1, i+1
	if r.fold(i) == "jaren" && i+1 < len(r.tokens) {
		if v, ok := whole(r.fold(i + 1)); ok {
			n = v
		} else if v, ok := words.Cardinal(r.tokens[i+1].Text, "nl"); ok {
			n = v
		}
		next = i + 2
	} else if v, ok := whole(r.fold(i)); ok && r.fold(i+1) == "s" && r.tokens[i+1].Gap == words.Glued && v%10 == 0 {
		n, next = v, i+2
	}
	switch {
	case n < 20 || n%10 != 0 || n > 2100 || n > 90 && n < 1000:
		return Fact{}, 0, false
	case n < 100:
		n += 1900
	}
	return years(n, n+9), next, true
}

// numericDate reads 5-5-1945, 05/05/1945, 5.5.1945 and 1945-05-05.
func (r *reader) numericDate(i int) (Fact, int, bool) {
	if r.tokens[i].Kind != words.Number {
		return Fact{}, 0, false
	}
	parts, next := strings.Split(r.tokens[i].Raw, "."), i+1
	for len(parts) < 3 && next < len(r.tokens) && r.tokens[next].Kind == words.Number {
		if b := strings.TrimRight(r.between(next), "'’‘"); b != "-" && b != "/" {
			break
		}
		parts = append(parts, r.tokens[next].Raw)
		next++
	}
	if len(parts) != 3 {
		return Fact{}, 0, false
	}
	var n [3]int
	for k, p := range parts {
		v, ok := whole(p)
		if !ok {
			return Fact{}, 0, false
		}
		n[k] = v
	}
	d, m, y := n[0], n[1], n[2]
	if len(parts[0]) == 4 {
		d, y = n[2], n[0]
	}
	short := len(parts[0]) <= 2 && len(parts[2]) == 2 && next > i+1 && m <= 12
	if short { // of the 1900s, or else of the 2000s
		y += 1900
	}
	if m > 12 && d <= 12 { // the American way
		d, m = m, d
	}
	if y < 1000 || y > 2999 || m < 1 || m > 12 || d < 1 || d > 31 {
		return Fact{}, 0, false
	}
	f := day(y, m, d)
	if short {
		f.Other = day(y+100, m, d).Low
	}
	return f, next, true
}

// small reads a whole number or rank up to most at token i, or 0.
func (r *reader) small(i, most int) int {
	if i >= len(r.tokens) || r.tokens[i].Kind != words.Number {
		return 0
	}
	n, ok := whole(r.tokens[i].Raw)
	if !ok {
		n, _ = words.Ordinal(r.tokens[i].Text, r.lang)
	}
	if n > most {
		return 0
	}
	return n
}

// plainYear reads four digits, or a year in words, without a unit.
func (r *reader) plainYear(i int) (Fact, int, bool) {
	t := r.tokens[i]
	n, ok := whole(t.Raw)
	if !ok || len(t.Raw) != 4 || r.money(i) {
		if n = 0; t.Kind == words.Word && len(t.Fold) > len("elfhonderd") {
			n, _ = words.Cardinal(t.Text, r.lang)
		}
		if n%100 == 0 {
			n = 0
		}
	}
	if n < 1000 || n > 2199 {
		if v, ok := whole(t.Raw); ok && v > 0 && v < 1000 && r.christ(i+1)+r.after(i+1) > 0 {
			return years(v, v), i + 1, true
		}
		return Fact{}, 0, false
	}
	if base, _, next := r.unit(i + 1); next > i+1 && base != "" {
		return Fact{}, 0, false
	}
	if _, scaled := multipliers[r.fold(i+1)]; scaled {
		return Fact{}, 0, false
	}
	return years(n, n), i + 1, true
}

// shortYear reads '68: of the 1900s, but '05 of the 2000s.
func (r *reader) shortYear(i int) (Fact, int, bool) {
	at := r.tokens[i].At
	n, ok := whole(r.tokens[i].Raw)
	if before := r.text[:at]; !ok || len(r.tokens[i].Raw) != 2 || !strings.HasSuffix(before, "'") && !strings.HasSuffix(before, "’") && !strings.HasSuffix(before, "‘") {
		return Fact{}, 0, false
	}
	if n < 10 {
		n += 100
	}
	return years(1900+n, 1900+n), i + 1, true
}

// spelledYear reads nineteen eighty-nine.
func (r *reader) spelledYear(i int) (Fact, int, bool) {
	if r.tokens[i].Kind != words.Word || i+1 >= len(r.tokens) || r.tokens[i+1].Gap != words.Space {
		return Fact{}, 0, false
	}
	hundreds, ok := words.Cardinal(r.tokens[i].Text, r.lang)
	if !ok || hundreds < 10 || hundreds > 20 {
		return Fact{}, 0, false
	}
	n, next := r.tensAndUnits(i + 1)
	return years(100*hundreds+n, 100*hundreds+n), next, n >= 10
}

// tensAndUnits reads eighty-nine, which is two tokens with a hyphen between.
func (r *reader) tensAndUnits(i int) (int, int) {
	n, ok := words.Cardinal(r.tokens[i].Text, r.lang)
	if !ok || n > 99 {
		return 0, i
	}
	if i+1 < len(r.tokens) && n%10 == 0 && r.tokens[i+1].Gap == words.Glued {
		if unit, ok := words.Cardinal(r.tokens[i+1].Text, r.lang); ok && unit < 10 {
			return n + unit, i + 2
		}
	}
	return n, i + 1
}

// money tells whether a currency or a sign stands before token i.
func (r *reader) money(i int) bool {
	w := r.fold(i - 1)
	_, ok := currencies[w]
	return ok || w == "-" && r.tokens[i].Gap == words.Glued
}

// whole reads up to nine digits and nothing else.
func whole(s string) (n int, ok bool) {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' || i > 8 {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, s != ""
}
