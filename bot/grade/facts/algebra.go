package facts

import "math"

// A node of a formula: a number, a symbol, or an operation on its arguments.
type node struct {
	op    byte // 'n', 'a', '+', '*', '^', 'f'
	value float64
	name  string
	args  []*node
	turn  []bool // of '+' and '*': the argument is subtracted, divided by
}

// maxDepth bounds brackets in brackets.
const maxDepth = 40

type parser struct {
	signs []sign
	at    int
	depth int
	tight bool // 1/2a divides by 2a, 1/2 a by 2
	bad   bool
}

func (p *parser) peek() byte {
	if p.at < len(p.signs) {
		return p.signs[p.at].kind
	}
	return 0
}

// parseSides reads a formula as its sides around the equals signs; tight tells
// how far a divisor without brackets reaches.
func parseSides(signs []sign, tight bool) ([]*node, bool) {
	p := &parser{signs: signs, tight: tight}
	sides := []*node{p.sum()}
	for p.peek() == '=' {
		p.at++
		sides = append(sides, p.sum())
	}
	return sides, !p.bad && p.at == len(signs) && len(sides) <= 4
}

func (p *parser) sum() *node {
	n := &node{op: '+'}
	turn := false
	if k := p.peek(); k == '-' || k == '+' {
		turn = k == '-'
		p.at++
	}
	n.args, n.turn = append(n.args, p.product()), append(n.turn, turn)
	for k := p.peek(); (k == '+' || k == '-') && !p.bad; k = p.peek() {
		p.at++
		n.args, n.turn = append(n.args, p.product()), append(n.turn, k == '-')
	}
	return n.simple()
}

func (p *parser) product() *node {
	n := &node{op: '*', args: []*node{p.power()}, turn: []bool{false}}
	for !p.bad {
		k := p.peek()
		if k == '*' || k == '/' {
			p.at++
		} else if k != 'a' && k != 'n' && k != '(' { // implicit
			break
		}
		arg := p.power()
		if p.tight && k == '/' {
			arg = p.glued(arg)
		}
		n.args, n.turn = append(n.args, arg), append(n.turn, k == '/')
	}
	return n.simple()
}

// glued is what a divisor is with the factors that are written against it.
func (p *parser) glued(first *node) *node {
	n := &node{op: '*', args: []*node{first}, turn: []bool{false}}
	for k := p.peek(); (k == 'a' || k == 'n' || k == '(') && !p.signs[p.at].spaced && !p.bad; k = p.peek() {
		n.args, n.turn = append(n.args, p.power()), append(n.turn, false)
	}
	return n.simple()
}

// simple takes a sum or a product of one away.
func (n *node) simple() *node {
	if len(n.args) == 1 && !n.turn[0] {
		return n.args[0]
	}
	return n
}

func (p *parser) power() *node {
	base := p.atom()
	for !p.bad {
		switch p.peek() {
		case 'p':
			base = &node{op: '^', args: []*node{base, {op: 'n', value: p.signs[p.at].value}}}
			p.at++
		case '^':
			p.at++
			minus := p.peek() == '-'
			if minus {
				p.at++
			}
			exponent := p.atom()
			if minus {
				exponent = &node{op: '+', args: []*node{exponent}, turn: []bool{true}}
			}
			return &node{op: '^', args: []*node{base, exponent}}
		default:
			return base
		}
	}
	return base
}

func (p *parser) atom() *node {
	if p.depth++; p.depth > maxDepth {
		p.bad = true
	}
	defer func() { p.depth-- }()
	if p.bad || p.at >= len(p.signs) {
		p.bad = true
		return &node{op: 'n'}
	}
	s := p.signs[p.at]
	p.at++
	switch {
	case s.kind == 'n':
		return &node{op: 'n', value: s.value}
	case s.kind == '-':
		return &node{op: '+', args: []*node{p.power()}, turn: []bool{true}}
	case s.kind == '(':
		inner := p.sum()
		if p.peek() != ')' {
			p.bad = true
		}
		p.at++
		return inner
	case s.kind == 'a' && functions[s.text]:
		if p.peek() == 'a' && (p.signs[p.at].text == "van" || p.signs[p.at].text == "of") {
			p.at++
		}
		return &node{op: 'f', name: s.text, args: []*node{p.power()}}
	case s.kind == 'a':
		return &node{op: 'a', name: s.text}
	}
	p.bad = true
	return &node{op: 'n'}
}

// A point gives every symbol a value: the same for the same name, spread over
// (0.5, 2.5), where roots and logarithms exist.
type point struct {
	number byte
	solved string // a symbol whose value was worked out
	value  float64
	void   *bool // set where a root has no value; nil when nobody asks
}

func (at point) of(name string) float64 {
	if name == at.solved && name != "" {
		return at.value
	}
	if name == "pi" || name == "π" {
		return math.Pi
	}
	x := fnvByte(fnvBasis, at.number)
	for i := 0; i < len(name); i++ {
		x = fnvByte(x, name[i])
	}
	x = (x ^ x>>31) * 0x9e3779b97f4a7c15
	return 0.5 + 2*float64(x>>11)/(1<<53)
}

const fnvBasis = 14695981039346656037

// fnvByte goes on with an FNV-1a hash.
func fnvByte(h uint64, b byte) uint64 { return (h ^ uint64(b)) * 1099511628211 }

func (n *node) eval(at point) float64 {
	switch n.op {
	case 'n':
		return n.value
	case 'a':
		return at.of(n.name)
	case '^':
		return math.Pow(n.args[0].eval(at), n.args[1].eval(at))
	case 'f':
		x := n.args[0].eval(at)
		if x < 0 && at.void != nil {
			*at.void = true
		}
		return apply(n.name, x)
	case '+':
		sum := 0.0
		for i, a := range n.args {
			if n.turn[i] {
				sum -= a.eval(at)
			} else {
				sum += a.eval(at)
			}
		}
		return sum
	}
	product := 1.0
	for i, a := range n.args {
		if n.turn[i] {
			product /= a.eval(at)
		} else {
			product *= a.eval(at)
		}
	}
	return product
}

func apply(function string, x float64) float64 {
	switch function {
	case "sin":
		return math.Sin(x)
	case "cos":
		return math.Cos(x)
	case "tan":
		return math.Tan(x)
	case "log":
		return math.Log10(x)
	case "ln":
		return math.Log(x)
	case "exp":
		return math.Exp(x)
	case "abs":
		return math.Abs(x)
	}
	// Where a root has no value it gets one all the same, so that formulas can
	// be compared there too.
	return math.Copysign(math.Sqrt(math.Abs(x)), x)
}

// points is at how many points two formulas must agree.
const points = 5

// identical compares two formulas by their values at pseudo-random points.
func identical(a, b *node) bool {
	for i := range byte(points) {
		if !close(a.eval(point{number: i}), b.eval(point{number: i})) {
			return false
		}
	}
	return true
}

func close(x, y float64) bool {
	return math.Abs(x-y) <= 1e-9*math.Max(math.Abs(x), math.Abs(y)) // false for NaN and infinities
}

// size counts the nodes of a formula.
func (n *node) size() int {
	sum := 1
	for _, a := range n.args {
		sum += a.size()
	}
	return sum
}

// symbols collects the names in a formula.
func (n *node) symbols(into map[string]bool) {
	if n.op == 'a' {
		into[n.name] = true
	}
	for _, a := range n.args {
		a.symbols(into)
	}
}
