package state

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/scheduler/daily"
)

// DueQueue is a queue of learners by when their time comes, as the daily
// runner sees it. Queues of different names know nothing of each other.
type DueQueue struct {
	store *Store
	name  string
	crowd bool // many are planned for the same minute: they are spread
}

var _ daily.Queue = DueQueue{}

// The queues: pushQueue is the one that Store.Plan plans in, groupsQueue that
// of Store.PlanGroup, fitQueue that of Store.PlanFit.
const (
	pushQueue   = "push"
	groupsQueue = "cry"
	fitQueue    = "fit"
)

// Queue returns the queue of a name, of letters only.
func (s *Store) Queue(name string) DueQueue { return DueQueue{store: s, name: name} }

// Pushes is the queue of daily pushes, which Store.Plan plans in.
func (s *Store) Pushes() DueQueue { return DueQueue{store: s, name: pushQueue, crowd: true} }

// Fits is the queue of learners whose schedule is to be fitted to them, which
// Store.PlanFit plans in.
func (s *Store) Fits() DueQueue { return s.Queue(fitQueue) }

// Plan sets when the learner's next push is due, to the second; the zero time
// means never.
func (s *Store) Plan(ctx context.Context, l bot.Learner, at time.Time) error {
	return s.Pushes().Plan(ctx, string(l), at)
}

// PlanFit does the same for when the learner's schedule is to be fitted to him.
func (s *Store) PlanFit(ctx context.Context, l bot.Learner, at time.Time) error {
	return s.Fits().Plan(ctx, string(l), at)
}

// Plan replaces the learner's entry, to the millisecond; the zero time removes
// it.
func (q DueQueue) Plan(ctx context.Context, learner string, at time.Time) error {
	in := q.shard(learner)
	err := q.store.kernel.Commit(ctx, Commit{Slot: in.Slot, Writes: []Write{q.planned(in, learner, at)}})
	if err != nil {
		return fmt.Errorf("plan %s of learner %q: %w", q.name, learner, err)
	}
	return nil
}

var errReplanned = errors.New("planned anew since it was taken")

// Pass replaces an entry that was taken by the learner's next; the zero time
// removes it. Where he was planned anew since it was taken, that stands.
func (q DueQueue) Pass(ctx context.Context, e daily.Entry, next time.Time) error {
	in := q.shard(e.Learner)
	err := q.store.kernel.Commit(ctx, Commit{
		Slot:   in.Slot,
		Checks: []Check{{Cond: Taken, Key: in.Key, Field: e.Learner, At: e.At, Else: errReplanned}},
		Writes: []Write{q.planned(in, e.Learner, next)},
	})
	if err != nil && !errors.Is(err, errReplanned) {
		return fmt.Errorf("plan the next %s of learner %q: %w", q.name, e.Learner, err)
	}
	return nil
}

func (q DueQueue) planned(in Queue, learner string, at time.Time) Write {
	if at.IsZero() {
		return Write{Op: Dequeue, Key: in.Key, Field: learner}
	}
	if q.crowd {
		at = daily.Spread(learner, at, q.store.Window)
	}
	return Write{Op: Enqueue, Key: in.Key, Field: learner, At: at}
}

// Take returns at most n entries that are due at now, the oldest first, and
// moves each one lease into the future.
func (q DueQueue) Take(ctx context.Context, now time.Time, lease time.Duration, n int) ([]daily.Entry, error) {
	all := make([]Queue, shards)
	for i := range all {
		all[i] = q.at(i)
	}
	due, err := q.store.kernel.Take(ctx, all, now, lease, n)
	if err != nil {
		return nil, fmt.Errorf("take what is due of %s: %w", q.name, err)
	}
	slices.SortFunc(due, func(a, b Due) int { return a.At.Compare(b.At) })
	entries := make([]daily.Entry, len(due))
	for i, d := range due {
		entries[i] = daily.Entry{Learner: d.Member, Due: d.At, At: d.At}
		if q.crowd {
			entries[i].Due = daily.Slot(d.At)
		}
	}
	return entries, nil
}

// shards is how many keys share a queue's learners, so that a large audience is
// spread over a cluster. To change it would lose what is planned.
const shards = 16

func (q DueQueue) shard(learner string) Queue { return q.at(int(hash(learner) % shards)) }

func (q DueQueue) at(shard int) Queue {
	return Queue{Slot: q.name + ":" + strconv.Itoa(shard), Key: "due"}
}
