package bot

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// TestHistories takes logs apart that are written as "card rating", "card undo",
// or "card from n" where what is kept came from elsewhere with n reviews.
func TestHistories(t *testing.T) {
	for _, tt := range []struct{ name, log, want string }{
		{"Plain", "a 3, b 1, a 4", "a 0:34, b 0:1"},
		{"Undone", "a 3, a 1, a undo, a 3", "a 0:33"},
		{"UndoneTwice", "a 3, a 1, a undo, a undo", "a 0:"},
		{"BeginsInTheMiddle", "a from 5, a 3, a 2", "a 5:32"},
		{"FromAnotherAccount", "a 3, a from 7, a 4", "a 7:4"},
		{"UndoesWhatLeftTheLog", "a from 5, a undo, a 4", "a 4:4"},
		{"UndoesMoreThanTheLogHas", "a from 5, a 3, a undo, a undo, a 1", "a 4:1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, h := range histories(writeLog(tt.log)) {
				s := fmt.Sprintf("%s %d:", h.card, h.from.Reps)
				for _, p := range h.past {
					s += fmt.Sprint(p.Rating)
				}
				got = append(got, s)
			}
			if g := strings.Join(got, ", "); g != tt.want {
				t.Errorf("%s gave %s, want %s", tt.log, g, tt.want)
			}
		})
	}
}

// writeLog makes the log of a script. Memories are known by how often and when
// the card was reviewed.
func writeLog(script string) []Review {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	kept := make(map[string][]scheduler.Memory) // each card's, the newest last
	var log []Review
	for _, line := range strings.Split(script, ", ") {
		now = now.Add(time.Minute)
		card, what, _ := strings.Cut(line, " ")
		if kept[card] == nil {
			kept[card] = []scheduler.Memory{{}}
		}
		all := kept[card]
		last := all[len(all)-1]
		r := Review{At: now, Memory: Memory{Deck: "deck", Card: card, Before: last}}
		var n uint16
		switch {
		case what == "undo":
			r.Undo = true
			kept[card] = all[:len(all)-1]
			r.After = kept[card][len(kept[card])-1]
		case strings.HasPrefix(what, "from"):
			fmt.Sscanf(what, "from %d", &n)
			kept[card] = []scheduler.Memory{{Reps: n - 1, Last: now.Add(-2 * time.Second)}, {Reps: n, Last: now.Add(-time.Second)}}
			continue
		default:
			fmt.Sscanf(what, "%d", &r.Rating)
			r.After = scheduler.Memory{Reps: last.Reps + 1, Last: now}
			kept[card] = append(all, r.After)
		}
		log = append(log, r)
	}
	return log
}
