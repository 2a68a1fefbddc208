package bot_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// toAll is how many new messages all in a group see.
func toAll(messages []bot.Message) int {
	n := 0
	for _, m := range messages {
		if !m.Private && !m.Edit && m.Scoreboard == nil {
			n++
		}
	}
	return n
}

// at is where the round of a group stands.
func (w *world) at(p bot.Place) string {
	v, err := w.store.Store.Club(w.t.Context(), p)
	if err != nil {
		w.t.Fatal(err)
	}
	return fmt.Sprint(v.Round.ID, v.Round.At, v.Round.Cards == nil)
}

// Thirty members guess, vote and ask to see the card, second after second. What
// all see is how a card went with the next one, and little else: no more than
// fits beside it in twenty messages a minute. A quiz of the platform's own is
// one more, as it stands by itself.
func TestABusyRoundIsQuiet(t *testing.T) {
	answers := []string{"herhaalaankopen", "klanten houden", "een band; die de klant voelt", "identificatie, segmentatie, maatwerk"}
	for mode, most := range map[string]int{"": 1, " together": 1, " everyone": 1, " teams": 1, " exam": 1, " choice": 2} {
		t.Run("mode"+mode, func(t *testing.T) {
			w := newWorld(t)
			var last time.Time // when something was said to all
			begun, all := w.now, 0
			say := func(who int, line string, direct bool) {
				e := w.event(fmt.Sprintf("m%d@klas", who), line)
				e.Direct = direct
				before := w.at(e.Place)
				n := toAll(w.handle(e))
				if n == 0 {
					return
				}
				if aside := w.at(e.Place) == before; aside && w.now.Sub(last) < 3*time.Second || n > most {
					t.Errorf("%v after something was said, %q is answered by %d messages to all", w.now.Sub(last), line, n)
				}
				last = w.now
				all++
			}
			say(0, "/quiz crm"+mode, true)
			w.now = w.now.Add(3 * time.Second)
			say(1, "/begin", true)
			for range answers {
				for second := range 5 {
					w.now = w.now.Add(time.Second)
					for who := range 30 {
						switch (who + second) % 6 {
						case 0:
							say(who, "geen idee", true)
						case 1:
							say(who, "een band", false)
						case 2:
							say(who, "/undo", true)
						case 3:
							say(who, "/quiz", true)
						case 4:
							say(who, []string{"identificatie", "maatwerk", "segmentatie", "dank je", "?"}[second], second%2 == 0)
						}
					}
					say(second, "/skip", true)
				}
				for _, right := range answers {
					w.now = w.now.Add(2 * time.Second) // a card that goes sooner waits in the adapter
					say(29, right, true)
				}
			}
			minutes := w.now.Sub(begun).Minutes()
			if float64(all) > 20*minutes+1 {
				t.Errorf("%d times something was said to all in %.1f minutes", all, minutes)
			}
		})
	}
}
