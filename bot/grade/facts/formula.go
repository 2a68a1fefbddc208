package facts

import "strings"

// Legend tells which symbol stands for a name: keys are the stems of the
// name's content words.
type Legend map[string]string

// ReadLegend finds lines, and parts of parentheses, as "T = aantal transacties"
// in a text.
func ReadLegend(text string) Legend {
	legend := Legend{}
	for line := range strings.FieldsFuncSeq(text[:min(len(text), 10*maxFormula)], func(r rune) bool { return strings.ContainsRune("\n,;()", r) }) {
		symbol, name, ok := strings.Cut(line, "=")
		if !ok {
			symbol, name, ok = strings.Cut(line, ":")
		}
		symbol = strings.Trim(symbol, " \t-•*–")
		if !ok || symbol == "" || len([]rune(symbol)) > 4 || strings.ContainsAny(name, "=+*/^×") {
			continue
		}
		if key := stems(name); key != "" {
			legend[key] = symbol
		}
	}
	return legend
}

// SameFormula compares two formulas as algebra: however it is written or
// turned round, the same value for the same symbols. Not ok: one of them can't
// be read as a formula. missing: given is wanted without some of its terms or
// factors.
func SameFormula(given, wanted string) (equal, missing, ok bool) {
	return Legend(nil).SameFormula(given, wanted)
}

// SameFormula is like the function SameFormula, with names that the legend
// turns into symbols.
func (l Legend) SameFormula(given, wanted string) (equal, missing, ok bool) {
	return l.Compare(ReadFormula(given), ReadFormula(wanted))
}

// Formula is a text read as formulas, ready to be compared.
type Formula struct{ clauses [][]sign }

// ReadFormula reads a text as formulas: the text, and when there is more than a
// formula in it, its pieces that are one.
func ReadFormula(text string) Formula {
	var f Formula
	for _, c := range clauses(text) {
		if signs, ok := lex(c); ok && len(signs) > 0 {
			f.clauses = append(f.clauses, signs)
		}
	}
	return f
}

// Compare is SameFormula of formulas that were read before.
func (l Legend) Compare(given, wanted Formula) (equal, missing, ok bool) {
	for _, w := range wanted.clauses {
		for _, g := range given.clauses {
			same, less, read := l.same(g, w)
			if same || read && !ok {
				equal, missing, ok = same, less, read
			}
			if equal {
				return true, false, true
			}
		}
		if ok {
			break
		}
	}
	return equal, missing, ok
}

// breaks are where something else than a formula may begin or end.
var breaks = strings.NewReplacer("; ", "\n", ", ", "\n", " waarbij ", "\n", " where ", "\n", " met ", "\n", " with ", "\n", " (", "\n(")

// clauses are the text, and when there is more than a formula in it, its
// pieces that are one.
func clauses(text string) []string {
	all := []string{text}
	rest := breaks.Replace(text[:min(len(text), maxFormula)])
	for line := range strings.Lines(rest) {
		if line == text {
			break // it is all there
		}
		if len(all) < 6 && IsFormula(line) || strings.Contains(line, "/") && len(all) < 6 && len(line) < 20 {
			all = append(all, line)
		}
	}
	return all
}

func (l Legend) same(g, w []sign) (equal, missing, ok bool) {
	spell := newSpeller(l, g, w)
	g, w = spell.spell(g), spell.spell(w)
	g, w = discriminant(g, w), discriminant(w, g)
	sidesG, okG := parseSides(g, false)
	sidesW, okW := parseSides(w, false)
	if !okG || !okW {
		return false, false, false
	}
	if sameCase(sidesG, sidesW) {
		return true, false, true
	}
	if dividesByGlued(g) || dividesByGlued(w) {
		for _, tight := range [...]bool{false, true} {
			sidesG, _ := parseSides(g, true)
			sidesW, _ := parseSides(w, tight)
			if sameCase(sidesG, sidesW) {
				return true, false, true
			}
		}
		sidesG, _ = parseSides(g, false) // sameCase may have renamed their symbols
		sidesW, _ = parseSides(w, true)
		if sameCase(sidesG, sidesW) {
			return true, false, true
		}
	}
	half := len(sidesG) == 1 && len(sidesW) == 2 && sidesW[0].op != 'a' && identical(sidesG[0], sidesW[0])
	return false, half || lacks(expression(sidesG), expression(sidesW)), true
}

// expression is the side of a formula that is more than a symbol, the last of
// several.
func expression(sides []*node) *node {
	last := sides[len(sides)-1]
	if last.op == 'a' && sides[0].op != 'a' {
		return sides[0]
	}
	return last
}

// sameCase compares with the symbols as typed, and then without regard to
// capitals unless that makes one symbol of two.
func sameCase(g, w []*node) bool {
	if sameSides(g, w) {
		return true
	}
	names := map[string]bool{}
	for _, side := range w {
		side.symbols(names)
	}
	lower := map[string]bool{}
	for name := range names {
		lower[strings.ToLower(name)] = true
	}
	if len(lower) < len(names) {
		return false
	}
	for _, side := range append(append([]*node{}, g...), w...) {
		side.rename(strings.ToLower)
	}
	return sameSides(g, w)
}

func (n *node) rename(to func(string) string) {
	n.name = to(n.name)
	for _, a := range n.args {
		a.rename(to)
	}
}

// sameSides compares formulas of which each may have a left-hand side.
func sameSides(g, w []*node) bool {
	right, wanted := g[len(g)-1], w[len(w)-1]
	switch {
	case len(w) == 1:
		return identical(right, wanted) || len(g) > 1 && identical(g[0], wanted)
	case len(g) == 1:
		return identical(right, wanted)
	case identical(right, wanted) && (g[0].op != 'a' || w[0].op != 'a' || g[0].name == w[0].name || strings.Contains(g[0].name+w[0].name, " ")):
		return g[0].op == 'a' && w[0].op == 'a' || identical(g[0], w[0])
	}
	return turned(g, w)
}

// turned tells whether an equation says the same as one that gives a symbol:
// wherever the symbol has the value that wanted gives it, and there only, the
// given equation holds.
func turned(g, w []*node) bool {
	symbol, formula := w[0], w[len(w)-1]
	if symbol.op != 'a' {
		symbol, formula = formula, symbol
	}
	if symbol.op != 'a' {
		return proportional(g, w) || (g[0].op == 'a' || g[len(g)-1].op == 'a') && turned(w, g)
	}
	for i, tried := byte(0), 0; tried < points && i < 5*points; i++ {
		void := false
		at := point{number: i, solved: symbol.name, value: formula.eval(point{number: i, void: &void})}
		if void {
			continue
		}
		tried++
		if !close(g[0].eval(at), g[len(g)-1].eval(at)) {
			return false
		}
		if at.value *= 1.37; close(g[0].eval(at), g[len(g)-1].eval(at)) {
			return false
		}
	}
	return true
}

// proportional tells whether two equations, each as one side minus the other,
// differ by a constant factor only.
func proportional(g, w []*node) bool {
	ratio := 0.0
	for i := range byte(points) {
		at := point{number: i}
		r := (g[0].eval(at) - g[len(g)-1].eval(at)) / (w[0].eval(at) - w[len(w)-1].eval(at))
		if i == 0 {
			ratio = r
		}
		if !close(r, ratio) || r == 0 {
			return false
		}
	}
	return true
}

// maxSize is the largest formula in which missing pieces are looked for.
const maxSize = 60

// lacks tells whether given is wanted without one or two of its terms or
// factors.
func lacks(given, wanted *node) bool {
	if wanted.size() > maxSize || given.size() >= wanted.size() {
		return false
	}
	found := false
	wanted.without(func() bool {
		found = identical(given, wanted)
		if !found && wanted.size() < maxSize/2 {
			wanted.without(func() bool { found = identical(given, wanted); return found })
		}
		return found
	})
	return found
}

// without leaves out one term or factor after the other, of sums and products
// at any depth, and calls try each time until it says true.
func (n *node) without(try func() bool) bool {
	if (n.op == '+' || n.op == '*') && len(n.args) > 1 {
		args, turn := n.args, n.turn
		for i := range args {
			n.args = append(append([]*node{}, args[:i]...), args[i+1:]...)
			n.turn = append(append([]bool{}, turn[:i]...), turn[i+1:]...)
			done := try()
			n.args, n.turn = args, turn
			if done {
				return true
			}
		}
	}
	for _, a := range n.args {
		if a.without(try) {
			return true
		}
	}
	return false
}

// IsFormula tells whether text is a formula, and not just words: it has an
// operator beside the equals sign, and parses.
func IsFormula(text string) bool {
	signs, ok := lex(text)
	if !ok || len(signs) < 3 || strings.Contains(strings.TrimSpace(text), "\n") {
		return false
	}
	equals, strong, weak, longest, short := 0, 0, 0, 0, false
	run := 0
	for i, s := range signs {
		run++
		switch s.kind {
		case '=':
			equals++
		case '*', '^', 'p':
			strong++
		case '-', '/', '+':
			if i > 0 { // a bullet is no sign
				weak++
			}
		case 'a':
			short = short || i > 0 && signs[i-1].kind == '+' && len(s.text) < 4
		}
		if s.kind != 'a' {
			run = 0
		}
		if op, _, ok := operator(signs, i); ok && op.kind != '=' {
			run = 0
		}
		longest = max(longest, run)
	}
	if strong == 0 && !short && (equals == 0 || weak == 0) || longest > 5 {
		return false
	}
	sides, ok := parseSides(newSpeller(nil, signs).spell(signs), false)
	names := map[string]bool{}
	for _, side := range sides {
		side.symbols(names)
	}
	return ok && len(names) > 0
}
