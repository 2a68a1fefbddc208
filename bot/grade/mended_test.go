package grade

import (
	"testing"

	"github.com/overhoor/overhoor/decks"
)

func mendedDeck() *Deck {
	return Compile(&decks.Deck{Lang: "nl", Cards: []decks.Card{
		{ID: "branches", Front: "Welke 3 seizoensfruiten verkoopt de kraam?", Back: "1. Aardbeien\n2. Kersen\n3. Pruimen"},
		{ID: "steps", Front: "In welke 3 stappen bak je brood?", Back: "1. Kneden\n2. Rijzen\n3. Bakken"},
		{ID: "stages", Front: "What are the 3 stages of making cheese?", Back: "1. Curdling\n2. Pressing\n3. Ripening", Lang: "en"},
		{ID: "rings", Front: "Nenne die 3 Ringe einer Zwiebel von außen nach innen", Back: "1. Schale\n2. Fleisch\n3. Trieb", Lang: "de"},
		{ID: "roof", Front: "Which 3 layers has a roof, from the tiles down?", Back: "1. Tiles\n2. Battens\n3. Rafters", Lang: "en"},
		{ID: "plato", Front: "Los tres platos de una comida, en orden", Back: "1. Sopa\n2. Carne\n3. Postre", Lang: "es"},
		{ID: "river", Front: "De 3 dorpen langs de beek, te beginnen bij de bron", Back: "1. Veldwezelt\n2. Lanaken\n3. Smeermaas"},
		{ID: "term", Front: "Waar staat SCM voor?", Back: "Supply Chain Management"},
		{ID: "name", Front: "Wie bedacht de bloeddrukmeter?", Back: "Scipione Riva-Rocci"},
		{ID: "author", Front: "Uitvinder van de lithografie", Back: "Alois Senefelder"},
		{ID: "noun", Front: "Wat doet de veiling?", Back: "Bepalen van de prijs van tulpen"},
		{ID: "halves", Front: "Wat doet de boomkweker?", Back: "Snoeien van jonge takken en verzorgen van zieke wortels"},
		{ID: "dash", Front: "Welke 2 klussen zijn er in maart?", Back: "1. Wieden – tussen de rijen met de schoffel\n2. Zaaien – in de koude bak"},
		{ID: "stopwords", Front: "The WDP rule of the cocktail bar", Back: "Weigh, Do, Pour", Lang: "en"},
		{ID: "choice", Front: "Welk insect vangt de fruitteler in een fles?", Back: "Wesp"},
		{ID: "buyers", Front: "Waar let de veilingmeester op?", Back: "Gedrag van kopers van snijbloemen"},
		{ID: "order", Front: "Wat betekent aan tafel gaan?", Back: "Dat de ober de gast bedient"},
		{ID: "opening", Front: "Wat doet een imker?", Back: "Bijenvolken houden en hun honing oogsten. Zo'n volk overwintert alleen als er voer genoeg is."},
		{ID: "vocabulary", Front: "to laugh (FI)", Back: "nauraa", Lang: "en"},
		{ID: "roles", Front: "What does a cuckoo do?", Back: "The cuckoo deceives smaller songbirds", Lang: "en"},
	}})
}

func TestMended(t *testing.T) {
	d := mendedDeck()
	for _, c := range []struct {
		card, text string
		want       Verdict
		sure       bool // must be sure
	}{
		{"branches", "pruimen, kersen en aardbeien", Correct, true},
		{"branches", "aardbeien, kersen, pruimen en wortels", Partial, false},
		{"branches", "kersen (van de boom), aardbeien en pruimen", Correct, false},
		{"branches", "aardbeien bv. uit de kas, pruimen en kersen", Correct, false},
		{"steps", "stap 1 kneden, stap 2 rijzen, stap 3 bakken", Correct, false},
		{"steps", "stap 1 bakken, stap 2 kneden, stap 3 rijzen", Partial, false},
		{"steps", "eerst kneden, dan rijzen en ten slotte bakken", Correct, false},
		{"steps", "eerst rijzen, daarna kneden en ten slotte bakken", Partial, false},
		{"steps", "1) bakken 2) rijzen 3) kneden", Partial, false},
		{"steps", "bakken, kneden, rijzen", Correct, false},
		{"steps", "xyzzy", Wrong, true},
		{"stages", "first curdling, then pressing, finally ripening", Correct, false},
		{"stages", "first pressing, then curdling, finally ripening", Partial, false},
		{"stages", "stage 1 ripening stage 2 curdling stage 3 pressing", Partial, false},
		{"branches", "1. pruimen 2. kersen 3. aardbeien", Correct, false},
		{"rings", "1. Trieb 2. Fleisch 3. Schale", Partial, true},
		{"rings", "1. Schale 2. Fleisch 3. Trieb", Correct, true},
		{"rings", "zuerst Fleisch, dann Schale, zuletzt Trieb", Partial, false},
		{"river", "1. lanaken 2. veldwezelt 3. smeermaas", Partial, true},
		{"roof", "1. rafters 2. battens 3. tiles", Partial, true},
		{"plato", "1. postre 2. sopa 3. carne", Partial, true},
		{"plato", "1. sopa 2. carne 3. postre", Correct, true},
		{"river", "lanaken, veldwezelt, smeermaas", Correct, false},
		{"dash", "wieden, zaaien", Correct, false},
		{"stopwords", "1. weigh\n2. do\n3. pour", Correct, true},
		{"stopwords", "weigh, pour", Partial, false},
		{"choice", "een wesp, zo'n beest dat op zoete of rottende vruchten afkomt", Correct, false},
		{"choice", "een wesp of een hommel", Partial, false},
		{"term", "suply chain managment", Correct, true},
		{"name", "scipionne riva-rocci", Correct, true},
		{"author", "senefelder", Correct, true},
		{"author", "senefelter", Correct, true},
		{"noun", "de prijs van tulpen bepalen", Correct, true},
	} {
		j := d.Judge(c.card, Attempt{Text: c.text})
		if j.Verdict != c.want || c.sure && !j.Sure {
			t.Errorf("%s: %q is judged %d (%.2f, sure %v), want %d", c.card, c.text, j.Verdict, j.Score, j.Sure, c.want)
		}
	}
}

func TestFormulaInWords(t *testing.T) {
	d := Compile(&decks.Deck{Lang: "nl", Cards: []decks.Card{
		{ID: "legend", Front: "KAR", Back: "- K = aantal kisten per kar\n- A = aantal appels per kist\n- R = bedorven appels bij aankomst"},
		{ID: "symbols", Front: "Formule voor de oogst", Back: "OG = K x A - R"},
		{ID: "words", Front: "Hoe bereken je de uitval?", Back: "Aantal rotte peren / totaal aantal geplukte peren × 100 %"},
		{ID: "sum", Front: "Formule van de mestbalans", Back: "Aanvoer (input) = gebruikte mest + verloren mest"},
		{ID: "root", Front: "Oplossing van x² = 2bx + c", Back: "x = b ± √(b² + c)"},
	}})
	for _, c := range []struct {
		card, text string
		want       Verdict
	}{
		{"symbols", "aantal kisten x appels per kist - bedorven appels", Correct},
		{"symbols", "oogst = kisten keer appels min bedorven", Correct},
		{"symbols", "kisten x appels + bedorven appels", Wrong},
		{"symbols", "kisten x appels", Partial},
		{"words", "100 * rotte peren / geplukte peren", Correct},
		{"words", "(rote peren : gepluckte peren) x 100%", Correct},
		{"words", "geplukte peren / rotte peren x 100", Wrong},
		{"words", "rotte peren / geplukte peren", Partial},
		{"sum", "input - verloren mest = gebruikte mest", Correct},
		{"sum", "gebruikte mest = input + verloren mest", Wrong},
		{"root", "x=b+-sqrt(c+b^2)", Correct},
		{"root", "x = b ± √(b² - c)", Wrong},
		{"root", "x = b + √(b² + c)", Partial},
	} {
		if j, ok := d.settle(d.byID[c.card], c.text, Attempt{}); !ok || j.Verdict != c.want {
			t.Errorf("%s: %q is judged %d, settled %v, want %d", c.card, c.text, j.Verdict, ok, c.want)
		}
	}
	for _, text := range []string{"zaad x grond", "kisten x flessen - schade"} {
		if j, ok := d.settle(d.byID["symbols"], text, Attempt{}); ok {
			t.Errorf("%q of other quantities is settled as %d", text, j.Verdict)
		}
	}
}

func TestHalves(t *testing.T) {
	d := mendedDeck()
	k := d.byID["halves"]
	if len(k.halves) != 2 || len(d.byID["noun"].halves) != 0 {
		t.Fatalf("halves %v and %v", k.halves, d.byID["noun"].halves)
	}
	one := d.gather(k, "snoeien van jonge takken", nil).vector()[fHalfMin]
	both := d.gather(k, "zieke wortels verzorgen en jonge takken snoeien", nil).vector()[fHalfMin]
	if one > 0.3 || both < 0.9 {
		t.Errorf("the half said least: %.2f with one, %.2f with both", one, both)
	}
}

func TestExchanged(t *testing.T) {
	d := mendedDeck()
	for text, want := range map[string]bool{
		"smaller songbirds deceive the cuckoo":                 true,
		"the cuckoo deceives songbirds":                        false,
		"smaller songbirds are deceived by the cuckoo":         false,
		"it is the cuckoo that deceives the smaller songbirds": false,
	} {
		if got := d.gather(d.byID["roles"], text, nil).core.exchanged() > 0; got != want {
			t.Errorf("%q: exchanged %v", text, got)
		}
	}
}

func TestItemTurned(t *testing.T) {
	d := Compile(&decks.Deck{Lang: "nl", Cards: []decks.Card{{ID: "goals", Front: "Welke 2 doelen heeft de dijkgraaf?", Back: "1. Hoge dijken\n2. Schade verminderen"}}})
	same := d.gather(d.byID["goals"], "hoge dijken en minder schade", nil).list.turned
	other := d.gather(d.byID["goals"], "lage dijken en meer schade", nil).list.turned
	if same > 0 || other == 0 {
		t.Errorf("turned %.2f of the items, and %.2f with opposites", same, other)
	}
}

func TestFlipped(t *testing.T) {
	d := mendedDeck()
	for text, want := range map[string]bool{
		"dat de ober de gast bedient":            false,
		"dat een ober zijn gast bedient":         false,
		"dat de gast de ober bedient":            true,
		"dat de gast door de ober bediend wordt": false,
	} {
		if got := d.gather(d.byID["order"], text, nil).core.flipped() > 0; got != want {
			t.Errorf("%q: flipped %v", text, got)
		}
	}
}

func TestPrepositionIsNoPartOfAWord(t *testing.T) {
	d := mendedDeck()
	own := d.gather(d.byID["buyers"], "gedrag van kopers van snijbloemen", nil).fit.recall
	other := d.gather(d.byID["buyers"], "gedrag van verkopers van snijbloemen", nil).fit.recall
	if own < 0.99 || other > 0.8 {
		t.Errorf("of the back was said %.2f, and %.2f with another word", own, other)
	}
}

func TestOpeningIsEnough(t *testing.T) {
	d := mendedDeck()
	e := d.gather(d.byID["opening"], "bijenvolken houden en honing oogsten", nil)
	if e.fit.recall < 0.9 {
		t.Errorf("of the first sentence was said %.2f", e.fit.recall)
	}
}

func TestSlipInAForeignWordIsDoubted(t *testing.T) {
	d := mendedDeck()
	e := d.gather(d.byID["vocabulary"], "naurra", nil)
	if !e.doubtful(Correct) || d.gather(d.byID["author"], "alois senefelter", nil).doubtful(Correct) {
		t.Error("a slip in a word of another language is doubted, not one in a name")
	}
}

func TestAcceptedAnswerHelpsItsLike(t *testing.T) {
	d := mendedDeck()
	a := Attempt{Text: "hij laat dunne twijgjes korter worden en geneest wat rot onder de grond", Accept: []string{"dunne twijgjes korter laten worden en genezen wat onder de grond rot"}}
	with, without := d.Judge("halves", a), d.Judge("halves", Attempt{Text: a.Text})
	if with.Verdict != Correct || with.Score <= without.Score {
		t.Errorf("with %+v, without %+v", with, without)
	}
}
