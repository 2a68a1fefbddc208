package facts

import "slices"

// dividesByGlued tells whether a divisor has a factor written against it: /2a.
func dividesByGlued(signs []sign) bool {
	for i := 2; i < len(signs); i++ {
		if s := signs[i]; signs[i-2].kind == '/' && !s.spaced && (s.kind == 'a' || s.kind == '(') {
			return true
		}
	}
	return false
}

// discriminant writes D out where the other formula has b² - 4ac instead.
func discriminant(signs, other []sign) []sign {
	at := slices.IndexFunc(signs, func(s sign) bool { return s.kind == 'a' && (s.text == "D" || s.text == "Δ") })
	if at < 0 {
		return signs
	}
	var a, b, c, d bool
	for _, s := range other {
		if s.kind == 'a' {
			a, b, c, d = a || s.text == "a", b || s.text == "b", c || s.text == "c", d || s.text == signs[at].text
		}
	}
	if d || !a || !b || !c {
		return signs
	}
	name := func(s string) sign { return sign{kind: 'a', text: s} }
	out := append(slices.Clone(signs[:at]), sign{kind: '('}, name("b"), sign{kind: 'p', value: 2}, sign{kind: '-'}, sign{kind: 'n', value: 4}, name("a"), name("c"), sign{kind: ')'})
	return append(out, signs[at+1:]...)
}
