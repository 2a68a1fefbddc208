package bot_test

import "testing"

// TestThreads tells of which events a round in a thread of its own begins.
func TestThreads(t *testing.T) {
	w := newWorld(t)
	topic := func(line string) bool {
		e := w.event("anna@klas", line)
		e.Place.Thread = "7"
		on, err := w.engine.Threads(t.Context(), e)
		return on || err != nil
	}
	wants := func(who, line string) bool {
		on, err := w.engine.Threads(t.Context(), w.event(who, line))
		if err != nil {
			t.Error(err)
		}
		return on
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
