package decks

import (
	"strings"
	"testing"
)

// A learner's own deck joins the library for him, and for nobody else.
func TestWith(t *testing.T) {
	lib, err := NewLibrary(&Deck{ID: "crm"}, &Deck{ID: "own", Title: "the operator's"})
	if err != nil {
		t.Fatal(err)
	}
	own := &Deck{ID: "own", Title: "Anna's", Cards: []Card{
		{ID: "a", Front: "Brussel is de hoofdstad van ___", Back: "België"},
		{ID: "b", Front: "___ is de hoofdstad van België", Back: "Brussel"},
	}}
	more := lib.With(own)
	if d, ok := more.Deck("own"); !ok || d != own || len(more.Decks()) != 2 {
		t.Errorf("the deck isn't there: %v", more.Decks())
	}
	if _, ok := more.Family("own", "a"); !ok {
		t.Error("its siblings aren't known")
	}
	if d, _ := lib.Deck("own"); d == own || len(lib.Decks()) != 2 {
		t.Error("the library itself changed")
	}
}

func TestSearch(t *testing.T) {
	lib, err := NewLibrary(
		&Deck{ID: "online-crm", Title: "Klanten online"},
		&Deck{ID: "crm", Title: "CRM: klanten vinden"},
		&Deck{ID: "enquetes", Title: "Enquêtes en café's"},
		&Deck{ID: "crm-2", Title: "CRM, deel twee"},
	)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"":           "online-crm crm enquetes crm-2",
		"cr":         "crm crm-2 online-crm",
		"CRM":        "crm crm-2 online-crm",
		"crm-2":      "crm-2",
		"crm 2":      "crm-2",
		"vind klant": "crm",
		"enquê":      "enquetes",
		"CAFE":       "enquetes",
		"deel drie":  "",
		"?!":         "online-crm crm enquetes crm-2",
	} {
		var ids []string
		for _, d := range lib.Search(text, 10) {
			ids = append(ids, d.ID)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("Search(%q) = %s, want %s", text, got, want)
		}
	}
	if got := lib.Search("crm", 2); len(got) != 2 || got[0].ID != "crm" {
		t.Errorf("the first two: %v", got)
	}
	if got := lib.Search("crm", -1); len(got) != 0 {
		t.Errorf("fewer than none: %v", got)
	}
}

func TestNewLibraryRefusesOneIDTwice(t *testing.T) {
	if _, err := NewLibrary(&Deck{ID: "a"}, &Deck{ID: "a"}); err == nil {
		t.Error("two decks called a went in")
	}
}

func TestCardIDKeepsToTheWords(t *testing.T) {
	if CardID("What is  CRM?") != CardID(" what is crm?\n") || CardID("a") == CardID("b") {
		t.Error("space and case must not matter, words must")
	}
}
