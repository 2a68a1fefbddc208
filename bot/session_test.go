package bot_test

import (
	"strings"
	"testing"
	"time"
)

// TestStatsMeasureRecall compares what was recalled lately with the aim.
func TestStatsMeasureRecall(t *testing.T) {
	w := newWorld(t)
	w.rebuild(geography(t))
	w.say("anna", "/settings retention 85")
	w.say("anna", "/settings round 20")
	w.say("anna", "/quiz geo")
	w.say("anna", "/stop")
	for range 2 {
		w.remember("anna geo *")
		w.say("anna", "/quiz geo")
		for w.round(anna).At < len(w.round(anna).Cards) {
			turn := w.round(anna).Cards[w.round(anna).At]
			if turn.Card == "oslo" && !turn.Again {
				w.say("anna", "niks")
			} else {
				w.say("anna", turn.Card)
			}
		}
		w.now = w.now.Add(240 * time.Hour)
	}
	want := "Onthouden in 30 dagen: 92 %, doel 85 %"
	if got := write(w.say("anna", "/stats")); !strings.Contains(got, want) {
		t.Errorf("22 of 24 were recalled: %s", got)
	}
}

// TestARoundEnds forgets everything, whatever is asked: each card comes four
// times at most, with others between as long as there are some, and is left for
// tomorrow.
func TestARoundEnds(t *testing.T) {
	w := newWorld(t)
	w.rebuild(geography(t))
	w.say("anna", "/quiz geo")
	times, last := make(map[string]int), ""
	for n := 0; ; n++ {
		r := w.round(anna)
		if r.At == len(r.Cards) {
			break
		}
		card := r.Cards[r.At].Card
		if times[card]++; times[card] > 4 || n > 100 {
			t.Fatalf("%s is asked for the %dth time", card, times[card])
		}
		if card == last && len(r.Cards)-r.At > 4 {
			t.Errorf("%s is asked twice running, though others wait", card)
		}
		last = card
		w.say("anna", "niks")
	}
	for card, m := range w.store.memories(t, anna, "geo") {
		if times[card] != 4 || !m.Due.After(w.now.Add(time.Hour)) || m.Lapses != 0 {
			t.Errorf("%s was asked %d times and is left as %+v", card, times[card], m)
		}
	}
	if n := len(times); n != 10 {
		t.Errorf("%d cards were asked, want 10", n)
	}
}

// TestTwoRoundTrips wants an answer read once and written once, also where it is
// forgotten, comes back, makes a leech, or is taken back.
func TestTwoRoundTrips(t *testing.T) {
	w := newWorld(t)
	w.rebuild(geography(t))
	w.say("anna", "/quiz geo")
	w.say("anna", "/stop")
	w.remember("anna geo * lapses=5")
	w.say("anna", "/quiz geo")
	for _, line := range []string{"riga", "niks", "riga", "oslo", "/undo", "niks", "riga"} {
		var ops []string
		w.store.fail = func(op string) error { ops = append(ops, op); return nil }
		w.say("anna", line)
		w.store.fail = nil
		if got := strings.Join(ops, ", "); got != "read, before commit, after commit" {
			t.Errorf("%q: %s", line, got)
		}
	}
}
