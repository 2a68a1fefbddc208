package grade

import (
	"math"
	"strings"
	"sync/atomic"

	"github.com/overhoor/overhoor/bot/grade/facts"
	"github.com/overhoor/overhoor/bot/grade/lexicon"
	"github.com/overhoor/overhoor/bot/grade/words"
)

// entry is what is known of a word, wherever it stands.
type entry struct {
	wordKey
	form   *form
	role   role
	does   role   // stop words aside
	parts  []part // of a compound that is better compared by its parts
	ready  lexicon.Word
	counts bool // a number or a date may begin with it
}

// part is a part of a compound.
type part struct {
	form *form
	term lexicon.ID
}

// wordKey tells words apart.
type wordKey struct {
	text, lang string
	kind       words.Kind
}

// vocabulary remembers words: those of the deck for ever, and of all those
// that came by last, since learners of one deck use the same words.
type vocabulary struct {
	// deck has each word at the first free place from the one that its print
	// tells; its length is a power of two.
	deck  []*entry
	words int                            // how many the deck has
	late  [1 << 12]atomic.Pointer[entry] // by the word's print
	// typos are the pairs that were last asked for: a pair's print, and in the
	// lowest bits what it costs.
	typos [1 << 12]atomic.Uint64
	// joins are the words of two tokens that were last asked for, likewise.
	joins [1 << 11]atomic.Pointer[join]
	// meanings are the terms that were last asked for.
	meanings [1 << 13]atomic.Pointer[meaning]
}

// longestLate is the longest word that is remembered, in bytes, so that nobody
// can fill the memory.
const longestLate = 40

// placeOf is where a word is looked for first.
func placeOf(text string) print { return printOf(text) >> 8 }

// find is a word of the deck, nil when it has none like it.
func (v *vocabulary) find(at print, key wordKey) *entry {
	for mask := print(len(v.deck) - 1); len(v.deck) > 0; at++ {
		if e := v.deck[at&mask]; e == nil || e.wordKey == key {
			return e
		}
	}
	return nil
}

// add adds a word that the deck had not yet; half of the places stay free.
func (v *vocabulary) add(e *entry) {
	if v.words++; 2*v.words > len(v.deck) {
		old := v.deck
		v.deck = make([]*entry, max(64, 2*len(old)))
		for _, e := range old {
			if e != nil {
				v.put(e)
			}
		}
	}
	v.put(e)
}

func (v *vocabulary) put(e *entry) {
	at, mask := placeOf(e.text), print(len(v.deck)-1)
	for v.deck[at&mask] != nil {
		at++
	}
	v.deck[at&mask] = e
}

// entry looks a token up.
func (r *reader) entry(t words.Token, lang string) *entry {
	key := wordKey{t.Text, lang, t.Kind}
	at := placeOf(t.Text)
	if e := r.known.find(at, key); e != nil {
		return e
	}
	at %= print(len(r.known.late))
	slot := &r.known.late[at]
	if e := slot.Load(); e != nil {
		if e.wordKey == key {
			return e
		}
		slot = &r.known.late[at^1] // a word has two places
		if e = slot.Load(); e != nil && e.wordKey == key {
			return e
		}
	}
	if len(t.Text) > longestLate {
		return r.newEntry(t, lang)
	}
	t.Text, t.Fold = strings.Clone(t.Text), strings.Clone(t.Fold) // not the whole answer
	e := r.newEntry(t, lang)
	slot.Store(e)
	return e
}

// typoCost is in a remembered pair what it costs, in parts of a slip, which are
// 50 at most; tooFar is there when one is no misspelling of the other.
const (
	typoCost = 1<<6 - 1
	tooFar   = typoCost
)

// typo is Typo of the book, remembered. given is the print of the misspelling,
// folded.
func (r *reader) typo(misspelt string, given print, wanted *form, lang string) (cost float64, ok bool) {
	pair := uint64(given*0x9e3779b97f4a7c15^wanted.fold^printOf(lang)) * 0xff51afd7ed558ccd
	slot := &r.known.typos[pair>>32%uint64(len(r.known.typos))]
	known := slot.Load()
	if known == 0 || known&^typoCost != pair&^typoCost {
		known = pair&^typoCost | tooFar
		if cost, ok = r.book.Typo(misspelt, wanted.Text, lang); ok {
			known = pair&^typoCost | uint64(math.Round(cost*words.SlipParts))
		}
		slot.Store(known)
	}
	parts := known & typoCost
	return float64(parts) / words.SlipParts, parts != tooFar
}

// join is two words written as one.
type join struct {
	first, second, lang string
	stem                print
}

// joinedStem is the stem of two words written as one, remembered.
func (r *reader) joinedStem(first, second *form, lang string) print {
	slot := &r.known.joins[(first.fold*3^second.fold)>>8%print(len(r.known.joins))]
	if j := slot.Load(); j != nil && j.first == first.Fold && j.second == second.Fold && j.lang == lang {
		return j.stem
	}
	stem := printOf(r.book.Stem(first.Fold+second.Fold, lang))
	if len(first.Fold)+len(second.Fold) <= longestLate {
		slot.Store(&join{first.Fold, second.Fold, lang, stem})
	}
	return stem
}

func (r *reader) newEntry(t words.Token, lang string) *entry {
	e := &entry{wordKey: wordKey{t.Text, lang, t.Kind}, form: r.form(t.Text, lang), role: roleIn(t, lang)}
	e.does, e.ready, e.counts = does(t.Fold, lang), r.lex.Word(t.Text, e.form.Form, lang), facts.Begins(t, lang)
	for _, text := range r.parts(t, e.role, lang) {
		f := r.form(text, lang)
		e.parts = append(e.parts, part{f, r.lex.Term(f.Text, lang)})
	}
	return e
}

// form prepares a word by the rules of the language that has it.
func (r *reader) form(word, lang string) *form {
	by := lang
	if !r.book.Known(word, lang) {
		for _, other := range [...]string{"en", "nl"} {
			if !strings.HasPrefix(lang, other) && r.book.Known(word, other) {
				by = other
			}
		}
	}
	f := newForm(r.book.Form(word, by))
	f.known, f.native = r.book.Known(f.Fold, ""), r.book.Known(f.Fold, lang)
	return f
}
