package decks

import "testing"

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
