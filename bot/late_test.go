package bot_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/decks"
)

// waited is an event that was sent some time ago.
func (w *world) waited(who, line string, ago time.Duration) bot.Event {
	e := w.event(who, line)
	e.Sent = w.now.Add(-ago)
	return e
}

// TestAnswersThatWaited handles answers minutes after they were sent: they count
// for the card that was asked then, or for none.
func TestAnswersThatWaited(t *testing.T) {
	w := newWorld(t)
	w.say("juf@klas", "/quiz crm")
	w.now = w.now.Add(20 * time.Second)
	w.say("anna@klas", "herhaalaankopen")
	w.now = w.now.Add(time.Minute)
	w.say("anna@klas", "klanten houden")
	w.now = w.now.Add(5 * time.Minute)
	for _, test := range []struct {
		who, line string
		ago       time.Duration
		want      string
	}{
		{"bram@klas", "herhaalaankopen", 6*time.Minute + 5*time.Second, "net te laat"},
		{"bram@klas", "klanten houden", 5*time.Minute + 10*time.Second, "net te laat"},
		{"eva@klas", "!geen idee", 6*time.Minute + 5*time.Second, "Niet goed"},
		{"eva@klas", "!herhaalaankopen", 30 * time.Second, "Niet goed"}, // all had read it by then
		{"tom@klas", "!geen idee", time.Second, "Niet goed"},
	} {
		if got := write(w.handle(w.waited(test.who, test.line, test.ago))); !strings.Contains(got, test.want) {
			t.Errorf("%s %q, %s ago: %s, want %s", test.who, test.line, test.ago, got, test.want)
		}
	}
	w.say("anna@klas", "een band, die de klant voelt")
	for who, want := range map[string]string{"bram": "retentie behoud", "eva": "binding", "tom": "binding"} {
		reps, got := w.store.reps(t, bot.Account{Platform: "console", ID: who}, "crm"), ""
		for _, card := range []string{"retentie", "stappen", "binding", "behoud"} {
			if reps[card] > 0 {
				got += card + " "
			}
		}
		if strings.TrimSpace(got) != want {
			t.Errorf("counted for %s is %s, want %s", who, got, want)
		}
	}
}

// TestAnswerThatWaitedForManyCards handles an answer when twelve cards were closed
// since it was sent: it counts for the one that its author saw.
func TestAnswerThatWaitedForManyCards(t *testing.T) {
	const cards = 12
	deck := &decks.Deck{ID: "many", Title: "Many", Lang: "nl"}
	for i, word := range strings.Fields("aardbei banaan citroen druif framboos granaatappel kiwi limoen mango nectarine olijf peer") {
		deck.Cards = append(deck.Cards, decks.Card{ID: word, Front: fmt.Sprint("Welk fruit is nummer ", i, "?"), Back: word})
	}
	lib, err := decks.NewLibrary(deck)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	w.rebuild(lib)
	w.say("juf@klas", "/quiz many 12")
	first := w.played().Cards[0].Card
	late, wrong := w.waited("bram@klas", first, 0), w.waited("eva@klas", "!geen idee", 0)
	late.Sent, wrong.Sent = late.Sent.Add(time.Second), wrong.Sent.Add(time.Second)
	for range cards - 1 {
		w.now = w.now.Add(3 * time.Second)
		w.say("anna@klas", w.played().Cards[w.played().At].Card)
	}
	if got := write(w.handle(late)); !strings.Contains(got, "net te laat") {
		t.Errorf("he hears %s", got)
	}
	if got := write(w.handle(wrong)); !strings.Contains(got, "Niet goed") {
		t.Errorf("she hears %s", got)
	}
	w.now = w.now.Add(3 * time.Second)
	w.say("anna@klas", w.played().Cards[w.played().At].Card)
	for who, want := range map[string]map[string]uint16{"bram": {first: 1}, "eva": {}} {
		if reps := w.store.reps(t, bot.Account{Platform: "console", ID: who}, "many"); !maps.Equal(reps, want) {
			t.Errorf("counted for %s is %v, want %v", who, reps, want)
		}
	}
}

// TestKeptAnswersThatWaited leaves out of a card what was sent before it was
// asked, where answers are kept until the card is closed.
func TestKeptAnswersThatWaited(t *testing.T) {
	w := newWorld(t)
	w.say("juf@klas", "/quiz crm everyone")
	w.say("anna@klas", "!herhaalaankopen")
	w.tick(klas)
	if got := write(w.handle(w.waited("bram@klas", "!geen idee", 10*time.Second))); !strings.Contains(got, "al geweest") {
		t.Errorf("an answer to the card before: %s", got)
	}
	w.now = w.now.Add(10 * time.Second)
	if got := write(w.handle(w.waited("bram@klas", "!geen idee", 5*time.Second))); !strings.Contains(got, "Genoteerd") {
		t.Errorf("an answer to this one: %s", got)
	}
}

// TestLateAnswerComesAgain repeats a late answer that would be right for the
// next card too: only what is said anew wins that.
func TestLateAnswerComesAgain(t *testing.T) {
	w := levelled(t)
	w.say("juf@klas", "/quiz ten")
	w.say("anna@klas", "ja")
	late := w.event("bram@klas", "ja")
	for range 3 {
		if got := write(w.handle(late)); strings.Contains(got, "+") {
			t.Errorf("it won a card when it came again: %s", got)
		}
	}
	if got := write(w.say("bram@klas", "ja")); !strings.Contains(got, "Bram heeft het (+5)") {
		t.Errorf("a new answer: %s", got)
	}
}

// TestTypedChoiceThatWaited takes no choice that was typed for the card before,
// as it may stand under this one, too.
func TestTypedChoiceThatWaited(t *testing.T) {
	w := newWorld(t)
	w.say("juf@klas", "/quiz crm keuze")
	w.tick(klas)
	for _, want := range []string{"al geweest", "Je koos"} {
		if got := write(w.handle(w.waited("bram@klas", "!klanten houden", time.Second))); !strings.Contains(got, want) {
			t.Errorf("%s, want %s", got, want)
		}
		w.now = w.now.Add(5 * time.Second)
	}
}
