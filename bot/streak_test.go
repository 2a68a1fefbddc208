package bot

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/overhoor/overhoor/scheduler"
)

func never(string) bool { return false }

// TestStreak plays days, the first of them 1 November: x with a review, . with
// none, o with nothing due, a on leave. Row is asked the day after the last.
func TestStreak(t *testing.T) {
	for _, test := range []struct {
		days string
		row  int
		off  bool
	}{
		{"", 0, false},
		{"x", 1, false},
		{"xxx", 3, false},
		{"xxx.", 0, false},
		{"xxx.x", 1, false},
		{"xxxxxx.x", 1, false},
		{"xxxxxxx", 7, false},
		{"xxxxxxx.", 7, true},
		{"xxxxxxx.x", 8, false},
		{"xxxxxxx..", 0, false},
		{"xxxxxxx..x", 1, false},
		{"xxxxxxx.x.", 0, false},
		{"xxxxxxx.xxxxxxx.x", 15, false},
		{"xxxxxxx..x.x", 2, false}, // a day off that could not help is kept
		{"xooox", 2, false},
		{"xoooxo", 2, false},
		{"xaaaaaaaaaax", 2, false},
		{"xxxxxxxoa.aox", 8, false},
		{"xxxxxxxoa..x", 1, false},
	} {
		var s Streak
		var leave []string
		day := "2026-11-01"
		away := func(d string) bool { return strings.Contains(strings.Join(leave, " "), d) }
		for _, c := range test.days {
			switch c {
			case 'x':
				s = s.Studied(day, away)
			case 'o':
				s.Idle = day
			case 'a':
				leave = append(leave, day)
			}
			day = scheduler.AddDays(day, 1)
		}
		if row, off := s.Row(day, away); row != test.row || off != test.off {
			t.Errorf("%q: %d in a row, off %v, want %d, %v", test.days, row, off, test.row, test.off)
		}
	}
}

// TestStreakAsCounted holds any month against what the rules say: the row is
// the days of study since the last gap that was not forgiven, and of any seven
// days of study one day off at most was taken.
func TestStreakAsCounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s Streak
		row, earned, missed := 0, 0, 0
		day := "2026-11-01"
		leave := map[string]bool{}
		away := func(d string) bool { return leave[d] }
		for range rapid.IntRange(1, 60).Draw(t, "days") {
			switch rapid.SampledFrom([]string{"study", "study", "study", "study", "study", "miss", "leave"}).Draw(t, "day") {
			case "study":
				switch {
				case missed > 1 || missed == 1 && earned < 7:
					row = 0
				case missed == 1:
					earned = 0
				}
				row, earned, missed = row+1, min(earned+1, 7), 0
				s = s.Studied(day, away)
				if again := s.Studied(day, away); again != s {
					t.Fatalf("twice on a day: %+v after %+v", again, s)
				}
				if s.Days != row || s.Earned != earned {
					t.Fatalf("on %s %+v, want %d in a row, %d earned", day, s, row, earned)
				}
			case "miss":
				missed++
			case "leave":
				leave[day] = true
			}
			day = scheduler.AddDays(day, 1)
			alive := missed == 0 || missed == 1 && earned == 7
			if n, _ := s.Row(day, away); alive && n != row || !alive && n != 0 {
				t.Fatalf("on %s %d in a row, want %d, alive %v", day, n, row, alive)
			}
		}
	})
}

func TestStreakBackInTime(t *testing.T) {
	s := Streak{}.Studied("2026-11-24", never).Studied("2026-11-25", never)
	if s.Studied("2026-11-24", never) != s { // he flew east to west
		t.Error("a day before the last changes it")
	}
	if n, _ := s.Row("2026-11-24", never); n != 2 {
		t.Errorf("the day before it is %d in a row", n)
	}
}

func TestPace(t *testing.T) {
	var p Pace
	if got := p.Minutes(12); got != 5 {
		t.Errorf("12 cards of a stranger take %d minutes", got)
	}
	p = p.Took(0).Took(10 * time.Minute).Took(200 * time.Millisecond)
	if p != (Pace{}) {
		t.Errorf("what can't be is counted: %+v", p)
	}
	for range 200 {
		p = p.Took(10 * time.Second)
	}
	if p.Seconds < 10 || p.Seconds > 10.5 || p.Minutes(12) != 3 || p.Minutes(1) != 1 {
		t.Errorf("who takes 10 s: %+v, 12 cards in %d minutes", p, p.Minutes(12))
	}
	for range 30 {
		p = p.Took(60 * time.Second)
	}
	if p.Seconds < 25 || p.Seconds > 40 {
		t.Errorf("who became slower: %+v", p)
	}
}
