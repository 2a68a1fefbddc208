package words

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTokens(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"De auto’s, o.a. 's ochtends", "de auto's , oa s ochtends"},
		{"J.K. Rowling (U.S.A.)", "jk rowling , usa"},
		{"1.000,50 € en 12% van 3e", "1.000,50 € en 12% van 3e"},
		{"CO₂ + H2O", "co2 + h2o"},
		{"klanten-waarde 3-4", "klantenwaarde 34"},
		{"-5 en − 5", "-5 en − 5"},
		{"- een\n- twee", "een\ntwee"},
		{"Eén. Twee? bv. drie", "een . twee . bv drie"},
		{"e\u0301e\u0301n klant\u00adwaarde", "een klantwaarde"},
		{"Z\u0334\u0335\u0336\u0337a\u0334\u0335\u0336lgo", "zalgo"},
		{"水火 😀", "水火"},
		{"\xff\xfeok \x00", "ok"},
		{"x=2*y²", "x=2*y2"},
		{"   \n\t ", ""},
	} {
		if got := show(Tokens(row.text)); got != row.want {
			t.Errorf("%q: %q, want %q", row.text, got, row.want)
		}
	}
}

// show writes the folded tokens with the gaps between them.
func show(tokens []Token) string {
	var out strings.Builder
	for i, t := range tokens {
		if i > 0 {
			out.WriteString([]string{"", " ", " , ", " . ", "\n"}[t.Gap])
		}
		out.WriteString(t.Fold)
	}
	return out.String()
}

func TestAccentsStay(t *testing.T) {
	if got := Tokens("Één")[0]; got.Text != "één" || got.Fold != "een" || got.Raw != "Één" {
		t.Errorf("%+v", got)
	}
}

func TestSplit(t *testing.T) {
	for _, row := range []struct{ word, want string }{
		{"klantwaarde", "klant waarde"}, {"klantenwaarde", "klanten waarde"}, {"klantenbinding", "klanten binding"},
		{"doelgroepselectie", "doel groep selectie"}, {"verkoopsgesprek", "verkoop gesprek"}, {"gedragsgegevens", "gedrag gegevens"},
		{"massamaatwerk", "massa maat werk"}, {"fotosynthese", "foto synthese"}, {"celmembraan", "cel membraan"}, {"wetboek", "wet boek"},
		{"customerbonding", "customer bonding"}, {"klanttevredenheid", "klant tevredenheid"}, {"rechtspersoon", "recht persoon"},
		{"segmentatie", "segmentatie"}, {"retentie", "retentie"}, {"acquisitie", "acquisitie"}, {"onderzoek", "onderzoek"},
		{"personeel", "personeel"}, {"universiteit", "universiteit"}, {"maatschappij", "maatschappij"}, {"voorspellen", "voorspellen"},
		{"matigheid", "matigheid"}, {"marketing", "marketing"}, {"oorzaak", "oorzaak"}, {"plaats", "plaats"},
	} {
		if got := strings.Join(new(Book).Split(row.word, "nl"), " "); got != row.want {
			t.Errorf("%s: %s, want %s", row.word, got, row.want)
		}
	}
}

func TestDegrees(t *testing.T) {
	for _, row := range []struct{ lang, word, want string }{
		{"en", "long", "longer longest"}, {"en", "heavy", "heavier heaviest"}, {"en", "big", "bigger biggest"}, {"en", "large", "larger largest"},
		{"nl", "groot", "groter grootst"}, {"nl", "dik", "dikker dikst"}, {"nl", "duur", "duurder duurst"}, {"nl", "", ""}, {"en", "it's", ""},
	} {
		if got := strings.Join(Degrees(row.word, row.lang), " "); got != row.want {
			t.Errorf("%s: %q, want %q", row.word, got, row.want)
		}
	}
}

func TestKnown(t *testing.T) {
	b := new(Book)
	for _, w := range []string{"klant", "huizen", "segmentatie", "detentie", "café", "één"} {
		if !b.Known(w, "nl-BE") {
			t.Errorf("%s is not known", w)
		}
	}
	for _, w := range []string{"segmetatie", "klnat", "xqzt", "poisonous", ""} {
		if b.Known(w, "nl") {
			t.Errorf("%s is known", w)
		}
	}
	if !b.Known("poisonous", "en") || !b.Known("poisonous", "") || !b.Name("Parijs") && !b.Name("parijs") {
		t.Error("English or names are missing")
	}
}

func TestAbbreviates(t *testing.T) {
	for _, row := range []struct {
		short, long string
		want        bool
	}{
		{"LBS", "Location based services", true}, {"C.R.M.", "customer relationship management", true}, {"mis", "Marketing Informatie Systeem", true},
		{"MVO", "maatschappelijk verantwoord ondernemen", true}, {"btw", "belasting over de toegevoegde waarde", true},
		{"ROI", "return on investment", true}, {"KW", "klantwaarde", true}, {"LBS", "Location based marketing", false}, {"A", "alles", false},
		{"CRM", "", false}, {"klant", "klant", false},
	} {
		if got := new(Book).Abbreviates(row.short, Tokens(row.long), "nl"); got != row.want {
			t.Errorf("%s for %s: %v", row.short, row.long, got)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, row := range []struct {
		lang, word string
		want       int
	}{
		{"nl", "vijf", 5}, {"nl", "drieëntwintig", 23}, {"nl", "honderdtwintig", 120}, {"nl", "tweeduizend", 2000}, {"nl", "één", 1}, {"nl", "een", -1},
		{"nl", "negentienhonderdvijfenveertig", 1945}, {"nl", "twaalfhonderd", 1200}, {"nl", "waarde", -1}, {"nl", "en", -1}, {"nl", "honderd", 100},
		{"en", "twenty-three", 23}, {"en", "ninety", 90}, {"de", "einundzwanzig", 21}, {"fr", "quatre", 4}, {"es", "cinco", 5}, {"", "zeven", 7},
		{"de", "hundertzwanzig", 120}, {"de", "hundert", 100}, {"de", "noch", -1}, {"fr", "dix-sept", 17}, {"fr", "soixante-douze", 72}, {"fr", "quatre-vingt-onze", 91},
		{"fr", "vingt-et-un", 21}, {"fr", "cent", 100}, {"fr", "mille", 1000}, {"fr", "donc", -1}, {"en", "cent", -1}, {"", "cent", -1}, {"es", "veintidós", 22}, {"es", "quinientos", 500}, {"es", "mil", 1000},
		{"it", "due", 2}, {"it", "ventotto", 28}, {"it", "trentadue", 32}, {"it", "cento", 100}, {"", "due", -1}, {"en", "due", -1}, {"nl", "due", -1},
	} {
		got, ok := Cardinal(row.word, row.lang)
		if !ok {
			got = -1
		}
		if got != row.want {
			t.Errorf("%s: %d, want %d", row.word, got, row.want)
		}
	}
	for word, want := range map[string]int{"derde": 3, "3e": 3, "21ste": 21, "twenty-first": 21, "eenentwintigste": 21, "third": 3, "2nd": 2, "waarde": 0, "orde": 0} {
		if got, _ := Ordinal(word, ""); got != want {
			t.Errorf("%s: %d, want %d", word, got, want)
		}
	}
}

func TestRanksAbroad(t *testing.T) {
	for _, row := range []struct {
		lang, word string
		want       int
	}{
		{"de", "erste", 1}, {"de", "dritter", 3}, {"de", "zehnte", 10}, {"de", "einundzwanzigste", 21}, {"de", "leiste", 0}, {"de", "achten", 8},
		{"fr", "premier", 1}, {"fr", "deuxième", 2}, {"fr", "onzième", 11}, {"fr", "problème", 0}, {"nl", "premier", 0}, {"en", "premier", 0},
		{"es", "tercero", 3}, {"it", "primo", 1}, {"nl", "primo", 0}, {"", "quinto", 0},
	} {
		if got, _ := Ordinal(row.word, row.lang); got != row.want {
			t.Errorf("%s, %s: %d, want %d", row.lang, row.word, got, row.want)
		}
	}
}

func TestStemAbroad(t *testing.T) {
	for _, row := range []struct {
		lang, a, b string
		same       bool
	}{
		{"de", "steigt", "steigen", true}, {"de", "bedeutet", "bedeuten", true}, {"de", "führt", "führen", true}, {"de", "Märkte", "Markt", true}, {"de", "macht", "machen", false},
		{"de", "gast", "gas", false}, {"de", "gebiete", "gebiet", true}, {"de", "produkte", "produkt", true}, {"fr", "montent", "monter", true}, {"fr", "l'eau", "eau", true},
		{"fr", "clients", "client", true}, {"fr", "aujourd'hui", "hui", false}, {"fr", "qu'elles", "elle", true}, {"es", "crecen", "crecer", true}, {"it", "l'acqua", "acqua", true}, {"it", "crescono", "crescere", true},
		{"nl", "l'eau", "eau", false},
	} {
		b := new(Book)
		if got := b.Stem(strings.ToLower(row.a), row.lang) == b.Stem(strings.ToLower(row.b), row.lang); got != row.same {
			t.Errorf("%s: %s and %s: %v", row.lang, row.a, row.b, got)
		}
	}
}

func TestRoman(t *testing.T) {
	for s, want := range map[string]int{"IV": 4, "iv": 4, "XIX": 19, "MCMXLV": 1945, "IIII": 0, "mix": 0, "VX": 0, "": 0, "CIVIL": 0} {
		if got, ok := Roman(s); ok && got != want || ok != (want > 0) {
			t.Errorf("%q: %d %v, want %d", s, got, ok, want)
		}
	}
	for n := 1; n < 4000; n++ {
		if got, ok := Roman(roman(n)); got != n || !ok {
			t.Fatalf("%s: %d", roman(n), got)
		}
	}
}

func TestStop(t *testing.T) {
	for _, w := range []string{"de", "het", "een", "the", "of"} {
		if !Stop(w, "") {
			t.Errorf("%s is no stop word", w)
		}
	}
	for _, w := range []string{"niet", "geen", "alle", "meer", "zonder", "not", "no", "all", "more", "without", "naar", "tegen"} {
		if Stop(w, "") {
			t.Errorf("%s is a stop word", w)
		}
	}
}

func TestStopAbroad(t *testing.T) {
	for _, row := range []struct{ lang, stop, telling string }{
		{"de", "der die das eine einem und oder mit für können würde dass dadurch", "nicht kein ohne nie alle mehr weniger gegen zwischen vor nach wachsen"},
		{"fr", "le la les une et ou avec est être c'est qu'il d'un l'on cette où", "pas ne jamais sans tous plus moins contre entre avant après l'eau croître"},
		{"es", "el la los y o con para es está qué cómo porque", "no nunca sin todos más menos contra entre antes después crecer"},
		{"it", "il lo gli e o con per è sono della perché", "non mai senza tutti più meno contro tra prima dopo crescere"},
	} {
		for w := range strings.FieldsSeq(row.stop) {
			if !Stop(w, row.lang) {
				t.Errorf("%s: %s is no stop word", row.lang, w)
			}
		}
		for w := range strings.FieldsSeq(row.telling) {
			if Stop(w, row.lang) {
				t.Errorf("%s: %s is a stop word", row.lang, w)
			}
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add("De klanten-waarde’s 1.000 o.a. e\u0301\u0301\u0301")
	f.Fuzz(func(t *testing.T, text string) {
		tokens := Tokens(text)
		end := 0
		for _, tok := range tokens {
			if tok.At < end || text[tok.At:tok.At+len(tok.Raw)] != tok.Raw || tok.Raw == "" || !utf8.ValidString(tok.Text) {
				t.Fatalf("%q: token %+v", text, tok)
			}
			end = tok.At + len(tok.Raw)
			form := new(Book).Form(tok.Text, "nl")
			new(Book).Form(tok.Text, "en")
			if Kinship(form, form) != 1 || slices.Contains(new(Book).Split(tok.Text, "nl"), "") {
				t.Fatalf("%q: %+v", tok.Text, form)
			}
			Cardinal(tok.Text, "")
			Ordinal(tok.Text, "")
			Roman(tok.Text)
			new(Book).Abbreviates(tok.Raw, tokens, "nl")
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	for b.Loop() {
		Tokens("Het bepalen van groepen voor bepaalde acties en het schatten van hun waarde")
	}
}

func BenchmarkSplit(b *testing.B) {
	for b.Loop() {
		new(Book).Split("doelgroepsbepaling", "nl")
	}
}
