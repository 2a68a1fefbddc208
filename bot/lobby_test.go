package bot_test

import (
	"strings"
	"testing"
)

// TestLobbyObeysTheRules lets a round begin from its lobby only as it may be
// begun now, and be stopped there.
func TestLobbyObeysTheRules(t *testing.T) {
	w := newWorld(t)
	if !w.engine.ForAdmins(w.event("anna@klas", "/begin")) {
		t.Error("whether an admin begins isn't asked")
	}
	w.say("anna@klas", "/quiz crm teams 2")
	w.say("juf@klas", "/settings start admins")
	for _, step := range []struct{ who, line, want string }{
		{"bram@klas", "/stop", "alleen wie de ronde begon"},
		{"bram@klas", "/begin", "alleen beheerders"},
		{"juf@klas", "/settings modes race", ""},
		{"juf@klas", "/begin", "staat hier uit"},
		{"juf@klas", "/settings modes all", ""},
		{"juf@klas", "/begin", "1 van 2"},
		{"juf@klas", "/stop", "Klaar"},
		{"juf@klas", "/quiz crm teams 2", "Kies je team"},
		{"juf@klas", "/stop", "Klaar"},
		{"juf@klas", "/begin", "geen ronde"},
		{"juf@klas", "/stop", "geen ronde"},
	} {
		if got := write(w.say(step.who, step.line)); !strings.Contains(got, step.want) {
			t.Errorf("%s %s: %s, want %s", step.who, step.line, got, step.want)
		}
	}
}

// TestPausedRoundStaysAtItsCard skips nothing while a round rests.
func TestPausedRoundStaysAtItsCard(t *testing.T) {
	w := newWorld(t)
	w.say("anna@klas", "/quiz crm iedereen")
	w.say("anna@klas", "!geen idee")
	w.say("anna@klas", "/pause")
	if got := write(w.say("anna@klas", "/skip")); !strings.Contains(got, "Pauze") {
		t.Error(got)
	}
	// A round that is left for long is ended as /stop would: what was noted counts.
	w.now = w.now.AddDate(0, 0, 1)
	w.say("bram@klas", "/quiz memory 1")
	if n := w.store.reps(t, anna, "crm")["retentie"]; n != 1 {
		t.Errorf("the answer that was kept counted %d times", n)
	}
}

// TestDuelWaitsForNobodyElse closes the first card, too, when both have answered.
func TestDuelWaitsForNobodyElse(t *testing.T) {
	w := newWorld(t)
	w.say("anna@klas", "/duel @bram crm 2 keuze")
	w.say("bram@klas", "[Aannemen]")
	w.say("anna@klas", "[Herhaalaankopen]")
	if got := write(w.say("bram@klas", "[Klanten houden]")); !strings.Contains(got, "1 van 2 goed") {
		t.Error(got)
	}
}
