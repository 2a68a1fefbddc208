// Package fit finds the weights of FSRS-6 that suit one learner, from what he
// recalled and what he forgot. It is pure, and the same reviews always give the
// same weights. FSRS-7 is not fitted.
package fit

import (
	"math"

	"github.com/overhoor/overhoor/scheduler"
)

// Review is one review of a card.
type Review struct {
	Day    int // of the learner's days; only how far they lie apart counts
	Rating scheduler.Rating
}

// Card is what one card went through.
type Card struct {
	Before  scheduler.Memory // as it was before Reviews; New where these are all there are
	Last    int              // the day of the review before them, unless Before is New
	Reviews []Review         // oldest first
}

// Reviews that FSRS predicts: those of a card seen before, on a later day.
const (
	someCounted = 8     // with fewer the defaults are kept as they are
	manyCounted = 64    // with fewer only the first stabilities move (as in fsrs-rs)
	Enough      = 1_000 // with fewer a stroke of luck outweighs what weights can win
)

// Result is what was found for a learner. Losses are logarithmic: the mean of
// minus the logarithm of the chance that was given to what happened.
type Result struct {
	Weights scheduler.Weights
	Counted int // predicted reviews in all

	// Of the later half of the reviews, each predicted by weights that were
	// fitted on earlier ones only, beside the default weights; zero below
	// Enough.
	Default, Fitted float64
	Doubt           float64 // standard error of the difference between them
}

// Fit finds the weights that suit a learner best, and how much better than the
// defaults they predict what they weren't fitted on.
func Fit(cards []Card) Result {
	days := countDays(cards)
	p := problem{cards: cards, until: math.MaxInt, free: weights}
	r := Result{Weights: scheduler.DefaultWeights(), Counted: len(days)}
	switch {
	case r.Counted < someCounted:
		return r
	case r.Counted < manyCounted:
		p.free = firsts
	case r.Counted >= Enough:
		r.Weights = r.judge(cards, days)
	}
	r.Weights = p.solve(r.Weights)
	return r
}

// Better tells whether the weights should be used in place of the defaults:
// begin where they win clearly on reviews they had not seen, and go on as long
// as they win at all, so that a learner doesn't go to and fro.
func (r Result) Better(inUse bool) bool {
	gain := r.Default - r.Fitted
	return gain > r.Doubt || inUse && gain > 0
}

// parts is in how many parts the later half of the reviews is predicted, each
// from all that came before it.
const parts = 4

// judge fills in how well fitted weights predict, and returns those of the last
// part, which are near to the best for all.
func (r *Result) judge(cards []Card, days []int) scheduler.Weights {
	usual := newCurve(scheduler.DefaultWeights())
	w := usual.w
	var n, sum, squares, all float64
	for part := range parts {
		from, until := cut(days, part), cut(days, part+1)
		w = problem{cards: cards, until: from, free: weights}.solve(w)
		before, after := losses(cards, usual, from, until), losses(cards, newCurve(w), from, until)
		for i := range before {
			gain := before[i] - after[i]
			sum, squares, all = sum+gain, squares+gain*gain, all+before[i]
		}
		n += float64(len(before))
	}
	r.Default, r.Fitted = all/n, (all-sum)/n
	r.Doubt = math.Sqrt(max(0, squares/n-(sum/n)*(sum/n)) / n)
	return w
}

// cut is the day on which a part begins.
func cut(days []int, part int) int {
	half := len(days) / 2
	at := half + (len(days)-half)*part/parts
	if at >= len(days) {
		return math.MaxInt
	}
	return days[at]
}
