package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"slices"
	"time"

	"github.com/overhoor/overhoor/scheduler"
	"github.com/overhoor/overhoor/scheduler/fit"
)

// Fit is how a learner's memory differs from other people's.
type Fit struct {
	Weights []float64 `json:"weights,omitempty"` // of FSRS-6, his own; none: the defaults suit him best
	Gain    float64   `json:"gain,omitempty"`    // by how much less their logarithmic loss is, on answers they had not seen
	Reviews int       `json:"reviews,omitempty"` // on how many answers they were fitted
	At      time.Time `json:"at,omitzero"`       // when that was tried last
	Since   int       `json:"since,omitempty"`   // reviews since then
	Model   string    `json:"model,omitempty"`   // that his memories are made with; "" is FSRS-6
	Pending bool      `json:"pending,omitempty"` // his memories are still to be made anew
}

// When a learner's weights are fitted: at first when it can be judged whether
// they suit him, and then each time when there is something to be learned. It
// waits until he has put his cards away.
const (
	firstFit = fit.Enough
	nextFit  = 500
	afterFit = 15 * time.Minute
)

// wanted tells whether there is something to do: to fit the weights, or to make
// memories anew.
func (f Fit) wanted(model string) bool {
	switch {
	case f.Pending || model != cmp.Or(f.Model, scheduler.FSRS6):
		return true
	case model != scheduler.FSRS6:
		return false // only FSRS-6 is fitted
	case f.At.IsZero():
		return f.Since >= firstFit
	}
	return f.Since >= nextFit
}

// weights are the learner's own, if he has any of this model.
func (f Fit) weights(model string) []float64 {
	if model != scheduler.FSRS6 {
		return nil
	}
	return f.Weights
}

// planFit plans a fit that is wanted. It comes before the review is written
// that makes it so: what is planned in vain finds nothing to do.
func (e *Engine) planFit(ctx context.Context, l Learner, f Fit) error {
	if !f.wanted(e.Scheduler.Model()) {
		return nil
	}
	if err := e.Store.PlanFit(ctx, l, e.clock().Add(afterFit)); err != nil {
		return fmt.Errorf("plan to fit the weights: %w", err)
	}
	return nil
}

// Tailor fits schedules to the learners whose turn it is.
type Tailor struct{ Engine *Engine }

// Deliver fits one learner's; the next time is planned when he has answered
// enough.
func (t Tailor) Deliver(ctx context.Context, learner string, _ time.Time) (time.Time, error) {
	return time.Time{}, t.Engine.Tailor(ctx, Learner(learner))
}

// Tailor fits a learner's weights to his log, if enough was added to it, and
// makes his memories anew when these weights or the program's model are others
// than those they were made with. Where it breaks off it can be done again: what
// was done is then found done. What the learner does meanwhile wins.
func (e *Engine) Tailor(ctx context.Context, l Learner) error {
	for try := 0; ; try++ {
		err := e.tailor(ctx, l)
		if err == nil || !errors.Is(err, ErrStale) || try == tries {
			if err != nil {
				err = fmt.Errorf("fit the schedule of %s: %w", l, err)
			}
			return err
		}
	}
}

// wholeLog is more than a log keeps.
const wholeLog = 1_000_000

func (e *Engine) tailor(ctx context.Context, l Learner) error {
	view, err := e.Store.Learner(ctx, l)
	if err != nil {
		return err
	}
	e = e.with(view)
	p, model := view.Profile, e.Scheduler.Model()
	if p.Moved != "" || !p.Fit.wanted(model) {
		return nil
	}
	log, err := e.Store.Log(ctx, l, wholeLog)
	if err != nil {
		return err
	}
	all, cal := histories(log), p.calendar(e.zone)
	if !p.Fit.Pending || p.Fit.Model != model {
		// The new weights hold from here on, and that memories are to follow is
		// known before the first of them is written.
		p.Fit = p.Fit.anew(model, all, cal, e.clock())
		if err := e.Store.Commit(ctx, Step{Learner: l, Profile: &p}); err != nil {
			return err
		}
		e.Log.Info("fitted a schedule", slog.String("learner", string(l)), slog.Int("answers", p.Fit.Reviews),
			slog.Bool("own", len(p.Fit.Weights) > 0), slog.Float64("gain", p.Fit.Gain))
		if !p.Fit.Pending {
			return nil
		}
	}
	if err := e.remake(ctx, l, &p, all); err != nil {
		return err
	}
	p.Fit.Pending = false
	return e.Store.Commit(ctx, Step{Learner: l, Profile: &p})
}

// anew is the fit after a look at all histories.
func (f Fit) anew(model string, all []*history, cal scheduler.Calendar, now time.Time) Fit {
	next := f
	next.Model = model
	if model == scheduler.FSRS6 {
		cards, reviews := cardsToFit(all, cal)
		found := fit.Fit(cards)
		next.Weights, next.Gain = nil, 0
		next.At, next.Since, next.Reviews = now, 0, reviews
		if found.Better(len(f.Weights) > 0) {
			next.Weights, next.Gain = short(found.Weights), found.Default-found.Fitted
		}
	}
	next.Pending = f.Pending || model != cmp.Or(f.Model, scheduler.FSRS6) || !slices.Equal(next.Weights, f.Weights)
	return next
}

// short keeps four decimals of each weight, as they are published.
func short(w scheduler.Weights) []float64 {
	for i := range w {
		w[i] = math.Round(w[i]*1e4) / 1e4
	}
	return w[:]
}

// atOnce is how many memories are written in one commit.
const atOnce = 100

// remake makes the memories of all cards anew that the log tells of.
func (e *Engine) remake(ctx context.Context, l Learner, p *Profile, all []*history) error {
	kept := make(map[string]map[string]scheduler.Memory)
	var changed []Memory
	for _, h := range all {
		if kept[h.deck] == nil {
			memories, err := e.Store.Memories(ctx, l, h.deck)
			if err != nil {
				return fmt.Errorf("read memories of %s: %w", h.deck, err)
			}
			kept[h.deck] = memories
		}
		before, at := kept[h.deck][h.card], p.moment(h.deck, e.clock(), p.calendar(e.zone))
		after, ok := p.memory(e.Scheduler, h.deck).Remake(before, h.from, h.past, h.card, at)
		if ok {
			changed = append(changed, Memory{Deck: h.deck, Card: h.card, Before: before, After: after})
		}
	}
	for some := range slices.Chunk(changed, atOnce) {
		if err := e.Store.Commit(ctx, Step{Learner: l, Import: some}); err != nil {
			return err
		}
	}
	return nil
}
