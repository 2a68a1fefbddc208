package simulate

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/overhoor/overhoor/scheduler"
	"github.com/overhoor/overhoor/scheduler/exam"
)

// spread is the standard deviation of ln(weight / default weight) of the
// learners on whose reviews optimisers are compared (train-results.json, 20
// learners with known weights); the means are 0 within their error.
func spread() scheduler.Weights {
	return scheduler.Weights{
		0.640, 0.622, 0.621, 0.638, 0.102, 0.187, 0.163, 0.120, 0.161, 0.187, 0.172,
		0.231, 0.125, 0.221, 0.158, 0.123, 0.202, 0.205, 0.186, 0.251, 0.245,
	}
}

// learner is somebody whose memory is known: how it works, and what it holds.
type learner struct {
	Case
	truth    *scheduler.FSRS
	memories []scheduler.Memory
	last     []int // day on which each card was asked last
	asked    []int // how often each was
	spent    time.Duration
}

// born makes the learner of a case, who knows nothing yet.
func born(c Case) *learner {
	w := scheduler.DefaultWeights()
	luck := rand.New(rand.NewPCG(c.Seed, uint64(ofWeights)))
	for i, s := range spread() {
		w[i] *= math.Exp(s * luck.NormFloat64())
	}
	slices.Sort(w[:4]) // an easy card lasts longer than a hard one
	return &learner{
		Case: c, truth: fsrs(w), memories: make([]scheduler.Memory, c.Cards),
		last: make([]int, c.Cards), asked: make([]int, c.Cards),
	}
}

// fsrs is a scheduler with those weights.
func fsrs(w scheduler.Weights) *scheduler.FSRS {
	f, err := scheduler.New(scheduler.Settings{Weights: w[:]})
	if err != nil {
		panic(err) // there are 21, all finite
	}
	return f
}

// What luck decides on.
const (
	ofWeights = iota
	ofDays
	ofCards // and above: one for each card
)

// luck is the learner's n-th luck with something, 0 to 1.
func (c Case) luck(of, n int) float64 {
	return rand.New(rand.NewPCG(c.Seed, uint64(of)<<32|uint64(n)|1<<63)).Float64()
}

// studies tells whether the learner studies on a day.
func (c Case) studies(day int) bool { return c.luck(ofDays, day) >= c.Missed }

// ask asks a card on a day.
func (l *learner) ask(card, day int) (r scheduler.Rating, took time.Duration) {
	m, elapsed := l.memories[card], float64(day-l.last[card])
	odds := exam.FirstOdds()
	if !m.New() {
		odds = exam.RecallOdds(l.truth.Recall(m, elapsed))
	}
	r = odds.At(l.luck(ofCards+card, l.asked[card]))
	l.memories[card], l.last[card] = l.truth.After(m, elapsed, r), day
	l.asked[card]++
	return r, exam.Typing().Cost(m.New(), r)
}

// known is the share of all cards that the learner can recall on a day.
func (l *learner) known(day int) float64 {
	sum := 0.0
	for card, m := range l.memories {
		sum += l.truth.Recall(m, float64(day-l.last[card]))
	}
	return sum / float64(len(l.memories))
}
