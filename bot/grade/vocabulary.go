package grade

import (
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
	deck map[wordKey]*entry
	late [1 << 12]atomic.Pointer[entry] // by the word's print
	// typos are the pairs that were last asked for, by their prints.
	typos [1 << 11]atomic.Pointer[typo]
}

// longestLate is the longest word that is remembered, in bytes, so that nobody
// can fill the memory.
const longestLate = 40

// entry looks a token up.
func (r *reader) entry(t words.Token, lang string) *entry {
	key := wordKey{t.Text, lang, t.Kind}
	at := printOf(t.Text) >> 8 % print(len(r.known.late))
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
	if e := r.known.deck[key]; e != nil {
		slot.Store(e)
		return e
	}
	if len(t.Text) > longestLate {
		return r.newEntry(t, lang)
	}
	t.Text, t.Fold = strings.Clone(t.Text), strings.Clone(t.Fold) // not the whole answer
	e := r.newEntry(t, lang)
	slot.Store(e)
	return e
}

// typo is what a word costs as a misspelling of another.
type typo struct {
	given, wanted, lang string
	cost                float64
	ok                  bool
}

// typo is Typo of the book, remembered.
func (r *reader) typo(given, wanted, lang string) (cost float64, ok bool) {
	slot := &r.known.typos[(printOf(given)*3^printOf(wanted))>>8%print(len(r.known.typos))]
	if t := slot.Load(); t != nil && t.given == given && t.wanted == wanted && t.lang == lang {
		return t.cost, t.ok
	}
	cost, ok = r.book.Typo(given, wanted, lang)
	if len(given) <= longestLate {
		slot.Store(&typo{strings.Clone(given), strings.Clone(wanted), lang, cost, ok})
	}
	return cost, ok
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
	return newForm(r.book.Form(word, by))
}
