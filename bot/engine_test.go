package bot_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

var (
	anna = bot.Account{Platform: "console", ID: "anna"}
	bram = bot.Account{Platform: "console", ID: "bram"}
)

// TestOneWins lets twenty be right at one moment.
func TestOneWins(t *testing.T) {
	w := newWorld(t)
	w.say("anna@klas", "/quiz crm")
	const many = 20
	said := make([][]bot.Message, many)
	events := make([]bot.Event, many)
	for i := range events {
		events[i] = w.event(fmt.Sprintf("pupil%d@klas", i), "herhaalaankopen")
	}
	var all sync.WaitGroup
	for i, e := range events {
		all.Go(func() {
			var err error
			if said[i], err = w.engine.Handle(context.Background(), e); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if first := count(said, "(+5)"); first != 1 {
		t.Errorf("%d were first, want one", first)
	}
	v, err := w.store.Store.Read(t.Context(), events[0].Place, anna)
	if err != nil {
		t.Fatal(err)
	}
	points := 0
	for _, s := range v.Round.Race.Scores {
		points += s.Points
	}
	if want := 5; points != want {
		t.Errorf("%d points were given, want %d", points, want)
	}
	w.say("anna@klas", "/skip")
	for i := range many {
		a := bot.Account{Platform: "console", ID: fmt.Sprint("pupil", i)}
		if n := w.store.reps(t, a, "crm")["retentie"]; n != 1 {
			t.Errorf("pupil %d's answer was counted %d times", i, n)
		}
	}
}

// TestAllAtOnce lets twenty answer by themselves at one moment: each is counted
// once when the card's time is over.
func TestAllAtOnce(t *testing.T) {
	w := newWorld(t)
	w.say("anna@klas", "/quiz crm everyone")
	const many = 20
	var all sync.WaitGroup
	for i := range many {
		e := w.event(fmt.Sprintf("pupil%d@klas", i), "!herhaalaankopen")
		all.Go(func() {
			if _, err := w.engine.Handle(context.Background(), e); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if said := w.tick(klas); !strings.Contains(said, "20 van 20 goed") {
		t.Error(said)
	}
	for i := range many {
		if n := w.store.reps(t, bot.Account{Platform: "console", ID: fmt.Sprint("pupil", i)}, "crm")["retentie"]; n != 1 {
			t.Errorf("pupil %d's answer was counted %d times", i, n)
		}
	}
}

// count is how many of the messages hold a text.
func count(said [][]bot.Message, text string) int {
	n := 0
	for _, messages := range said {
		for _, m := range messages {
			if strings.Contains(string(m.Text), text) {
				n++
			}
		}
	}
	return n
}

// TestTwoProcesses lets the same learner answer the same card at one moment
// through two engines: one counts, the other is an answer to the next card or
// comes too late, but none is lost to an error.
func TestTwoProcesses(t *testing.T) {
	w := newWorld(t)
	w.say("anna", "/quiz crm")
	var all sync.WaitGroup
	for range 8 {
		e := w.event("anna", "/show "+w.shown["anna"][0].Command[len("/hint "):len("/hint ")+7])
		all.Go(func() {
			if _, err := w.engine.Handle(context.Background(), e); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := w.store.reps(t, anna, "crm")["retentie"]; n != 1 {
		t.Errorf("counted %d times, want once", n)
	}
}

// TestReviewedElsewhere changes a card's memory behind a round's back, as a
// group does: the answer is counted on what is kept now, and what was counted
// before it can't be undone any more.
func TestReviewedElsewhere(t *testing.T) {
	w := newWorld(t)
	w.say("anna", "/quiz crm")
	w.elsewhere("retentie")
	w.say("anna", "herhaalaankopen")
	if n := w.store.reps(t, anna, "crm")["retentie"]; n != 2 {
		t.Errorf("counted %d times, want twice", n)
	}

	w.say("anna", "geen idee") // stappen
	w.elsewhere("stappen")
	for line, want := range map[string]string{"[Ik had gelijk]": "al geweest", "/undo": "ergens anders"} {
		if got := write(w.say("anna", line)); !strings.Contains(got, want) {
			t.Errorf("%s undid it though it was reviewed since: %s", line, got)
		}
	}
}

// elsewhere reviews one of Anna's cards without the engine.
func (w *world) elsewhere(card string) {
	w.t.Helper()
	m := w.store.memories(w.t, anna, "crm")[card]
	after := w.engine.Scheduler.Review(m, scheduler.Good, scheduler.Moment{Now: w.now.Add(time.Minute)})
	err := w.store.Store.Commit(w.t.Context(), bot.Step{Event: "elsewhere " + card, Learner: w.store.who(w.t, anna),
		Reviews: []bot.Review{{ID: "elsewhere " + card, Memory: bot.Memory{Deck: "crm", Card: card, Before: m, After: after},
			At: after.Last, Rating: scheduler.Good}}})
	if err != nil {
		w.t.Fatal(err)
	}
}

// TestDeckChanges drops the card that a round is at.
func TestDeckChanges(t *testing.T) {
	w := newWorld(t)
	w.say("anna", "/quiz crm")
	smaller, err := decks.NewLibrary(&decks.Deck{ID: "crm", Title: "CRM", Cards: []decks.Card{
		{ID: "behoud", Front: "Wat is klantbehoud?", Back: "Klanten houden"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	w.rebuild(smaller)
	if got := write(w.say("anna", "/quiz")); !strings.Contains(got, "klantbehoud") {
		t.Errorf("after the deck lost its card: %s", got)
	}
	if got := write(w.say("anna", "klanten houden")); !strings.Contains(got, "1 van 1 goed") {
		t.Errorf("after its last card: %s", got)
	}
}

// TestConfig names what is wrong with a configuration.
func TestConfig(t *testing.T) {
	good := newWorld(t).engine.Config
	for name, spoil := range map[string]func(*bot.Config){
		"needs a store": func(c *bot.Config) { c.Store = nil },
		"time zone":     func(c *bot.Config) { c.Zone = "Mars/Base" },
		"language":      func(c *bot.Config) { c.Lang = "fr" },
		"rounds of":     func(c *bot.Config) { c.RoundSize = 101 },
	} {
		c := good
		spoil(&c)
		if _, err := bot.New(c); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("want an error about %q, got %v", name, err)
		}
	}
}

// TestCommands wants every command short enough for the platforms' menus.
func TestCommands(t *testing.T) {
	w := newWorld(t)
	all := w.engine.Commands()
	if len(all) < 10 || all[0].Name != "quiz" || !all[0].Arg.Complete {
		t.Errorf("the first of %d commands is %+v", len(all), all[0])
	}
	for _, c := range all {
		for lang, about := range c.About {
			if len([]rune(about)) > 100 || about == "" {
				t.Errorf("/%s in %s: %q", c.Name, lang, about)
			}
		}
		if c.About["en"] == "" || c.About["nl"] == "" {
			t.Errorf("/%s lacks a language", c.Name)
		}
	}
}

// TestComplete offers decks by how they begin.
func TestComplete(t *testing.T) {
	w := newWorld(t)
	for typed, want := range map[string]string{
		"": "crm memory", "c": "crm", "MEM": "memory", "emo": "memory", "x": "", "crm t": "crm teams crm toets", "memory k": "memory keuze", "x t": "",
	} {
		var got []string
		for _, c := range w.engine.Complete(t.Context(), bot.Event{Command: "quiz", Text: typed, Place: bot.Place{Group: true}}) {
			got = append(got, c.Value)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q completes to %v, want %q", typed, got, want)
		}
	}
}
