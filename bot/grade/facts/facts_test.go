package facts

import (
	"testing"

	"github.com/overhoor/overhoor/bot/grade/words"
)

func find(text, lang string) []Fact { return Find(text, words.Tokens(text), lang) }

func TestCompare(t *testing.T) {
	for _, row := range []struct {
		lang, given, wanted string
		want                Agreement
	}{
		{"nl", "12 %", "12%", Equal}, {"nl", "12 procent", "12%", Equal}, {"nl", "twaalf procent", "12%", Equal}, {"nl", "13%", "12%", Different},
		{"nl", "€ 3,5 mln", "3.500.000 euro", Equal}, {"nl", "3,5 miljoen euro", "€ 3,5 mln", Equal}, {"nl", "3,5 miljard euro", "€ 3,5 mln", Different},
		{"nl", "1.000", "1000", Equal}, {"nl", "duizend", "1.000", Equal}, {"en", "1,000", "1000", Equal}, {"nl", "1,000", "1000", Equal}, {"nl", "1,5", "15", Different},
		{"nl", "300 000 km/s", "300.000 km/s", Equal}, {"nl", "300.000 m/s", "300.000 km/s", Different}, {"nl", "300000", "300.000 km/s", Equal},
		{"nl", "3×10^8 m/s", "300.000 km/s", Equal}, {"nl", "3·10⁸ m/s", "300.000 km/s", Equal}, {"nl", "300 duizend kilometer per seconde", "300.000 km/s", Equal},
		{"nl", "5x", "vijf keer", Equal}, {"nl", "de helft", "50/100", Equal}, {"nl", "½", "een half", Equal}, {"nl", "een derde", "1/3", Equal}, {"nl", "anderhalf", "1,5", Equal},
		{"nl", "-5 graden", "5 graden", Different}, {"nl", "min 5 graden", "-5 graden", Equal}, {"nl", "2 km", "2000 m", Equal}, {"nl", "20 km", "2000 m", Different},
		{"nl", "3 jaar", "36 maanden", Equal}, {"nl", "3 kg", "3 meter", Unlike}, {"nl", "3-5 jaar", "3 tot 5 jaar", Equal}, {"nl", "tussen 3 en 5", "3 - 5", Equal},
		{"nl", "4", "3-5", Finer}, {"nl", "2", "3-5", Different}, {"nl", "minstens 5", "hoogstens 5", Different}, {"nl", "ca. 299.792 km/s", "300.000 km/s", Equal},
		{"fr", "quatre-vingt-onze ans", "91 ans", Equal}, {"fr", "quatre ans", "91 ans", Different}, {"fr", "dix-sept", "17", Equal}, {"de", "einundzwanzig", "21", Equal}, {"it", "ventotto", "28", Equal},
		{"en", "two hundred and five", "205", Equal}, {"en", "1.5 million", "1,500,000", Equal}, {"en", "twenty-three", "23", Equal}, {"en", "0.5", "half", Equal},
		{"nl", "1945", "in 1945", Equal}, {"nl", "1946", "1945", Different}, {"nl", "5 mei 1945", "1945", Finer}, {"nl", "1945", "5 mei 1945", Vaguer},
		{"nl", "5-5-1945", "5 mei 1945", Equal}, {"nl", "05/05/1945", "5 mei 1945", Equal}, {"nl", "1945-05-05", "5 mei 1945", Equal}, {"en", "May 5th, 1945", "5 May 1945", Equal},
		{"en", "5th of May 1945", "May 5, 1945", Equal}, {"nl", "6 mei 1945", "5 mei 1945", Different}, {"nl", "mei 1945", "5 mei 1945", Vaguer}, {"nl", "4 mei", "5 mei", Different},
		{"nl", "negentienhonderdvijfenveertig", "1945", Equal}, {"nl", "19e eeuw", "negentiende eeuw", Equal}, {"nl", "1850", "19e eeuw", Finer}, {"nl", "XIXe eeuw", "19e eeuw", Equal},
		{"nl", "jaren '90", "1990-1999", Equal}, {"nl", "jaren negentig", "jaren 90", Equal}, {"en", "1990s", "1994", Vaguer}, {"nl", "1914-1918", "van 1914 tot 1918", Equal},
		{"nl", "44 v.Chr.", "44 voor Christus", Equal}, {"en", "44 BC", "44 AD", Different}, {"nl", "1500 mensen", "1.500", Equal},
		{"nl", "44 vC", "44 v.Chr.", Equal}, {"nl", "-44", "44 v.Chr.", Equal}, {"nl", "45 v.Chr.", "44 v.Chr.", Different}, {"nl", "'40-'45", "1940-1945", Equal},
		{"en", "nineteen eighty-nine", "1989", Equal}, {"en", "nineteen eighty-eight", "1989", Different}, {"nl", "negentien vijfenveertig", "1945", Equal},
		{"en", "a tenth", "10%", Equal}, {"nl", "1/4", "25 %", Equal}, {"nl", "1/5", "25 %", Different}, {"nl", "7 graden", "7 °C", Equal}, {"nl", "8 graden", "7 °C", Different},
		{"nl", "tweede", "2e", Equal}, {"nl", "WO II", "Tweede Wereldoorlog", Equal}, {"nl", "WO I", "WO II", Different}, {"nl", "Karel V", "Karel de Vijfde", Equal}, {"nl", "Karel IV", "Karel V", Different}, {"nl", "eerste", "derde", Different},
		{"nl", "8 MB", "64 Mbit", Equal}, {"nl", "25 °C", "25 graden Celsius", Equal}, {"nl", "100 ml", "0,1 l", Equal}, {"nl", "$ 5", "€ 5", Unlike},
		{"en", "212 °F", "100 °C", Equal}, {"en", "100 degrees Fahrenheit", "100 °C", Different}, {"en", "0 K", "-273 °C", Equal}, {"en", "20 K", "20 °C", Different}, {"en", "20 degrees", "20 °F", Equal},
		{"de", "90 Sekunden", "90 Minuten", Different}, {"de", "120 Minuten", "2 Stunden", Equal}, {"nl", "412 km", "412 m", Different},
		{"en", "3 March", "3 March 1875", Vaguer}, {"en", "4 March", "3 March 1875", Different}, {"en", "3 March 1875", "3 March", Equal}, {"en", "March 1875", "3 March 1875", Vaguer},
		{"nl", "3/3/75", "3 maart 1975", Equal}, {"nl", "03-03-'75", "3 maart 1975", Equal}, {"nl", "3-3-04", "3 maart 2004", Equal}, {"nl", "3/3/76", "3 maart 1975", Different},
		{"nl", "zeven mei achttienhonderdvijftig", "7 mei 1850", Equal}, {"en", "the seventh of March nineteen twelve", "7 March 1912", Equal}, {"nl", "7 mei '12", "7 mei 1912", Equal},
		{"nl", "acht mei achttienhonderdvijftig", "7 mei 1850", Different}, {"de", "am 7. Okt. 1912", "7. Oktober 1912", Equal}, {"nl", "7 octobr 1912", "7 oktober 1912", Equal}, {"en", "7 Febuary 1912", "7 March 1912", Different}, {"nl", "68-72", "1968-1972", Equal}, {"nl", "68-73", "1968-1972", Different}, {"nl", "1968-72", "1968-1972", Equal}, {"nl", "1968-71", "1968-1972", Finer}, {"nl", "3-5", "1968-1972", Unlike},
		{"nl", "drieduizend tweehonderd", "3200", Equal}, {"en", "two thousand and eleven", "2011", Equal}, {"en", "two thousand eleven", "2012", Different}, {"en", "three thousand four hundred and five", "3405", Equal},
		{"de", "null Komma zwei fünf", "0,25", Equal}, {"nl", "drie komma veertien", "3,14", Equal}, {"en", "two point five million", "2.5 million", Equal}, {"nl", "nul komma vijf", "0,05", Different},
	} {
		given, wanted := find(row.given, row.lang), find(row.wanted, row.lang)
		got := Unlike
		if len(given) == 1 && len(wanted) == 1 {
			got = Compare(given[0], wanted[0])
		}
		if got != row.want {
			t.Errorf("%s for %s: %d, want %d\n%+v\n%+v", row.given, row.wanted, got, row.want, given, wanted)
		}
	}
}
