package bot

import (
	"testing"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// TestRetention counts the reviews that tell how well is remembered.
func TestRetention(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	review := func(card string, rating scheduler.Rating, lastDaysAgo, daysAgo int) Review {
		before := scheduler.Memory{Reps: 1, Last: now.AddDate(0, 0, -lastDaysAgo)}
		return Review{Memory: Memory{Deck: "d", Card: card, Before: before}, Rating: rating, At: now.AddDate(0, 0, -daysAgo)}
	}
	undo := func(r Review) Review { r.Undo = true; return r }
	met := Review{Memory: Memory{Deck: "d", Card: "new"}, Rating: scheduler.Good, At: now}
	for _, tt := range []struct {
		name            string
		log             []Review
		recalled, asked int
	}{
		{"nothing", nil, 0, 0},
		{"recalled and forgotten", []Review{review("a", scheduler.Good, 9, 1), review("b", scheduler.Again, 9, 1), review("c", scheduler.Hard, 9, 1)}, 2, 3},
		{"once more on the same day", []Review{review("a", scheduler.Again, 9, 1), review("a", scheduler.Good, 1, 1)}, 0, 1},
		{"met for the first time", []Review{met}, 0, 0},
		{"long ago", []Review{review("a", scheduler.Again, 90, 40)}, 0, 0},
		{"rated anew", []Review{review("a", scheduler.Again, 9, 1), undo(review("a", scheduler.Again, 9, 1)), review("a", scheduler.Good, 9, 1)}, 1, 1},
		{"taken back", []Review{review("a", scheduler.Good, 9, 1), undo(review("a", scheduler.Good, 9, 1))}, 0, 0},
		{"only what came last taken back", []Review{review("a", scheduler.Again, 9, 1), review("a", scheduler.Good, 1, 1), undo(review("a", scheduler.Good, 1, 1))}, 0, 1},
	} {
		recalled, asked := retention(tt.log, now.AddDate(0, 0, -recallDays), scheduler.Calendar{})
		if recalled != tt.recalled || asked != tt.asked {
			t.Errorf("%s: %d of %d, want %d of %d", tt.name, recalled, asked, tt.recalled, tt.asked)
		}
	}
}

// TestLeech names a card at its sixth lapse and at every third from there.
func TestLeech(t *testing.T) {
	for lapses := range uint16(16) {
		turn := Turn{Rating: scheduler.Again, Memory: scheduler.Memory{Lapses: lapses}, After: scheduler.Memory{Lapses: lapses + 1}}
		want := lapses+1 == 6 || lapses+1 == 9 || lapses+1 == 12 || lapses+1 == 15
		if got := turn.leech(); got != want {
			t.Errorf("named at lapse %d: %v", lapses+1, got)
		}
		turn.Memory.Lapses++ // once more on the same day
		if turn.leech() {
			t.Errorf("named twice at lapse %d", lapses+1)
		}
	}
}

// TestSetAsideIsBounded keeps the latest, and drops what is over.
func TestSetAsideIsBounded(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	var p Profile
	for i := range mostAsides + 9 {
		p.setAside("d", string(rune('A'+i)), now.Add(time.Hour), now)
		p.mistook("d", string(rune('A'+i)), "other")
	}
	if len(p.Aside) != mostAsides || len(p.Mixups) != mostMixups {
		t.Errorf("%d set aside, %d mixed up", len(p.Aside), len(p.Mixups))
	}
	if _, ok := p.asideUntil("d", string(rune('A'+mostAsides+8)), now); !ok {
		t.Error("the last one set aside was dropped")
	}
	now = now.Add(2 * time.Hour)
	p.setAside("d", "A", now.Add(time.Hour), now)
	if len(p.Aside) != 1 {
		t.Errorf("what is over is kept: %v", p.Aside)
	}
}
