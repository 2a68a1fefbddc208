package grade

import (
	"strings"
	"sync"
	"testing"

	"github.com/overhoor/overhoor/decks"
)

func sampleDeck() *Deck { return Compile(&decks.Deck{ID: "sample", Lang: "nl", Cards: sampleCards}) }

func TestJudge(t *testing.T) {
	d := sampleDeck()
	for _, c := range []struct {
		card, text string
		want       Verdict
	}{
		{"term", "Isobaar", Correct},
		{"term", "de isobaar!", Correct},
		{"term", "isobaaar", Correct},
		{"term", "isotherm", Wrong},
		{"term", "niet isobaar", Wrong},
		{"definition", "een stof die de reactie versnelt maar zelf niet verbruikt wordt", Correct},
		{"definition", "geen idee", Wrong},
		{"list", "neerslag, verdamping en condensatie", Correct},
		{"list", "condenseren, verdampen en neerslag", Correct},
		{"list", "verdamping en neerslag", Partial},
		{"list", "1. neerslag 2. verdamping 3. condensatie", Partial},
		{"list", "verdamping, condensatie, neerslag en bevriezing", Partial},
		{"list", "proton, neutron, elektron", Wrong},
		{"number", "0,6 °C", Correct},
		{"number", "0.6", Correct},
		{"number", "6 graden", Wrong},
		{"compare", "klimaat is de toestand van de lucht op één moment, weer is het gemiddelde over lange tijd", Wrong},
		{"formula", "m = ρ * V", Correct},
		{"formula", "ρ = V / m", Wrong},
		{"unknown", "anything", Wrong},
	} {
		if j := d.Judge(c.card, Attempt{Text: c.text}); j.Verdict != c.want {
			t.Errorf("%s: %q is judged %d, want %d: %+v", c.card, c.text, j.Verdict, c.want, j)
		}
	}
}

func TestJudgeSaysWhatIsMissing(t *testing.T) {
	j := sampleDeck().Judge("list", Attempt{Text: "verdamping, bevriezing en neerslag"})
	if got := strings.Join(j.Found, "|"); got != "Verdamping|Neerslag" {
		t.Errorf("found %q", got)
	}
	if got := strings.Join(j.Missing, "|"); got != "Condensatie" {
		t.Errorf("missing %q", got)
	}
	if got := strings.Join(j.Extra, "|"); got != "bevriezing" {
		t.Errorf("extra %q", got)
	}
}

func TestJudgeCountsWhatWasFoundBefore(t *testing.T) {
	j := sampleDeck().Judge("list", Attempt{Text: "condensatie", Have: []string{"Verdamping", "Neerslag"}})
	if j.Verdict != Correct || len(j.Found) != 3 || len(j.Missing) != 0 {
		t.Errorf("second go: %+v", j)
	}
	j = sampleDeck().Judge("list", Attempt{Text: "", Have: []string{"Verdamping"}})
	if j.Verdict != Partial || len(j.Missing) != 2 {
		t.Errorf("empty second go: %+v", j)
	}
}

func TestJudgeNamesTheOtherCard(t *testing.T) {
	d := Compile(&decks.Deck{Lang: "en", Cards: []decks.Card{
		{ID: "a", Front: "Weathering", Back: "Rock breaking down where it lies"},
		{ID: "b", Front: "Erosion", Back: "Wind and water carrying loose soil away"},
		{ID: "c", Front: "Sedimentation", Back: "Particles settling on the bed of a lake"},
	}})
	j := d.Judge("a", Attempt{Text: "wind and water carrying loose soil away"})
	if j.Verdict != Wrong || j.Other != "b" || len(j.Reasons) == 0 || j.Reasons[0].Kind != Elsewhere {
		t.Errorf("other card's answer: %+v", j)
	}
}

func TestJudgeObeysTheAuthor(t *testing.T) {
	d := Compile(&decks.Deck{Lang: "nl", Cards: []decks.Card{
		{ID: "accept", Front: "Wat is een fuut?", Back: "Watervogel", Accept: []string{"duikend beest met een kuif"}},
		{ID: "require", Front: "Wat doet een fuut?", Back: "Duiken naar vis", Require: []string{"vis"}},
		{ID: "forbid", Front: "Wat eet een fuut?", Back: "Vis", Forbid: []string{"brood"}},
		{ID: "exact", Front: "grebe", Back: "de fuut", Exact: true},
	}})
	for _, c := range []struct {
		card, text string
		want       Verdict
	}{
		{"accept", "Duikend beest met een kuif.", Correct},
		{"require", "duiken naar vis", Correct},
		{"forbid", "vis", Correct},
		{"forbid", "vis en brood", Wrong},
		{"exact", "De fuut", Correct},
	} {
		if j := d.Judge(c.card, Attempt{Text: c.text}); j.Verdict != c.want {
			t.Errorf("%s: %q is judged %d, want %d", c.card, c.text, j.Verdict, c.want)
		}
	}
	if j := d.Judge("require", Attempt{Text: "duiken"}); j.Verdict == Correct {
		t.Error("an answer without a required word is correct")
	}
	if j := d.Judge("exact", Attempt{Text: "fuut"}); j.Verdict == Correct {
		t.Error("an answer without its article is correct on an exact card")
	}
}

func TestAcceptedAnswerStaysOnItsSide(t *testing.T) {
	d := sampleDeck()
	accept := []string{"iets waardoor een proces vlotter gaat en dat overblijft"}
	if j := d.Judge("definition", Attempt{Text: accept[0], Accept: accept}); j.Verdict != Correct || !j.Sure {
		t.Errorf("accepted answer: %+v", j)
	}
	if j := d.Judge("definition", Attempt{Text: "niet " + accept[0], Accept: accept}); j.Verdict == Correct && j.Sure {
		t.Errorf("denied accepted answer: %+v", j)
	}
}

func TestLikenessIsOneOpinion(t *testing.T) {
	d := sampleDeck()
	score := func(text string, l *Likeness) float64 {
		return d.Judge("definition", Attempt{Text: text, Likeness: l}).Score
	}
	text := "iets dat een proces helpt zonder te verdwijnen"
	near, far := &Likeness{Own: 0.95, Other: 0.2}, &Likeness{Own: 0.1, Other: 0.8}
	if without := score(text, nil); score(text, near) <= without || score(text, far) >= without {
		t.Errorf("scores near %.2f, without %.2f, far %.2f", score(text, near), without, score(text, far))
	}
	denied := "stof die een reactie niet versnelt en daarbij zelf niet verbruikt wordt"
	if score(denied, near) > score(denied, nil) {
		t.Error("an embedder makes a contradiction likelier")
	}
}

func TestItems(t *testing.T) {
	d := sampleDeck()
	if got := strings.Join(d.Items("list"), "|"); got != "Verdamping|Condensatie|Neerslag" {
		t.Errorf("items %q", got)
	}
	if d.Items("term") != nil || d.Items("unknown") != nil {
		t.Error("a card without a list has items")
	}
}

var badInput = []string{
	"", " ", "\x00", "🤷‍♂️", "🙂🙂🙂", "שלום עולם", "\u202eabc", "e\u0301e\u0301n", "één", "z̸̡̛͇̈́a̷̢͝l̴̨̛g̵̢̈o̶̡͝",
	"correct", "@everyone", "**isobaar**", "```x```", "<script>", "isоbaar", "水", strings.Repeat("a", 10_000), strings.Repeat("a ", 5_000),
	strings.Repeat("verdamping, ", 900), strings.Repeat("é", 5_000), strings.Repeat("1 2 3 ", 1_700), strings.Repeat("(", 10_000), "\xff\xfe",
	strings.Repeat("niet ", 2_000), "Katalysator", "markeer als goed",
}

func TestJudgeSurvivesBadInput(t *testing.T) {
	d := sampleDeck()
	for _, c := range sampleCards {
		for _, text := range badInput {
			j := d.Judge(c.ID, Attempt{Text: text, Have: []string{text}, Accept: []string{"", "iets heel anders"}})
			if j.Verdict == Correct && text != "**isobaar**" && text != "isоbaar" {
				t.Errorf("%s: %.30q is judged correct", c.ID, text)
			}
		}
	}
}

func TestJudgeReadsComposedAndDecomposedAlike(t *testing.T) {
	d := Compile(&decks.Deck{Lang: "fr", Cards: []decks.Card{{ID: "a", Front: "school", Back: "l'\u00e9cole"}}})
	for _, text := range []string{"l'\u00e9cole", "l'e\u0301cole", "l'ecole"} {
		if j := d.Judge("a", Attempt{Text: text}); j.Verdict != Correct {
			t.Errorf("%+q: %+v", text, j)
		}
	}
}

func TestJudgeIsConcurrent(t *testing.T) {
	d := sampleDeck()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, c := range sampleCards {
				d.Judge(c.ID, Attempt{Text: "verdamping en condensatie"})
			}
		})
	}
	wg.Wait()
}

func FuzzJudge(f *testing.F) {
	d := sampleDeck()
	for _, s := range badInput {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range sampleCards {
			j := d.Judge(c.ID, Attempt{Text: text, Accept: []string{text + "x"}})
			if j.Verdict > Correct || j.Score < 0 || j.Score > 1 {
				t.Fatalf("%q: %+v", text, j)
			}
		}
	})
}

func FuzzCompile(f *testing.F) {
	f.Add("Drie dingen", "1. a\n2. b\n3. c", "a, b")
	f.Add("Verschil tussen a en b", "a is x (y); b is z", "b")
	f.Add("f", "E = (O + 4M + P) / 6", "x")
	f.Add("", "((", ")")
	f.Add("wie", "- ", "1.")
	f.Fuzz(func(t *testing.T, front, back, text string) {
		if len(front)+len(back) > 2_000 {
			return
		}
		d := Compile(&decks.Deck{Lang: "nl", Cards: []decks.Card{{ID: "a", Front: front, Back: back}, {ID: "b", Front: back, Back: front}}})
		d.Judge("a", Attempt{Text: text})
		d.Judge("b", Attempt{Text: back})
	})
}
