package facts

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A sign is one piece of a formula: a number, a name, an operator or a bracket.
type sign struct {
	kind   byte // 'n' number, 'a' name, 0 for the end, else the operator itself
	text   string
	value  float64
	spaced bool // white space stands before it
}

// maxFormula is the longest formula that is read, in bytes.
const maxFormula = 400

// eitherSign writes plus or minus as one sign.
var eitherSign = strings.NewReplacer("+/-", "±", "+-", "±", "plus or minus", "±", "plus of min", "±")

// lex cuts a formula into signs; not ok when something in it belongs to none.
func lex(text string) ([]sign, bool) {
	if len(text) > maxFormula {
		return nil, false
	}
	var signs []sign
	spaced := false
	runes := []rune(norm.NFC.String(eitherSign.Replace(strings.TrimRight(strings.TrimSpace(text), ".;"))))
	for i := 0; i < len(runes); {
		s, next, ok := lexOne(runes, i)
		if !ok {
			return nil, false
		}
		if s.kind == '±' {
			signs, s = append(signs, sign{kind: '+'}), sign{kind: 'a', text: "±"}
		}
		if next > i && s.kind != ' ' {
			s.spaced = spaced
			signs = append(signs, s)
		}
		spaced = s.kind == ' '
		i = next
	}
	return signs, true
}

func lexOne(runes []rune, i int) (sign, int, bool) {
	r := runes[i]
	if n := strings.IndexRune(superscripts, r); n >= 0 {
		return lexSuperscript(runes, i)
	}
	if v, ok := fractions[r]; ok {
		return sign{kind: 'n', value: v}, i + 1, true
	}
	switch {
	case unicode.IsSpace(r):
		return sign{kind: ' '}, i + 1, true
	case r >= '0' && r <= '9':
		return lexNumber(runes, i)
	case unicode.IsLetter(r):
		return lexName(runes, i)
	}
	for _, group := range []string{"+", "-−–—", "*×·•∙⋅∗", "/÷:∕", "^", "=≈≡∝~∼∽", "([{", ")]}", "√"} {
		if strings.ContainsRune(group, r) {
			if r == '*' && i+1 < len(runes) && runes[i+1] == '*' {
				return sign{kind: '^'}, i + 2, true
			}
			if r == '√' {
				return sign{kind: 'a', text: "sqrt"}, i + 1, true
			}
			return sign{kind: group[0]}, i + 1, true
		}
	}
	if r == '±' { // a factor of either sign
		return sign{kind: '±'}, i + 1, true
	}
	if r == '.' { // between two symbols a dot is a product
		inside := i > 0 && i+1 < len(runes) && unicode.IsSpace(runes[i-1]) == unicode.IsSpace(runes[i+1])
		return sign{kind: '*'}, i + 1, inside
	}
	return sign{}, i, false
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
const subscripts = "₀₁₂₃₄₅₆₇₈₉"

// lexSuperscript reads ⁻² as the power it is: one sign of kind '²'.
func lexSuperscript(runes []rune, i int) (sign, int, bool) {
	v, minus, digits := 0.0, 1.0, 0
	for ; i < len(runes); i++ {
		n := strings.IndexRune(superscripts, runes[i])
		if n < 0 {
			break
		}
		if runes[i] == '⁻' {
			minus = -1
			continue
		}
		digit := []rune(norm.NFKD.String(string(runes[i])))[0] - '0'
		v, digits = v*10+float64(digit), digits+1
	}
	return sign{kind: 'p', value: minus * v}, i, digits > 0 && digits < 4
}

func lexNumber(runes []rune, i int) (sign, int, bool) {
	start := i
	for i < len(runes) && (runes[i] >= '0' && runes[i] <= '9' || (runes[i] == '.' || runes[i] == ',') && i+1 < len(runes) && runes[i+1] >= '0' && runes[i+1] <= '9') {
		i++
	}
	v, ok := digits(string(runes[start:i]), "nl")
	return sign{kind: 'n', value: v.low}, i, ok
}

// lexName reads letters with inner hyphens and subscripts: klant-waarde, v₀,
// v_max. Digits glued behind go with it; what they are is decided later.
func lexName(runes []rune, i int) (sign, int, bool) {
	var name strings.Builder
	for i < len(runes) {
		r := runes[i]
		switch {
		case unicode.IsLetter(r) || r >= '0' && r <= '9' || unicode.IsMark(r) || r == '\'':
			name.WriteRune(r)
		case strings.ContainsRune(subscripts, r):
			name.WriteRune('_')
			name.WriteString(norm.NFKD.String(string(r)))
		case r == '_' && i+1 < len(runes):
			name.WriteRune('_')
		default:
			return sign{kind: 'a', text: InGreek(name.String())}, i, true
		}
		i++
	}
	return sign{kind: 'a', text: InGreek(name.String())}, i, true
}

// InGreek is the letter that a name spells, as on a phone that has it not: mu
// is μ. Other names stay what they are.
func InGreek(name string) string {
	switch strings.ToLower(name) {
	case "alpha", "alfa":
		return "α"
	case "beta", "bèta":
		return "β"
	case "gamma":
		return "γ"
	case "delta":
		return "δ"
	case "eta":
		return "η"
	case "lambda":
		return "λ"
	case "mu":
		return "μ"
	case "rho":
		return "ρ"
	case "sigma":
		return "σ"
	case "omega":
		return "ω"
	}
	return name
}
