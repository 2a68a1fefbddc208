package grade

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/decks"
)

func BenchmarkJudge(b *testing.B) {
	d := Compile(&decks.Deck{Lang: "nl", Cards: sampleCards})
	for _, c := range []struct{ name, card, text string }{
		{"term", "term", "isobar"},
		{"definition", "definition", "iets wat een reactie sneller doet gaan en zelf niet opgebruikt raakt"},
		{"list", "list", "verdampen, condenseren en neerslag"},
		{"number", "number", "iets meer dan een halve graad, 0,6 dus"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				d.Judge(c.card, Attempt{Text: c.text})
			}
		})
	}
}

// BenchmarkRows judges labelled answers and tells the median and the 99th
// percentile of one: of all times, and of each answer's own median, which other
// programs on the machine disturb less.
func BenchmarkRows(b *testing.B) {
	for _, name := range []string{"testdata/subjects.jsonl", shared("crm-nl.jsonl"), shared("general.jsonl"), shared("other-subjects.jsonl")} {
		b.Run(filepath.Base(name), func(b *testing.B) {
			deck, rows := labelled(b, name)
			var all []time.Duration
			by := make([][]time.Duration, len(rows))
			b.ReportAllocs()
			for b.Loop() {
				for i, r := range rows {
					start := time.Now()
					deck.Judge(r.id(), Attempt{Text: r.Response})
					by[i] = append(by[i], time.Since(start))
				}
			}
			each := make([]time.Duration, len(rows))
			for i, took := range by {
				slices.Sort(took)
				each[i] = took[len(took)/2]
				all = append(all, took...)
			}
			slices.Sort(all)
			slices.Sort(each)
			b.ReportMetric(float64(all[len(all)/2]), "p50-ns")
			b.ReportMetric(float64(all[len(all)*99/100]), "p99-ns")
			b.ReportMetric(float64(each[len(each)/2]), "own-p50-ns")
			b.ReportMetric(float64(each[len(each)*99/100]), "own-p99-ns")
		})
	}
}

func BenchmarkWorst(b *testing.B) {
	d := sampleDeck()
	for _, text := range []string{strings.Repeat("verdamping, ", 900), strings.Repeat("een stof die niet reageert ", 400)} {
		b.Run(text[:8], func(b *testing.B) {
			for b.Loop() {
				d.Judge("list", Attempt{Text: text})
				d.Judge("definition", Attempt{Text: text})
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		Compile(&decks.Deck{Lang: "nl", Cards: sampleCards})
	}
}

var sampleCards = []decks.Card{
	{ID: "term", Front: "Lijn op een kaart die plaatsen met evenveel luchtdruk verbindt", Back: "Isobaar"},
	{ID: "definition", Front: "Katalysator", Back: "Stof die een reactie versnelt en daarbij zelf niet verbruikt wordt"},
	{ID: "list", Front: "Drie stappen van de waterkringloop", Back: "1. Verdamping\n2. Condensatie\n3. Neerslag"},
	{ID: "number", Front: "Hoeveel graden daalt de temperatuur per 100 meter?", Back: "Ongeveer 0,6 °C"},
	{ID: "compare", Front: "Verschil tussen weer en klimaat", Back: "Weer is de toestand van de lucht op één moment. Klimaat is het gemiddelde over lange tijd."},
	{ID: "formula", Front: "Formule van de dichtheid", Back: "ρ = m / V"},
}
