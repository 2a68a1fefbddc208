package grade

import (
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot/grade/words"
	"github.com/overhoor/overhoor/decks"
)

func TestDoes(t *testing.T) {
	for _, row := range []struct {
		lang string
		does role
		list string
	}{
		{"de", negating, "nicht kein keine nie niemals nichts ohne weder"}, {"de", joining, "und"}, {"de", content, "Rat wachsen mehr"}, {"de", function, "noch oder der aber"},
		{"fr", negating, "pas jamais rien aucun sans non"}, {"fr", joining, "et"}, {"fr", content, "an main plus moins"}, {"fr", function, "ne en y ou c'est qu'il"},
		{"es", negating, "no nunca jamás sin"}, {"es", joining, "y e"}, {"es", content, "crecer más"}, {"es", function, "en o el"},
		{"it", negating, "non mai senza"}, {"it", joining, "e ed"}, {"it", content, "crescere più"}, {"it", function, "o il della"},
		{"nl", negating, "niet geen noch nicht"}, {"nl", joining, "en"}, {"nl", content, "rat groei"}, {"", joining, "en and"},
	} {
		for _, tok := range words.Tokens(row.list) {
			if got := roleIn(tok, row.lang); got != row.does {
				t.Errorf("%s: %s does %d, want %d", row.lang, tok.Raw, got, row.does)
			}
		}
	}
}

func TestDeniedAbroad(t *testing.T) {
	d := Compile(new(decks.Deck))
	for _, row := range []struct{ lang, text, denied string }{
		{"de", "das wächst nicht", "wachst"}, {"de", "noch wachsen", ""}, {"de", "kein Wachstum", "wachstum"}, {"de", "nicht schnell, aber stark", "schnell"},
		{"fr", "il ne mange pas", "mange"}, {"fr", "il n'augmente jamais", "n'augmente"}, {"fr", "il mange", ""}, {"fr", "aucune augmentation", "augmentation"},
		{"es", "no crece", "crece"}, {"es", "crecer sin agua", "agua"}, {"it", "non cresce", "cresce"}, {"it", "cresce senza acqua", "acqua"},
	} {
		p := d.read(row.text, row.lang, plain)
		var denied []string
		for u := range p.units {
			if p.negated(u) && p.units[u].weight > 0 {
				denied = append(denied, p.units[u].form.Fold)
			}
		}
		if got := strings.Join(denied, " "); got != row.denied {
			t.Errorf("%s: %s: denied is %q, want %q", row.lang, row.text, got, row.denied)
		}
	}
}

func TestJudgeAbroad(t *testing.T) {
	cards := map[string][]decks.Card{
		"de": {{ID: "inflation", Front: "Was ist Inflation?", Back: "Die Preise steigen"}, {ID: "demokratie", Front: "Was ist das Gegenteil von Krieg?", Back: "der Frieden"}},
		"fr": {{ID: "chomage", Front: "Qu'est-ce que l'inflation ?", Back: "Les prix augmentent"}, {ID: "voiture", Front: "auto", Back: "la voiture"}},
		"es": {{ID: "empezar", Front: "beginnen", Back: "empezar"}},
	}
	for _, row := range []struct {
		lang, id, text string
		right          bool
	}{
		{"de", "inflation", "Die Preise nehmen zu", true}, {"de", "inflation", "Die Preise sinken", false}, {"de", "inflation", "Die Preise steigen nicht", false}, {"de", "inflation", "der Preis steigt an", true},
		{"fr", "chomage", "les prix ne montent pas", false}, {"fr", "chomage", "les prix diminuent", false}, {"fr", "chomage", "les prix montent", true}, {"fr", "voiture", "l'automobile", true},
		{"es", "empezar", "comenzar", true}, {"es", "empezar", "terminar", false},
	} {
		j := Compile(&decks.Deck{Lang: row.lang, Cards: cards[row.lang]}).Judge(row.id, Attempt{Text: row.text})
		if (j.Verdict == Correct) != row.right {
			t.Errorf("%s, %s: %+v", row.lang, row.text, j)
		}
	}
}
