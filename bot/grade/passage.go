package grade

import (
	"strings"

	"github.com/overhoor/overhoor/bot/grade/facts"
	"github.com/overhoor/overhoor/bot/grade/lexicon"
	"github.com/overhoor/overhoor/bot/grade/words"
)

// unit is a word, or a part of a compound, ready for comparing.
type unit struct {
	form   words.Form
	token  int // index in the passage's tokens
	role   role
	weight float64 // how much the word tells; 0 for function words
	part   bool    // of a compound
}

// passage is a text ready for comparing.
type passage struct {
	text   string
	tokens []words.Token
	units  []unit
	first  []int  // a token's first unit; one more for the end
	clause []int  // a token's clause
	denied []bool // a clause holds an odd number of negations
	terms  []lexicon.Match
	facts  []facts.Fact
}

// reader turns texts into passages.
type reader struct {
	book *words.Book
	lex  *lexicon.Lexicon
}

// read prepares a text; weigh gives a content word's weight by its stem.
func (r *reader) read(text, lang string, weigh func(words.Form) float64) *passage {
	p := &passage{text: text, tokens: words.Tokens(text)}
	p.first = make([]int, 0, len(p.tokens)+1)
	for i, t := range p.tokens {
		p.first = append(p.first, len(p.units))
		p.units = r.addUnits(p.units, t, i, lang, weigh)
	}
	p.first = append(p.first, len(p.units))
	p.findClauses()
	p.terms = r.lex.Terms(p.tokens, nil)
	p.facts = facts.Find(text, lang)
	return p
}

func (r *reader) addUnits(units []unit, t words.Token, at int, lang string, weigh func(words.Form) float64) []unit {
	does := roles[t.Fold]
	if does == content && words.Stop(t.Fold, lang) {
		does = function
	}
	add := func(word string, part bool) {
		u := unit{form: r.book.Form(word, lang), token: at, role: does, part: part}
		switch does {
		case content:
			u.weight = weigh(u.form)
		case vague:
			u.weight = 0.2
		}
		units = append(units, u)
	}
	if does == content && t.Kind == words.Word && len(t.Text) > 6 {
		if parts := r.book.Split(t.Text, lang); len(parts) > 1 {
			for _, part := range parts {
				add(part, true)
			}
			return units
		}
	}
	add(t.Text, false)
	return units
}

// findClauses parts the passage where a negation stops to count.
func (p *passage) findClauses() {
	p.clause = make([]int, len(p.tokens))
	p.denied = append(p.denied, false)
	for i, t := range p.tokens {
		if i > 0 && (t.Gap >= words.Comma || breaksClause(t.Fold)) {
			p.denied = append(p.denied, false)
		}
		last := len(p.denied) - 1
		p.clause[i] = last
		if roles[t.Fold] == negating {
			p.denied[last] = !p.denied[last]
		}
	}
}

func breaksClause(word string) bool {
	switch word {
	case "maar", "but", "omdat", "because", "terwijl", "while", "want", "zodat", "en", "and", "dus", "so", "die", "dat", "which", "that", "who":
		return true
	}
	return false
}

// negated tells whether a unit stands in a negated clause.
func (p *passage) negated(u int) bool { return p.denied[p.clause[p.units[u].token]] }

// weight adds up the weights of some units.
func (p *passage) weight(s span) float64 {
	sum := 0.0
	for _, u := range p.units[s.from:s.to] {
		sum += u.weight
	}
	return sum
}

func (p *passage) total() float64 { return p.weight(p.all()) }

// says tells whether text holds one of the sayings.
func says(text string, sayings []string) bool {
	for _, s := range sayings {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}

func foldText(s string) string { return words.Fold(strings.ToLower(s)) }
