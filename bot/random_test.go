package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/overhoor/overhoor/bot"
)

// TestAnything plays any sequence of commands, answers, buttons and repeats:
// nothing panics or fails, every message can be shown, and the memories are
// what the log adds up to.
func TestAnything(t *testing.T) {
	lines := []string{
		"/start", "/start crm", "/quiz", "/quiz crm", "/quiz memory", "/quiz *", "/quiz crm more", "/quiz x", "/quiz @everyone", "/daily @everyone", "/@everyone",
		"/hint", "/skip", "/show", "/stop", "/why", "/right", "/doubt", "/decks", "/stats", "/daily", "/daily 08:00",
		"/daily off", "/settings", "/settings new 0", "/settings round 2", "/settings lang en", "/settings zone Tokyo",
		"/exam", "/exam crm", "/exam crm morgen", "/exam crm over 4 weken 10", "/exam memory 1-12", "/exam crm off",
		"/exam @everyone", "/exam crm @everyone", "/settings minutes 20",
		"/settings zone", "/help", "/link", "/later", "/later 19:00", "/mark x right", "/mark", "/start@", "/",
		"herhaalaankopen", "identificatie", "maatwerk, segmentatie", "identificatie, maatwerk, segmentatie", "een band",
		"een band, die de klant voelt", "klanten houden", "? misschien", "ja", "nee", "", " ", "weet ik niet", "@everyone <b>",
	}
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		last := w.event("anna", "/start")
		for range rapid.IntRange(1, 40).Draw(rt, "steps") {
			if rapid.IntRange(0, 9).Draw(rt, "push") == 0 {
				w.anyPush(rt)
			}
			e := w.anyEvent(rt, lines, last)
			messages, err := w.engine.Handle(t.Context(), e)
			if err != nil {
				rt.Fatalf("%+v: %v", e, err)
			}
			w.show(e.Place, messages)
			for _, m := range messages {
				fits(rt, m)
			}
			last = e
		}
		for _, a := range []bot.Account{anna, {Platform: "console", ID: "bram"}, {Platform: "telegram", ID: "anna"}} {
			balance(rt, t, w, a)
		}
	})
}

// anyEvent draws a line that somebody types, a button that he presses, or what
// came last once more.
func (w *world) anyEvent(rt *rapid.T, lines []string, last bot.Event) bot.Event {
	who := rapid.SampledFrom([]string{"anna", "bram", "anna@klas", "bram@klas", "anna/telegram"}).Draw(rt, "who")
	e := w.event(who, rapid.SampledFrom(lines).Draw(rt, "line"))
	switch rapid.IntRange(0, 5).Draw(rt, "how") {
	case 0:
		return last
	case 1:
		if shown := w.shown[e.Place.Chat]; len(shown) > 0 {
			e.Pressed = true
			return withText(e, rapid.SampledFrom(shown).Draw(rt, "button").Command)
		}
	case 2:
		w.now = w.now.Add(time.Duration(rapid.IntRange(0, 48*60).Draw(rt, "minutes")) * time.Minute)
	case 3:
		e.Direct = true
	}
	return e
}

// anyPush lets a push come to Anna now, once or twice.
func (w *world) anyPush(rt *rapid.T) {
	l := w.store.who(w.t, anna)
	for range rapid.IntRange(1, 2).Draw(rt, "times") {
		to, messages, _, err := w.engine.Push(w.t.Context(), l, w.now)
		if err != nil {
			rt.Fatal(err)
		}
		w.show(to, messages)
		for _, m := range messages {
			fits(rt, m)
		}
	}
}

// fits wants a message within what every platform can show.
func fits(rt *rapid.T, m bot.Message) {
	if strings.Contains(string(m.Text), "@everyone") {
		rt.Fatalf("it calls everyone: %s", m.Text)
	}
	if m.Text == "" || len([]rune(m.Text.Plain())) > 2000 {
		rt.Fatalf("a text of %d characters", len(m.Text))
	}
	if len(m.Buttons) > 5 {
		rt.Fatalf("%d rows of buttons", len(m.Buttons))
	}
	for _, row := range m.Buttons {
		if len(row) > 5 || len(row) == 0 {
			rt.Fatalf("a row of %d buttons", len(row))
		}
		for _, b := range row {
			if len(b.Command) > 64 || len([]rune(b.Label)) > 80 || b.Label == "" {
				rt.Fatalf("the button %+v", b)
			}
		}
	}
}

// balance adds up a learner's log: each event counts a card at most once, and
// no review hangs loose.
func balance(rt *rapid.T, t *testing.T, w *world, a bot.Account) {
	log, err := w.store.Log(t.Context(), w.store.who(t, a), 1000)
	if err != nil {
		rt.Fatal(err)
	}
	reps, seen := make(map[string]int), make(map[string]bool)
	for _, r := range log {
		card := r.Deck + "/" + r.Card
		if once := fmt.Sprint(r.ID, card, r.Undo); seen[once] {
			rt.Fatalf("event %s counted %s twice", r.ID, card)
		} else {
			seen[once] = true
		}
		if r.Undo {
			reps[card]--
		} else {
			reps[card]++
		}
	}
	for _, deck := range []string{"crm", "memory"} {
		for card, n := range w.store.reps(t, a, deck) {
			if reps[deck+"/"+card] != int(n) {
				rt.Fatalf("%s was reviewed %d times, its memory says %d", card, reps[deck+"/"+card], n)
			}
		}
	}
}
