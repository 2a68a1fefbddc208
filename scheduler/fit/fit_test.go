package fit

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/overhoor/overhoor/scheduler"
)

// few is a card of so many reviews a day apart, each of which but the first is
// predicted.
func few(counted int) []Card {
	var c Card
	for day := range counted + 1 {
		c.Reviews = append(c.Reviews, Review{Day: day, Rating: scheduler.Rating(1 + day%4)})
	}
	return []Card{c}
}

func TestFewReviewsMoveFewWeights(t *testing.T) {
	usual := scheduler.DefaultWeights()
	for _, tt := range []struct{ counted, moved int }{{0, 0}, {7, 0}, {8, firsts}, {63, firsts}, {64, weights}} {
		r := Fit(few(tt.counted))
		if r.Counted != tt.counted || r.Better(true) {
			t.Errorf("%d reviews: %+v", tt.counted, r)
		}
		if !slices.Equal(r.Weights[tt.moved:], usual[tt.moved:]) {
			t.Errorf("%d reviews: more than %d weights moved: %v", tt.counted, tt.moved, r.Weights)
		}
		if tt.moved > 0 && r.Weights == usual {
			t.Errorf("%d reviews: no weight moved", tt.counted)
		}
	}
	if r := Fit(nil); r.Weights != usual {
		t.Errorf("of nothing: %v", r.Weights)
	}
}

func TestSameDayIsNotPredicted(t *testing.T) {
	c := []Card{{Reviews: []Review{{0, scheduler.Good}, {0, scheduler.Again}, {3, scheduler.Good}, {2, scheduler.Good}}}}
	if r := Fit(c); r.Counted != 1 {
		t.Errorf("%d reviews were predicted, want the one on a later day", r.Counted)
	}
}

func TestACardKnownBefore(t *testing.T) {
	c := []Card{{Before: scheduler.Memory{Stability: 10, Difficulty: 5, Reps: 3}, Last: 100,
		Reviews: []Review{{110, scheduler.Good}}}}
	got := losses(c, newCurve(scheduler.DefaultWeights()), 0, 111)
	if len(got) != 1 || !near(got[0], loss(0.9, true), 1e-9) {
		t.Errorf("losses %v, want that of a chance of 0.9", got)
	}
}

// expected is the mean loss of weights on a person's late reviews, over what
// might have happened: his true weights say how likely that was.
func expected(cards []Card, truth, w scheduler.Weights) float64 {
	var sum float64
	likely, given := chances(cards, truth), chances(cards, w)
	for i, p := range likely {
		sum += p*loss(given[i], true) + (1-p)*loss(given[i], false)
	}
	return sum / float64(len(likely))
}

func chances(cards []Card, w scheduler.Weights) (all []float64) {
	walk(cards, math.MaxInt, newCurve(w), func(day int, r float64, _ bool, _ *slope) {
		if day >= testFrom {
			all = append(all, r)
		}
	})
	return all
}

// TestPeople fits people whose memory is far from the defaults, near to them,
// and just them, and wants those served who differ, and hardly anyone harmed:
// one in twenty loses a little, whatever is asked before weights are used.
func TestPeople(t *testing.T) {
	for _, tt := range []struct {
		wide  float64
		adopt int     // of 6 people, at least so many get weights of their own
		gain  float64 // in the mean at least
	}{{1, 4, 0.01}, {0.4, 2, 0.001}, {0, 0, -0.0002}} {
		rng := rand.New(rand.NewPCG(5, uint64(10*tt.wide)))
		adopted, gained := 0, 0.0
		for range 6 {
			truth := person(rng, tt.wide)
			cards := study(rng, truth, 250, 240)
			r := Fit(before(cards, testFrom))
			if !r.Better(false) {
				continue
			}
			gain := expected(cards, truth, scheduler.DefaultWeights()) - expected(cards, truth, r.Weights)
			if adopted, gained = adopted+1, gained+gain/6; gain < -0.003 {
				t.Errorf("people as wide as %v: somebody is worse off by %.4f", tt.wide, -gain)
			}
		}
		t.Logf("people as wide as %v: %d of 6 adopted, mean gain %.4f", tt.wide, adopted, gained)
		if adopted < tt.adopt || gained < tt.gain {
			t.Errorf("people as wide as %v: %d of 6 adopted, mean gain %.4f; want %d and %v",
				tt.wide, adopted, gained, tt.adopt, tt.gain)
		}
	}
}

// TestAlwaysTheSame wants the same weights again, within their bounds.
func TestAlwaysTheSame(t *testing.T) {
	low, high := lowest(), highest()
	for seed := range uint64(3) {
		rng := rand.New(rand.NewPCG(seed, 3))
		cards := study(rng, person(rng, 3), 100, 240)
		r := Fit(cards)
		if r != Fit(cards) {
			t.Error("the same reviews gave other weights")
		}
		for i, w := range r.Weights {
			if !(w >= low[i] && w <= high[i]) {
				t.Errorf("w%d is %v, out of bounds", i, w)
			}
		}
	}
}
