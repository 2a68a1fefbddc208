package bot_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/overhoor/overhoor/bot"
)

// TestScoreboardHolds plays rounds of a group in any order of answers, undoings
// and ends: the newest edition of a scoreboard shows what everybody has, no edition
// says two things, and an event that changed something changes nothing when it comes again,
// however late.
func TestScoreboardHolds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		w.engine.Random = rand.New(rand.NewPCG(1, 2)).IntN // no two rounds have one ID
		w.strangers = rapid.Bool().Draw(rt, "strangers")
		boards := make(map[string][]string) // by round, an edition each
		var past []bot.Event
		for range rapid.IntRange(5, 60).Draw(rt, "steps") {
			w.now = w.now.Add(time.Duration(rapid.SampledFrom([]int{0, 1, 3, 20}).Draw(rt, "seconds")) * time.Second)
			if rapid.IntRange(0, 9).Draw(rt, "tick") == 0 {
				if slot := w.store.ticks[klas]; !slot.IsZero() {
					w.now = slot
					said, next, err := w.engine.Tick(t.Context(), klas, slot)
					if err != nil {
						rt.Fatal(err)
					}
					w.store.ticks[klas] = next
					hang(rt, boards, said)
				}
			}
			e, again := w.anyPlay(rt, past)
			was := w.stands(t)
			said, err := w.engine.Handle(t.Context(), e)
			if err != nil {
				rt.Fatal(err)
			}
			hang(rt, boards, said)
			switch is := w.stands(t); {
			case again && is != was:
				rt.Fatalf("%+v came again: \n%s became\n%s", e, was, is)
			case is != was:
				past = append(past, e)
			}
			w.holdsScores(rt, boards)
		}
	})
}

// anyPlay draws what somebody says in a round, or what was said before.
func (w *world) anyPlay(rt *rapid.T, past []bot.Event) (e bot.Event, again bool) {
	if len(past) > 0 && rapid.IntRange(0, 4).Draw(rt, "again") == 0 {
		return rapid.SampledFrom(past).Draw(rt, "event"), true
	}
	who := rapid.SampledFrom([]string{"anna@klas", "bram@klas", "eva@klas", "juf@klas"}).Draw(rt, "who")
	line := rapid.SampledFrom([]string{
		"right", "right", "right", "right", "!geen idee", "!herhaalaankopen", "!maatwerk", "/undo", "/undo", "/skip", "/stop",
		"/quiz crm", "/quiz crm samen", "/quiz crm iedereen", "/quiz memory teams", "/begin", "/quiz crm toets", "/pause", "/resume", "/remember off",
	}).Draw(rt, "line")
	if line == "right" {
		line = "!" + w.rightHere()
	}
	return w.event(who, line), false
}

// rightHere is the answer to the card that the group is asked.
func (w *world) rightHere() string {
	v, err := w.store.Club(w.t.Context(), klas)
	if err != nil {
		w.t.Fatal(err)
	}
	if v.Round.At >= len(v.Round.Cards) {
		return "een band"
	}
	return w.asked(klas)
}

// hang notes the scoreboards among what is said.
func hang(rt *rapid.T, boards map[string][]string, said []bot.Message) {
	for _, m := range said {
		s := m.Scoreboard
		if s == nil {
			continue
		}
		all := boards[s.Round]
		switch {
		case s.Edition == len(all)+1:
			boards[s.Round] = append(all, m.Text.Plain())
		case s.Edition > len(all) || all[s.Edition-1] != m.Text.Plain():
			rt.Fatalf("edition %d of %d says %q", s.Edition, len(all), m.Text.Plain())
		}
	}
}

// holdsScores wants the newest edition to be what everybody has.
func (w *world) holdsScores(rt *rapid.T, boards map[string][]string) {
	v, err := w.store.Club(w.t.Context(), klas)
	if err != nil {
		rt.Fatal(err)
	}
	race := v.Round.Race
	if race == nil || race.Mode == "exam" || race.Teams != nil {
		return
	}
	all := boards[v.Round.ID]
	if len(all) != race.Edition {
		rt.Fatalf("%d editions were shown of %d", len(all), race.Edition)
	}
	for _, s := range race.Scores {
		line := fmt.Sprintf("%s · %d", s.Name, s.Points)
		if len(all) == 0 && s.Points > 0 && v.Round.At < len(v.Round.Cards) || len(all) > 0 && (s.Points > 0) != strings.Contains(all[len(all)-1], line) {
			rt.Fatalf("the scoreboard of %q is %q", line, all)
		}
	}
}

// stands is all that is kept of the group.
func (w *world) stands(t *testing.T) string {
	v, err := w.store.Club(t.Context(), klas)
	if err != nil {
		t.Fatal(err)
	}
	board, err := w.store.Board(t.Context(), klas)
	if err != nil {
		t.Fatal(err)
	}
	all, err := json.Marshal([]any{v.Round, v.Club, v.Loads, v.New, board})
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}
