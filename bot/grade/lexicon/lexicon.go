// Package lexicon knows how words and phrases relate in meaning: which are
// the same, which translate, which contradict each other. It is a table
// written for this project (source/) and boiled down by gen.
package lexicon

import "github.com/overhoor/overhoor/bot/grade/words"

// Lexicon is the table. Make one with New and share it.
type Lexicon struct{ book *words.Book }

// New makes a lexicon that finds stems with book.
func New(book *words.Book) *Lexicon { return &Lexicon{book: book} }

// Relation is how a first term relates to a second.
type Relation uint8

// The relations, from none to strongest.
const (
	None        Relation = iota
	Near                 // one can explain the other; courses may keep them apart: weak
	Broader              // the first is vaguer than the second (animal for dog)
	Narrower             // the first is an example or part of the second
	Derived              // one root, other word class: middling
	Describes            // a phrase and what it says in short: high inside an answer only
	Translation          // Dutch and English: high
	Synonym              // high; not transitive
	Same                 // one term
	Opposite             // they contradict each other
)

// ID names a term of the lexicon; terms that differ in inflection only share
// it. 0 is no term.
type ID uint32

// Match is a term found in a text.
type Match struct {
	Term     ID
	From, To int // tokens[From:To]
}

// Term finds a word or a phrase.
func (l *Lexicon) Term(tokens []words.Token) ID { return 0 }

// Terms finds all terms in tokens, words and phrases, longer before shorter at
// the same place, and appends them to matches.
func (l *Lexicon) Terms(tokens []words.Token, matches []Match) []Match { return matches }

// Relation tells how a relates to b; the strongest relation when there are
// several, Opposite before all.
func (l *Lexicon) Relation(a, b ID) Relation { return None }

// Compare tells how two words or phrases relate; slower than Relation.
func (l *Lexicon) Compare(a, b string) Relation {
	return l.Relation(l.Term(words.Tokens(a)), l.Term(words.Tokens(b)))
}
