package grade

import (
	"testing"

	"github.com/overhoor/overhoor/decks"
)

func TestSettledFormulas(t *testing.T) {
	d := Compile(&decks.Deck{Lang: "nl", Cards: []decks.Card{
		{ID: "work", Front: "Formule van arbeid", Back: "W = F · s"},
		{ID: "density", Front: "Formule van de dichtheid", Back: "ρ = m / V"},
		{ID: "ohm", Front: "Loi d'Ohm", Back: "U = R · I", Lang: "fr"},
		{ID: "period", Front: "Period of a wave of frequency f", Back: "T = 1 / f", Lang: "en"},
		{ID: "score", Front: "Formula of the deviation of a score", Back: "d = (x - μ) / n", Lang: "en"},
		{ID: "sort", Front: "Time of merge sort", Back: "O(n log n)", Lang: "en"},
		{ID: "circle", Front: "Omtrek van een schijf", Back: "2πr"},
		{ID: "debt", Front: "Hoe bereken je de schuldgraad?", Back: "Schuldgraad = vreemd vermogen / totaal vermogen"},
		{ID: "root", Front: "Oplossing van ax² + bx + c = 0", Back: "x = (-b ± √(b² - 4ac)) / (2a)"},
	}})
	for _, c := range []struct {
		card, text string
		want       Verdict
	}{
		{"work", "arbeid is kracht maal afstand", Correct},
		{"work", "de kracht x de afgelegde weg", Correct},
		{"work", "F / s", Wrong},
		{"work", "F x s", Correct},
		{"work", "W = F x ...", Partial},
		{"density", "massa gedeeld door volume", Correct},
		{"density", "m x V", Wrong},
		{"density", "rho = m : ?", Partial},
		{"ohm", "la tension est résistance fois intensité", Correct},
		{"period", "1 over frequency", Correct},
		{"period", "1 x f", Wrong},
		{"score", "score minus mean, divided by number", Correct},
		{"sort", "n log n", Correct},
		{"sort", "O(n*log2(n))", Correct},
		{"sort", "O(n lg n)", Correct},
		{"sort", "O(n^2)", Wrong},
		{"sort", "O(log n)", Wrong},
		{"sort", "n", Wrong},
		{"circle", "O = 2 x pi x r", Correct},
		{"circle", "πr", Partial},
		{"debt", "vreemd vermogen : totale vermogen", Correct},
		{"root", "(-b ± √D) / 2a", Correct},
	} {
		if j, ok := d.settle(d.byID[c.card], c.text, Attempt{}); !ok || j.Verdict != c.want {
			t.Errorf("%s: %q is judged %d, settled %v, want %d", c.card, c.text, j.Verdict, ok, c.want)
		}
	}
	// Other quantities, or words alone, settle nothing.
	for card, text := range map[string]string{
		"debt": "eigen vermogen / totaal vermogen", "sort": "quasilinear", "work": "kracht en afstand", "period": "x = 1 / f", "density": "gewicht per liter", "score": "score minus mode, divided by range",
	} {
		if j, ok := d.settle(d.byID[card], text, Attempt{}); ok && j.Verdict != Wrong {
			t.Errorf("%s: %q is settled as %d", card, text, j.Verdict)
		} else if ok && card != "debt" {
			t.Errorf("%s: %q is settled as wrong", card, text)
		}
	}
}

// A formula that names quantities is one whatever the front asks, and so is one
// with its legend in parentheses below it; what a sign only joins is none.
func TestWhatIsAFormula(t *testing.T) {
	for _, c := range []struct {
		front, back string
		want        bool
	}{
		{"Bouncepercentage", "Bouncepercentage = (bezoeken van één pagina / alle bezoeken) x 100%", true},
		{"Omzet", "Omzet = aantal klanten x gemiddelde besteding", true},
		{"Vuistregel voor de remweg", "snelheid / 10", true},
		{"Terugverdientijd", "TVT = I / (O - K)\n(I = investering, O = opbrengsten per jaar, K = kosten per jaar)", true},
		{"Een USP", "unieke eigenschap / onderscheidend voordeel", false},
		{"Een jubileum", "vijf - tien - twintig jaar", false},
		{"Wanneer was de oorlog?", "1803 - 1815", false},
		{"Openingsuren", "10 - 18 uur", false},
		{"De letters van STAR", "situatie, taak, actie, resultaat", false},
	} {
		if got := layOut(c.front, c.back).shape == shapeFormula; got != c.want {
			t.Errorf("%s: %q is a formula: %v", c.front, c.back, got)
		}
	}
	d := Compile(&decks.Deck{Lang: "nl", Cards: []decks.Card{
		{ID: "bounce", Front: "Bouncepercentage", Back: "Bouncepercentage = (bezoeken van één pagina / alle bezoeken) x 100%"},
		{ID: "payback", Front: "Terugverdientijd", Back: "TVT = I / (O - K)\n(I = investering, O = opbrengsten per jaar, K = kosten per jaar)"},
	}})
	for _, c := range []struct {
		card, text string
		want       Verdict
	}{
		{"bounce", "bezoeken van één pagina / alle bezoeken x 100", Correct},
		{"bounce", "(alle bezoeken / bezoeken van één pagina) x 100%", Wrong},
		{"payback", "I : (O - K)", Correct},
		{"payback", "investering / (opbrengsten per jaar - kosten per jaar)", Correct},
		{"payback", "I / (O + K)", Wrong},
		{"payback", "I / O", Partial},
	} {
		if j := d.Judge(c.card, Attempt{Text: c.text}); j.Verdict != c.want || !j.Sure {
			t.Errorf("%s: %q is judged %d, sure %v, want %d", c.card, c.text, j.Verdict, j.Sure, c.want)
		}
	}
}
