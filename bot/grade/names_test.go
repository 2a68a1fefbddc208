package grade

import (
	"testing"

	"github.com/overhoor/overhoor/decks"
)

func TestNames(t *testing.T) {
	d := Compile(&decks.Deck{Lang: "nl", Cards: []decks.Card{
		{ID: "poet", Front: "Wer schrieb den „Panther“?", Back: "Rainer Maria Rilke", Lang: "de"},
		{ID: "gogh", Front: "Welke kunstenaar schilderde de zonnebloemen?", Back: "Vincent van Gogh"},
		{ID: "coli", Front: "Bekendste darmbacterie", Back: "Escherichia coli"},
		{ID: "david", Front: "Wie maakte de David?", Back: "Michelangelo Buonarroti"},
		{ID: "curie", Front: "Wie ontdekte polonium?", Back: "Marie Curie"},
		{ID: "vitamin", Front: "Welke vitamine maakt de huid in de zon?", Back: "vitamine D"},
		{ID: "numeral", Front: "Schrijf 1490 in Romeinse cijfers", Back: "MCDXC"},
		{ID: "note", Front: "Welke toonsoort heeft twee kruisen?", Back: "D majeur"},
	}})
	for card, texts := range map[string][]string{
		"poet": {"R. M. Rilke", "R.M. Rilke", "RM Rilke", "R. Rilke", "r.m. rilke", "r. m. rilke", "R. Maria Rilke", "Rilke"}, "gogh": {"V. van Gogh", "van Gogh", "Gogh"}, "coli": {"E. coli", "E coli"},
		"david": {"Michelangelo", "M. Buonarroti"}, "curie": {"M. Curie", "curie"}, "vitamin": {"vitamine d", "Vitamine D"}, "numeral": {"MCDXC", "mcdxc"}, "note": {"d majeur"},
	} {
		for _, text := range texts {
			if j := d.Judge(card, Attempt{Text: text}); j.Verdict != Correct || !j.Sure {
				t.Errorf("%s: %q is judged %d (%.2f, sure %v)", card, text, j.Verdict, j.Score, j.Sure)
			}
		}
	}
	for text, settled := range map[string]bool{"MCDCX": true, "MCDXCI": true, "MDXC": true, "iets met MCD": false} {
		if j, ok := d.settle(d.byID["numeral"], text, Attempt{}); ok != settled || ok && j.Verdict != Wrong {
			t.Errorf("%q is judged %d, settled %v", text, j.Verdict, ok)
		}
	}
	for card, texts := range map[string][]string{
		"poet": {"S. Rilke", "M. R. Rilke", "R. M. Remarque", "R. M."}, "gogh": {"T. van Gogh", "V. Gogh van", "V."}, "coli": {"S. coli", "E. colibri"}, "curie": {"P. Curie", "Marie"}, "note": {"E majeur", "D mineur"}, "vitamin": {"vitamine C", "vitamine c"},
	} {
		for _, text := range texts {
			if j := d.Judge(card, Attempt{Text: text}); j.Verdict == Correct && j.Sure {
				t.Errorf("%s: %q is correct for certain", card, text)
			}
		}
	}
}
