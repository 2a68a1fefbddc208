package daily

import (
	"context"
	"log/slog"
	"time"

	"golang.org/x/sync/errgroup"
)

// Sender makes one push and sends it.
type Sender interface {
	// Deliver sends the push that was planned at slot and returns when the
	// learner's next one is due, or the zero time when there is none any
	// more. Returning slot itself leaves the push to another replica, which
	// serves the learner's platform. It may be called again for a slot that it delivered, when a
	// process died in between. After an error the slot comes again when the
	// lease has run out.
	Deliver(ctx context.Context, learner string, slot time.Time) (next time.Time, err error)
}

// Runner takes due entries from a queue and has them delivered. Any number of
// runners may share a queue: there is no leader, and what a dead one had taken
// comes back when its lease runs out.
type Runner struct {
	Queue  Queue
	Sender Sender
	Now    func() time.Time
	Log    *slog.Logger

	Every time.Duration // between two looks at the queue; 0 means a second
	Lease time.Duration // how long a delivery may take; 0 means two minutes
	Hands int           // deliveries at the same time; 0 means 8
}

// batch is how many entries one look takes at a time: few enough that they are
// sent well within their lease at the platforms' pace.
const batch = 100

// Run looks at the queue until ctx ends. What was begun is finished first.
func (r *Runner) Run(ctx context.Context) error {
	look := time.NewTicker(orElse(r.Every, time.Second))
	defer look.Stop()
	for {
		if err := r.Sweep(ctx); err != nil && ctx.Err() == nil {
			r.Log.Error("look for due pushes", slog.Any("error", err))
		}
		select {
		case <-ctx.Done():
			return nil
		case <-look.C:
		}
	}
}

// Sweep delivers all that is due now.
func (r *Runner) Sweep(ctx context.Context) error {
	for ctx.Err() == nil {
		entries, err := r.Queue.Take(ctx, r.Now(), orElse(r.Lease, 2*time.Minute), batch)
		if err != nil {
			return err
		}
		r.deliver(ctx, entries)
		if len(entries) < batch {
			return nil
		}
	}
	return ctx.Err()
}

// deliver sends a batch. A push that fails is logged and left to its lease;
// the others go on.
func (r *Runner) deliver(ctx context.Context, entries []Entry) {
	var hands errgroup.Group
	hands.SetLimit(orElse(r.Hands, 8))
	for _, e := range entries {
		hands.Go(func() error {
			if err := r.push(ctx, e); err != nil {
				r.Log.Error("daily push", slog.String("learner", e.Learner),
					slog.Time("slot", e.Due), slog.Any("error", err))
			}
			return nil
		})
	}
	_ = hands.Wait() // errors were logged one by one
}

func (r *Runner) push(ctx context.Context, e Entry) error {
	next, err := r.Sender.Deliver(ctx, e.Learner, e.Due)
	if err != nil || next.Equal(e.Due) {
		return err
	}
	// The push is out: its successor is planned even if we are stopping.
	return r.Queue.Pass(context.WithoutCancel(ctx), e, next)
}

func orElse[T time.Duration | int](v, otherwise T) T {
	if v == 0 {
		return otherwise
	}
	return v
}
