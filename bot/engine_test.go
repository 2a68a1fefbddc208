package bot_test

import (
	"context"
	"fmt"
	"maps"
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
	if first := count(said, "(+3)"); first != 1 {
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
	if want := 3 + (many - 1); points != want {
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

// TestUndoIsLogged wants an undone rating in the log as such.
func TestUndoIsLogged(t *testing.T) {
	w := newWorld(t)
	w.say("anna", "/quiz crm")
	w.say("anna", "geen idee")
	w.say("anna", "[Ik had gelijk]")
	log, err := w.store.Log(t.Context(), w.store.who(t, anna), 10)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range log {
		got = append(got, fmt.Sprint(r.Rating, r.Undo))
	}
	if want := "1 false, 1 true, 3 false"; strings.Join(got, ", ") != want {
		t.Errorf("the log has %v, want %s", got, want)
	}
}

// TestUndoLeavesNothing takes an answer back on the second day of a streak: what
// is kept is what was kept before it, but for the log, which tells of both.
func TestUndoLeavesNothing(t *testing.T) {
	w := newWorld(t)
	w.say("anna", "/quiz crm")
	w.say("anna", "herhaalaankopen")
	w.now = w.now.Add(72 * time.Hour)
	w.say("anna", "/stop")
	w.say("anna", "/quiz crm")
	memories, profile := w.store.memories(t, anna, "crm"), w.store.profile(t, anna)
	for _, answer := range []string{"herhaalaankopen", "niks", "herhaalaankopen"} {
		w.say("anna", answer)
		w.say("anna", "/undo")
	}
	if got := w.store.memories(t, anna, "crm"); !maps.Equal(got, memories) {
		t.Errorf("the memories were %v, they are %v", memories, got)
	}
	if got := w.store.profile(t, anna); got.Progress != profile.Progress {
		t.Errorf("the days were %+v, they are %+v", profile.Progress, got.Progress)
	}
	log, err := w.store.Log(t.Context(), w.store.who(t, anna), 10)
	if err != nil || len(log) != 1+2*3 || !log[6].Undo {
		t.Errorf("the log has %d entries, %v", len(log), err)
	}
}

// TestUndoKeepsTheRestOfTheDay takes back one answer of two, and the day after
// the other: of that day nothing is kept that could be taken back.
func TestUndoKeepsTheRestOfTheDay(t *testing.T) {
	w := newWorld(t)
	w.say("anna", "/quiz crm")
	w.say("anna", "herhaalaankopen")
	w.say("anna", "niks")
	w.say("anna", "/undo")
	today := bot.Day{Date: "2026-11-23", New: 1, Done: 1}
	if got := w.store.profile(t, anna).Progress; got != (bot.Progress{Today: today, Streak: 1}) {
		t.Errorf("after one of two answers was taken back, the day is %+v", got)
	}
	w.now = w.now.Add(24 * time.Hour)
	w.say("anna", "identificatie, segmentatie, maatwerk")
	next := w.store.profile(t, anna).Progress
	w.say("anna", "/undo")
	if got := w.store.profile(t, anna).Progress; got != (bot.Progress{Today: today, Streak: 1}) {
		t.Errorf("after a day's only answer was taken back, the day is %+v", got)
	}
	w.say("anna", "identificatie, segmentatie, maatwerk")
	if got := w.store.profile(t, anna).Progress; got != next {
		t.Errorf("after it was given again, the day is %+v, want %+v", got, next)
	}
}

// TestStatsMeasureRecall compares what was recalled lately with the aim.
func TestStatsMeasureRecall(t *testing.T) {
	w := newWorld(t)
	w.rebuild(geography(t))
	w.say("anna", "/settings retention 85")
	w.say("anna", "/settings round 20")
	w.say("anna", "/quiz geo")
	w.say("anna", "/stop")
	for range 2 {
		w.remember("anna geo *")
		w.say("anna", "/quiz geo")
		for w.round(anna).At < len(w.round(anna).Cards) {
			turn := w.round(anna).Cards[w.round(anna).At]
			if turn.Card == "oslo" && !turn.Again {
				w.say("anna", "niks")
			} else {
				w.say("anna", turn.Card)
			}
		}
		w.now = w.now.Add(240 * time.Hour)
	}
	want := "Onthouden in 30 dagen: 92 %, doel 85 %"
	if got := write(w.say("anna", "/stats")); !strings.Contains(got, want) {
		t.Errorf("22 of 24 were recalled: %s", got)
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
	for typed, want := range map[string]string{"": "crm memory", "c": "crm", "MEM": "memory", "emo": "memory", "x": ""} {
		var got []string
		for _, c := range w.engine.Complete(t.Context(), bot.Event{Command: "quiz", Text: typed}) {
			got = append(got, c.Value)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q completes to %v, want %q", typed, got, want)
		}
	}
}

// TestARoundEnds forgets everything, whatever is asked: each card comes four
// times at most, with others between as long as there are some, and is left for
// tomorrow.
func TestARoundEnds(t *testing.T) {
	w := newWorld(t)
	w.rebuild(geography(t))
	w.say("anna", "/quiz geo")
	times, last := make(map[string]int), ""
	for n := 0; ; n++ {
		r := w.round(anna)
		if r.At == len(r.Cards) {
			break
		}
		card := r.Cards[r.At].Card
		if times[card]++; times[card] > 4 || n > 100 {
			t.Fatalf("%s is asked for the %dth time", card, times[card])
		}
		if card == last && len(r.Cards)-r.At > 4 {
			t.Errorf("%s is asked twice running, though others wait", card)
		}
		last = card
		w.say("anna", "niks")
	}
	for card, m := range w.store.memories(t, anna, "geo") {
		if times[card] != 4 || !m.Due.After(w.now.Add(time.Hour)) || m.Lapses != 0 {
			t.Errorf("%s was asked %d times and is left as %+v", card, times[card], m)
		}
	}
	if n := len(times); n != 10 {
		t.Errorf("%d cards were asked, want 10", n)
	}
}

// TestTwoRoundTrips wants an answer read once and written once, also where it is
// forgotten, comes back, makes a leech, or is taken back.
func TestTwoRoundTrips(t *testing.T) {
	w := newWorld(t)
	w.rebuild(geography(t))
	w.say("anna", "/quiz geo")
	w.say("anna", "/stop")
	w.remember("anna geo * lapses=5")
	w.say("anna", "/quiz geo")
	for _, line := range []string{"riga", "niks", "riga", "oslo", "/undo", "niks", "riga"} {
		var ops []string
		w.store.fail = func(op string) error { ops = append(ops, op); return nil }
		w.say("anna", line)
		w.store.fail = nil
		if got := strings.Join(ops, ", "); got != "read, before commit, after commit" {
			t.Errorf("%q: %s", line, got)
		}
	}
}
