package facts

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// SameChemistry compares two chemical formulas or equations: H2O is H₂O, the
// order of a side's members is free, and so is a common factor. Not ok: one
// can't be read as chemistry.
func SameChemistry(given, wanted string) (equal, ok bool) {
	g, okG := reaction(given)
	w, okW := reaction(wanted)
	small, okS := formulaText(given)
	large, okL := formulaText(wanted)
	switch {
	case okS && okL && small == large:
		return true, true // phones write Co2
	case !okG || !okW:
		return false, okS && okW
	}
	if len(g) != len(w) {
		return false, true
	}
	factor := 0.0
	for side := range w {
		if len(g[side]) != len(w[side]) {
			return false, true
		}
		for molecule, n := range w[side] {
			if factor == 0 {
				factor = g[side][molecule] / n
			}
			if !close(g[side][molecule], n*factor) || factor == 0 {
				return false, true
			}
		}
	}
	return len(w) > 1 || factor == 1, true
}

// formulaText is a single formula with digits, without regard to capitals.
func formulaText(s string) (string, bool) {
	s = strings.ToLower(strings.TrimSpace(norm.NFKD.String(s)))
	return s, s != "" && len(s) < 30 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789()+-") == "" && strings.ContainsAny(s, "0123456789")
}

// plainSigns writes charges and coefficients with the signs of a keyboard.
var plainSigns = strings.NewReplacer("⁺", "^+", "⁻", "^-", "½", "0.5", "−", "-", "·", ".", "²", "^2", "³", "^3", "⁴", "^4")

// reaction reads the sides of an equation, or a single formula as one side:
// how many of each molecule, which is known by its atoms and charge.
func reaction(text string) ([]map[string]float64, bool) {
	if len(text) > maxFormula {
		return nil, false
	}
	text = plainSigns.Replace(text)
	text = norm.NFKD.String(text)
	for _, arrow := range []string{"<=>", "<->", "-->", "->", "=>", "→", "⟶", "⇌", "↔", "⇄"} {
		text = strings.ReplaceAll(text, arrow, "=")
	}
	var sides []map[string]float64
	for side := range strings.SplitSeq(text, "=") {
		members, ok := members(side)
		if !ok {
			return nil, false
		}
		sides = append(sides, members)
	}
	return sides, len(sides) <= 2
}

func members(side string) (map[string]float64, bool) {
	out := map[string]float64{}
	for member := range strings.SplitSeq(spacePlus(side), " + ") {
		member = strings.TrimSpace(member)
		digits := len(member) - len(strings.TrimLeft(member, "0123456789.,"))
		n := 1.0
		if digits > 0 {
			v, err := strconv.ParseFloat(strings.ReplaceAll(member[:digits], ",", "."), 64)
			if err != nil || v == 0 {
				return nil, false
			}
			n = v
		}
		name, ok := molecule(strings.TrimSpace(member[digits:]))
		if !ok {
			return nil, false
		}
		out[name] += n
	}
	return out, true
}

// spacePlus sets a plus between molecules apart from the plus of a charge: one
// that a letter, a digit or a bracket follows.
func spacePlus(side string) string {
	var out strings.Builder
	for i := 0; i < len(side); i++ {
		rest := strings.TrimLeft(side[i+1:], " ")
		if side[i] == '+' && rest != "" && (rest[0] >= '0' && rest[0] <= '9' || rest[0] >= 'A' && rest[0] <= 'Z' || rest[0] == '(') {
			out.WriteString(" + ")
		} else {
			out.WriteByte(side[i])
		}
	}
	return out.String()
}

// molecule reads a formula as a key of its atoms and charge; the state of
// matter behind it doesn't count.
func molecule(text string) (string, bool) {
	for _, state := range []string{"(s)", "(l)", "(g)", "(aq)", "(v)"} {
		text = strings.TrimSpace(strings.TrimSuffix(text, state))
	}
	if text == "e-" || text == "e^-" {
		return "e-", true
	}
	body, charge := splitCharge(text)
	r := chemist{text: body}
	atoms, ok := r.group(0)
	if !ok || r.at != len(body) || len(atoms) == 0 {
		return "", false
	}
	var key strings.Builder
	for _, symbol := range slices.Sorted(maps.Keys(atoms)) {
		key.WriteString(symbol + strconv.Itoa(atoms[symbol]))
	}
	return key.String() + charge, true
}

// splitCharge parts 2+, ^2-, + from the end of a formula. Typed without a
// raised sign the charge of Ca2+ and SO42- is told by what would be left.
func splitCharge(text string) (body, charge string) {
	body = strings.TrimRight(text, "+-^")
	signs := strings.ReplaceAll(text[len(body):], "^", "")
	if signs == "" {
		return body, ""
	}
	if cut := strings.IndexByte(body, '^'); cut >= 0 {
		return body[:cut], body[cut+1:] + signs
	}
	bare := strings.TrimRight(body, "0123456789")
	if digits := len(body) - len(bare); digits == 2 || digits == 1 && strings.Contains(elements, " "+bare+" ") {
		return body[:len(body)-1], body[len(body)-1:] + signs
	}
	return body, signs
}

type chemist struct {
	text string
	at   int
}

// group reads elements, brackets and hydrate dots up to the end or a bracket.
func (c *chemist) group(depth int) (map[string]int, bool) {
	atoms := map[string]int{}
	for c.at < len(c.text) && c.text[c.at] != ')' && c.text[c.at] != ']' {
		var part map[string]int
		var ok bool
		switch ch := c.text[c.at]; {
		case (ch == '(' || ch == '[') && depth < 5:
			c.at++
			part, ok = c.group(depth + 1)
			ok = ok && c.at < len(c.text)
			c.at++
		case ch == '.' && depth == 0 && len(atoms) > 0:
			c.at++
			n := c.count()
			part, ok = c.group(1)
			for symbol := range part {
				part[symbol] *= n
			}
		default:
			symbol := c.element()
			if symbol == "" {
				return nil, false
			}
			atoms[symbol] += c.count()
			continue
		}
		if !ok {
			return nil, false
		}
		n := c.count()
		for symbol, k := range part {
			atoms[symbol] += n * k
		}
	}
	return atoms, true
}

// count reads an index, 1 when there is none.
func (c *chemist) count() int {
	start := c.at
	for c.at < len(c.text) && c.at < start+3 && c.text[c.at] >= '0' && c.text[c.at] <= '9' {
		c.at++
	}
	if n, err := strconv.Atoi(c.text[start:c.at]); err == nil && n > 0 {
		return n
	}
	return 1
}

func (c *chemist) element() string {
	for _, size := range [2]int{2, 1} {
		if c.at+size <= len(c.text) && strings.Contains(elements, " "+c.text[c.at:c.at+size]+" ") {
			c.at += size
			return c.text[c.at-size : c.at]
		}
	}
	return ""
}

const elements = " H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu "
