package bot_test

import (
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// TestRecapIsDrawnAnew sends the picture of a week that could not be sent the
// first time; what is kept of it is its words.
func TestRecapIsDrawnAnew(t *testing.T) {
	w := newWorld(t)
	w.say("juf@klas", "/settings recap aan")
	for range 6 {
		w.wins("anna@klas")
	}
	slot := w.store.cries[klas]
	w.now = slot
	adapter := &post{err: errDown}
	crier := &bot.Crier{Engine: w.engine, Adapters: map[string]bot.Adapter{"console": adapter}}
	if _, err := crier.Deliver(t.Context(), klas.Name(), slot); err == nil {
		t.Fatal("no error")
	}
	view, err := w.store.Club(t.Context(), klas)
	if err != nil || len(view.Club.Cried.Messages) != 1 || len(view.Club.Cried.Messages[0].Image.PNG) != 0 {
		t.Errorf("kept %+v (%v)", view.Club.Cried, err)
	}
	adapter.err = nil
	next, err := crier.Deliver(t.Context(), klas.Name(), slot)
	if err != nil || len(adapter.sent) != 1 || len(adapter.sent[0].Image.PNG) == 0 {
		t.Fatalf("sent %+v (%v)", adapter.sent, err)
	}
	// Once the next week has begun its words must do.
	w.now = slot.AddDate(0, 0, 1)
	w.wins("anna@klas")
	if messages, _, err := w.engine.Cry(t.Context(), klas, slot); err != nil || len(messages) != 1 || messages[0].Image != nil {
		t.Errorf("a week later: %+v (%v)", messages, err)
	}
	if said := string(adapter.sent[0].Text); !strings.Contains(said, "6 antwoorden, 100 % goed") || next.Sub(slot) != 7*24*time.Hour {
		t.Errorf("said %s, next %v", said, next)
	}
	// Late by a day it is told no more.
	w.now = next.AddDate(0, 0, 1)
	w.wins("anna@klas")
	if messages, _, err := w.engine.Cry(t.Context(), klas, next); err != nil || len(messages) != 0 {
		t.Errorf("a day late: %v (%v)", messages, err)
	}
}

// TestGroupRow counts a group's days in a row over the end of summer time, and
// no day on which nobody answered.
func TestGroupRow(t *testing.T) {
	w := newWorld(t)
	for _, test := range []struct{ at, want string }{
		{"2026-10-24T23:30", ""}, {"2026-10-25T23:45", "2 dagen"}, {"2026-10-27T02:00", "3 dagen"}, // still the 26th
		{"2026-10-27T23:59", "4 dagen"}, {"2026-10-29T12:00", ""}, {"2026-10-30T12:00", "2 dagen"},
	} {
		at, err := time.ParseInLocation("2006-01-02T15:04", test.at, w.zone)
		if err != nil {
			t.Fatal(err)
		}
		w.now = at
		w.wins("anna@klas")
		said := string(w.say("anna@klas", "/top")[0].Text)
		if strings.Contains(said, "dagen op rij") != (test.want != "") || !strings.Contains(said, test.want) {
			t.Errorf("%s: %s, want %q", test.at, said, test.want)
		}
	}
}
