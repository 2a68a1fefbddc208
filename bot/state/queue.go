package state

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/scheduler/daily"
)

// Pushes is a queue of due pushes, as the daily runner sees it.
type Pushes struct {
	store *Store
	name  string
}

var _ daily.Queue = Pushes{}

// Queue returns the queue that Store.Plan plans in.
func (s *Store) Queue() Pushes { return Pushes{s, learnersQueue} }

// Plan sets when the learner's next push is due, to the millisecond; the zero
// time means never.
func (s *Store) Plan(ctx context.Context, l bot.Learner, at time.Time) error {
	return s.Queue().Plan(ctx, string(l), at)
}

// Plan replaces the learner's entry; the zero time removes it.
func (q Pushes) Plan(ctx context.Context, learner string, at time.Time) error {
	in := shard(q.name, learner)
	w := Write{Op: Enqueue, Key: in.Key, Field: learner, At: at}
	if at.IsZero() {
		w = Write{Op: Dequeue, Key: in.Key, Field: learner}
	}
	if err := q.store.kernel.Commit(ctx, Commit{Slot: in.Slot, Writes: []Write{w}}); err != nil {
		return fmt.Errorf("plan the push of learner %q: %w", learner, err)
	}
	return nil
}

// Take returns at most n entries that are due at now, the oldest first, and
// moves each one lease into the future.
func (q Pushes) Take(ctx context.Context, now time.Time, lease time.Duration, n int) ([]daily.Entry, error) {
	all := make([]Queue, shards)
	for i := range all {
		all[i] = shardAt(q.name, i)
	}
	due, err := q.store.kernel.Take(ctx, all, now, lease, n)
	if err != nil {
		return nil, fmt.Errorf("take due pushes: %w", err)
	}
	slices.SortFunc(due, func(a, b Due) int { return a.At.Compare(b.At) })
	entries := make([]daily.Entry, len(due))
	for i, d := range due {
		entries[i] = daily.Entry{Learner: d.Member, Due: d.At}
	}
	return entries, nil
}
