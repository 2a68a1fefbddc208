package bot_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/decks"
)

// TestTeach lets three learners hold an answer for right: then it is, also in
// a group, but another card's answer is never taught.
func TestTeach(t *testing.T) {
	for answer, taught := range map[string]bool{"Vaker kopen.": true, "klanten houden": false} {
		w := newWorld(t)
		for _, who := range []string{"anna", "bram", "eva"} {
			w.say(who, "/quiz crm")
			if got := first(w.say(who, answer)); strings.HasPrefix(got, "Goed") {
				t.Errorf("%s's %q was right before it was taught", who, answer)
			}
			w.say(who, "[Ik had gelijk]")
		}
		plain := strings.ToLower(strings.TrimSuffix(answer, "."))
		w.say("tom", "/quiz crm")
		if got := first(w.say("tom", plain)); strings.HasPrefix(got, "Goed") != taught {
			t.Errorf("after three learners, %q is %q", answer, got)
		}
		w.rebuild(library(t)) // the shuffle begins anew: retentie first
		w.say("tom@klas", "/quiz crm")
		if got := first(w.say("tom@klas", plain)); strings.Contains(got, "heeft het") != taught {
			t.Errorf("in a group, %q is %q", answer, got)
		}
	}
}

func first(messages []bot.Message) string {
	if len(messages) == 0 {
		return ""
	}
	return messages[0].Text.Plain()
}

// TestLiken compares in meaning only what the grader is not sure of.
func TestLiken(t *testing.T) {
	w := newWorld(t)
	var likened []string
	w.liken = func(_ context.Context, d *decks.Deck, c decks.Card, answer string) (grade.Likeness, bool) {
		likened = append(likened, d.ID+" "+c.ID+" "+answer)
		return grade.Likeness{Own: 0.9}, true
	}
	w.rebuild(library(t))
	w.say("anna", "/quiz crm")
	if got := first(w.say("anna", "? vaker kopen")); !strings.HasPrefix(got, "Goed") {
		t.Errorf("close in meaning, it is %q", got)
	}
	w.say("anna", "klanten houden")
	if want := []string{"crm retentie ? vaker kopen"}; !slices.Equal(likened, want) {
		t.Errorf("likened %q, want %q", likened, want)
	}
}

// TestAdvise asks for a second opinion only where we are not sure.
func TestAdvise(t *testing.T) {
	w := newWorld(t)
	asked := 0
	w.advise = func(_ context.Context, _ bot.Learner, c decks.Card, answer string) (grade.Verdict, bool) {
		asked++
		return grade.Correct, strings.Contains(answer, "kopen") && c.ID == "retentie"
	}
	w.rebuild(library(t))
	w.say("anna", "/quiz crm")
	if got := first(w.say("anna", "? vaker kopen")); !strings.HasPrefix(got, "Goed") {
		t.Errorf("advised to be right, it is %q", got)
	}
	if got := first(w.say("anna", "? weet niet")); !strings.HasPrefix(got, "Ik twijfel") {
		t.Errorf("without advice it is %q", got)
	}
	w.say("anna", "[Ja]")
	w.say("anna", "een band, die de klant voelt")
	if asked != 2 {
		t.Errorf("asked %d times, want twice", asked)
	}
}
