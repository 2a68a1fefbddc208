package daily

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// shelf is a Queue in memory.
type shelf struct {
	mu      sync.Mutex
	entries map[string]*kept
}

type kept struct{ slot, visible time.Time }

func newShelf() *shelf { return &shelf{entries: map[string]*kept{}} }

func (s *shelf) Take(_ context.Context, now time.Time, lease time.Duration, n int) ([]Entry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var due []Entry
	for learner, k := range s.entries {
		if len(due) < n && !k.visible.After(now) {
			k.visible = now.Add(lease)
			due = append(due, Entry{Learner: learner, Due: k.slot, At: k.slot})
		}
	}
	slices.SortFunc(due, func(a, b Entry) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Learner, b.Learner))
	})
	return due, nil
}

func (s *shelf) plan(learner string, at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.entries[learner] = &kept{slot: at, visible: at}
}

func (s *shelf) Pass(_ context.Context, e Entry, next time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if k := s.entries[e.Learner]; k == nil || !k.slot.Equal(e.Due) || k.visible.Equal(k.slot) {
		return nil
	}
	delete(s.entries, e.Learner)
	if !next.IsZero() {
		s.entries[e.Learner] = &kept{slot: next, visible: next}
	}
	return nil
}

// post is a Sender that writes down what it delivers and plans the next
// morning; while broken it fails.
type post struct {
	mu     sync.Mutex
	cal    scheduler.Calendar
	clock  string
	broken bool
	sent   []string
}

var errBroken = errors.New("no line")

func (p *post) Deliver(_ context.Context, learner string, slot time.Time) (time.Time, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.broken {
		return time.Time{}, errBroken
	}
	p.sent = append(p.sent, learner+" "+time.Now().In(p.cal.Zone).Format("2006-01-02 15:04"))
	return p.cal.NextAt(slot, p.clock)
}

func brussels(t *testing.T) scheduler.Calendar {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		t.Fatal(err)
	}
	return scheduler.Calendar{Zone: zone}
}

// runFor lets runners work for a time on a clock that jumps.
func runFor(t *testing.T, d time.Duration, runners ...*Runner) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for _, r := range runners {
		all.Go(func() { _ = r.Run(ctx) })
	}
	time.Sleep(d) // the bubble's clock, not ours
	stop()
	all.Wait()
}

func TestPushesAtTheSetMinuteAcrossClockChanges(t *testing.T) {
	for _, tt := range []struct {
		name, from string
		want       []string
	}{
		{"October", "2026-10-24T00:00:00+02:00", []string{
			"anna 2026-10-24 08:00", "anna 2026-10-25 08:00", "anna 2026-10-26 08:00"}},
		{"March", "2027-03-27T00:00:00+01:00", []string{
			"anna 2027-03-27 08:00", "anna 2027-03-28 08:00", "anna 2027-03-29 08:00"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				from, err := time.Parse(time.RFC3339, tt.from)
				if err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Until(from))
				queue, sender := newShelf(), &post{cal: brussels(t), clock: "08:00"}
				first, _ := sender.cal.NextAt(from, sender.clock)
				queue.plan("anna", first)
				runFor(t, 60*time.Hour, newRunner(queue, sender))
				if !slices.Equal(sender.sent, tt.want) {
					t.Errorf("sent %v, want %v", sender.sent, tt.want)
				}
			})
		})
	}
}

func newRunner(q Queue, s Sender) *Runner {
	return &Runner{Queue: q, Sender: s, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
}

func TestReplicasShareTheWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		queue, sender := newShelf(), &post{cal: brussels(t), clock: "08:00"}
		for _, learner := range []string{"anna", "bram", "eva", "joost"} {
			queue.plan(learner, time.Now().Add(time.Minute))
		}
		runFor(t, 2*time.Minute, newRunner(queue, sender), newRunner(queue, sender), newRunner(queue, sender))
		if len(sender.sent) != 4 {
			t.Errorf("sent %v, want one push each", sender.sent)
		}
	})
}

func TestMoreIsDueThanIsTakenAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		queue, sender := newShelf(), &post{cal: brussels(t), clock: "08:00"}
		const learners = 3*most + 7
		for i := range learners {
			queue.plan(string(rune('a'+i)), time.Now())
		}
		runFor(t, time.Second/2, newRunner(queue, sender))
		if len(sender.sent) != learners {
			t.Errorf("sent %d pushes in the first sweep, want %d", len(sender.sent), learners)
		}
	})
}

func TestAFailedPushComesAgainAfterItsLease(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		queue, sender := newShelf(), &post{cal: brussels(t), clock: "08:00", broken: true}
		queue.plan("anna", time.Now())
		runner := newRunner(queue, sender)
		runFor(t, 30*time.Second, runner)
		sender.broken = false
		runFor(t, 20*time.Second, runner)
		if len(sender.sent) != 0 {
			t.Fatalf("sent %v before the lease ran out", sender.sent)
		}
		runFor(t, time.Minute, runner)
		if len(sender.sent) != 1 {
			t.Errorf("sent %v, want one push after the lease", sender.sent)
		}
	})
}

// elsewhere is a Sender that serves nobody's platform.
type elsewhere struct{ asked int }

func (e *elsewhere) Deliver(_ context.Context, _ string, slot time.Time) (time.Time, error) {
	e.asked++
	return slot, nil
}

func TestAPushOfAnotherReplicaIsLeftToIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		queue, sender := newShelf(), &elsewhere{}
		due := time.Now()
		queue.plan("anna", due)
		runFor(t, 30*time.Second, newRunner(queue, sender))
		if k := queue.entries["anna"]; sender.asked != 1 || !k.slot.Equal(due) || !k.visible.After(due) {
			t.Errorf("asked %d times, kept %+v", sender.asked, *k)
		}
	})
}

func TestTheZeroTimeUnplans(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		queue := newShelf()
		queue.plan("anna", time.Now())
		runFor(t, time.Minute, newRunner(queue, lastPush{}))
		if len(queue.entries) != 0 {
			t.Errorf("still planned: %v", queue.entries)
		}
	})
}

// lastPush is a Sender after which no push follows.
type lastPush struct{}

func (lastPush) Deliver(context.Context, string, time.Time) (time.Time, error) {
	return time.Time{}, nil
}
