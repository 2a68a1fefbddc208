package bot

import (
	"strings"
	"testing"
	"time"
)

// TestInTurn sorts what waits for a learner in a round and in its club.
func TestInTurn(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	his := []Pending{
		{Event: "second", At: at.Add(time.Second)}, {Event: "took back", Undo: "first", At: at}, {Event: "last", At: at.Add(2 * time.Second)},
		{Event: "first", At: at.Add(-time.Second)}, {Event: "chose", Groups: groupsOff, At: at.Add(time.Second)},
	}
	inTurn(his)
	var got []string
	for _, p := range his {
		got = append(got, p.Event)
	}
	if want := "first, took back, chose, second, last"; strings.Join(got, ", ") != want {
		t.Errorf("%v, want %s", got, want)
	}
}
