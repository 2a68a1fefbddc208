package bot_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// levelled is a world with ten cards, whose scheduler spreads them.
func levelled(t *testing.T) *world {
	t.Helper()
	deck := &decks.Deck{ID: "ten", Title: "Ten", Lang: "nl"}
	for i := range 10 {
		deck.Cards = append(deck.Cards, decks.Card{ID: fmt.Sprint("card", i), Front: fmt.Sprint("Vraag ", i, "?"), Back: "ja"})
	}
	lib, err := decks.NewLibrary(deck)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	w.rebuild(lib)
	c := w.engine.Config
	if c.Scheduler, err = scheduler.New(scheduler.Settings{Retention: 0.8, Fuzz: true}); err != nil {
		t.Fatal(err)
	}
	if w.engine, err = bot.New(c); err != nil {
		t.Fatal(err)
	}
	return w
}

// dueDays is how many of Anna's cards are due in so many days.
func (w *world) dueDays() map[int]int {
	w.t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		w.t.Fatal(err)
	}
	days := map[int]int{}
	for _, m := range w.store.memories(w.t, anna, "ten") {
		days[scheduler.Calendar{Zone: zone}.Days(w.now, m.Due)]++
	}
	return days
}

// TestCardsOfARoundComeBackApart answers all alike: the cards come back on
// days of which none has two more than another.
func TestCardsOfARoundComeBackApart(t *testing.T) {
	for name, begin := range map[string]string{"anna": "alone", "anna@klas": "in a group"} {
		t.Run(begin, func(t *testing.T) {
			w := levelled(t)
			w.say(name, "/quiz ten")
			for range 10 {
				w.say(name, "ja")
			}
			days := w.dueDays()
			for day, n := range days {
				if len(days) < 4 || n > 3 {
					t.Errorf("in %d days come %d cards: %v", day, n, days)
				}
			}
		})
	}
}

// TestARoundKnowsWhatIsDue holds what the round counts against what is kept,
// also when a rating is changed.
func TestARoundKnowsWhatIsDue(t *testing.T) {
	w := levelled(t)
	w.say("anna", "/quiz ten")
	for i, line := range []string{"ja", "[Ik twijfelde]", "nee", "[Ik had gelijk]", "ja", "nee", "/stop", "/quiz ten", "ja"} {
		w.now = w.now.Add(2 * time.Second)
		w.say("anna", line)
		view, err := w.store.Store.Read(t.Context(), bot.Place{Platform: "console", Chat: "anna"}, anna)
		if err != nil {
			t.Fatal(err)
		}
		days := w.dueDays()
		for day, n := range view.Round.Load.Days {
			if int(n) != days[day] {
				t.Errorf("after line %d the round counts %d cards in %d days, due are %v", i, n, day, days)
			}
		}
	}
}
