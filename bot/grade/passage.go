package grade

import (
	"slices"
	"strings"
	"sync"

	"github.com/overhoor/overhoor/bot/grade/facts"
	"github.com/overhoor/overhoor/bot/grade/lexicon"
	"github.com/overhoor/overhoor/bot/grade/words"
)

// unit is a word, or a part of a compound, ready for comparing.
type unit struct {
	form   *form
	token  int     // index in the passage's tokens
	weight float64 // how much the word tells here; 0 for function words
	rarity float64 // how much it tells in the deck, the question aside
	role   role
	part   bool       // of a compound
	term   lexicon.ID // of a part
}

// passage is a text ready for comparing.
type passage struct {
	text           string
	tokens         []words.Token
	forms          []*form  // of the tokens
	prints         []prints // of the tokens
	counts         []bool   // a number or a date may begin with a token
	does           []role   // of the tokens, stop words aside
	units          []unit
	first          []int    // a token's first unit; one more for the end
	parts          []int    // the units that are parts of compounds
	clause         []int    // a token's clause
	denied         []bool   // a token is denied an odd number of times
	near           []nearby // a unit's telling neighbours
	before, behind []int    // parts of around: the nearest telling unit on each side, -1 for none
	around         []int    // room for telling units
	markers        []string // what marks a token's role
	couples        []couple // tokens that might be one word
	terms          []term
	ready          []*lexicon.Word // of the tokens
	found          []lexicon.Match // room for the terms of the words
	facts          []facts.Fact
	// Of a card's own passages: the text for telling whether an answer is
	// literally it.
	letters []rune
	tight   string
	scratch *scratch // of an answer: where its alignments put their cells
}

// term is a word or phrase of the lexicon, and where it stands.
type term struct {
	*meaning
	at span
}

// weigher tells how much a content word tells: here, and in the deck.
type weigher func(words.Form) (weight, rarity float64)

// plain weighs all words alike.
func plain(words.Form) (weight, rarity float64) { return 1, 1 }

// reader turns texts into passages.
type reader struct {
	book    *words.Book
	lex     *lexicon.Lexicon
	related func(root string) bool // a part that several words of the deck have
	known   *vocabulary
	// scratches are *scratch that no answer uses now.
	scratches *sync.Pool
}

// read prepares a text; weigh tells how much its content words tell.
func (r *reader) read(text, lang string, weigh weigher) *passage {
	p := new(passage)
	r.readInto(p, text, lang, weigh)
	return p
}

// readInto is read into a passage whose room may be used again.
func (r *reader) readInto(p *passage, text, lang string, weigh weigher) {
	p.text, p.tokens = text, words.AppendTokens(slices.Grow(p.tokens[:0], len(text)/5+1), text)
	n := len(p.tokens)
	p.first, p.does, p.forms, p.prints, p.ready = renew(p.first, n+1), renew(p.does, n), renew(p.forms, n), renew(p.prints, n), renew(p.ready, n)
	p.units, p.parts = slices.Grow(p.units[:0], n+n/4), p.parts[:0]
	p.counts = renew(p.counts, n)
	for i, t := range p.tokens {
		e := r.entry(t, lang)
		p.first[i], p.does[i], p.forms[i], p.prints[i], p.ready[i] = len(p.units), e.does, e.form, e.form.prints, &e.ready
		p.counts[i] = e.counts
		p.addUnits(e, i, weigh)
	}
	p.first[n] = len(p.units)
	p.findClauses()
	p.findNear()
	p.findMarkers()
	p.findCouples()
	r.findTerms(p)
	if s := p.scratch; s != nil {
		s.hear()
	}
	p.facts = facts.FindAt(text, p.tokens, p.counts, lang)
}

// renew gives n zeros, in the room of a slice where it has it.
func renew[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// roleIn is what a token does, by the stop words of its language as well.
func roleIn(t words.Token, lang string) role {
	switch does := does(t.Fold, lang); {
	case joins(t):
		return joining
	case t.Kind == words.Symbol, does == content && words.Stop(t.Fold, lang):
		return function
	default:
		return does
	}
}

// joins tells whether a symbol stands between items.
func joins(t words.Token) bool {
	return t.Kind == words.Symbol && strings.ContainsAny(t.Text, "+&>→|•*⇒")
}

// joins tells whether a token stands between items.
func (p *passage) joins(i int) bool { return p.does[i] == joining || joins(p.tokens[i]) }

// addUnits adds a token's units: its parts if it is a compound, or itself.
func (p *passage) addUnits(e *entry, at int, weigh weigher) {
	u := unit{form: e.form, token: at, role: e.role}
	switch {
	case u.role == content:
		u.weight, u.rarity = weigh(u.form.Form)
	case u.role == vague:
		u.weight = 0.2
	case u.role == light:
		u.weight, u.rarity = weigh(u.form.Form)
		u.weight, u.role = u.weight*0.5, content
	}
	if len(e.parts) == 0 {
		p.units = append(p.units, u)
		return
	}
	for _, part := range e.parts {
		u.form, u.part, u.term = part.form, true, part.term
		u.weight, u.rarity = weigh(u.form.Form)
		p.parts = append(p.parts, len(p.units))
		p.units = append(p.units, u)
	}
}

// parts splits a compound whose parts tell something by themselves: because
// other words of the deck have them too, or because no dictionary has the
// whole.
func (r *reader) parts(t words.Token, does role, lang string) []string {
	if does != content && does != light || t.Kind != words.Word || len(t.Text) < 7 {
		return nil
	}
	parts := r.book.Split(strings.TrimSuffix(t.Fold, "'s"), lang)
	if len(parts) < 2 {
		return nil
	}
	related := false
	for _, part := range parts {
		if len(part) < 4 {
			return nil
		}
		related = related || r.related != nil && r.related(r.book.Root(part, lang))
	}
	if !related && (r.related == nil || r.book.Known(t.Fold, lang)) {
		return nil
	}
	return parts
}

// findTerms finds what the lexicon knows, in words and in parts of compounds.
func (r *reader) findTerms(p *passage) {
	p.found = r.lex.Terms(p.tokens, p.ready, p.found[:0])
	p.terms = slices.Grow(p.terms[:0], len(p.found))
	for _, m := range p.found {
		p.terms = append(p.terms, term{r.meaning(m.Term), span{p.first[m.From], p.first[m.To]}})
	}
	for u := range p.units {
		if id := p.units[u].term; id != 0 {
			p.terms = append(p.terms, term{r.meaning(id), span{u, u + 1}})
		}
	}
}

// findClauses parts the passage where a thought ends, and notes what is
// denied: by "niet" the whole clause, by "geen" and "zonder" what follows.
func (p *passage) findClauses() {
	p.clause, p.denied = renew(p.clause, len(p.tokens)), renew(p.denied, len(p.tokens))
	now, from := 0, 0
	for i, t := range p.tokens {
		if i > 0 && (t.Gap >= words.Comma || breaksClause(t.Fold)) {
			now, from = now+1, i
		}
		p.clause[i] = now
		if p.does[i] == negating {
			p.deny(i, from)
		}
	}
}

// deny turns around what a negation at a token denies, in its clause.
func (p *passage) deny(at, from int) {
	narrow := deniesNoun(p.tokens[at].Fold)
	if narrow {
		from = at + 1
	}
	left := 3
	for i := from; i < len(p.tokens) && left > 0; i++ {
		t := p.tokens[i]
		if i > at && (t.Gap >= words.Comma || breaksClause(t.Fold)) {
			return
		}
		p.denied[i] = !p.denied[i]
		if narrow && p.does[i] == content {
			left--
		}
	}
}

// deniesNoun tells whether a negation only denies what follows it.
func deniesNoun(word string) bool {
	switch word {
	case "zonder", "geen", "without", "no", "kein", "keine", "keinen", "keinem", "keiner", "keines", "ohne", "sans", "aucun", "aucune", "sin", "senza", "geeneen":
		return true
	}
	return false
}

func breaksClause(word string) bool {
	switch word {
	case "maar", "but", "omdat", "because", "terwijl", "while", "want", "zodat", "en", "and", "dus", "so", "die", "dat", "which", "that", "who",
		"aber", "sondern", "weil", "wahrend", "sodass", "parce", "donc", "tandis", "pero", "porque", "mientras", "perche", "mentre":
		return true
	}
	return false
}

// negated tells whether a unit is denied.
func (p *passage) negated(u int) bool { return p.denied[p.units[u].token] }

// weight adds up the weights of some units.
func (p *passage) weight(s span) float64 {
	sum := 0.0
	for _, u := range p.units[s.from:s.to] {
		sum += u.weight
	}
	return sum
}

func (p *passage) total() float64 { return p.weight(p.all()) }

func foldText(s string) string { return words.Fold(strings.ToLower(s)) }
