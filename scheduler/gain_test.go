package scheduler

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestGain compares cards of which it is plain what to ask first.
func TestGain(t *testing.T) {
	f, err := New(Settings{})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	gain := func(stability, difficulty float64, days int) float64 {
		return f.Gain(Memory{Stability: stability, Difficulty: difficulty, Reps: 3, Last: now.AddDate(0, 0, -days)}, Moment{Now: now})
	}
	for _, tt := range []struct {
		name       string
		more, less float64
	}{
		{"forgotten rather than fresh", gain(20, 5, 60), gain(20, 5, 2)},
		{"easy rather than hard", gain(20, 3, 30), gain(20, 9, 30)},
		{"what two weeks wear down rather than what lasts for years", gain(5, 5, 8), gain(2000, 5, 400)},
	} {
		if tt.more <= tt.less || tt.less < 0 {
			t.Errorf("%s: %v and %v", tt.name, tt.more, tt.less)
		}
	}
	if got := f.Gain(Memory{}, Moment{Now: now}); got != 0 {
		t.Errorf("a new card gains %v", got)
	}
}

// TestGainOrdersABacklog has 300 cards wait after a holiday, of which 30 can be
// asked a day. By gain more is known when ten days are over, and a month later,
// than by what is forgotten most or by what was due first.
func TestGainOrdersABacklog(t *testing.T) {
	f, err := New(Settings{})
	if err != nil {
		t.Fatal(err)
	}
	orders := map[string]func(m Memory, at Moment) float64{
		"gain":      func(m Memory, at Moment) float64 { return -f.Gain(m, at) },
		"forgotten": f.Retrievability,
		"due":       func(m Memory, _ Moment) float64 { return float64(m.Due.Unix()) },
	}
	for _, b := range []backlog{{stability: 3.3, spread: 1.8, away: 30}, {stability: 1.6, spread: 1.5, away: 60}} {
		known, later := make(map[string]float64), make(map[string]float64)
		for name, order := range orders {
			known[name], later[name] = b.clear(f, order)
		}
		t.Logf("%+v: of 300 are known, by order, %.5v, a month later %.5v", b, known, later)
		for _, other := range []string{"forgotten", "due"} {
			if known["gain"] <= known[other] || later["gain"] <= later[other] {
				t.Errorf("%+v: by gain %.1f are known and later %.1f, by %s %.1f and %.1f",
					b, known["gain"], later["gain"], other, known[other], later[other])
			}
		}
	}
}

// backlog is 300 cards that all became due while their learner was away.
type backlog struct {
	stability, spread float64 // the median in days, and its spread (of the logarithm)
	away              int     // days
}

func (b backlog) cards(rng *rand.Rand, now time.Time) []Memory {
	cards := make([]Memory, 300)
	for i := range cards {
		s := b.stability * math.Exp(b.spread*rng.NormFloat64())
		due := now.AddDate(0, 0, -rng.IntN(b.away))
		cards[i] = Memory{
			Stability: max(s, 0.01), Difficulty: 2 + 7*rng.Float64(), Reps: 3,
			Due: due, Last: due.AddDate(0, 0, -max(1, int(s))),
		}
	}
	return cards
}

// clear asks 30 times a day for ten days, each card once, one that was forgotten
// twice; it returns how many cards are known then and 30 days later, as the mean
// of forty backlogs.
func (b backlog) clear(f *FSRS, order func(Memory, Moment) float64) (known, later float64) {
	const runs, days, asked = 40, 10, 30
	day0 := time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC)
	for run := range uint64(runs) {
		rng := rand.New(rand.NewPCG(run, 1))
		waiting, done := b.cards(rng, day0), []Memory(nil)
		for day := range days {
			at := Moment{Now: day0.AddDate(0, 0, day)}
			waiting = sorted(waiting, at, order)
			for left := asked; left > 0 && len(waiting) > 0; left-- {
				m := waiting[0]
				waiting = waiting[1:]
				if rng.Float64() > f.Retrievability(m, at) {
					m = f.Review(m, Again, at)
					left--
				}
				done = append(done, f.Review(m, Good, at))
			}
		}
		for _, m := range slices.Concat(waiting, done) {
			known += f.Retrievability(m, Moment{Now: day0.AddDate(0, 0, days)}) / runs
			later += f.Retrievability(m, Moment{Now: day0.AddDate(0, 0, days+30)}) / runs
		}
	}
	return known, later
}

// sorted are memories with the least key first, each key worked out once.
func sorted(all []Memory, at Moment, key func(Memory, Moment) float64) []Memory {
	type keyed struct {
		Memory
		key float64
	}
	with := make([]keyed, len(all))
	for i, m := range all {
		with[i] = keyed{m, key(m, at)}
	}
	slices.SortStableFunc(with, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
	for i, k := range with {
		all[i] = k.Memory
	}
	return all
}
