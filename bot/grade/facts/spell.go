package facts

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// spelled are the operators as words.
var spelled = map[string]byte{
	"plus": '+', "min": '-', "minus": '-', "maal": '*', "keer": '*', "times": '*', "vermenigvuldigd": '*', "multiplied": '*',
	"gedeeld": '/', "delen": '/', "divided": '/', "is": '=', "equals": '=', "gelijk": '=', "tot": '^',
}

// functions of one argument.
var functions = map[string]bool{"sqrt": true, "wortel": true, "vkw": true, "sin": true, "cos": true, "tan": true, "log": true, "ln": true, "exp": true, "abs": true}

// A speller decides what the names in two formulas are: one symbol, several
// symbols in a row, a power typed as a digit, or words for an operator.
type speller struct {
	single map[rune]bool  // letters that stand alone somewhere
	both   map[string]int // in how many of the formulas a name stands
	times  bool           // x is a multiplication sign, not a symbol
	legend Legend
}

func newSpeller(legend Legend, formulas ...[]sign) speller {
	s := speller{single: map[rune]bool{}, both: map[string]int{}, times: true, legend: legend}
	for _, signs := range formulas {
		seen := map[string]bool{}
		for i, g := range signs {
			if g.kind != 'a' {
				continue
			}
			if r, size := utf8.DecodeRuneInString(g.text); size == len(g.text) {
				s.single[r] = true
			}
			if (g.text == "x" || g.text == "X") && !between(signs, i) {
				s.times = false
			}
			if name := strings.ToLower(plain(g.text)); !seen[name] {
				seen[name] = true
				s.both[name]++
			}
		}
	}
	for _, symbol := range legend {
		if r, size := utf8.DecodeRuneInString(symbol); size == len(symbol) {
			s.single[r] = true
		}
	}
	return s
}

// between tells whether sign i has an operand on both sides.
func between(signs []sign, i int) bool {
	if i == 0 || i+1 == len(signs) {
		return false
	}
	before, after := signs[i-1].kind, signs[i+1].kind
	return (before == 'a' || before == 'n' || before == ')' || before == 'p') && (after == 'a' || after == 'n' || after == '(')
}

// spell rewrites the signs of a formula so that every name is one symbol.
func (s speller) spell(signs []sign) []sign {
	var out []sign
	for i := 0; i < len(signs); i++ {
		g := signs[i]
		if g.kind != 'a' {
			out = append(out, g)
			continue
		}
		if end := s.phrase(signs, i); end > i+1 || s.isWord(g) {
			if op, next, ok := operator(signs, i); ok {
				out = append(out, op)
				i = next - 1
				continue
			}
			name := make([]string, 0, end-i)
			for _, w := range signs[i:end] {
				name = append(name, w.text)
			}
			out = append(out, sign{kind: 'a', text: s.symbol(strings.Join(name, " "))})
			i = end - 1
			continue
		}
		letters := s.letters(g, signs, i)
		letters[0].spaced = g.spaced
		out = append(out, letters...)
	}
	return out
}

// isWord tells whether a name is a word, and not letters in a row.
func (s speller) isWord(g sign) bool {
	if g.kind != 'a' || functions[g.text] {
		return false
	}
	if _, ok := spelled[strings.ToLower(g.text)]; ok {
		return len(g.text) > 2 || g.text == "is"
	}
	if utf8.RuneCountInString(g.text) < 4 || strings.ContainsAny(g.text, "_0123456789") {
		return false
	}
	return !s.allSingle(g.text)
}

// phrase is the end of the words in a row that begin at i: one name.
func (s speller) phrase(signs []sign, i int) int {
	if !s.isWord(signs[i]) && !(signs[i].kind == 'a' && i+1 < len(signs) && s.isWord(signs[i+1]) && !isOperator(signs, i+1) && len(signs[i].text) > 1) {
		return i
	}
	end := i + 1
	for end < len(signs) && signs[end].kind == 'a' && !isOperator(signs, end) && len(signs[end].text) > 1 {
		end++
	}
	return end
}

func isOperator(signs []sign, i int) bool {
	_, _, ok := operator(signs, i)
	return ok || functions[signs[i].text]
}

// operator reads an operator in words: maal, gedeeld door, in het kwadraat.
func operator(signs []sign, i int) (op sign, next int, ok bool) {
	at := func(k int) string {
		if k < len(signs) && signs[k].kind == 'a' {
			return strings.ToLower(signs[k].text)
		}
		return ""
	}
	switch w := at(i); {
	case w == "kwadraat" || w == "squared":
		return sign{kind: 'p', value: 2}, i + 1, true
	case w == "cubed":
		return sign{kind: 'p', value: 3}, i + 1, true
	case w == "in" && at(i+1) == "het" && at(i+2) == "kwadraat":
		return sign{kind: 'p', value: 2}, i + 3, true
	case spelled[w] != 0 && i > 0:
		next = i + 1
		for d := at(next); d == "door" || d == "by" || d == "aan" || d == "to" || d == "met" || d == "de"; d = at(next) {
			next++
		}
		return sign{kind: spelled[w]}, next, true
	}
	return sign{}, 0, false
}

// symbol is the symbol for a name written out: the legend's, or the stems of
// its content words.
func (s speller) symbol(name string) string {
	if key := stems(name); key != "" {
		if symbol, ok := s.legend[key]; ok {
			return symbol
		}
		if symbol := s.nearest(key); symbol != key {
			return symbol
		}
		return s.initials(name, key)
	}
	return name
}

// nearest finds the one entry of the legend that shares most words with key.
func (s speller) nearest(key string) string {
	best, most, twice := key, 0, false
	for entry, symbol := range s.legend {
		shared := 0
		for w := range strings.FieldsSeq(key) {
			if strings.Contains(" "+entry+" ", " "+w+" ") {
				shared++
			}
		}
		switch {
		case shared > most:
			best, most, twice = symbol, shared, false
		case shared == most && shared > 0 && symbol != best:
			twice = true
		}
	}
	if twice || 2*most < len(strings.Fields(key)) {
		return key
	}
	return best
}

// initials finds the symbol that abbreviates a name: EV for earned value, v
// for velocity. Without one the key stands for itself.
func (s speller) initials(name, key string) string {
	var letters strings.Builder
	for _, t := range words.Tokens(name) {
		if r, _ := utf8.DecodeRuneInString(t.Fold); !words.Stop(t.Text, "") {
			letters.WriteRune(r)
		}
	}
	short := letters.String()
	if len(short) > 1 && s.both[short] > 0 {
		return short
	}
	for _, symbol := range [2]string{short, strings.ToUpper(short)} {
		if r, size := utf8.DecodeRuneInString(symbol); size == len(symbol) && s.single[r] {
			return symbol
		}
	}
	return key
}

// stems is the key of a name: the stems of its content words, in order.
func stems(name string) string {
	var book words.Book
	var out []string
	for _, t := range words.Tokens(name) {
		if !words.Stop(t.Text, "") && t.Kind == words.Word {
			out = append(out, book.Stem(t.Text, ""))
		}
	}
	return strings.Join(out, " ")
}

// plain is a symbol without the sign that lowers its index: v₀ is v0.
func plain(name string) string { return strings.ReplaceAll(name, "_", "") }

func (s speller) allSingle(name string) bool {
	for _, r := range name {
		if !s.single[r] && !(s.times && r == 'x') {
			return false
		}
	}
	return true
}

// letters reads a short name: one symbol, a product of symbols, a multiplication
// sign, or a symbol with its power.
func (s speller) letters(g sign, signs []sign, i int) []sign {
	name := strings.TrimSuffix(g.text, "_")
	if name == "x" || name == "X" {
		if s.times && between(signs, i) {
			return []sign{{kind: '*'}}
		}
		return []sign{g}
	}
	if functions[strings.ToLower(name)] || name == "pi" {
		return []sign{{kind: 'a', text: strings.ToLower(name)}}
	}
	base := strings.TrimRight(name, "0123456789")
	power := name[len(base):]
	if strings.Contains(name, "_") || power != "" && s.both[strings.ToLower(name)] > 1 {
		return []sign{{kind: 'a', text: plain(name)}}
	}
	out := s.product(base)
	if len(power) == 1 {
		return append(out, sign{kind: 'p', value: float64(power[0] - '0')})
	}
	if power != "" {
		return []sign{{kind: 'a', text: name}}
	}
	return out
}

// product parts letters in a row into symbols, when each of them stands alone
// somewhere or when there are only a few small ones; else it is one symbol.
func (s speller) product(name string) []sign {
	runes := []rune(name)
	if len(runes) == 1 || s.both[strings.ToLower(name)] > 1 && !s.allSingle(name) || !s.allSingle(name) && !(len(runes) == 2 && unicode.IsLower(runes[0])) {
		return []sign{{kind: 'a', text: name}}
	}
	var out []sign
	for k, r := range runes {
		if r == 'x' && s.times && k > 0 && k < len(runes)-1 {
			out = append(out, sign{kind: '*'})
			continue
		}
		out = append(out, sign{kind: 'a', text: string(r)})
	}
	return out
}
