package facts

import (
	"math"
	"strings"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// maxTokens is how much of a text is read: enough for every honest answer.
const maxTokens = 600

// maxFacts is how many facts of a text are read.
const maxFacts = 64

// Find reads all facts of a text, in order. Tokens are the text's own.
func Find(text string, tokens []words.Token, lang string) []Fact {
	return FindAt(text, tokens, nil, lang)
}

// FindAt is Find where Begins is known of each token; nil where it is not.
func FindAt(text string, tokens []words.Token, begins []bool, lang string) []Fact {
	r := reader{text: text, tokens: tokens[:min(len(tokens), maxTokens)], lang: lang}
	for i := 0; i < len(r.tokens) && len(r.facts) < maxFacts; {
		if begins != nil && !begins[i] || !r.starts(i) {
			i++
			continue
		}
		f, next, ok := r.fact(i)
		if !ok {
			i++
			continue
		}
		last := len(r.facts) - 1
		if last >= 0 {
			f = r.shortEnd(r.facts[last], f)
		}
		if last >= 0 && r.joins(r.facts[last], f) {
			r.facts[last] = r.join(r.facts[last], f, next)
		} else {
			r.facts = append(r.facts, r.finish(f, i, next))
		}
		i = next
	}
	return r.facts
}

type reader struct {
	text   string
	tokens []words.Token
	lang   string
	facts  []Fact
}

// starts tells quickly whether a fact can begin at token i.
func (r *reader) starts(i int) bool {
	t := r.tokens[i]
	if t.Kind != words.Word || starters[t.Fold] || strings.Trim(t.Raw, "IVXe") == "" {
		return true
	}
	if _, ok := words.Cardinal(t.Text, r.lang); ok {
		return true
	}
	_, ok := words.Ordinal(t.Text, r.lang)
	return ok
}

// Begins tells whether a fact may begin with a word of a language, or with a
// number or a sign: a text without any such token has no facts.
func Begins(t words.Token, lang string) bool {
	if t.Kind != words.Word || starters[t.Fold] || strings.Trim(t.Text, "ivxe") == "" {
		return true
	}
	_, cardinal := words.Cardinal(t.Text, lang)
	_, ordinal := words.Ordinal(t.Text, lang)
	return cardinal || ordinal
}

// starters are the words besides numbers that a fact can begin with.
var starters = starting()

func starting() map[string]bool {
	all := map[string]bool{"een": true, "a": true, "min": true, "minus": true, "jaren": true}
	for w := range months {
		all[w] = true
	}
	for w := range currencies {
		all[w] = true
	}
	for w := range wordValues {
		all[w] = true
	}
	return all
}

func (r *reader) fold(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	return r.tokens[i].Fold
}

// between is what stands in the text before token i and after the one before.
func (r *reader) between(i int) string {
	if i <= 0 || i >= len(r.tokens) {
		return ""
	}
	before := r.tokens[i-1]
	return r.text[before.At+len(before.Raw) : r.tokens[i].At]
}

// fact reads the fact that begins at token i.
func (r *reader) fact(i int) (f Fact, next int, ok bool) {
	if f, next, ok = r.date(i); ok {
		return f, next, true
	}
	if f, next, ok = r.rank(i); ok {
		return f, next, true
	}
	return r.quantity(i)
}

// finish adds where the fact stands and what comes before it.
func (r *reader) finish(f Fact, from, to int) Fact {
	last := r.tokens[to-1]
	f.From, f.To, f.At = from, to, r.tokens[from].At
	f.Raw = r.text[f.At : last.At+len(last.Raw)]
	for back := 1; back <= 2; back++ {
		switch r.fold(from - back) {
		case "ca", "circa", "ongeveer", "bijna", "ruim", "rond", "zo'n", "about", "around", "approximately", "roughly", "nearly", "±", "≈", "etwa", "ungefahr", "rund", "environ":
			f.Loose = true
		case "minstens", "minimaal", "meer", "boven", "least", "more", "over", ">", "≥", "hoger", "langer", "groter":
			f.Bound = 1
		case "hoogstens", "maximaal", "minder", "onder", "most", "less", "fewer", "under", "<", "≤", "lager", "korter", "kleiner":
			f.Bound = -1
		}
	}
	return f
}

// joins tells whether f goes on where before ended, as a range does.
func (r *reader) joins(before, f Fact) bool {
	if before.Kind != f.Kind || f.Kind == Rank || before.Low != before.High && f.Kind == Quantity || len(r.facts) == 0 {
		return false
	}
	if before.Unit != f.Unit && before.Unit != "" {
		return false
	}
	at := before.To
	if at < len(r.tokens) && r.tokens[at].Kind == words.Number {
		dash := strings.Trim(r.between(at), " '’‘")
		return (dash == "-" || dash == "–" || dash == "—") && before.Low < f.High*max(1, f.Scale)
	}
	switch r.fold(at) {
	case "tot", "to", "a", "through", "till", "until":
		return r.isNumber(at + 1)
	case "en", "and":
		opens := r.fold(before.From - 1)
		return r.isNumber(at+1) && (opens == "tussen" || opens == "between")
	}
	return false
}

// shortEnd is the year that a number of two digits stands for behind a year and
// a dash: 1914-18.
func (r *reader) shortEnd(before, f Fact) Fact {
	if before.Kind != Date || f.Kind != Quantity || before.To >= len(r.tokens) || len(r.tokens[before.To].Raw) != 2 {
		return f
	}
	from := math.Floor(before.Low / daysAYear)
	end := from - math.Mod(from, 100) + f.Low
	dash := strings.Trim(r.between(before.To), " '’‘")
	if dash != "-" && dash != "–" || f.Unit != "" || f.Low != f.High || end <= from || before.High-before.Low >= daysAYear {
		return f
	}
	return years(int(end), int(end))
}

func (r *reader) isNumber(i int) bool {
	_, _, ok := r.number(i)
	return ok
}

// join makes a range of two facts; the unit may stand behind the second only.
func (r *reader) join(low, high Fact, next int) Fact {
	if low.Kind == Quantity && low.Unit == "" {
		low.Low *= high.Scale
	}
	from := low.From
	low.High, low.Unit, low.Scale, low.Other = high.High, high.Unit, high.Scale, math.NaN()
	if low.High < low.Low {
		low.Low, low.High = low.High, low.Low
	}
	return r.finish(low, from, next)
}

// rank reads 3e, derde, second, and the numeral of a king or a war.
func (r *reader) rank(i int) (Fact, int, bool) {
	t := r.tokens[i]
	n, ok := words.Ordinal(t.Text, r.lang)
	if !ok && strings.Trim(t.Raw, "IVX") == "" && (len(t.Raw) > 1 || r.titled(i)) {
		n, ok = words.Roman(t.Raw)
	}
	if !ok {
		return Fact{}, 0, false
	}
	v := float64(n)
	return Fact{Kind: Rank, Low: v, High: v, Scale: 1, Other: math.NaN()}, i + 1, true
}

// titled tells whether the single letter at i numbers a name, as in Karel V and
// WO I, and is not the English pronoun.
func (r *reader) titled(i int) bool {
	if i == 0 || r.tokens[i].Gap != words.Space || r.tokens[i-1].Raw[0] < 'A' || r.tokens[i-1].Raw[0] > 'Z' {
		return false
	}
	return r.tokens[i].Raw != "I" || !strings.HasPrefix(r.lang, "en") || i+1 == len(r.tokens)
}

// quantity reads a sign, a currency, a number, a multiplier and a unit.
func (r *reader) quantity(i int) (Fact, int, bool) {
	at, sign, unit, scale := i, 1.0, "", 1.0
	if f := r.fold(at); (f == "-" || f == "−" || f == "min" || f == "minus") && r.isNumber(at+1) {
		at, sign = at+1, -1
	}
	if c, ok := currencies[r.fold(at)]; ok && r.isNumber(at+1) {
		at, unit = at+1, c
	}
	value, at, ok := r.number(at)
	if !ok {
		return Fact{}, 0, false
	}
	for m, isTimes := r.times(at); isTimes; m, isTimes = r.times(at) {
		value.low, value.other, at = value.low*m, math.NaN(), at+1
		if more, next := r.belowThousand(at); m == 1000 && next > at {
			value.low, at = value.low+more, next
		}
	}
	if unit == "" {
		unit, scale, at = r.unit(at)
	}
	low := sign * value.low * scale
	return Fact{Low: low, High: low, Other: sign * value.other * scale, Scale: scale, Unit: unit}, at, true
}

// times reads thousand, million and their like.
func (r *reader) times(i int) (float64, bool) {
	m, ok := multipliers[r.fold(i)]
	if ok && r.fold(i) == "m" || r.fold(i) == "k" {
		return m, ok && r.tokens[i].Gap == words.Glued && r.tokens[i-1].Kind == words.Number && r.fold(i-2) == "€"
	}
	return m, ok
}
