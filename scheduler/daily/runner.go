package daily

import (
	"context"
	"log/slog"
	"time"
)

// Sender makes one push and sends it.
type Sender interface {
	// Deliver sends the push that was planned at slot and returns when the
	// learner's next one is due, or the zero time when there is none any
	// more. Returning slot itself leaves the push to another replica, which
	// serves the learner's platform. It may be called again for a slot that
	// it delivered, when a process died in between. After an error the slot
	// comes again when the lease has run out. Nothing may be sent any more
	// once ctx has ended: the push is another replica's then.
	Deliver(ctx context.Context, learner string, slot time.Time) (next time.Time, err error)
}

// Runner takes due entries from a queue and has them delivered. Any number of
// runners may share a queue: there is no leader, and what a dead one had taken
// comes back when its lease runs out.
//
// Nobody is pushed twice, but for the messages that were being sent when a
// process died: a delivery ends well before its lease does, and what was taken
// and not begun by then is left alone.
type Runner struct {
	Queue  Queue
	Sender Sender
	Now    func() time.Time
	Log    *slog.Logger

	Every time.Duration // between two looks at the queue; 0 means a second
	Lease time.Duration // how long what was taken is ours; 0 means a minute
	Hands int           // deliveries at the same time, at most; 0 means 64
}

const (
	soon   = time.Second / 2 // that what was taken should be handed out in
	fewest = 8               // entries taken at a time, and deliveries at the same time, at first
	most   = 1024            // entries taken at a time, at most
	crowd  = 64              // deliveries at the same time, at most, where nothing is set
	finish = 5 * time.Second // for deliveries that were begun, when we are told to stop
)

// Run looks at the queue until ctx ends. What was begun is finished first.
func (r *Runner) Run(ctx context.Context) error {
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	h := newHands(orElse(r.Hands, crowd), func(j job) { r.push(working, j) })
	tick := time.NewTicker(orElse(r.Every, time.Second))
	defer tick.Stop()
	for ctx.Err() == nil {
		if err := r.sweep(ctx, h); err != nil && ctx.Err() == nil {
			r.Log.Error("look for due pushes", slog.Any("error", err))
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
	patience := time.AfterFunc(finish, stop)
	defer patience.Stop()
	h.end()
	return nil
}

// sweep hands out all that is due now. It takes as many at a time as are
// handed out soon: at a slow pace few, so that they don't wait
// out their lease, and little is left undone when we die.
func (r *Runner) sweep(ctx context.Context, h *hands) error {
	lease := orElse(r.Lease, time.Minute)
	for ctx.Err() == nil {
		began := time.Now()
		entries, err := r.Queue.Take(ctx, r.Now(), lease, h.reach)
		if err != nil || len(entries) == 0 {
			return err
		}
		// The last quarter of a lease is for clocks that differ.
		until := began.Add(lease * 3 / 4)
		for _, e := range entries {
			if !h.give(ctx, job{e, until}) {
				return nil
			}
		}
		switch took := time.Since(began); {
		case took < soon && len(entries) == h.reach:
			h.stretch(2 * h.reach)
		case took > 3*soon:
			h.stretch(h.reach / 2)
		}
	}
	return nil
}

// push delivers one entry. What fails is logged and left to its lease.
func (r *Runner) push(ctx context.Context, j job) {
	ctx, cancel := context.WithDeadline(ctx, j.until)
	defer cancel()
	err := ctx.Err()
	var next time.Time
	if err == nil {
		next, err = r.Sender.Deliver(ctx, j.Learner, j.Due)
	}
	if err == nil && !next.Equal(j.Due) {
		err = r.pass(ctx, j, next)
	}
	if err != nil {
		r.Log.Error("daily push", slog.String("learner", j.Learner),
			slog.Time("slot", j.Due), slog.Any("error", err))
	}
}

// pass plans the successor of a push that is out, even if we are stopping; a
// failure is made good as long as nobody else can have taken the entry.
func (r *Runner) pass(ctx context.Context, j job, next time.Time) error {
	for {
		err := r.Queue.Pass(context.WithoutCancel(ctx), j.Entry, next)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(time.Second):
		}
	}
}

func orElse[T time.Duration | int](v, otherwise T) T {
	if v == 0 {
		return otherwise
	}
	return v
}
