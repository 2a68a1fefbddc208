package state_test

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/overhoor/overhoor/bot/state"
)

// shared is a kernel that others use too, and that can be cut off.
type shared struct {
	state.Kernel
	cut atomic.Bool
}

func (s *shared) Alone() bool { return false }

func (s *shared) Commit(ctx context.Context, c state.Commit) error {
	if s.cut.Load() {
		return errors.New("the network is down")
	}
	return s.Kernel.Commit(ctx, c)
}

func TestLeaseGoesFromHandToHand(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := inMemory(t)
		one, two := state.New(&shared{Kernel: k}), state.New(&shared{Kernel: k})
		first, release, err := one.Lease(t.Context(), "poller")
		check(t, err)

		second := make(chan func())
		go func() {
			_, release, err := two.Lease(t.Context(), "poller")
			check(t, err)
			second <- release
		}()
		time.Sleep(time.Hour)
		synctest.Wait()
		select {
		case <-second:
			t.Fatal("two hold it")
		default:
		}
		if first.Err() != nil {
			t.Fatal("the holder lost it")
		}
		release()
		if first.Err() == nil {
			t.Error("the released one goes on")
		}
		began := time.Now()
		(<-second)()
		if waited := time.Since(began); waited > 5*time.Second {
			t.Errorf("the next one waited %s", waited)
		}
	})
}

func TestLeaseIsLostBeforeOthersTakeIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := inMemory(t)
		cut := &shared{Kernel: k}
		held, release, err := state.New(cut).Lease(t.Context(), "poller")
		check(t, err)
		defer release()
		time.Sleep(7 * time.Second)
		cut.cut.Store(true)
		_, releaseNext, err := state.New(&shared{Kernel: k}).Lease(t.Context(), "poller")
		check(t, err)
		defer releaseNext()
		if held.Err() == nil {
			t.Error("two hold it")
		}
	})
}

func TestLeaseWaitEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := inMemory(t)
		_, release, err := state.New(&shared{Kernel: k}).Lease(t.Context(), "poller")
		check(t, err)
		defer release()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, _, err := state.New(&shared{Kernel: k}).Lease(ctx, "poller"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("waited and got %v", err)
		}
	})
}

func TestPaceStaysBelowWhatPlatformsAllow(t *testing.T) {
	for _, test := range []struct {
		platform string
		group    bool
		chats    int
		within   time.Duration
		most     int
	}{
		{"telegram", false, 1, time.Second, 2},
		{"telegram", true, 1, time.Minute, 20},
		{"telegram", false, 200, time.Second, 30},
		{"discord", true, 200, time.Second, 50},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := state.New(inMemory(t))
			var sent []time.Time
			for i := range 200 {
				chat := string(rune('A' + i%test.chats))
				check(t, s.Pace(t.Context(), test.platform, chat, test.group))
				sent = append(sent, time.Now())
			}
			for i := range sent {
				if j := i + test.most; j < len(sent) && sent[j].Sub(sent[i]) < test.within {
					t.Fatalf("%+v: %d messages in %s", test, test.most+1, sent[j].Sub(sent[i]))
				}
			}
			if took := sent[len(sent)-1].Sub(sent[0]); test.chats == 1 && took < 199*time.Second {
				t.Errorf("%+v: all in %s", test, took)
			}
		})
	}
}

// Three replicas in which many wait send as fast as is allowed, and share it
// fairly.
func TestThePaceIsHeldAndShared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := inMemory(t)
		const messages, replicas = 3000, 3
		var turns [replicas]atomic.Int64
		var all sync.WaitGroup
		began, left := time.Now(), atomic.Int64{}
		left.Store(messages)
		for r := range replicas {
			s := state.New(&shared{Kernel: k})
			for range 16 {
				all.Go(func() {
					for n := left.Add(-1); n >= 0; n = left.Add(-1) {
						check(t, s.Pace(t.Context(), "telegram", strconv.Itoa(int(n)), false))
						turns[r].Add(1)
					}
				})
			}
		}
		all.Wait()
		pace := messages / time.Since(began).Seconds()
		if want := 25.0; pace < 0.98*want || pace > 1.02*want {
			t.Errorf("%.2f messages a second, want %.0f", pace, want)
		}
		for r := range turns {
			if n := turns[r].Load(); n < messages/replicas/2 {
				t.Errorf("replica %d had %d turns of %d", r, n, messages)
			}
		}
	})
}

func TestPaceEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := state.New(inMemory(t))
		check(t, s.Pace(t.Context(), "telegram", "1", false))
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if err := s.Pace(ctx, "telegram", "1", false); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("waited and got %v", err)
		}
	})
}

// A lease whose holder died can be taken when it has run out, not before.
func TestTryLeaseAfterADeath(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := inMemory(t)
		dying, next := &shared{Kernel: k}, state.New(&shared{Kernel: k})
		held, release, taken, err := state.New(dying).TryLease(t.Context(), "shard 0")
		check(t, err)
		defer release()
		dying.cut.Store(true)
		for second := 0; ; second++ {
			_, free, ok, err := next.TryLease(t.Context(), "shard 0")
			check(t, err)
			if ok {
				free()
				if held.Err() == nil || second < 10 || second > 16 {
					t.Errorf("taken %v after %d seconds, the first one: %v", taken, second, held.Err())
				}
				return
			}
			time.Sleep(time.Second)
		}
	})
}

// What was agreed on is forgotten when nobody says it any more.
func TestAgreementEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := state.New(&shared{Kernel: inMemory(t)})
		for _, step := range []struct {
			after time.Duration
			says  string
			want  string
		}{{0, "1", "1"}, {14 * time.Second, "1", "1"}, {14 * time.Second, "2", "1"}, {2 * time.Second, "2", "2"}, {time.Second, "1", "2"}} {
			time.Sleep(step.after)
			if word, err := s.Agree(t.Context(), "shards", step.says); err != nil || word != step.want {
				t.Errorf("after %s: %q, %v; want %q", step.after, word, err, step.want)
			}
		}
	})
}
