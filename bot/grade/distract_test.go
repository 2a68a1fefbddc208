package grade

import (
	"slices"
	"testing"

	"github.com/overhoor/overhoor/decks"
)

// choices is a deck with cards of several kinds.
var choices = &decks.Deck{ID: "history", Lang: "en", Cards: []decks.Card{
	{ID: "fire", Front: "When was the Great Fire of London?", Back: "1666"},
	{ID: "plague", Front: "When was the Great Plague of London?", Back: "1665"},
	{ID: "hastings", Front: "When was the Battle of Hastings?", Back: "1066"},
	{ID: "armada", Front: "When did the Spanish Armada sail?", Back: "1588"},
	{ID: "again", Front: "In which year did London burn down?", Back: "1666"},
	{ID: "monarchy", Front: "What is a monarchy?", Back: "a state whose head is a king or a queen"},
	{ID: "republic", Front: "What is a republic?", Back: "a state whose head is elected by its citizens"},
	{ID: "oligarchy", Front: "What is an oligarchy?", Back: "rule by a few rich families"},
	{ID: "kingdom", Front: "What is a kingdom?", Back: "A state whose head is a king or a queen."},
	{ID: "houses", Front: "Which two houses fought the Wars of the Roses?", Back: "York\nLancaster"},
	{ID: "estates", Front: "Which three estates were there?", Back: "clergy\nnobility\ncommoners"},
	{ID: "powers", Front: "Which three powers are kept apart?", Back: "legislative\nexecutive\njudicial"},
	{ID: "first", Front: "Name a cause of the war", Back: "trade"},
	{ID: "second", Front: "Name a cause of the war.", Back: "religion", Accept: []string{"faith"}},
	{ID: "charter", Front: "Which charter did King John sign?", Back: "Magna Carta", Accept: []string{"the Great Charter"}},
	{ID: "named", Front: "What does Magna Carta mean?", Back: "the Great Charter"},
}}

func TestDistractors(t *testing.T) {
	d := Compile(choices)
	for _, test := range []struct {
		card  string
		first []string // the most plausible, in any order
		never []string
	}{
		{"fire", []string{"plague", "hastings", "armada"}, []string{"again", "fire"}},
		{"monarchy", []string{"republic", "oligarchy"}, []string{"kingdom"}},
		{"estates", []string{"powers"}, []string{"fire", "monarchy"}},
		{"first", nil, []string{"second"}},
		{"charter", nil, []string{"named"}},
	} {
		got := d.Distractors(test.card, 6, nil)
		for _, want := range test.first {
			if !slices.Contains(got[:min(len(got), len(test.first))], want) {
				t.Errorf("%s: %v, want %v first", test.card, got, test.first)
				break
			}
		}
		for _, never := range test.never {
			if slices.Contains(got, never) {
				t.Errorf("%s: %v, with %s", test.card, got, never)
			}
		}
	}
}

func TestDistractorsAreNeverAccepted(t *testing.T) {
	d := Compile(choices)
	if got := d.Distractors("monarchy", 6, []string{"rule by a few rich families"}); slices.Contains(got, "oligarchy") {
		t.Errorf("%v, with what classmates taught", got)
	}
	if got := d.Distractors("none", 6, nil); got != nil {
		t.Errorf("%v for a card that is not there", got)
	}
	for _, k := range choices.Cards {
		seen := []string{foldText(k.Back)}
		for _, id := range d.Distractors(k.ID, 6, nil) {
			other, _ := choices.Card(id)
			if back := foldText(other.Back); slices.Contains(seen, back) {
				t.Errorf("%s: %q twice", k.ID, other.Back)
			} else {
				seen = append(seen, back)
			}
			if j := d.Judge(k.ID, Attempt{Text: other.Back}); j.Verdict != Wrong {
				t.Errorf("%s: %q is judged %v", k.ID, other.Back, j.Verdict)
			}
		}
	}
}
