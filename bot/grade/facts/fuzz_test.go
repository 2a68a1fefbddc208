package facts

import (
	"math"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot/grade/words"
	"pgregory.net/rapid"
)

func FuzzFind(f *testing.F) {
	for _, s := range []string{"€ 3,5 mln tot 5-5-1945", "tussen 3 en 5 km/h", "44 v.Chr. 19e eeuw", "3×10^8", "1.000.000,5 ½ een derde", "jaren '90 1/0"} {
		f.Add(s, "nl")
	}
	f.Fuzz(func(t *testing.T, text, lang string) {
		tokens := words.Tokens(text)
		end := 0
		for _, fact := range Find(text, tokens, lang) {
			if fact.From < end || fact.To <= fact.From || fact.To > len(tokens) || !strings.HasPrefix(text[fact.At:], fact.Raw) {
				t.Fatalf("%q: %+v", text, fact)
			}
			if a := Compare(fact, fact); a != Equal && !math.IsInf(fact.Low, 0) && !math.IsInf(fact.High, 0) {
				t.Fatalf("%q is not itself: %d, %+v", text, a, fact)
			}
			end = fact.To
		}
	})
}

func FuzzSameFormula(f *testing.F) {
	f.Add("E = mc²", "m = E/c^2")
	f.Add("(T x A x P) - K", "omzet min kosten in het kwadraat")
	f.Add("2 H2 + O2 → 2 H2O", "√(a²+b²)^-1")
	f.Fuzz(func(t *testing.T, given, wanted string) {
		if equal, missing, ok := SameFormula(given, wanted); (equal || missing) && !ok || equal && missing {
			t.Fatalf("%q, %q: %v %v %v", given, wanted, equal, missing, ok)
		}
		ReadLegend(given).SameFormula(wanted, given)
		IsFormula(given)
		SameChemistry(given, wanted)
	})
}

// A formula is itself however its terms and factors are ordered.
func TestOrderIsFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a*b", "2*c", "d²", "e/f", "3", "b*c*d"}), 2, 6, rapid.ID[string]).Draw(t, "terms")
		shuffled := rapid.Permutation(terms).Draw(t, "shuffled")
		if equal, _, ok := SameFormula(strings.Join(shuffled, " + "), strings.Join(terms, "+")); !equal || !ok {
			t.Fatalf("%v, %v", terms, shuffled)
		}
		if equal, missing, _ := SameFormula(strings.Join(shuffled[1:], " + "), strings.Join(terms, "+")); equal || !missing {
			t.Fatalf("%v without %s: equal %v, missing %v", terms, shuffled[0], equal, missing)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	const text = "In 1945 steeg de omzet met 12 % tot € 3,5 mln, ongeveer 5x zoveel"
	tokens := words.Tokens(text)
	for b.Loop() {
		Find(text, tokens, "nl")
	}
}

func BenchmarkFindNothing(b *testing.B) {
	const text = "Het bepalen van groepen klanten voor bepaalde acties en het schatten van hun waarde"
	tokens := words.Tokens(text)
	for b.Loop() {
		Find(text, tokens, "nl")
	}
}

func BenchmarkSameFormula(b *testing.B) {
	for b.Loop() {
		SameFormula("T x A x P", "(T × A × P) − K")
	}
}
