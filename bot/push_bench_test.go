package bot_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// BenchmarkPush makes the push of a learner of 54 cards, a third of them due,
// on one morning after another, for a few days: after a week without an answer
// there would be no more.
func BenchmarkPush(b *testing.B) {
	deck := &decks.Deck{ID: "deck", Title: "Deck"}
	first := time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC)
	day := first
	learner := bot.Profile{
		Home: bot.Place{Platform: "console", Chat: "x"}, Decks: []string{deck.ID},
		Push: bot.Pushes{Hours: []bot.Hour{{Clock: "08:00"}}},
	}
	step := bot.Step{Profile: &learner}
	for i := range 54 {
		deck.Cards = append(deck.Cards, decks.Card{ID: fmt.Sprint(i), Front: fmt.Sprint("What is ", i, "?"), Back: fmt.Sprint("number ", i)})
		step.Import = append(step.Import, bot.Memory{Deck: deck.ID, Card: fmt.Sprint(i), After: scheduler.Memory{
			Stability: 2.25 + float64(i), Difficulty: 5, Reps: 4, Last: first.AddDate(0, 0, -3-i%9), Due: first.AddDate(0, 0, i%9*1000-2000),
		}})
	}
	lib, err := decks.NewLibrary(deck)
	if err != nil {
		b.Fatal(err)
	}
	fsrs, err := scheduler.New(scheduler.Settings{})
	if err != nil {
		b.Fatal(err)
	}
	store := newShelf(b)
	e, err := bot.New(bot.Config{Store: store, Library: lib, Scheduler: fsrs, Now: func() time.Time { return day },
		Compile: func(d *decks.Deck) bot.Grader { return grade.Compile(d) }})
	if err != nil {
		b.Fatal(err)
	}
	const days = 5
	for i := 0; b.Loop(); i++ {
		if i%days == 0 {
			b.StopTimer()
			day, learner.Version = first, 0
			step.Learner = bot.Learner(fmt.Sprint("console:", i))
			if err := store.Commit(b.Context(), step); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
		_, messages, next, err := e.Push(b.Context(), step.Learner, day)
		if err != nil || len(messages) != 1 {
			b.Fatalf("%v on %v, %v", messages, day, err)
		}
		day = next
	}
}
