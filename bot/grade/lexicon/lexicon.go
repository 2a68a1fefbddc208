// Package lexicon knows how words and phrases relate in meaning: which are
// the same, which translate, which contradict each other. It is a table
// written for this project (source/), boiled down by gen into one that is read
// in place: nothing is loaded.
package lexicon

import (
	_ "embed"
	"math/bits"
	"sync/atomic"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// Relation is how one term relates to another.
type Relation uint8

// The relations, the weaker before the stronger.
const (
	None        Relation = iota
	Sibling              // two kinds of one thing (proton, neutron): other items of a list
	Near                 // one can explain the other; courses may keep them apart: weak
	Broader              // the first is vaguer than the second (animal for dog)
	Narrower             // the first is an example or a part of the second
	Derived              // one root, other word class; doer and deed together: middling
	Describes            // a phrase and what it says in short: high inside an answer, low as the whole answer
	Translation          // Dutch and English: high
	Synonym              // high; not transitive
	Same                 // one term
	Contrast             // opposites only next to the same head or with the same roles (voor/na, kopen/verkopen)
	Opposite             // they contradict each other
)

// Relations is a set of relations: one pair of words can have several senses.
type Relations uint16

// Has tells whether r is among the relations.
func (rs Relations) Has(r Relation) bool { return rs&(1<<r) != 0 }

// Strongest is the last of the relations in the order of their constants.
func (rs Relations) Strongest() Relation {
	return Relation(bits.Len16(uint16(rs)|1) - 1)
}

// ID names a term of the lexicon; terms that differ only in inflection or an
// article share it. 0 is no term. IDs are of one build: don't keep them.
type ID uint32

// Match is a term found in a text: tokens[From:To].
type Match struct {
	Term     ID
	From, To int
}

// Lexicon is the table. Make one with New and share it between goroutines.
type Lexicon struct {
	table table
	book  *words.Book
	known [1 << 13]atomic.Uint64 // pairs that were asked for last
}

//go:embed lexicon.bin
var compiled string

// New makes a lexicon that finds stems with book.
func New(book *words.Book) *Lexicon {
	return &Lexicon{table: open(compiled), book: book}
}

// Term finds the term that is the whole of text, in lang or else in Dutch or
// English; 0 when there is none.
func (l *Lexicon) Term(text, lang string) ID {
	tokens := words.Tokens(text)
	for _, m := range l.Terms(tokens, l.Words(tokens, lang), nil) {
		if m.From == 0 && m.To == len(tokens) {
			return m.Term
		}
	}
	return 0
}

// Word is a word made ready for finding the terms that begin with it.
type Word struct {
	own, other start // by the word's language, and by the other of Dutch and English
	article    bool  // terms are found with the word left out
}

// start is where the table goes on from a word; what follows has its stems by
// the same language's rules.
type start struct {
	stem string
	hash uint64
	id   ID
	goes bool // a term is or begins with the word
}

// Word makes a word ready. f is its form in lang.
func (l *Lexicon) Word(text string, f words.Form, lang string) Word {
	other := "en"
	if own := language(lang); own == "en" || foreign(own) && l.book.Known(f.Fold, "nl") {
		other = "nl"
	}
	w := Word{own: l.start(f.Stem, lang), other: l.start(l.book.Stem(text, other), other), article: article(f.Fold, lang)}
	w.other.goes = w.other.goes && l.book.Known(f.Fold, other)
	return w
}

func (l *Lexicon) start(stem, lang string) start {
	s := start{stem: stem, hash: extend(seed(lang), stem)}
	s.id, s.goes = l.table.find(s.hash)
	return s
}

// Words prepares tokens as Terms wants them.
func (l *Lexicon) Words(tokens []words.Token, lang string) []*Word {
	ready := make([]*Word, len(tokens))
	for i, t := range tokens {
		w := l.Word(t.Text, l.book.Form(t.Text, lang), lang)
		ready[i] = &w
	}
	return ready
}

// Terms finds all terms in a text, words and phrases, and appends them to
// matches in the order of where they begin, shorter before longer; they may
// overlap. ready[i] is the word of tokens[i]. Terms of the other language count
// where the word's own has none.
func (l *Lexicon) Terms(tokens []words.Token, ready []*Word, matches []Match) []Match {
	for from := range tokens {
		w, before, exact := ready[from], len(matches), mayBeExact(tokens[from])
		if !w.own.goes && !w.other.goes && !exact || w.article && spaced(tokens, from) {
			continue
		}
		matches = l.walk(tokens, ready, from, (*Word).inOwn, matches)
		if len(matches) == before {
			matches = l.walk(tokens, ready, from, (*Word).inOther, matches)
		}
		if !exact {
			continue
		}
		if id := l.table.term(extend(exactSeed, tokens[from].Raw)); id != 0 {
			matches = append(matches, Match{id, from, from + 1})
		}
	}
	return matches
}

// mayBeExact tells whether a token may be an abbreviation, which has capitals
// or is short.
func mayBeExact(t words.Token) bool { return len(t.Raw) < 3 || t.Raw != t.Text }

func (w *Word) inOwn() *start   { return &w.own }
func (w *Word) inOther() *start { return &w.other }

// walk follows the table from tokens[from] as long as a term goes on, by the
// rules of one language.
func (l *Lexicon) walk(tokens []words.Token, ready []*Word, from int, in func(*Word) *start, matches []Match) []Match {
	first := in(ready[from])
	h, id, ok := first.hash, first.id, first.goes
	for to := from + 1; ok; to++ {
		if id != 0 {
			matches = append(matches, Match{id, from, to})
		}
		for to < len(tokens) && tokens[to].Gap < words.Sentence && ready[to].article && spaced(tokens, to) {
			to++
		}
		if to == len(tokens) || tokens[to].Gap >= words.Sentence {
			break
		}
		h = extend(h, in(ready[to]).stem)
		id, ok = l.table.find(h)
	}
	return matches
}

// Relations tells how a relates to b, in all their senses.
func (l *Lexicon) Relations(a, b ID) Relations {
	if a == 0 || b == 0 {
		return 0
	}
	if a == b {
		return 1 << Same
	}
	// A pair and its relations fit one word of memory: an ID is below 1<<24.
	pair := uint64(a)<<40 | uint64(b)<<16
	slot := &l.known[pair*0x9e3779b97f4a7c15>>51]
	if last := slot.Load(); last&^0xffff == pair {
		return Relations(last)
	}
	rs := l.table.relations(a, b)
	slot.Store(pair | uint64(rs))
	return rs
}

// Lines are the lines in which a term stands: terms that have none in common
// don't relate, unless they are one.
func (l *Lexicon) Lines(a ID) []uint32 { return l.table.linesOf(a) }

// Neighbours are the terms that say much the same as a term. Two that share one
// may be alike from afar.
func (l *Lexicon) Neighbours(a ID) []uint32 { return l.table.neighbours(a) }

// Set is a set of lines or of terms; now and then it takes another for one of
// them.
type Set [mostLines / 64]uint64

// Add adds lines or terms.
func (s *Set) Add(members []uint32) {
	for _, m := range members {
		s[m/64%uint32(len(s))] |= 1 << (m % 64)
	}
}

// Remove empties the set of members, which are all that was added.
func (s *Set) Remove(members []uint32) {
	for _, m := range members {
		s[m/64%uint32(len(s))] = 0
	}
}

// Has tells whether some of members are in the set.
func (s *Set) Has(members []uint32) bool {
	for _, m := range members {
		if s[m/64%uint32(len(s))]>>(m%64)&1 != 0 {
			return true
		}
	}
	return false
}

// Sketch is some lines or terms, roughly.
type Sketch [4]uint64

// SketchOf has a bit for each member; several share one.
func SketchOf(members []uint32) (s Sketch) {
	for _, m := range members {
		s[m/64%4] |= 1 << (m % 64)
	}
	return s
}

// Meets tells whether two terms may relate: those whose sketches have no bit in
// common don't, unless they are one.
func (s *Sketch) Meets(t *Sketch) bool {
	return s[0]&t[0]|s[1]&t[1]|s[2]&t[2]|s[3]&t[3] != 0
}

// Relation is the strongest of Relations.
func (l *Lexicon) Relation(a, b ID) Relation { return l.Relations(a, b).Strongest() }

// Compare tells how two words or phrases relate. It looks both up; where speed
// counts, find the terms once.
func (l *Lexicon) Compare(a, b, lang string) Relations {
	return l.Relations(l.Term(a, lang), l.Term(b, lang))
}

// spaced tells whether a space and another word follow token i: the letter of
// "vitamin A" and the beginning of "de-escalate" are no articles.
func spaced(tokens []words.Token, i int) bool {
	return i+1 < len(tokens) && tokens[i+1].Gap == words.Space
}
