package decks

import (
	"fmt"
	"strings"
	"testing"
)

func shelf(t testing.TB) *Library {
	t.Helper()
	lib, err := NewLibrary(
		&Deck{ID: "online-crm", Title: "Klanten online"},
		&Deck{ID: "crm", Title: "CRM: klanten vinden", Cards: []Card{
			{ID: "1", Front: "Wat is klantwaarde?", Tags: []string{"Klantwaarde"}},
			{ID: "2", Front: "Wat doe je met predictieve datamining?", Tags: []string{"Klantanalyse"}},
			{ID: "3", Front: "Wat is de Engelse vakterm voor klantwaarde?", Tags: []string{"Klantwaarde"}},
			{ID: "4", Front: "Hoe heet een reünie?"},
		}},
		&Deck{ID: "enquetes", Title: "Enquêtes en café's", Cards: []Card{{ID: "5", Front: "Wat is een steekproef?"}}},
		&Deck{ID: "crm-2", Title: "CRM, deel twee"},
	)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func TestSearch(t *testing.T) {
	lib := shelf(t)
	for text, want := range map[string]string{
		"":                 "online-crm crm enquetes crm-2",
		"?!":               "online-crm crm enquetes crm-2",
		"cr":               "crm crm-2 online-crm",
		"CRM":              "crm crm-2 online-crm",
		"crm-2":            "crm-2",
		"vind klant":       "crm crm#Klantwaarde crm/1 crm/3",
		"enquê":            "enquetes",
		"CAFE":             "enquetes",
		"klantwaarde":      "crm#Klantwaarde crm/1 crm/3",
		"klantwarde":       "crm#Klantwaarde crm/1 crm/3", // mistyped
		"klantawarde":      "crm#Klantwaarde crm/1 crm/3",
		"crm klantwaarde":  "crm#Klantwaarde crm/1 crm/3",
		"waarde engels":    "crm/3",
		"datamining":       "crm/2",
		"mining":           "crm/2",
		"crn":              "online-crm crm crm-2",
		"reunie":           "crm/4",
		"steekproef klant": "",
		"deel drie":        "",
		"xyz":              "",
		"wat een":          "enquetes/5",
	} {
		if got := said(lib.Search(text, 10)); got != want {
			t.Errorf("Search(%q) = %s, want %s", text, got, want)
		}
	}
	if got := said(lib.Search("crm", 2)); got != "crm crm-2" {
		t.Errorf("the first two: %s", got)
	}
	if got := lib.Search("crm", -1); len(got) != 0 {
		t.Errorf("fewer than none: %v", got)
	}
}

// said is what was found, in short: deck, deck#chapter or deck/card.
func said(found []Found) string {
	var all []string
	for _, f := range found {
		name := f.Deck.ID
		if f.Chapter != "" {
			name += "#" + f.Chapter
		}
		if f.Card.ID != "" {
			name += "/" + f.Card.ID
		}
		all = append(all, name)
	}
	return strings.Join(all, " ")
}

func TestChapters(t *testing.T) {
	d, _ := shelf(t).Deck("crm")
	if got := d.Chapters(); len(got) != 1 || got[0] != "Klantwaarde" {
		t.Errorf("chapters %q; one card is none", got)
	}
	if got := d.Chapter("Klantwaarde"); len(got) != 2 || got[1].ID != "3" {
		t.Errorf("cards %v", got)
	}
}

// BenchmarkSearch looks through 10,000 cards.
func BenchmarkSearch(b *testing.B) {
	d := &Deck{ID: "large", Title: "Large"}
	for i := range 10_000 {
		d.Cards = append(d.Cards, Card{ID: fmt.Sprint(i), Front: fmt.Sprintf("Wat gebeurde er in het jaar %d in de Nederlanden?", i)})
	}
	lib, err := NewLibrary(d)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		lib.Search("nederlnaden 1648", 20)
	}
}
