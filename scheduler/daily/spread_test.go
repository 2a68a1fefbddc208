package daily

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestSpreadStaysInTheWindowAndCanBeUndone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		slot := time.Unix(rapid.Int64Range(0, 1<<33).Draw(t, "slot"), 0).UTC()
		window := time.Duration(rapid.Int64Range(0, int64(2*Widest)).Draw(t, "window"))
		learner := rapid.String().Draw(t, "learner")
		due := Spread(learner, slot, window)
		if !Slot(due).Equal(slot) {
			t.Errorf("moved to %v, which is taken for %v", due, Slot(due))
		}
		if moved := due.Sub(slot); moved < 0 || moved >= min(window, Widest)+time.Second {
			t.Errorf("moved by %v", moved)
		}
		if !due.Equal(Spread(learner, slot, window)) {
			t.Error("elsewhere the second time")
		}
	})
}

func TestSpreadIsEven(t *testing.T) {
	slot := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	minutes := make([]int, 10)
	for i := range 10_000 {
		due := Spread(fmt.Sprint("telegram:", i), slot, 10*time.Minute)
		minutes[min(int(due.Sub(slot)/time.Minute), 9)]++
	}
	for minute, n := range minutes {
		if n < 850 || n > 1150 {
			t.Errorf("%d of 10,000 come in minute %d", n, minute)
		}
	}
	if due := Spread("anna", slot.Add(7*time.Second), time.Hour); !due.Equal(slot.Add(7 * time.Second)) {
		t.Errorf("a time of its own was moved to %v", due)
	}
}
