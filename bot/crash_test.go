package bot_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/scheduler"
)

var errDown = errors.New("the store is down")

// TestCrash breaks the store at each step of a round, lets the same event come
// again as a platform would, and wants each answer counted once.
func TestCrash(t *testing.T) {
	lines := []string{"/quiz crm", "herhaalaankopen", "/doubt", "maatwerk", "maatwerk, identificatie",
		"geen idee", "/right", "nee", "/undo", "klanten houden", "/settings reviews 5", "/stats"}
	for _, op := range []string{"read", "before commit", "after commit"} {
		t.Run(op, func(t *testing.T) {
			w := newWorld(t)
			for _, line := range lines {
				e := w.event("anna", line)
				w.breakOnce(op)
				messages, err := w.engine.Handle(t.Context(), e)
				if err != nil && (len(messages) != 1 || !strings.Contains(string(messages[0].Text), "niets geteld")) {
					t.Errorf("%q: on an error the learner was told %v", line, messages)
				}
				w.handle(e)
			}
			for card, n := range w.store.reps(t, anna, "crm") {
				if n != 1 {
					t.Errorf("card %s was counted %d times", card, n)
				}
			}
			if n := len(w.store.reps(t, anna, "crm")); n != 4 {
				t.Errorf("%d cards were counted, want 4", n)
			}
		})
	}
}

// breakOnce lets the store fail the next time it does op.
func (w *world) breakOnce(op string) {
	broken := false
	w.store.fail = func(now string) error {
		if now == op && !broken {
			broken = true
			return errDown
		}
		return nil
	}
}

// TestCrashInGroup breaks off between the group's round and the learner's
// memory: whoever comes next finishes it.
func TestCrashInGroup(t *testing.T) {
	for _, op := range []string{"read", "before group", "after group", "before commit", "after commit"} {
		t.Run(op, func(t *testing.T) {
			w := newWorld(t)
			w.say("anna@klas", "/quiz crm")
			e := w.event("anna@klas", "herhaalaankopen")
			w.breakOnce(op)
			if _, err := w.engine.Handle(t.Context(), e); err != nil {
				w.handle(e)
			}
			w.now = w.now.Add(48 * time.Hour) // longer than events are remembered
			w.say("bram@klas", "/quiz")
			w.say("bram@klas", "/skip")
			if n := w.store.reps(t, anna, "crm")["retentie"]; n != 1 {
				t.Errorf("counted %d times, want once", n)
			}
		})
	}
}

// TestCrashWhileUndoing breaks off a learner who takes his answer in a race back:
// it is taken back once, and so are his points.
func TestCrashWhileUndoing(t *testing.T) {
	for _, op := range []string{"read", "before group", "after group", "before commit", "after commit"} {
		t.Run(op, func(t *testing.T) {
			w := newWorld(t)
			w.say("anna@klas", "/quiz crm")
			w.say("anna@klas", "herhaalaankopen")
			w.say("bram@klas", "herhaalaankopen")
			e := w.event("anna@klas", "/undo")
			w.breakOnce(op)
			if _, err := w.engine.Handle(t.Context(), e); err != nil {
				w.handle(e)
			}
			w.now = w.now.Add(48 * time.Hour)
			got := write(w.say("bram@klas", "/stop"))
			if !strings.Contains(got, "Klaar, zonder punten.") {
				t.Errorf("the standings are %s", got)
			}
			if m, ok := w.store.memories(t, anna, "crm")["retentie"]; ok {
				t.Errorf("Anna still has %+v", m)
			}
			if p := w.store.profile(t, anna); p.Progress != (bot.Progress{}) {
				t.Errorf("her day is %+v", p.Progress)
			}
			if n := w.store.reps(t, bram, "crm")["retentie"]; n != 1 {
				t.Errorf("Bram's was counted %d times", n)
			}
		})
	}
}

// TestUndoWaitsForItsReview lets a learner's memory be out of reach while he
// answers in a race and takes it back: what comes first is written first.
func TestUndoWaitsForItsReview(t *testing.T) {
	w := newWorld(t)
	w.say("anna@klas", "/quiz crm")
	failures := 4
	w.store.fail = func(op string) error {
		if op != "before commit" || failures == 0 {
			return nil
		}
		failures--
		return errDown
	}
	w.say("anna@klas", "herhaalaankopen")
	w.say("anna@klas", "/undo")
	w.now = w.now.Add(2 * bot.Lease)
	for range 3 {
		w.say("bram@klas", "/skip")
	}
	if m, ok := w.store.memories(t, anna, "crm")["retentie"]; ok || failures > 0 {
		t.Errorf("with %d failures to come, Anna still has %+v", failures, m)
	}
}

// TestForgottenEvent leaves a pending review in a round for so long that its
// event is no longer remembered: the memory tells that it was counted.
func TestForgottenEvent(t *testing.T) {
	w := newWorld(t)
	w.say("anna@klas", "/quiz crm")
	e := w.event("anna@klas", "herhaalaankopen")
	commits := 0
	w.store.fail = func(op string) error {
		if op == "before group" {
			if commits++; commits == 2 { // the first one is the round's
				return errDown
			}
		}
		return nil
	}
	w.handle(e)
	w.now = w.now.Add(2 * bot.Lease)
	v, err := w.store.Store.Read(t.Context(), e.Place, anna)
	if err != nil || len(v.Loads) != 1 || len(v.Loads[0].Reviews) != 1 {
		t.Fatalf("the group carries %v, %v", v.Loads, err)
	}
	v.Loads[0].Reviews[0].Event = "forgotten"
	if err := w.store.Store.CommitGroup(t.Context(), bot.GroupStep{Event: "x", Place: e.Place, Loads: v.Loads}); err != nil {
		t.Fatal(err)
	}
	w.say("bram@klas", "hoi")
	if n := w.store.reps(t, anna, "crm")["retentie"]; n != 1 {
		t.Errorf("counted %d times, want once", n)
	}
}

// TestOlderLoads finds reviews on their way where they were kept once: each is
// brought to its learner, and they are kept there no more.
func TestOlderLoads(t *testing.T) {
	w := newWorld(t)
	w.say("anna@klas", "/quiz crm")
	v, err := w.store.Club(t.Context(), klas)
	if err != nil {
		t.Fatal(err)
	}
	of := func(card string) bot.Carried {
		return bot.Carried{{Event: "older " + card, Learner: w.store.who(t, anna), Deck: "crm", Card: card, Rating: scheduler.Good, At: w.now}}
	}
	v.Round.Race.Pending, v.Club.Pending = of("retentie"), of("behoud")
	if err := w.store.CommitGroup(t.Context(), bot.GroupStep{Place: klas, Round: &v.Round, Club: &v.Club}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		w.say("bram@klas", "hoi")
	}
	v, err = w.store.Club(t.Context(), klas)
	if err != nil || len(v.Round.Race.Pending)+len(v.Club.Pending)+len(v.Loads) > 0 {
		t.Errorf("the group still carries %+v, %v", v, err)
	}
	if reps := w.store.reps(t, anna, "crm"); reps["retentie"] != 1 || reps["behoud"] != 1 {
		t.Errorf("counted is %v", reps)
	}
}

// TestCrashWhenANewcomerPlaysOn breaks off when what was held back of a newcomer
// is written: nothing before, and all of it once.
func TestCrashWhenANewcomerPlaysOn(t *testing.T) {
	for _, op := range []string{"read", "before group", "after group", "before commit", "after commit"} {
		t.Run(op, func(t *testing.T) {
			w := newWorld(t)
			w.strangers = true
			w.say("bram@klas", "/quiz crm")
			w.say("anna@klas", "herhaalaankopen")
			if reps := w.store.reps(t, anna, "crm"); len(reps) != 0 {
				t.Fatalf("before she was told %v is written", reps)
			}
			w.now = w.now.Add(20 * time.Second)
			e := w.event("anna@klas", "klanten houden")
			w.breakOnce(op)
			if _, err := w.engine.Handle(t.Context(), e); err != nil {
				w.handle(e)
			}
			w.now = w.now.Add(48 * time.Hour)
			w.say("bram@klas", "/quiz")
			w.say("bram@klas", "/skip")
			for _, card := range []string{"retentie", "behoud"} {
				if n := w.store.reps(t, anna, "crm")[card]; n != 1 {
					t.Errorf("%s was counted %d times, want once", card, n)
				}
			}
		})
	}
}
