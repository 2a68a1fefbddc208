package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot"
)

// wins plays a round of one card that somebody wins.
func (w *world) wins(who string) {
	w.t.Helper()
	w.say(who, "/quiz memory 1")
	w.say(who, "!reviews apart in time")
	w.say(who, "!bold & brave")
}

// TestTopPages leafs through a long board; each command fits a button.
func TestTopPages(t *testing.T) {
	w := newWorld(t)
	for i := range 16 {
		w.wins(fmt.Sprintf("p%02d@klas", i))
	}
	if said := string(w.say("p12@klas", "/top")[0].Text); !strings.HasSuffix(said, "1. P12 · 5") || strings.Count(said, "\n") != 8 {
		t.Errorf("who asks isn't shown: %s", said)
	}
	for _, test := range []struct {
		press, first, last string
		rows               int
	}{{"/top", "1. P00", "1. P06", 7}, {"[›]", "1. P07", "1. P13", 7}, {"[›]", "1. P14", "1. P15", 2}, {"[‹]", "1. P07", "1. P13", 7}} {
		said := w.say("p03@klas", test.press)[0]
		text := string(said.Text)
		if strings.Count(text, "\n1. ") != test.rows || !strings.Contains(text, test.first) || !strings.Contains(text, test.last) {
			t.Errorf("%s shows %s", test.press, text)
		}
		for _, row := range said.Buttons {
			for _, b := range row {
				if len(b.Command) > 64 || len(row) > 5 {
					t.Errorf("%+v", said.Buttons)
				}
			}
		}
	}
}

// TestBoardCountsOnce lets the end of a round, and its undoing, fail before and
// after it is written, and come again.
func TestBoardCountsOnce(t *testing.T) {
	for _, when := range []string{"before group", "after group"} {
		w := newWorld(t)
		w.say("anna@klas", "/quiz memory 1")
		for _, step := range []struct {
			line string
			want int
		}{{"!reviews apart in time", 5}, {"/undo", 0}} {
			e := w.event("anna@klas", step.line)
			failed := false
			w.store.fail = func(op string) error {
				if op == when && !failed {
					failed = true
					return errDown
				}
				return nil
			}
			if _, err := w.engine.Handle(t.Context(), e); err == nil {
				t.Fatalf("%s: no error", when)
			}
			for range 3 {
				w.handle(e)
			}
			board, err := w.store.Board(t.Context(), klas)
			if got := board.Week.Points["memory"]["console:anna"]; err != nil || got != step.want {
				t.Errorf("%s %s: %d points (%v), want %d", when, step.line, got, err, step.want)
			}
			if n := board.Days["2026-11-23"]; n != (bot.Tally{Answers: step.want / 5, Right: step.want / 5}) {
				t.Errorf("%s %s: %+v", when, step.line, n)
			}
		}
	}
}

// TestBoardOfARoundLeftAlone counts what was earned in a round that another one
// takes the place of.
func TestBoardOfARoundLeftAlone(t *testing.T) {
	w := newWorld(t)
	w.say("anna@klas", "/quiz crm 4")
	w.say("anna@klas", "!herhaalaankopen")
	w.say("anna@klas", "/pause")
	w.now = w.now.AddDate(0, 0, 1)
	w.say("bram@klas", "/quiz memory 1")
	board, err := w.store.Board(t.Context(), klas)
	if got := board.Week.Points["crm"]["console:anna"]; err != nil || got != 5 {
		t.Errorf("%d points (%v): %+v", got, err, board)
	}
}
