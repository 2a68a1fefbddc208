package grade

import (
	"testing"

	"github.com/overhoor/overhoor/decks"
)

func factDeck() *Deck {
	return Compile(&decks.Deck{Lang: "en", Cards: []decks.Card{
		{ID: "hours", Front: "How many hours has a week?", Back: "168"},
		{ID: "depth", Front: "Depth of the Mariana Trench in metres", Back: "10935"},
		{ID: "mass", Front: "Mass of a lion", Back: "190 kg"},
		{ID: "melting", Front: "Melting point of lead", Back: "327 °C"},
		{ID: "convert", Front: "Hoeveel meter is 3 km?", Back: "3000 m", Lang: "nl"},
		{ID: "speed", Front: "Speed of sound", Back: "343 m/s"},
		{ID: "shifts", Front: "In how many shifts does a mill work?", Back: "3"},
		{ID: "treaty", Front: "Date of the Treaty of Utrecht", Back: "11 April 1713"},
		{ID: "fire", Front: "When did the fire begin?", Back: "2 September 1666"},
		{ID: "empire", Front: "When did Rome fall?", Back: "476"},
		{ID: "fire year", Front: "In which year did London burn?", Back: "1666"},
		{ID: "peel", Front: "Wie viel Prozent einer Orange ist Schale?", Back: "Etwa 20 %", Lang: "de"},
		{ID: "bone", Front: "Name of the thigh bone", Back: "Femur"},
		{ID: "holiday", Front: "When is the feast of Saint Nicholas?", Back: "6 December"},
	}})
}

func TestSettledFacts(t *testing.T) {
	d := factDeck()
	for _, c := range []struct {
		card, text string
		want       Verdict
		sure       bool
	}{
		{"hours", "168 hours", Correct, true},
		{"hours", "168 minutes", Wrong, true},
		{"hours", "168 days", Wrong, true},
		{"hours", "one hundred and sixty-eight", Correct, true},
		{"depth", "10935 m", Correct, true},
		{"depth", "10935 km", Wrong, true},
		{"mass", "190", Correct, true},
		{"mass", "0.19 tonnes", Correct, true},
		{"mass", "190 or 240 kg", Partial, true},
		{"mass", "240 or 190", Partial, true},
		{"mass", "230 or 240 kg", Wrong, false},
		{"mass", "190 cm", Wrong, true},
		{"peel", "20 %", Correct, true},
		{"peel", "0,2", Correct, true},
		{"peel", "25 %", Wrong, true},
		{"bone", "femur or fibula", Partial, true},
		{"bone", "the femur, not the tibia or the fibula", Correct, true},
		{"peel", "20 % ist Fleisch und der Rest ist Schale", Correct, false},
		{"mass", "190 g", Wrong, true},
		{"melting", "327 degrees", Correct, true},
		{"melting", "327 °F", Wrong, true},
		{"melting", "600 K", Correct, true},
		{"convert", "3 km", Wrong, true},
		{"convert", "3000", Correct, true},
		{"convert", "drieduizend meter", Correct, true},
		{"speed", "343", Correct, true},
		{"shifts", "3 shifts", Correct, true},
		{"treaty", "11 April", Partial, true},
		{"treaty", "1713", Partial, true},
		{"treaty", "11/4/1713", Correct, true},
		{"treaty", "11 May", Wrong, true},
		{"treaty", "11 May 1713", Wrong, true},
		{"fire", "1666", Partial, false},
		{"empire", "76", Wrong, true},
		{"fire year", "66", Correct, false},
		{"fire year", "67", Wrong, true},
		{"fire", "the second of September 1666", Correct, true},
		{"holiday", "not on 6 December", Wrong, false},
		{"holiday", "was it not 6 December?", Correct, true},
		{"holiday", "6 December", Correct, true},
		{"holiday", "the sixth of December", Correct, true},
		{"holiday", "5 December", Wrong, true},
	} {
		if j := d.Judge(c.card, Attempt{Text: c.text}); j.Verdict != c.want || j.Sure != c.sure {
			t.Errorf("%s: %q is judged %d, sure %v, want %d, %v", c.card, c.text, j.Verdict, j.Sure, c.want, c.sure)
		}
	}
	// What is no other unit for sure is not settled as one.
	for card, text := range map[string]string{"speed": "343 m", "shifts": "3 times", "mass": "190 kg a year"} {
		if j := d.Judge(card, Attempt{Text: text}); j.Verdict == Wrong && j.Sure {
			t.Errorf("%s: %q is wrong for certain", card, text)
		}
	}
}
