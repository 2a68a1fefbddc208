package daily

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

// depot is a platform that counts what arrives, and lets a message through at
// a pace, except while it holds everyone up.
type depot struct {
	mu      sync.Mutex
	arrived map[string]int
	next    time.Time // when the next message may go
	pace    time.Duration
}

// turn waits for a turn to send, no longer than ctx allows.
func (d *depot) turn(ctx context.Context) error {
	d.mu.Lock()
	at := d.next
	if now := time.Now(); at.Before(now) {
		at = now
	}
	d.next = at.Add(d.pace)
	d.mu.Unlock()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Until(at)):
		return nil
	}
}

func (d *depot) hold(span time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.next = time.Now().Add(span)
}

// mortal is the queue and the sender of a replica that can be killed: then it
// sends and writes no more, whatever it was doing.
type mortal struct {
	*shelf
	depot   *depot
	latency time.Duration
	stop    func()

	mu     sync.Mutex
	dead   bool
	flying map[string]bool // arrived, and not passed yet
}

var errDead = errors.New("killed")

func (m *mortal) Take(ctx context.Context, now time.Time, lease time.Duration, n int) ([]Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.dead {
		return nil, errDead
	}
	return m.shelf.Take(ctx, now, lease, n)
}

func (m *mortal) Pass(ctx context.Context, e Entry, next time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.dead {
		return errDead
	}
	delete(m.flying, e.Learner)
	return m.shelf.Pass(ctx, e, next)
}

func (m *mortal) Deliver(ctx context.Context, learner string, slot time.Time) (time.Time, error) {
	if err := m.depot.turn(ctx); err != nil {
		return time.Time{}, err
	}
	time.Sleep(m.latency / 2)
	if err := m.arrive(learner); err != nil {
		return time.Time{}, err
	}
	time.Sleep(m.latency / 2)
	return slot.AddDate(0, 0, 1), nil
}

func (m *mortal) arrive(learner string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.dead {
		return errDead
	}
	m.flying[learner] = true
	m.depot.mu.Lock()
	defer m.depot.mu.Unlock()
	m.depot.arrived[learner]++
	return nil
}

// kill returns how many messages were being sent.
func (m *mortal) kill() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.dead = true
	m.stop()
	return len(m.flying)
}

// crew is some replicas on one queue.
type crew struct {
	queue   *shelf
	depot   *depot
	latency time.Duration
	working sync.WaitGroup
}

func (c *crew) hire(ctx context.Context) *mortal {
	ctx, stop := context.WithCancel(ctx)
	m := &mortal{shelf: c.queue, depot: c.depot, latency: c.latency, stop: stop, flying: map[string]bool{}}
	r := newRunner(m, m)
	r.Every = 5 * time.Second
	c.working.Go(func() { _ = r.Run(ctx) })
	return m
}

// However often replicas are killed and the platform holds everyone up, each
// learner is pushed, and nobody twice but for a message that was being sent at
// a kill.
func TestNobodyIsPushedTwiceButForWhatWasBeingSentAtAKill(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		learners := rapid.IntRange(1, 100).Draw(rt, "learners")
		pace := time.Duration(rapid.IntRange(0, 800).Draw(rt, "pace in ms")) * time.Millisecond
		latency := time.Duration(rapid.IntRange(0, 4000).Draw(rt, "latency in ms")) * time.Millisecond
		events := rapid.SliceOfN(rapid.IntRange(-90, 20), 0, 12).Draw(rt, "kill after so many seconds, hold for so many")
		synctest.Test(t, func(t *testing.T) {
			ctx, stop := context.WithCancel(t.Context())
			c := &crew{queue: newShelf(), latency: latency,
				depot: &depot{arrived: map[string]int{}, pace: pace}}
			for i := range learners {
				c.queue.plan(fmt.Sprint("l", i), time.Now())
			}
			replicas := []*mortal{c.hire(ctx), c.hire(ctx), c.hire(ctx)}
			lost := 0
			for i, e := range events {
				if e < 0 {
					c.depot.hold(time.Duration(-e) * time.Second)
					continue
				}
				time.Sleep(time.Duration(e) * time.Second)
				lost += replicas[i%3].kill()
				replicas[i%3] = c.hire(ctx)
			}
			time.Sleep(20 * time.Minute)
			stop()
			c.working.Wait()
			twice := 0
			for i := range learners {
				n := c.depot.arrived[fmt.Sprint("l", i)]
				if n == 0 {
					rt.Errorf("learner %d was never pushed", i)
				}
				twice += max(0, n-1)
			}
			if twice > lost {
				rt.Errorf("%d messages came twice, %d were being sent at a kill", twice, lost)
			}
		})
	})
}
