package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// graded is the world with the grader of the program.
func graded(t testing.TB, lib *decks.Library, store bot.Store) *bot.Engine {
	t.Helper()
	fsrs, err := scheduler.New(scheduler.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	e, err := bot.New(bot.Config{
		Store: store, Library: lib, Scheduler: fsrs,
		Compile: func(d *decks.Deck) bot.Grader { return grade.Compile(d) },
		Now:     func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestGraded holds a short conversation with the grader of the program.
func TestGraded(t *testing.T) {
	w := newWorld(t)
	w.engine = graded(t, library(t), w.store)
	w.say("anna", "/quiz crm")
	for _, step := range []struct{ says, first, holds string }{
		{"herhaalaankopen!", "Goed", "Herhaalaankopen"},
		{"xyzzy", "Niet goed", "✗ maatwerk"},
	} {
		got := first(w.say("anna", step.says))
		if !strings.HasPrefix(got, step.first) || !strings.Contains(got, step.holds) {
			t.Errorf("%q is answered %q", step.says, got)
		}
	}
}

// BenchmarkAnswer measures an answer from event to messages, in memory.
func BenchmarkAnswer(b *testing.B) {
	deck := &decks.Deck{ID: "deck", Title: "Deck"}
	for i := range 100 {
		deck.Cards = append(deck.Cards, decks.Card{ID: fmt.Sprint(i), Front: fmt.Sprint("What is ", i, "?"), Back: fmt.Sprint("number ", i)})
	}
	lib, err := decks.NewLibrary(deck)
	if err != nil {
		b.Fatal(err)
	}
	e := graded(b, lib, newShelf(b))
	for i := 0; b.Loop(); i++ {
		ev := bot.Event{ID: fmt.Sprint(i), Place: bot.Place{Platform: "console", Chat: "x"},
			From: bot.Person{Account: anna}, Text: "number 3"}
		if i%10 == 0 {
			ev.Command, ev.Text = "quiz", "deck more"
		}
		if _, err := e.Handle(b.Context(), ev); err != nil {
			b.Fatal(err)
		}
	}
}
