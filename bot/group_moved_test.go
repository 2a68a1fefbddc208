package bot_test

import (
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// link has an account go on as the learner of another one.
func (w *world) link(from, into string) {
	w.t.Helper()
	_, code, _ := strings.Cut(write(w.say(into, "/link")), "/link ")
	if said := write(w.say(from, "/link "+strings.TrimSpace(code))); !strings.Contains(said, "Verbonden") {
		w.t.Error(said)
	}
}

// asked is the answer to the card that a group is asked, past that to the one
// before.
func (w *world) asked(p bot.Place) string { return w.back(p, 0) }
func (w *world) past(p bot.Place) string  { return w.back(p, 1) }

func (w *world) back(p bot.Place, before int) string {
	w.t.Helper()
	v, err := w.store.Club(w.t.Context(), p)
	if err != nil {
		w.t.Fatal(err)
	}
	deck, _ := library(w.t).Deck(v.Round.Deck)
	card, _ := deck.Card(v.Round.Cards[v.Round.At-before].Card)
	return strings.ReplaceAll(card.Back, "\n", ", ")
}

// TestLinkedInARound lets a player link his accounts in the middle of a round: he
// plays on as himself, and has his points once.
func TestLinkedInARound(t *testing.T) {
	for _, begin := range [][2]string{{"/quiz crm teams", "/begin"}, {"/duel @bram crm everyone", "[Aannemen]"}, {"/quiz crm everyone", "/top"}} {
		w := newWorld(t)
		w.say("anna@klas", begin[0])
		w.say("bram@klas", begin[1])
		w.say("anna@klas", "!"+w.asked(klas))
		w.say("bram@klas", "!geen idee")
		if !strings.HasPrefix(begin[0], "/duel") {
			w.tick(klas)
		}
		w.say("anna@klas", "!geen idee")
		w.link("anna", "anna/telegram")
		if got := write(w.say("anna@klas", "!"+w.asked(klas))); !strings.Contains(got, "Genoteerd") {
			t.Errorf("%s: she can't play on: %s", begin[0], got)
		}
		said := write(w.say("bram@klas", "!geen idee"))
		if strings.Count(said, "Anna") > 2 || !strings.Contains(said, "1 van 2 goed: Anna") {
			t.Errorf("%s: the card goes so: %s", begin[0], said)
		}
		if got := write(w.say("anna@klas", "/stop")); strings.Count(got, "Anna") != 1 && !strings.Contains(got, "Anna wint") {
			t.Errorf("%s: the standings are %s", begin[0], got)
		}
		top := write(w.say("anna@klas", "/top"))
		if strings.Count(top, "Anna") != 1 {
			t.Errorf("%s: the board is %s", begin[0], top)
		}
		reps := w.store.reps(t, bot.Account{Platform: "telegram", ID: "anna"}, "crm")
		if len(reps) != 2 {
			t.Errorf("%s: counted is %v", begin[0], reps)
		}
	}
}

// TestLinkedAndLate adds up what two names of one learner earned when he answers
// too late: he is told so, and the scoreboard shows it.
func TestLinkedAndLate(t *testing.T) {
	w := newWorld(t)
	w.say("eva@klas", "/quiz crm")
	for _, who := range []string{"anna@klas", "bram@klas", "eva@klas"} {
		w.now = w.now.Add(20 * time.Second)
		w.say(who, w.asked(klas))
	}
	w.link("anna", "bram")
	late := w.event("anna@klas", w.past(klas))
	for range 2 {
		said := w.handle(late)
		if got := write(said); !strings.Contains(got, "net te laat") {
			t.Errorf("she is told %s", got)
		}
	}
	v, err := w.store.Club(t.Context(), klas)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(v.Round.Race.Scores); n != 2 || v.Round.Race.Edition != 4 {
		t.Errorf("%d scores on edition %d, want 2 on the 4th", n, v.Round.Race.Edition)
	}
}
