package fit

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

func near(got, want, tolerance float64) bool {
	return math.Abs(got-want) <= tolerance*max(1, math.Abs(want))
}

// TestStates wants the states of the scheduler itself, which is held against
// published ones.
func TestStates(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		w := person(rng, 1)
		f, err := scheduler.New(scheduler.Settings{Weights: w[:]})
		if err != nil {
			t.Fatal(err)
		}
		c, now := newCurve(w), time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
		var st state
		var m scheduler.Memory
		for range 20 {
			days, rating := rng.IntN(30)*rng.IntN(2), scheduler.Rating(1+rng.IntN(4))
			now = now.AddDate(0, 0, days)
			if m.New() {
				c.first(&st, rating)
			} else {
				r, _, _ := c.recall(float64(days), st.s)
				if want := f.Retrievability(m, scheduler.Moment{Now: now}); !near(r, want, 1e-5) {
					t.Fatalf("recall %v, want %v", r, want)
				}
				c.next(&st, float64(days), rating)
			}
			m = f.Review(m, rating, scheduler.Moment{Now: now})
			if !near(st.s, m.Stability, 1e-5) || !near(st.d, m.Difficulty, 1e-5) {
				t.Fatalf("S %v D %v, want %v %v", st.s, st.d, m.Stability, m.Difficulty)
			}
		}
	}
}

// TestSlopes holds the slopes of the cost against differences of it.
func TestSlopes(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	for range 20 {
		p := problem{cards: study(rng, person(rng, 0.5), 20, 100), until: math.MaxInt, free: weights}
		w := person(rng, 0.3)
		here, there := &place{w: w}, new(place)
		p.look(here)
		for i := range weights {
			const step = 1e-6
			var ends [2]float64
			for k, way := range []float64{-step, step} {
				there.w = w
				if i < firsts {
					there.w[i] *= math.Exp(way)
				} else {
					there.w[i] += way
				}
				p.look(there)
				ends[k] = there.cost
			}
			if got, want := here.slope[i], (ends[1]-ends[0])/(2*step); !near(got, want, 1e-3) {
				t.Errorf("slope by w%d %v, want %v", i, got, want)
			}
		}
	}
}
