package words

import (
	"testing"

	"pgregory.net/rapid"
)

func TestTypo(t *testing.T) {
	for _, row := range []struct {
		lang, given, wanted string
		ok                  bool
	}{
		{"nl", "maatwek", "maatwerk", true}, {"nl", "ongelimiterd", "ongelimiteerd", true}, {"nl", "klante", "klanten", true},
		{"nl", "aquisitie", "acquisitie", true}, {"nl", "segmetatie", "segmentatie", true}, {"nl", "klantwarde", "klantwaarde", true},
		{"nl", "fotosintese", "fotosynthese", true}, {"nl", "hont", "hond", true}, {"nl", "klnat", "klant", true},
		{"nl", "differentatie", "differentiatie", true}, {"nl", "evenwigt", "evenwicht", true}, {"nl", "pozitionering", "positionering", true},
		{"nl", "gebeurd", "gebeurt", true}, {"nl", "wiersma", "wiersema", true}, {"nl", "treacey", "treacy", true}, {"nl", "idee", "idée", true},
		{"en", "photosythesis", "photosynthesis", true}, {"en", "recieve", "receive", true}, {"en", "mitocondria", "mitochondria", true},

		{"nl", "anvullende", "aanvullende", true}, {"nl", "kunne", "kunnen", true}, {"nl", "comunicatie", "communicatie", true}, {"nl", "contekst", "context", true}, {"nl", "loefzeide", "loefzijde", true}, {"nl", "costumer", "customer", true}, {"en", "bactria", "bacteria", true},
		{"en", "behavioral", "behavioural", true}, {"nl", "rodgers", "rogers", true}, {"en", "imigration", "immigration", true}, {"en", "imigration", "emigration", false},
		{"nl", "detentie", "retentie", false}, {"nl", "leiden", "lijden", false}, {"nl", "duwstrategie", "pullstrategie", false}, {"nl", "encoderen", "decoderen", false}, {"nl", "acceptatie", "acquisitie", false}, {"nl", "extern", "intern", false},
		{"nl", "verlagen", "verhogen", false}, {"nl", "voorspelbaar", "onvoorspelbaar", false}, {"nl", "sulfaat", "sulfiet", false},
		{"nl", "mitose", "meiose", false}, {"nl", "absorptie", "adsorptie", false}, {"nl", "kat", "kar", false},
		{"nl", "klantdetentie", "klantretentie", false}, {"nl", "1946", "1945", false}, {"nl", "co3", "co2", false}, {"nl", "irak", "iran", false},
		{"en", "poisonous", "poisoning", false}, {"en", "affect", "effect", false}, {"en", "exothermic", "endothermic", false},
		{"en", "hypertonic", "hypotonic", false}, {"nl", "intracellulair", "intercellulair", false},
	} {
		if cost, ok := new(Book).Typo(row.given, row.wanted, row.lang); ok != row.ok {
			t.Errorf("%s for %s: ok %v at cost %v", row.given, row.wanted, ok, cost)
		}
	}
}

func TestContrast(t *testing.T) {
	b := new(Book)
	for _, row := range []struct {
		a, b string
		want bool
	}{
		{"onvoorspelbaar", "voorspelbare", true}, {"endotherm", "exotherm", true}, {"waardeloos", "waardevol", true}, {"hypotonisch", "hypertonisch", true},
		{"werkgever", "werknemers", true}, {"rechtvaardigheid", "onrechtvaardigheid", true}, {"klant", "klanten", false}, {"huis", "muis", false},
	} {
		if got := Contrast(b.Form(row.a, "nl"), b.Form(row.b, "nl")); got != row.want {
			t.Errorf("%s, %s: %v", row.a, row.b, got)
		}
	}
}

func TestTypoCostGrows(t *testing.T) {
	cost := func(given string) float64 {
		c, ok := new(Book).Typo(given, "segmentatie", "nl")
		if !ok {
			t.Fatalf("%s is no typo", given)
		}
		return c
	}
	if same, double, far := cost("segmentatie"), cost("seggmentatie"), cost("sgmenttie"); same != 0 || double >= far {
		t.Errorf("same %v, doubled letter %v, two letters gone %v", same, double, far)
	}
}

func TestTypoNeverPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.String().Draw(t, "given"), rapid.String().Draw(t, "wanted")
		if cost, _ := new(Book).Typo(a, b, "nl"); cost < 0 {
			t.Fatalf("cost %v", cost)
		}
		if _, ok := new(Book).Typo(a, a, ""); !ok {
			t.Fatalf("%q is not itself", a)
		}
	})
}

func BenchmarkTypoFar(b *testing.B) {
	for b.Loop() {
		new(Book).Typo("klantgegevens", "segmentatie", "nl")
	}
}

func BenchmarkTypoNear(b *testing.B) {
	for b.Loop() {
		new(Book).Typo("segmetatie", "segmentatie", "nl")
	}
}
