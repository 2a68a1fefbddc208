package bot_test

import (
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// ref is how the question that was asked last in the group is named.
func (w *world) ref(all []bot.Message) string {
	w.t.Helper()
	for _, m := range all {
		if m.Ask != nil {
			return m.Ask.Ref
		}
	}
	w.t.Fatalf("nothing is asked in %s", write(all))
	return ""
}

// form is what somebody types into the form of a question.
func (w *world) form(who, ref, text string) string {
	w.t.Helper()
	e := w.event(who, "!"+text)
	e.Sent, e.Ref = w.now, ref
	return write(w.handle(e))
}

// TestForms sends forms in that were opened on a card that is closed meanwhile:
// each is judged on that card, and touches no other.
func TestForms(t *testing.T) {
	for _, test := range []struct {
		mode, text string
		closes     string // what is said to have the first card closed
		wait       time.Duration
		want       string
		counted    bool // as right, for the first card
	}{
		{"race", "herhaalaankopen", "!herhaalaankopen", 0, "net te laat", true},
		{"race", "geen idee", "!herhaalaankopen", 0, "Niet goed", false},
		{"race", "klanten houden", "!herhaalaankopen", 0, "Niet goed", false}, // right for another card
		{"race", "herhaalaankopen", "!herhaalaankopen", time.Minute, "al geweest", false},
		{"together", "herhaalaankopen", "!herhaalaankopen", 0, "net te laat", true},
		{"together", "geen idee", "!herhaalaankopen", 0, "Niet goed", false},
		{"everyone", "herhaalaankopen", "tick", 0, "net te laat", true},
		{"everyone", "geen idee", "tick", 0, "Niet goed", false},
		{"everyone", "klanten houden", "tick", time.Minute, "al geweest", false},
		{"teams", "herhaalaankopen", "tick", 0, "net te laat", true},
		{"exam", "herhaalaankopen", "tick", 0, "al geweest", true},
		{"exam", "herhaalaankopen", "tick", 30 * time.Second, "al geweest", true},
		{"exam", "geen idee", "tick", 0, "al geweest", false},
	} {
		t.Run(test.mode+" "+test.text, func(t *testing.T) {
			w := newWorld(t)
			asked := w.say("juf@klas", "/quiz crm "+test.mode)
			if test.mode == "teams" {
				w.say("anna@klas", "/team 1")
				w.say("bram@klas", "/team 2")
				asked = w.say("juf@klas", "/begin")
			}
			ref := w.ref(asked)
			w.now = w.now.Add(5 * time.Second)
			if test.closes == "tick" {
				w.say("anna@klas", "!herhaalaankopen")
				w.tick(klas)
			} else {
				w.say("anna@klas", test.closes)
			}
			w.now = w.now.Add(2*time.Second + test.wait)
			before := w.played()
			if got := w.form("bram@klas", ref, test.text); !strings.Contains(got, test.want) {
				t.Errorf("it says %s, want %s", got, test.want)
			}
			reps := w.store.reps(t, bot.Account{Platform: "console", ID: "bram"}, "crm")
			if (reps["retentie"] == 1) != test.counted || len(reps) > 1 {
				t.Errorf("counted is %v", reps)
			}
			after := w.played()
			if after.At != before.At || len(after.Race.Tries) > 0 || len(after.Race.Answers) > 0 || len(after.Race.Scores) > len(before.Race.Scores) {
				t.Errorf("the card that is asked felt it: %+v", after.Race)
			}
		})
	}
}

// played is what is kept of the group's round.
func (w *world) played() bot.Round {
	w.t.Helper()
	v, err := w.store.Club(w.t.Context(), klas)
	if err != nil {
		w.t.Fatal(err)
	}
	return v.Round
}

// TestFormsOfOther questions: of the card that is asked, of a round before, of
// one's own round, and of the card of the day.
func TestFormsOfOther(t *testing.T) {
	w := newWorld(t)
	old := w.ref(w.say("juf@klas", "/quiz crm"))
	w.say("juf@klas", "/stop")
	ref := w.ref(w.say("juf@klas", "/quiz crm"))
	w.now = w.now.Add(5 * time.Second)
	if got := w.form("bram@klas", "x"+old, "herhaalaankopen"); !strings.Contains(got, "al geweest") {
		t.Errorf("of a round before: %s", got)
	}
	if got := w.form("bram@klas", ref, "herhaalaankopen"); !strings.Contains(got, "Bram") {
		t.Errorf("of the card that is asked: %s", got)
	}
	own := w.ref(w.say("anna", "/quiz crm"))
	w.say("anna", "herhaalaankopen")
	if got := w.form("anna", own, "herhaalaankopen"); !strings.Contains(got, "al geweest") {
		t.Errorf("of a card of one's own round: %s", got)
	}
}

// TestFormOfTheDay is judged on the card of the day though a round is played, of
// which its answer would be the right one.
func TestFormOfTheDay(t *testing.T) {
	w := newWorld(t)
	w.say("juf@klas", "/daily 08:30 crm")
	if said := w.cry(klas); !strings.Contains(said, "Hint") {
		t.Fatalf("the card of the day is not asked: %s", said)
	}
	v, err := w.store.Club(t.Context(), klas)
	if err != nil {
		t.Fatal(err)
	}
	day, before := v.Club.Card, w.ref(w.say("juf@klas", "/quiz crm"))
	backs := map[string]string{"retentie": "herhaalaankopen", "behoud": "klanten houden"}
	if got := w.form("bram@klas", day.ID, backs[day.Card]); !strings.Contains(got, "De uitslag komt") {
		t.Errorf("a right answer to the card of the day, %s: %s", day.Card, got)
	}
	w.form("anna@klas", day.ID, "herhaalaankoop van iets")
	if race := w.played().Race; len(race.Tries)+len(race.Scores) > 0 {
		t.Errorf("the round felt it: %+v", race)
	}
	w.now = w.now.Add(5 * time.Second)
	w.form("anna@klas", before, backs[w.played().Cards[0].Card])
	if race := w.played().Race; len(race.Scores) != 1 {
		t.Errorf("the round's own form: %+v", race)
	}
}
