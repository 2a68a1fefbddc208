package grade

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// worded is a formula whose quantities have names.
type worded struct {
	signs    string    // the formula in symbols of its own
	text     string    // as the card writes it
	operands []operand // its quantities
	right    int       // how many of them stand behind the equals sign
	left     bool      // something stands before it
	weigh    weigher
}

// operand is a quantity of a formula in the card's words, and the other names
// that the deck or a parenthesis gives it.
type operand struct {
	text  string
	names []*passage
}

// maxOperands is of how many quantities a formula in words may be.
const maxOperands = 8

// maxName is how many words the name of a quantity has at most; what is longer
// is a sentence.
const maxName = 8

var (
	// furtherOn is where a name goes on to say of what, or when.
	furtherOn = regexp.MustCompile(`\s(?:van|per|tijdens|voor|in|op|of|during|for|on)\s`)
	percent   = regexp.MustCompile(`(\d)\s*(?:%|procent|percent)`)
)

// word reads a formula whose quantities have names; nil when they are symbols
// that nothing explains, written without an operator between them.
func (d *Deck) word(k *card) *worded {
	wanted := percent.ReplaceAllString(asideOfName.ReplaceAllString(k.layout.core[0], "$1"), "$1")
	own := quantities(wanted)
	if len(own) < 2 || len(own) > maxOperands || isChemistry(wanted) || !inWords(own, "") {
		return nil
	}
	names := make([][]string, len(own))
	in := make(map[string]int) // of how many quantities a word is
	for i, text := range own {
		names[i] = append(d.symbolNames(k, text, own), text)
		seen := make(map[string]bool)
		for _, name := range names[i] {
			for _, f := range d.read(nameAlone(name), k.lang, plain).forms {
				if !seen[f.Root] {
					seen[f.Root] = true
					in[f.Root]++
				}
			}
		}
	}
	// A word that several quantities have tells little, and so does one that
	// only says that it is a quantity.
	weigh := func(f words.Form) (weight, rarity float64) {
		if in[f.Root] > 1 || isAmount(f.Fold) {
			return 0.2, 0.2
		}
		return 1, 1
	}
	w := &worded{text: wanted, right: len(own), weigh: weigh}
	symbols := make(map[string]string, len(own))
	for i, text := range own {
		o := operand{text: text}
		for _, name := range names[i] {
			o.names = append(o.names, d.read(name, k.lang, weigh))
			if alone := nameAlone(name); alone != name {
				o.names = append(o.names, d.read(alone, k.lang, weigh))
			}
		}
		for _, p := range o.names {
			p.finish()
		}
		w.operands = append(w.operands, o)
		symbols[text] = symbolOf(i)
	}
	if left, right, ok := strings.Cut(wanted, "="); ok {
		w.left, w.right = strings.TrimSpace(left) != "", len(quantities(right))
	}
	w.signs = rewrite(wanted, symbols)
	return w
}

// nameAlone is a name without what says of what, or when.
func nameAlone(name string) string {
	if at := furtherOn.FindStringIndex(name); at != nil {
		return name[:at[0]]
	}
	return name
}

// symbolNames are the names that the deck gives a symbol, and the card's own
// in parentheses behind it; but none of the formula's other quantities.
func (d *Deck) symbolNames(k *card, symbol string, own []string) []string {
	var names []string
	for _, n := range d.names {
		if n.symbol == symbol && !slices.Contains(own, strings.TrimSpace(n.name.text)) {
			names = append(names, n.name.text)
		}
	}
	for _, m := range asideOfName.FindAllStringSubmatch(k.layout.core[0], -1) {
		if strings.Contains(k.layout.core[0], symbol+" ("+m[2]+")") {
			names = append(names, m[2])
		}
	}
	return names
}

// settleWorded compares formulas written in words: each quantity of the answer
// is taken for the one of the card that it names best, and then both are
// compared as algebra. With the same quantities and another value the answer is
// wrong; with quantities of its own nothing is settled.
func (d *Deck) settleWorded(k *card, answer string) (Judgement, bool) {
	answer = percent.ReplaceAllString(answer, "$1")
	said := quantities(answer)
	if len(said) < 2 || len(said) > maxOperands || !inWords(said, k.worded.text) {
		return Judgement{}, false
	}
	symbols := pairOperands(said, d.naming(k, said))
	if len(symbols) == 0 {
		return Judgement{}, false
	}
	if left, _, ok := strings.Cut(answer, "="); ok && k.worded.left {
		if left = strings.TrimSpace(left); symbols[left] == "" && d.isAsked(k, left) {
			symbols[left] = symbolOf(0)
		}
	}
	equal, missing, ok := d.legend.SameFormula(rewrite(answer, symbols), k.worded.signs)
	if !ok || !equal && (len(symbols) < len(said) || !missing && len(said) < k.worded.right) {
		return Judgement{}, false
	}
	return ruled(equal, missing), true
}

// inWords tells whether quantities are words or lone symbols, and each symbol
// known.
func inWords(quantities []string, known string) bool {
	for _, text := range quantities {
		if strings.ContainsAny(text, ",.;") {
			return false
		}
		fields := strings.Fields(text)
		if len(fields) > maxName {
			return false
		}
		for _, f := range fields {
			if utf8.RuneCountInString(f) < 2 && f != "%" && (len(fields) > 1 || known != "" && !strings.Contains(known, f)) {
				return false
			}
		}
	}
	return true
}

// pairOperands gives each quantity of an answer the symbol of the one of the
// card that it names best, the best pairs first.
func pairOperands(said []string, scores [][]float64) map[string]string {
	const least = 0.45
	symbols := make(map[string]string, len(said))
	taken := make(map[int]bool)
	for range said {
		best, from, to := least, -1, -1
		for i, text := range said {
			for j, score := range scores[i] {
				if symbols[text] == "" && !taken[j] && score > best {
					best, from, to = score, i, j
				}
			}
		}
		if from < 0 {
			break
		}
		symbols[said[from]], taken[to] = symbolOf(to), true
	}
	return symbols
}

// naming is how well each quantity of an answer names each of the card.
func (d *Deck) naming(k *card, said []string) [][]float64 {
	scores := make([][]float64, len(said))
	for i, text := range said {
		scores[i] = make([]float64, len(k.worded.operands))
		p := d.read(text, k.lang, k.worded.weigh)
		for j, o := range k.worded.operands {
			switch {
			case text == o.text:
				scores[i][j] = 1
			case p.count(vague) == 0:
				for _, name := range o.names {
					scores[i][j] = max(scores[i][j], d.saysName(p, name, k.lang))
				}
			}
		}
	}
	return scores
}

// saysName is how well a text says a name, in words, in letters or in initials.
func (d *Deck) saysName(p, name *passage, lang string) float64 {
	a := d.align(p, name, lang)
	f := a.fit()
	score := max(f.mean(), 0.9*f.precision*min(1, 2*f.recall))
	if len(a.contraries()) > 0 || f.precision < 0.6 && f.recall < 0.6 { // vaste activa are no vlottende activa
		score /= 2
	}
	if len(p.text) < 5 {
		if d.book.Abbreviates(p.text, name.tokens, lang) {
			return max(score, 0.8)
		}
		return score
	}
	if l := likeness(letters(p.text), name.letters); l >= 0.88 {
		return max(score, l)
	}
	return score
}

// isAmount tells whether a word only says that something is counted.
func isAmount(word string) bool {
	switch word {
	case "aantal", "aantallen", "totaal", "totale", "hoeveelheid", "geschatte", "geschat", "number", "total", "amount":
		return true
	}
	return false
}

// quantities are the names that stand between a formula's operators, each once.
func quantities(formula string) []string {
	var all []string
	at := 0
	for _, m := range append(operator.FindAllStringIndex(formula, -1), []int{len(formula), len(formula)}) {
		name := strings.TrimSpace(formula[at:m[0]])
		at = m[1]
		if strings.ContainsFunc(name, func(r rune) bool { return r == '%' || unicode.IsLetter(r) }) && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// rewrite puts symbols in the place of a formula's quantities, and signs in
// that of spoken operators.
func rewrite(formula string, symbols map[string]string) string {
	var out strings.Builder
	at := 0
	for _, m := range append(operator.FindAllStringIndex(formula, -1), []int{len(formula), len(formula)}) {
		name := strings.TrimSpace(formula[at:m[0]])
		if s := symbols[name]; s != "" {
			name = s
		}
		sign := spoken.Replace(strings.ToLower(formula[m[0]:m[1]]))
		if strings.TrimSpace(sign) == "x" {
			sign = "*"
		}
		out.WriteString(" " + name + " " + sign)
		at = m[1]
	}
	return out.String()
}

// symbolOf is a symbol that is nothing else in a formula.
func symbolOf(i int) string { return "Q" + string(rune('a'+i)) }

// isAsked tells whether a text names what the question asks for.
func (d *Deck) isAsked(k *card, text string) bool {
	told := false
	for _, u := range d.read(text, k.lang, plain).units {
		if u.role == content {
			if told = k.asked[u.form.Root]; !told {
				return false
			}
		}
	}
	return told
}
