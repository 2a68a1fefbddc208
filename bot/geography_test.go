package bot_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// geography is a deck of a dozen cards, of which the last two are the two
// directions of one pair.
func geography(t *testing.T) *decks.Library {
	t.Helper()
	geo := &decks.Deck{ID: "geo", Title: "Topografie", Lang: "nl"}
	for _, pair := range []string{"Frankrijk Parijs", "Spanje Madrid", "Italië Rome", "Polen Warschau", "Noorwegen Oslo",
		"Zweden Stockholm", "Finland Helsinki", "Portugal Lissabon", "Ierland Dublin", "Estland Tallinn", "Letland Riga"} {
		country, capital, _ := strings.Cut(pair, " ")
		geo.Cards = append(geo.Cards, decks.Card{ID: strings.ToLower(capital), Front: country, Back: capital})
	}
	geo.Cards = append(geo.Cards, decks.Card{ID: "letland", Front: "Riga", Back: "Letland"})
	lib, err := decks.NewLibrary(geo)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// remember gives somebody memories of cards, as "anna geo oslo s=3 lapses=5
// ago=240h due=-24h" says: stability in days, times forgotten, how long ago it
// was asked, in how long it is due. The card * is all of the deck; of all, each
// was asked an hour before the one before it.
func (w *world) remember(line string) {
	w.t.Helper()
	words := strings.Fields(line)
	who, deck, card := words[0], words[1], words[2]
	m := scheduler.Memory{Stability: 3, Difficulty: 5, Reps: 9, Last: w.now.Add(-240 * time.Hour), Due: w.now}
	for _, word := range words[3:] {
		name, value, _ := strings.Cut(word, "=")
		span, _ := time.ParseDuration(value)
		number, _ := strconv.Atoi(value)
		switch name {
		case "s":
			m.Stability = float64(number)
		case "lapses":
			m.Lapses = uint16(number)
		case "ago":
			m.Last = w.now.Add(-span)
		case "due":
			m.Due = w.now.Add(span)
		}
	}
	step := bot.Step{Learner: w.store.who(w.t, bot.Account{Platform: "console", ID: who})}
	kept := w.store.memories(w.t, bot.Account{Platform: "console", ID: who}, deck)
	d, _ := w.engine.Library.Deck(deck)
	for i, c := range d.Cards {
		if card == "*" || card == c.ID {
			after := m
			after.Last = m.Last.Add(-time.Duration(i) * time.Hour)
			step.Import = append(step.Import, bot.Memory{Deck: deck, Card: c.ID, Before: kept[c.ID], After: after})
		}
	}
	if err := w.store.Store.Commit(w.t.Context(), step); err != nil {
		w.t.Fatal(err)
	}
}

// round is the round in an account's chat.
func (w *world) round(a bot.Account) bot.Round {
	w.t.Helper()
	v, err := w.store.Store.Read(w.t.Context(), bot.Place{Platform: a.Platform, Chat: a.ID}, a)
	if err != nil {
		w.t.Fatal(err)
	}
	return v.Round
}
