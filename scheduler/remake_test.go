package scheduler

import (
	"fmt"
	"testing"
	"time"
)

func TestRedue(t *testing.T) {
	cal := brussels(t)
	day := func(n int) time.Time { return at(t, "2026-11-02T04:00:00+01:00").AddDate(0, 0, n) }
	last := day(0).Add(5 * time.Hour)
	for _, tt := range []struct {
		name                string
		today               int
		planned, want, till time.Time
		from, to            int // between these days it must come
	}{
		{name: "LaterThanPlanned", today: 5, planned: day(10), want: day(20), from: 20, to: 20},
		{name: "SoonerButStillToCome", today: 5, planned: day(20), want: day(10), from: 10, to: 10},
		{name: "AlmostTheSameDay", today: 5, planned: day(20), want: day(22), from: 20, to: 20},
		{name: "ADayMoreOfFew", today: 1, planned: day(3), want: day(4), from: 4, to: 4},
		{name: "ShouldHaveComeAlready", today: 5, planned: day(20), want: day(2), from: 6, to: 20},
		{name: "ShouldComeToday", today: 5, planned: day(20), want: day(5), from: 6, to: 20},
		{name: "PlannedForTomorrow", today: 5, planned: day(6), want: day(2), from: 6, to: 6},
		{name: "Overdue", today: 9, planned: day(4), want: day(2), from: 4, to: 4},
		{name: "OverdueByEither", today: 9, planned: day(4), want: day(7), from: 4, to: 4},
		{name: "OverdueNoMore", today: 9, planned: day(4), want: day(12), from: 12, to: 12},
		{name: "BeforeAnExam", today: 5, planned: day(10), want: day(20), till: day(15), from: 15, to: 15},
		{name: "BeingLearned", today: 0, planned: last.Add(Soon), want: day(20), from: 0, to: 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			now := Moment{Now: day(tt.today).Add(6 * time.Hour), Cal: cal, Until: tt.till}
			got := redue(Memory{Last: last, Due: tt.planned, Reps: 1}, tt.want, "card", now)
			if n := cal.Days(day(0), got); n < tt.from || n > tt.to {
				t.Errorf("due on day %d, want %d to %d", n, tt.from, tt.to)
			}
		})
	}
}

// TestNoWall makes a thousand cards come back that were all planned later.
func TestNoWall(t *testing.T) {
	cal, now := brussels(t), at(t, "2026-11-24T12:00:00+01:00")
	perDay := make(map[string]int)
	for i := range 1000 {
		kept := Memory{Last: now.AddDate(0, 0, -30), Due: cal.StartOfDay(now, 20+i%20), Reps: 3}
		due := redue(kept, cal.StartOfDay(now, -5), fmt.Sprint("card", i), Moment{Now: now, Cal: cal})
		perDay[cal.Day(due)]++
	}
	for day, n := range perDay {
		if n > 60 {
			t.Errorf("%d cards on %s", n, day)
		}
	}
}

func TestRemake(t *testing.T) {
	cal, now := brussels(t), at(t, "2026-11-24T12:00:00+01:00")
	usual, err := New(Settings{})
	if err != nil {
		t.Fatal(err)
	}
	w := DefaultWeights()
	w[2], w[8] = 4, 2.2
	own, err := usual.With(Settings{Weights: w[:]})
	if err != nil {
		t.Fatal(err)
	}
	past := []Past{{now.AddDate(0, 0, -9), Good}, {now.AddDate(0, 0, -7), Again}, {now.AddDate(0, 0, -6), Good}}
	kept := usual.Replay(Memory{}, past, cal)
	moment := Moment{Now: now, Cal: cal}
	next, ok := own.Remake(kept, Memory{}, past, "card", moment)
	want := own.Replay(Memory{}, past, cal)
	if !ok || next.Stability != want.Stability || next.Difficulty != want.Difficulty || next.Reps != 3 || next.Lapses != 1 {
		t.Errorf("made anew: %+v, %v, want %+v", next, ok, want)
	}
	if again, ok := own.Remake(next, Memory{}, past, "card", moment); ok {
		t.Errorf("made anew once more: %+v", again)
	}
	if same, ok := usual.Remake(kept, Memory{}, past, "card", moment); ok {
		t.Errorf("by the same weights: %+v", same)
	}
	if part, ok := own.Remake(kept, Memory{}, past[1:], "card", moment); ok {
		t.Errorf("of a part of the past: %+v", part)
	}
	older := usual.Replay(Memory{}, past[:1], cal)
	if _, ok := own.Remake(kept, older, past[1:], "card", moment); !ok {
		t.Error("not made anew from where the log begins")
	}
}
