package main

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot/state/redistest"
)

// Replicas are killed while they push at Telegram's pace. The benchmark itself
// fails when a learner is left out, or gets more messages than were in flight
// at a kill.
func TestBenchPush(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func(testing.TB) string{"server": redistest.Server, "cluster": redistest.Cluster} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := start(t)
			c := exec.CommandContext(t.Context(), "overhoor", "bench", "push", "--learners=120", "--due=100", "--cards=3",
				"--replicas=2", "--kill-every=700ms", "--lease=4s", "--pace=telegram", "--redis="+url)
			out, err := c.CombinedOutput()
			if err != nil {
				t.Fatalf("%v:\n%s", err, out)
			}
			for row, want := range map[string]string{"due": "100", "pushed": "100", "never pushed": "0"} {
				if got := tableRow(string(out), row); got != want {
					t.Errorf("%s: %q, want %q in\n%s", row, got, want, out)
				}
			}
			if strings.HasSuffix(tableRow(string(out), "replicas"), " 0 times") {
				t.Errorf("nobody was killed:\n%s", out)
			}
			again := exec.CommandContext(t.Context(), "overhoor", "bench", "push", "--redis="+url)
			if out, err := again.CombinedOutput(); err == nil || !strings.Contains(string(out), "name an empty one") {
				t.Errorf("it fills a Redis that isn't empty: %v:\n%s", err, out)
			}
		})
	}
}

// Groups answer to processes that are killed meanwhile. The benchmark itself
// fails when a card has two winners, the points don't add up, or a log holds
// anything but its learner's answers once.
func TestBenchRound(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func(testing.TB) string{"server": redistest.Server, "cluster": redistest.Cluster} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := start(t)
			c := exec.CommandContext(t.Context(), "overhoor", "bench", "round", "--members=20", "--groups=2", "--cards=6",
				"--answers=240", "--rate=100", "--replicas=3", "--kill-every=1500ms", "--redis="+url)
			out, err := c.CombinedOutput()
			if err != nil {
				t.Fatalf("%v:\n%s", err, out)
			}
			for row, want := range map[string]string{"rounds": "2 of 6 cards", "promises broken": "0"} {
				if got := tableRow(string(out), row); got != want {
					t.Errorf("%s: %q, want %q in\n%s", row, got, want, out)
				}
			}
			if strings.HasSuffix(tableRow(string(out), "replicas"), " 0 times") {
				t.Errorf("nobody was killed:\n%s", out)
			}
		})
	}
}

// tableRow is what stands behind a name in a table.
func tableRow(table, name string) string {
	for line := range strings.Lines(table) {
		if value, ok := strings.CutPrefix(line, name+"  "); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
