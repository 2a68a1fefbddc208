package grade

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/overhoor/overhoor/bot/grade/facts"
	"github.com/overhoor/overhoor/bot/grade/words"
)

// settleFormula compares as algebra or as chemistry. What can't be read as a
// formula at all is not settled.
func (d *Deck) settleFormula(k *card, answer string) (Judgement, bool) {
	text, dunno, _ := plainAnswer(answer)
	wanted := k.layout.core[0]
	if m := growth.FindStringSubmatch(wanted); m != nil {
		return settleGrowth(text, m[1])
	}
	if at := leftOpen.FindStringIndex(text); at != nil {
		text, dunno = text[:at[0]], true
	}
	text = grouped(text)
	if k.chemical && !strings.ContainsAny(wanted, "*×/") {
		if equal, ok := facts.SameChemistry(text, wanted); ok {
			same, _ := facts.SameChemistry(bareSpecies(text), bareSpecies(wanted))
			return ruled(equal, same && !equal), true
		}
		if facts.IsFormula(wanted) {
			return Judgement{}, false
		}
	}
	best, found := d.compareFormulas(k, text)
	if k.worded != nil && best.Verdict != Correct && (!found || hasNames(text, k.worded.text)) {
		if j, ok := d.settleWorded(k, text); ok && (!found || j.Verdict > best.Verdict) {
			best, found = j, true
		}
	}
	if (dunno || best.Verdict == Wrong && asksTwice.MatchString(k.Front)) && best.Verdict != Partial {
		return Judgement{}, false
	}
	return best, found
}

var (
	// leftOpen finds the end of a formula that stops at an operator.
	leftOpen = regexp.MustCompile(`(?:\s*[-+*/×·:]|\sx)\s*(?:\.\.+|…|\?+|_+)\s*$`)
	// thenDivided finds an operation on all that stands before it.
	thenDivided = regexp.MustCompile(`(?i),\s*(?:en |dan |and |then )*(?:gedeeld door|divided by|divisée? par|geteilt durch)\s`)
)

// grouped puts what ", divided by" divides in brackets.
func grouped(text string) string {
	at := thenDivided.FindStringIndex(text)
	if at == nil {
		return text
	}
	left, before := "", text[:at[0]]
	for _, sign := range [...]string{"=", " is "} {
		if i := strings.LastIndex(before, sign); i >= 0 {
			left, before = before[:i+len(sign)], before[i+len(sign):]
			break
		}
	}
	return left + "(" + before + ") " + text[at[0]+1:]
}

// compareFormulas compares an answer as it stands, in capitals, and with symbols
// for the names in it, and takes the best.
func (d *Deck) compareFormulas(k *card, text string) (best Judgement, found bool) {
	said, named := write(text), write(d.symbols(k, text))
	for _, w := range k.written {
		upper := said
		if s := upperIf(text, w.text); s != text {
			upper = write(s)
		}
		for i, g := range [...]writing{said, upper, named} {
			given, wanted := g.text, w.text
			if given == "" || i == 1 && given == text {
				continue
			}
			equal, missing, ok := d.legend.Compare(g.formula, w.formula)
			if ok && (equal || missing && i == 2 || !hasNames(text, wanted) && knownSymbols(text, k.Back) && (missing || sameNames(given, wanted))) {
				if j := ruled(equal, missing); !found || j.Verdict > best.Verdict {
					best, found = j, true
				}
			}
			if equal {
				return best, found
			}
		}
	}
	return best, found
}

// writing is a way in which a formula is written.
type writing struct {
	text    string
	formula facts.Formula
}

func write(text string) writing { return writing{text, facts.ReadFormula(text)} }

// formulas are the ways a back writes its formula: as a whole, without what
// stands in parentheses behind a name, and another formula in parentheses.
func formulas(back string) []writing {
	all := []writing{write(back)}
	for _, m := range asideOfName.FindAllStringSubmatch(back, -1) {
		if strings.Contains(m[2], "=") {
			all = append(all, write(m[2]))
		}
	}
	if bare := asideOfName.ReplaceAllString(back, "$1"); bare != back {
		all = append(all, write(bare))
	}
	return all
}

var asideOfName = regexp.MustCompile(`([\p{L}\p{N}²³])\s+\(([^()]*)\)`)

func ruled(equal, missing bool) Judgement {
	switch {
	case equal:
		return Judgement{Verdict: Correct, Sure: true, Score: 0.98}
	case missing:
		return Judgement{Verdict: Partial, Sure: true, Score: 0.02}
	}
	return Judgement{Verdict: Wrong, Sure: true, Score: 0.01}
}

var coefficient = regexp.MustCompile(`(^|[\s+=>→])\d+\s*([A-Z(])`)

// bareSpecies is a chemical equation without its coefficients.
func bareSpecies(s string) string { return coefficient.ReplaceAllString(s, "$1$2") }

// upperIf writes an answer in capitals when the formula has no small letters.
func upperIf(given, wanted string) string {
	if strings.ContainsFunc(wanted, unicode.IsLower) {
		return given
	}
	return strings.ToUpper(given)
}

var (
	operator = regexp.MustCompile(`(?i)\s*(?:[-–=+−*×·/÷():]|\bx\b|\b(?:is gelijk aan|gedeeld door|divided by|divisée? par|geteilt durch|maal|keer|times|mal|fois|min|minus|moins|plus|over|is|ist|est|equals)\b)\s*`)
	spoken   = strings.NewReplacer("gedeeld door", "/", "divided by", "/", "divisée par", "/", "divisé par", "/", "geteilt durch", "/", "over", "/", "maal", "*", "keer", "*", "times", "*", "mal", "*", "fois", "*", "moins", "-", "minus", "-", "min", "-",
		"plus", "+", "is gelijk aan", "=", "equals", "=", "ist", "=", "est", "=", "is", "=")
	symbolAside = regexp.MustCompile(`\b(\p{L}{1,4})\s*\(([^()]{3,40})\)`)
	symbolIs    = regexp.MustCompile(`(?m)(?:^|[\s,(-])(\p{L}{1,4})\s*=\s*([\p{L}][\p{L} ]{3,60})`)
)

// wordsOf are the words of a formula as they are written.
func wordsOf(formula string) map[string]bool {
	all := make(map[string]bool)
	for _, t := range words.Tokens(formula) {
		if t.Kind == words.Word {
			all[t.Raw] = true
		}
	}
	return all
}

// symbols writes a formula's names as its symbols: "earned value divided by
// actual cost" is EV / AC. "" when there is nothing to write otherwise.
func (d *Deck) symbols(k *card, given string) string {
	var out strings.Builder
	at, other := 0, false
	for _, m := range append(operator.FindAllStringIndex(given, -1), []int{len(given), len(given)}) {
		operand := strings.TrimSpace(given[at:m[0]])
		if s := d.symbolFor(k, operand, k.symbols); s != "" {
			operand, other = s, true
		}
		sign := given[m[0]:m[1]]
		other = other || strings.ContainsFunc(sign, unicode.IsLetter)
		out.WriteString(" " + operand + " " + spoken.Replace(strings.ToLower(sign)))
		at = m[1]
	}
	if !other {
		return ""
	}
	return out.String()
}

// symbolFor is the symbol that a name stands for, "" when none does.
func (d *Deck) symbolFor(k *card, name string, wanted map[string]bool) string {
	if wanted[name] {
		return ""
	}
	if symbol := customarySymbol(name, wanted); symbol != "" {
		return symbol
	}
	if len([]rune(name)) < 3 {
		return ""
	}
	tokens := words.Tokens(name)
	for symbol := range wanted {
		if d.book.Abbreviates(symbol, tokens, k.lang) {
			return symbol
		}
	}
	best, symbol := 0.35, ""
	var p *passage
	for _, n := range d.names {
		if !wanted[n.symbol] {
			continue
		}
		if p == nil {
			p = d.read(name, k.lang, plain)
		}
		a := d.align(p, n.name, k.lang)
		f := a.fit()
		broken, kept := a.bonds()
		score := f.mean() * (1 - ratio(broken, broken+kept)/2)
		if strings.HasPrefix(strings.ToLower(name), strings.ToLower(n.symbol)) {
			score += 0.2
		}
		if f.precision > 0.6 && score > best {
			best, symbol = score, n.symbol
		}
	}
	return symbol
}

// symbolName is a name that the deck gives to a symbol.
type symbolName struct {
	symbol string
	name   *passage
}

// readNames finds what a text says symbols stand for: "T = aantal
// transacties", "O (optimistic)", "de molaire massa M".
func (d *Deck) readNames(text, lang string) {
	add := func(symbol, name string) {
		p := d.read(name, lang, plain)
		p.finish()
		d.names = append(d.names, symbolName{symbol, p})
	}
	for _, m := range symbolIs.FindAllStringSubmatch(text, -1) {
		add(m[1], m[2])
	}
	for _, m := range symbolAside.FindAllStringSubmatch(text, -1) {
		add(m[1], m[2])
	}
	tokens := words.Tokens(text)
	for i, t := range tokens {
		if i == 0 || len(t.Raw) != 1 || t.Kind != words.Word || tokens[i-1].Kind != words.Word || t.Gap != words.Space || len(tokens[i-1].Raw) < 3 {
			continue
		}
		name := tokens[i-1].Raw
		if i > 1 && tokens[i-2].Kind == words.Word && !words.Stop(tokens[i-2].Text, lang) && len(tokens[i-2].Raw) > 2 {
			name = tokens[i-2].Raw + " " + name
		}
		add(t.Raw, name)
	}
}

// hasNames tells whether a formula holds words that are none of the wanted
// formula's symbols, so that nothing is known of it.
func hasNames(given, wanted string) bool {
	known := strings.ToLower(wanted)
	for _, t := range words.Tokens(given) {
		if t.Kind == words.Word && len(t.Raw) > 2 && !strings.Contains(known, t.Text) && !strings.Contains(known, facts.InGreek(t.Text)) {
			return true
		}
	}
	return false
}

// sameNames tells whether two formulas are about the same quantities, so that
// they can contradict each other; what the wanted one is equal to may be left
// out.
func sameNames(given, wanted string) bool {
	_, right, ok := strings.Cut(wanted, "=")
	if !ok {
		right = wanted
	}
	g, all := nameSet(given), nameSet(wanted)
	for name := range nameSet(right) {
		if !g[name] {
			return false
		}
	}
	for name := range g {
		if !all[name] {
			return false
		}
	}
	return true
}

// nameSet are the names in a formula, in small letters; x may be a sign.
func nameSet(formula string) map[string]bool {
	set := make(map[string]bool)
	for _, t := range words.Tokens(formula) {
		if t.Kind == words.Word && t.Text != "x" {
			set[t.Text] = true
		}
	}
	return set
}

// knownSymbols tells whether a formula has no symbols but the wanted one's, so
// that another value is another formula and no other notation.
func knownSymbols(given, wanted string) bool {
	known := strings.ToLower(wanted)
	tokens := words.Tokens(given)
	for i, t := range tokens {
		times := t.Text == "x" && i > 0 && i+1 < len(tokens) && tokens[i-1].Kind != words.Symbol && tokens[i+1].Kind != words.Symbol
		if t.Kind == words.Word && len(t.Raw) <= 2 && !times && !strings.Contains(known, t.Text) {
			return false
		}
	}
	return true
}
