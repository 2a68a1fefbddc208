package grade

import (
	"testing"

	"github.com/overhoor/overhoor/decks"
)

func TestQuestionOfTwoParts(t *testing.T) {
	d := Compile(&decks.Deck{Lang: "nl", Cards: []decks.Card{
		{ID: "opera", Front: "Wie componeerde Aida, en wanneer was de première?", Back: "Giuseppe Verdi, 1871"},
		{ID: "siege", Front: "Wanneer en waardoor viel Constantinopel?", Back: "In 1453, door de kanonnen van de sultan"},
		{ID: "sides", Front: "Hoeveel zijden heeft een kubus, en welke vorm hebben ze?", Back: "6: vierkanten"},
		{ID: "strings", Front: "Hoeveel snaren en stemknoppen heeft een tokkelding?", Back: "8 snaren en 9 stemknoppen"},
		{ID: "one", Front: "Wie won de slag en de oorlog?", Back: "Wellington, 1815"},
	}})
	for _, c := range []struct {
		card, text string
		want       Verdict
		sure       bool // must be sure
	}{
		{"opera", "verdi in 1871", Correct, true},
		{"opera", "verdi, 1817", Partial, true},
		{"opera", "giuseppe verdi in 1872", Partial, true},
		{"opera", "puccini, 1871", Partial, true},
		{"opera", "1871", Partial, true},
		{"opera", "puccini, 1904", Wrong, true},
		{"siege", "1453, kanonnen van de sultan", Correct, false},
		{"siege", "in 1492 door kanonnen van de sultan", Partial, true},
		{"siege", "1453", Partial, true},
		{"sides", "6 zijden", Partial, true},
		{"sides", "4 vierkanten", Partial, true},
		{"sides", "6, allemaal vierkanten", Correct, false},
		{"strings", "8 snaren en 12 stemknoppen", Partial, true},
		{"strings", "8 en 9", Correct, false},
	} {
		j := d.Judge(c.card, Attempt{Text: c.text})
		if j.Verdict != c.want || c.sure && !j.Sure {
			t.Errorf("%s: %q is judged %d (%.2f, sure %v), want %d", c.card, c.text, j.Verdict, j.Score, j.Sure, c.want)
		}
	}
	if q := d.byID["one"].question; q != ofOne {
		t.Errorf("one question is taken for %d", q)
	}
	// Part of another's name is no half of the answer for certain.
	if j := d.Judge("opera", Attempt{Text: "giuseppe garibaldi, 1860"}); j.Verdict == Partial && j.Sure {
		t.Error("another Giuseppe is half right for certain")
	}
}
