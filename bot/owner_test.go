package bot_test

import (
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/decks"
)

// TestOwnerDecides lets a teacher see what learners hold for right, teach one
// answer, refuse another, and take back what was taught.
func TestOwnerDecides(t *testing.T) {
	w := newWorld(t)
	for _, who := range []string{"anna", "bram"} {
		w.say(who, "/quiz crm")
		w.say(who, "nog eens kopen")
		w.say(who, "[Ik had gelijk]")
	}
	w.say("eva", "/quiz crm")
	w.say("eva", "iets met geld")
	w.say("eva", "[Ik had gelijk]")

	if got := first(w.say("anna", "/answers")); strings.Contains(got, "nog eens kopen") {
		t.Fatalf("a learner may decide: %q", got)
	}
	w.say("juf", "/quiz crm")
	w.say("juf", "herhaalaankopen")
	if got := first(w.say("juf", "/stats")); !strings.Contains(got, "2 antwoorden wachten") {
		t.Errorf("the teacher isn't told: %q", got)
	}
	got := first(w.say("juf", "[Antwoorden bekijken]"))
	for _, want := range []string{"2 antwoorden wachten", "Wat is retentie?", "Herhaalaankopen", "2 leerlingen", "nog eens kopen"} {
		if !strings.Contains(got, want) {
			t.Errorf("the first answer lacks %q: %q", want, got)
		}
	}
	if got = first(w.say("juf", "[Telt goed]")); !strings.Contains(got, "Geleerd") || !strings.Contains(got, "iets met geld") {
		t.Errorf("taught: %q", got)
	}
	if got = first(w.say("juf", "[Telt niet]")); !strings.Contains(got, "Weg") || !strings.Contains(got, "wacht niets") {
		t.Errorf("refused: %q", got)
	}
	w.rebuild(library(t))
	w.say("tom", "/quiz crm")
	if got = first(w.say("tom", "nog eens kopen")); !strings.HasPrefix(got, "Goed") {
		t.Errorf("a taught answer is %q", got)
	}

	if got = first(w.say("juf", "/answers kept")); !strings.Contains(got, "1. Wat is retentie?: nog eens kopen") {
		t.Errorf("what was taught: %q", got)
	}
	w.say("juf", "[Weg: 1]")
	if got = first(w.say("juf", "[Weg: 1]")); !strings.Contains(got, "al weg") {
		t.Errorf("dropped twice: %q", got)
	}
	w.rebuild(library(t))
	w.say("kim", "/quiz crm")
	if got = first(w.say("kim", "nog eens kopen")); strings.HasPrefix(got, "Goed") {
		t.Errorf("a dropped answer is %q", got)
	}
}

// TestOwnerOfOneDeck may decide on that deck only, and so may his account on
// another platform.
func TestOwnerOfOneDeck(t *testing.T) {
	w := newWorld(t)
	all := library(t).Decks()
	all[0].Owners = []string{"telegram:meester"}
	lib, err := decks.NewLibrary(all...)
	if err != nil {
		t.Fatal(err)
	}
	w.rebuild(lib)
	if err := w.store.Accept(t.Context(), "memory", "spacing", "pauses"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.store.Propose(t.Context(), "crm", "retentie", "kopen", bot.Learner("console:anna")); err != nil {
		t.Fatal(err)
	}
	if got := first(w.say("meester/telegram", "/answers")); !strings.Contains(got, "kopen") {
		t.Errorf("the owner sees %q", got)
	}
	if got := first(w.say("meester/telegram", "/answers kept")); strings.Contains(got, "pauses") {
		t.Errorf("the owner sees another's deck: %q", got)
	}
	if got := first(w.say("meester", "/answers")); !strings.Contains(got, "beheert") {
		t.Errorf("somebody of that name elsewhere sees %q", got)
	}
}
