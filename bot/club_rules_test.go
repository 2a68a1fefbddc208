package bot_test

import (
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot"
)

// TestThreads tells of which events a round in a thread of its own begins.
func TestThreads(t *testing.T) {
	w := newWorld(t)
	topic := func(line string) bool {
		e := w.event("anna@klas", line)
		e.Place.Thread = "7"
		return w.engine.Threads(t.Context(), e)
	}
	wants := func(who, line string) bool {
		return w.engine.Threads(t.Context(), w.event(who, line))
	}
	if wants("anna@klas", "/quiz crm") {
		t.Error("a thread where nobody chose them")
	}
	w.say("juf@klas", "/settings threads aan")
	w.say("juf@klas", "/settings decks crm")
	for line, want := range map[string]bool{
		"/quiz crm": true, "/quiz crm 5 samen": true,
		"/quiz": false, "/quiz memory": false, "/quiz geologie": false, "/stop": false, "hallo": false,
	} {
		if got := wants("anna@klas", line); got != want {
			t.Errorf("%s: %t", line, got)
		}
	}
	if wants("anna", "/quiz crm") || topic("/quiz crm") {
		t.Error("a thread in a private chat, or in a thread")
	}
	w.say("anna@klas", "/quiz crm")
	if wants("bram@klas", "/quiz crm") {
		t.Error("a thread for a round that goes on")
	}
}

// TestSettingsAreForAdmins asks the platform who is one wherever it matters.
func TestSettingsAreForAdmins(t *testing.T) {
	w := newWorld(t)
	for line, want := range map[string]bool{
		"/settings": true, "/settings decks crm": true, "/instellingen": true, "/quiz crm": true, "/daily": false, "/top": false, "hallo": false,
	} {
		if got := w.engine.ForAdmins(w.event("anna@klas", line)); got != want {
			t.Errorf("%s: %t", line, got)
		}
	}
	if w.engine.ForAdmins(w.event("anna", "/settings")) {
		t.Error("nobody is an admin of a private chat")
	}
}

// TestRoundInAThread plays a round in a thread that was opened for it: what its
// channel's admins chose holds there, and the points are the channel's, once.
func TestRoundInAThread(t *testing.T) {
	for _, when := range []string{"", "before group", "after group"} {
		w := newWorld(t)
		w.say("juf@klas", "/settings threads aan")
		w.say("juf@klas", "/settings modes samen")
		begin := w.event("anna@draad", "/quiz memory 1")
		begin.Parent = klas
		for range 2 {
			if said := write(w.handle(begin)); !strings.Contains(said, "samen") {
				t.Errorf("the round begins with %s", said)
			}
		}
		if said := write(w.say("bram@draad", "/quiz crm wedstrijd")); !strings.Contains(said, "Stop die eerst") {
			t.Error(said)
		}
		// Each write fails once, one after the other: the round's, the
		// channel's, and the thread's that is done with it.
		failed := 0
		w.store.fail = func(op string) error {
			if op == when && failed < 3 {
				failed++
				return errDown
			}
			return nil
		}
		e := w.event("anna@draad", "!reviews apart in time")
		for range 6 {
			if _, err := w.engine.Handle(t.Context(), e); err != nil && when == "" {
				t.Error(err)
			}
		}
		w.store.fail = nil
		w.say("anna@draad", "/top")
		board, err := w.store.Board(t.Context(), klas)
		if got := board.Week.Points["memory"]["console:anna"]; err != nil || got != 5 || len(board.Taken) != 1 {
			t.Errorf("%q: %d points, %v (%v)", when, got, board.Taken, err)
		}
		view, err := w.store.Club(t.Context(), bot.Place{Platform: "console", Chat: "draad", Group: true})
		if err != nil || len(view.Club.Earnings) != 0 {
			t.Errorf("%q: the thread still carries %+v (%v)", when, view.Club.Earnings, err)
		}
		for _, where := range []string{"anna@draad", "anna@klas"} {
			if said := string(w.say(where, "/top")[0].Text); !strings.Contains(said, "1. Anna · 5") {
				t.Errorf("%s: %s", where, said)
			}
		}
		w.say("anna@draad", "[Naam aan/uit]")
		w.say("anna@draad", "/undo")
		if said := string(w.say("anna@klas", "/top")[0].Text); !strings.Contains(said, "Nog geen punten") {
			t.Errorf("taken back: %s", said)
		}
		if board, err = w.store.Board(t.Context(), klas); err != nil || !board.Members["console:anna"].Hidden {
			t.Errorf("%+v (%v)", board.Members, err)
		}
	}
}

// TestBoardOfAThreadBesideItsClub writes the channel's board though the event
// changes the thread's own club, too.
func TestBoardOfAThreadBesideItsClub(t *testing.T) {
	w := newWorld(t)
	thread := bot.Place{Platform: "console", Chat: "draad", Group: true}
	begin := w.event("anna@draad", "/quiz memory 1")
	begin.Parent = klas
	w.handle(begin)
	v, err := w.store.Club(t.Context(), thread)
	if err != nil {
		t.Fatal(err)
	}
	v.Club.Gone = true // until somebody writes there
	if err := w.store.CommitGroup(t.Context(), bot.GroupStep{Place: thread, Club: &v.Club}); err != nil {
		t.Fatal(err)
	}
	w.say("anna@draad", "/top name")
	board, err := w.store.Board(t.Context(), klas)
	if err != nil || !board.Members["console:anna"].Hidden {
		t.Errorf("%+v (%v)", board.Members, err)
	}
	if v, err = w.store.Club(t.Context(), thread); err != nil || v.Club.Gone {
		t.Errorf("the thread is closed still (%v)", err)
	}
}
