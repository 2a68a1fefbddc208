package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/decks"
)

// states is a deck whose backs are too long for buttons, but for those of its
// first cards.
func states(t *testing.T) (*decks.Library, *decks.Deck) {
	t.Helper()
	deck := &decks.Deck{ID: "states", Title: "States", Lang: "en"}
	for name, back := range map[string]string{
		"monarchy":   "A state whose head is a king or a queen, who is followed by a child",
		"republic":   "A country in which the citizens choose who will lead them for some years",
		"theocracy":  "Priests rule, and the law is taken from the holy books of one religion",
		"oligarchy":  "A few rich families hold all the power and give the offices to each other",
		"federation": "Provinces that share an army and a currency, and else go their own way",
	} {
		deck.Cards = append(deck.Cards, decks.Card{ID: name, Front: "What is a " + name + "?", Back: back})
	}
	for city, land := range map[string]string{"Oslo": "Norway", "Bern": "Switzerland", "Riga": "Latvia", "Kyiv": "Ukraine", "Rome": "Italy"} {
		deck.Cards = append(deck.Cards, decks.Card{ID: city, Front: "What is the capital of " + land + "?", Back: city})
	}
	slices.SortFunc(deck.Cards, func(a, b decks.Card) int { return strings.Compare(a.ID, b.ID) })
	lib, err := decks.NewLibrary(deck)
	if err != nil {
		t.Fatal(err)
	}
	return lib, deck
}

// Each question has four choices of which one is right, on buttons where they
// fit there and else in the text; asked again it has the same.
func TestChoicesByTheProgramsGrader(t *testing.T) {
	lib, deck := states(t)
	w := newWorld(t)
	w.engine = graded(t, lib, w.store)
	m := newest(w.say("anna@klas", "/quiz states choice"))
	for range deck.Cards {
		again := newest(w.say("anna@klas", "/quiz"))
		if fmt.Sprint(again.Buttons) != fmt.Sprint(m.Buttons) {
			t.Errorf("asked again: %v, at first %v", again.Buttons, m.Buttons)
		}
		card := asked(t, deck, m)
		buttons := slices.Concat(m.Buttons...)
		if len(buttons) != 4 || m.Quiz == nil || m.Ask != nil {
			t.Fatalf("%s: %d choices, quiz %v, ask %v", card.ID, len(buttons), m.Quiz, m.Ask)
		}
		labels := make(map[string]bool)
		for i, b := range buttons {
			labels[b.Label] = true
			back := b.Label
			if lettered := len(m.Buttons) == 1; lettered {
				back = choiceInText(m, b.Label)
			}
			if (back == card.Back) != (i == m.Quiz.Right) {
				t.Errorf("%s: choice %d is %q, right is %d", card.ID, i, back, m.Quiz.Right)
			}
			if len(b.Command) > 64 || len([]rune(b.Label)) > 80 {
				t.Errorf("%s: %q for %q", card.ID, b.Label, b.Command)
			}
		}
		if len(labels) != 4 {
			t.Errorf("%s: %v", card.ID, labels)
		}
		m = newest(w.say("anna@klas", "/skip"))
	}
}

// asked is the card whose front stands in a message.
func asked(t *testing.T, deck *decks.Deck, m bot.Message) decks.Card {
	t.Helper()
	for _, c := range deck.Cards {
		if strings.Contains(m.Text.Plain(), c.Front) {
			return c
		}
	}
	t.Fatalf("no card in %q", m.Text)
	return decks.Card{}
}

// choiceInText is what stands behind a letter in the text.
func choiceInText(m bot.Message, letter string) string {
	for line := range strings.Lines(m.Text.Plain()) {
		if rest, ok := strings.CutPrefix(line, letter+". "); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

func newest(messages []bot.Message) bot.Message { return messages[len(messages)-1] }

// To choose the right one is less than to recall it, by the rating and so by
// when the card comes back.
func TestARightChoiceIsHardAtBest(t *testing.T) {
	due := func(mode, says string) time.Duration {
		w := newWorld(t)
		w.say("anna", "/quiz crm"+mode)
		w.say("anna", says)
		return w.store.memories(t, anna, "crm")["retentie"].Due.Sub(w.now)
	}
	chosen, recalled := due(" choice", "[Herhaalaankopen]"), due("", "herhaalaankopen")
	if chosen >= recalled || chosen <= 0 {
		t.Errorf("chosen it comes back in %v, recalled in %v", chosen, recalled)
	}
}
