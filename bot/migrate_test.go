package bot_test

import (
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// TestMoveGroup takes all that a group has to its new number, once.
func TestMoveGroup(t *testing.T) {
	w := newWorld(t)
	w.say("juf@klas", "/daily 08:30 crm")
	w.say("anna@klas", "/quiz crm")
	slot, idle := w.store.cries[klas], w.store.ticks[klas]
	super := bot.Place{Platform: "console", Chat: "school", Group: true}
	for range 2 {
		if err := w.engine.MoveGroup(t.Context(), klas, super); err != nil {
			t.Fatal(err)
		}
		if old, now := w.store.cries[klas], w.store.cries[super]; !old.IsZero() || !now.Equal(slot) {
			t.Errorf("the old group is planned at %v, the new one at %v, want %v", old, now, slot)
		}
		if old, now := w.store.ticks[klas], w.store.ticks[super]; !old.IsZero() || idle.IsZero() || !now.Equal(idle) {
			t.Errorf("the old round is planned at %v, the new one at %v, want %v", old, now, idle)
		}
	}
	old, err := w.store.Club(t.Context(), klas)
	if err != nil || old.Round.ID != "" || old.Club.Daily != "" {
		t.Errorf("the old group still has %+v (%v)", old, err)
	}
	if said := write(w.say("anna@school", "/stop")); !strings.Contains(said, "Klaar, zonder punten") {
		t.Errorf("the race can't be stopped: %s", said)
	}
	w.now = slot
	if said := w.cry(super); !strings.Contains(said, "Wat is retentie?") {
		t.Errorf("the card of the day is %s", said)
	}
}

// TestMoveOntoAGroup takes what members earned to a place where they have earned
// something already.
func TestMoveOntoAGroup(t *testing.T) {
	w := newWorld(t)
	super := bot.Place{Platform: "console", Chat: "school", Group: true}
	for _, where := range []bot.Place{klas, super} {
		for _, who := range []string{"anna", "bram"} {
			w.say(who+"@"+where.Chat, "/quiz crm 1")
			w.say(who+"@"+where.Chat, w.asked(where))
			w.now = w.now.Add(time.Minute)
		}
	}
	before := write(w.say("anna@school", "/top"))
	for range 2 {
		if err := w.engine.MoveGroup(t.Context(), klas, super); err != nil {
			t.Fatal(err)
		}
	}
	if got := write(w.say("anna@school", "/top")); !strings.Contains(got, "Anna · 10") || !strings.Contains(got, "Bram · 6") {
		t.Errorf("the board was %s, and is %s", before, got)
	}
	if got := write(w.say("anna@klas", "/top")); strings.Contains(got, "Anna") {
		t.Errorf("the old group still has %s", got)
	}
}
