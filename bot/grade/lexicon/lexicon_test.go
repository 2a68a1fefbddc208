package lexicon

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot/grade/words"
	"pgregory.net/rapid"
)

// source is the whole source, in the order in which gen reads it.
func source(tb testing.TB) string {
	files, err := filepath.Glob("source/*.tsv")
	if err != nil || len(files) == 0 {
		tb.Fatal("no source", err)
	}
	var all strings.Builder
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		all.Write(text)
		all.WriteByte('\n')
	}
	return all.String()
}

func TestTableIsFresh(t *testing.T) {
	table, err := Compile(source(t))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(table, []byte(compiled)) {
		t.Error("lexicon.bin is not what the source makes: go run ./bot/grade/lexicon/gen")
	}
}

func TestCompare(t *testing.T) {
	l := New(new(words.Book))
	for _, row := range []struct {
		lang, a, b string
		want       Relation
	}{
		{"nl", "verhogen", "verlagen", Opposite}, {"nl", "intern", "extern", Opposite}, {"nl", "verhoogt", "verlaagde", Opposite},
		{"nl", "aantrekken", "behouden", Opposite}, {"nl", "korte", "lange", Opposite}, {"nl", "voor", "na", Contrast}, {"nl", "kopen", "verkoopt", Contrast},
		{"nl", "verkrijging", "verwerving", Synonym}, {"nl", "wetenschappers", "onderzoeker", Synonym},
		{"nl", "prijszetting", "prijsbepaling", Synonym},
		{"nl", "zelfbeeld", "self-image", Translation}, {"nl", "vluchtelingen", "refugees", Translation}, {"en", "refugee", "vluchteling", Translation},
		{"nl", "toepassen", "in de praktijk brengen", Synonym}, {"nl", "toepassen", "brengt in praktijk", Synonym},
		{"nl", "autonomie", "zelf mogen beslissen", Describes},
		{"nl", "zonne-energie", "hernieuwbare energie", Narrower}, {"nl", "hernieuwbare energie", "windenergie", Broader}, {"nl", "windenergie", "zonne-energie", Sibling},
		{"nl", "huizen", "huis", Same}, {"nl", "fiets", "banaan", None}, {"nl", "", "fiets", None},
		{"en", "heavy", "light", Opposite}, {"en", "longest", "shortest", Opposite}, {"en", "heavier", "lighter", Opposite}, {"nl", "grootste", "kleinste", Opposite}, {"nl", "langer", "korter", Opposite},
		{"nl", "relatieverlenging", "relatieverbreking", Opposite}, {"nl", "eenmalige", "herhaalde", Opposite}, {"en", "VPN", "virtual private network", Synonym}, {"en", "vpn", "virtual private network", Synonym},
		{"nl", "CO", "co", None}, {"nl", "OS", "os", None},
		{"de", "zunehmen", "ansteigen", Synonym}, {"de", "Vorteile", "Nachteil", Opposite}, {"de", "kaufen", "verkaufen", Contrast}, {"de", "Geld, das man zurückzahlen muss", "Schulden", Describes},
		{"de-AT", "wachsen", "Wachstum", Derived}, {"de", "Hunde", "Tiere", Narrower}, {"nl", "zunehmen", "ansteigen", None},
		{"fr", "augmenter", "diminuer", Opposite}, {"fr", "l'entreprise", "la firme", None}, {"fr", "l'avantage", "inconvénient", Opposite},
		{"fr", "réussir", "avoir du succès", Synonym}, {"fr", "personne sans travail", "chômeurs", Describes}, {"fr", "avant", "après", Contrast},
		{"es", "empezar", "comenzar", Synonym}, {"es", "ventajas", "desventaja", Opposite}, {"it", "cominciare", "iniziare", Synonym}, {"it", "guerra", "pace", Opposite},
		{"de", "vergroten", "groter maken", Synonym}, {"fr", "vergroten", "verkleinen", Opposite}, {"de", "increase", "decrease", Opposite},
	} {
		if got := l.Compare(row.a, row.b, row.lang).Strongest(); got != row.want {
			t.Errorf("%s, %s: %d, want %d", row.a, row.b, got, row.want)
		}
	}
}

func TestSynonymsDontChain(t *testing.T) {
	const source = "nl\tsyn\tovereenkomst|gelijkenis\nnl\tsyn\tovereenkomst|contract\n"
	l := compile(t, source)
	if l.Compare("overeenkomst", "contract", "nl").Strongest() != Synonym || l.Compare("gelijkenis", "contract", "nl") != 0 {
		t.Error("two senses of a word became one")
	}
}

func TestOneWay(t *testing.T) {
	l := compile(t, "nl\tisa\thond|kat > dier\nnl\topp\thoog <> laag|diep\n")
	for _, row := range []struct {
		a, b string
		want Relation
	}{{"honden", "dier", Narrower}, {"dieren", "kat", Broader}, {"hond", "kat", Sibling}, {"hoge", "lage", Opposite}, {"laag", "diep", Near}} {
		if got := l.Compare(row.a, row.b, "nl").Strongest(); got != row.want {
			t.Errorf("%s, %s: %d, want %d", row.a, row.b, got, row.want)
		}
	}
}

func TestTerms(t *testing.T) {
	l := compile(t, "nl\tphr\tin de praktijk brengen|toepassen\nnl\tsyn\tpraktijk|praxis\nnl\tsyn\topbouwen|construeren\nen\tsyn\tmarket|bazaar\n")
	for _, row := range []struct{ text, want string }{
		{"de kennis in de praktijk brengen", "in de praktijk brengen, praktijk"},
		{"brengt in praktijk", "brengt in praktijk, praktijk"},
		{"hij bouwt op", "bouwt op"},
		{"in. De praktijk brengen", "praktijk"},
		{"the market", "market"},
		{"", ""},
	} {
		tokens := words.Tokens(row.text)
		var got []string
		for _, m := range l.Terms(tokens, l.Words(tokens, "nl"), nil) {
			var raw []string
			for _, tok := range tokens[m.From:m.To] {
				raw = append(raw, tok.Raw)
			}
			got = append(got, strings.Join(raw, " "))
		}
		if strings.Join(got, ", ") != row.want {
			t.Errorf("%q: %q, want %q", row.text, got, row.want)
		}
	}
}

func TestCompileRefuses(t *testing.T) {
	for _, bad := range []string{"nl\tsyn", "nl\topp\ta|b", "xx\tsyn\ta|b", "fr\ttr\ta|b", "nl\tzzz\ta|b"} {
		if _, err := Compile(bad); err == nil || !strings.Contains(err.Error(), bad[:2]) {
			t.Errorf("%q: error %v", bad, err)
		}
	}
}

func TestRelationsMirror(t *testing.T) {
	l := New(new(words.Book))
	var ids []ID
	for line := range strings.Lines(source(t)) {
		if ids = append(ids, l.Term(strings.Split(strings.TrimSpace(line)+"\t\t", "\t")[2], "nl")); len(ids) > 3000 {
			break
		}
	}
	mirror := map[Relation]Relation{Narrower: Broader, Broader: Narrower}
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.SampledFrom(ids).Draw(t, "a"), rapid.SampledFrom(ids).Draw(t, "b")
		there, back := l.Relations(a, b), l.Relations(b, a)
		for r := Sibling; r <= Opposite; r++ {
			m, ok := mirror[r]
			if !ok {
				m = r
			}
			if there.Has(r) != back.Has(m) {
				t.Fatalf("%b and %b", there, back)
			}
		}
	})
}

func compile(t *testing.T, source string) *Lexicon {
	data, err := Compile(source)
	if err != nil {
		t.Fatal(err)
	}
	return &Lexicon{table: open(string(data)), book: new(words.Book)}
}

func FuzzTerms(f *testing.F) {
	l := New(new(words.Book))
	f.Add("in de praktijk brengen", "nl")
	f.Fuzz(func(t *testing.T, text, lang string) {
		tokens := words.Tokens(text)
		for _, m := range l.Terms(tokens, l.Words(tokens, lang), nil) {
			if m.From < 0 || m.From >= m.To || m.To > len(tokens) || m.Term == 0 || l.Relation(m.Term, m.Term) != Same {
				t.Fatalf("%q: %+v", text, m)
			}
		}
	})
}

func BenchmarkTerms(b *testing.B) {
	l := New(new(words.Book))
	tokens := words.Tokens("Het bepalen van groepen klanten voor bepaalde acties en het schatten van hun waarde")
	ready := l.Words(tokens, "nl")
	matches := make([]Match, 0, 64)
	for b.Loop() {
		matches = l.Terms(tokens, ready, matches[:0])
	}
}

func BenchmarkRelation(b *testing.B) {
	l := New(new(words.Book))
	x, y := l.Term("verhogen", "nl"), l.Term("verlagen", "nl")
	for b.Loop() {
		l.Relation(x, y)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(new(words.Book))
	}
}
