package grade

import (
	"slices"
	"testing"

	"github.com/overhoor/overhoor/bot/grade/lexicon"
	"github.com/overhoor/overhoor/bot/grade/words"
	"github.com/overhoor/overhoor/decks"
)

func TestRememberedTyposAreTheBooks(t *testing.T) {
	r := &Compile(&decks.Deck{Lang: "nl", Cards: sampleCards}).reader
	for _, pair := range [][2]string{
		{"katalisator", "katalysator"}, {"katalysator", "katalysator"}, {"retentie", "detentie"}, {"verdmaping", "verdamping"}, {"condensatie", "condensattie"}, {"neerslag", "isobaar"},
	} {
		given, wanted := r.form(pair[0], "nl"), r.form(pair[1], "nl")
		cost, ok := r.book.Typo(pair[0], pair[1], "nl")
		for _, when := range []string{"first", "then"} {
			if c, o := r.typo(given.Text, given.fold, wanted, "nl"); o != ok || ok && c != cost {
				t.Errorf("%v costs %v (%v), %s %v (%v)", pair, cost, ok, when, c, o)
			}
		}
	}
}

func TestWordsJoinAsTheBookStemsThem(t *testing.T) {
	r := &Compile(&decks.Deck{Lang: "nl", Cards: sampleCards}).reader
	for _, pair := range [][2]string{{"af", "koelt"}, {"brand", "key"}, {"lucht", "drukken"}} {
		for range 2 {
			if got, want := r.joinedStem(r.form(pair[0], "nl"), r.form(pair[1], "nl"), "nl"), printOf(r.book.Stem(pair[0]+pair[1], "nl")); got != want {
				t.Errorf("%v: %x, want %x", pair, got, want)
			}
		}
	}
}

func TestDeckFindsItsWords(t *testing.T) {
	d := Compile(&decks.Deck{Lang: "nl", Cards: sampleCards})
	for _, c := range sampleCards {
		for _, w := range words.Tokens(c.Front + "\n" + c.Back) {
			key := wordKey{w.Text, "nl", w.Kind}
			if e := d.known.find(placeOf(w.Text), key); e == nil || e.wordKey != key {
				t.Errorf("%q is found as %v", w.Text, e)
			}
		}
	}
	if e := d.known.find(placeOf("walvis"), wordKey{"walvis", "nl", words.Word}); e != nil {
		t.Errorf("walvis is found as %q", e.text)
	}
}

func TestLettersAreFoldedAlike(t *testing.T) {
	for _, s := range []string{"", "Een Stof", "Een Stof, 0,6 °C!", "café au lait", "CO₂ en H2O", "ИΣ", string(make([]byte, 200)), "a very long text that goes on and on and on and on, well beyond what is compared, até o fim, and then some more"} {
		if got, want := letters(s), appendFolded(nil, s); !slices.Equal(got, want) {
			t.Errorf("%q: %q, folded %q", s, string(got), string(want))
		}
	}
}

func TestAnswerIsKinOnlyOfWhatItTouches(t *testing.T) {
	denied := decks.Card{ID: "denied", Front: "Wat slaat neer?", Back: "Een onoplosbare stof"}
	d := Compile(&decks.Deck{Lang: "nl", Cards: append([]decks.Card{denied}, sampleCards...)})
	e := d.gather(d.byID["definition"], "een versnelling, reactief met oplosbare stoffen, en het verdampte", nil)
	s := e.given.scratch
	for _, k := range d.cards {
		for _, w := range k.whole.prints {
			for _, g := range e.given.prints {
				if (w.kinship(&g) > 0 || w.denies(&g) || g.denies(&w)) && !s.said.touches(&w) {
					t.Errorf("%v is kin of %v and does not touch it", w, g)
				}
			}
		}
		for _, w := range k.whole.terms {
			related := slices.ContainsFunc(e.given.terms, func(g term) bool { return d.lex.Relation(g.id, w.id) != lexicon.None })
			if related && !s.lines.Has(w.lines) {
				t.Errorf("term %d relates to the answer and shares no line with it", w.id)
			}
		}
	}
	d.free(e.given)
	if s.lines != (lexicon.Set{}) || s.said != (sayable{}) {
		t.Error("what the answer said is not forgotten")
	}
}
