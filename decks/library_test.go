package decks

import "testing"

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
