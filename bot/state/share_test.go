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

	"github.com/overhoor/overhoor/bot"
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
		how      bot.Sending
		chats    int
		within   time.Duration
		most     int
	}{
		{"telegram", bot.SendPush, 1, time.Second, 2},
		{"telegram", bot.SendAll, 1, time.Minute, 20},
		{"telegram", bot.SendAll, 1, 2 * time.Second, 1},
		{"telegram", bot.SendAside, 1, 2 * time.Second, 1},
		{"telegram", bot.SendAside, 1, time.Minute, 20},
		{"telegram", bot.EditAll, 1, time.Minute, 20},
		{"telegram", bot.EditScores, 1, time.Minute, 20},
		{"telegram", bot.SendPush, 200, time.Second, 30},
		{"telegram", bot.SendAll, 200, time.Second, 30},
		{"discord", bot.SendAll, 1, 2 * time.Second, 1},
		{"discord", bot.SendScores, 1, 2 * time.Second, 1},
		{"discord", bot.SendAll, 200, time.Second, 50},
		{"discord", bot.SendAnswer, 1, time.Second, 50},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := state.New(inMemory(t))
			var sent []time.Time
			for i := range 200 {
				chat := string(rune('A' + i%test.chats))
				check(t, s.Pace(t.Context(), test.platform, chat, test.how))
				sent = append(sent, time.Now())
			}
			for i := range sent {
				if j := i + test.most; j < len(sent) && sent[j].Sub(sent[i]) < test.within {
					t.Fatalf("%+v: %d messages in %s", test, test.most+1, sent[j].Sub(sent[i]))
				}
			}
			if took := sent[len(sent)-1].Sub(sent[0]); test.chats == 1 && test.how != bot.SendAnswer && took < 199*time.Second {
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
						check(t, s.Pace(t.Context(), "telegram", strconv.Itoa(int(n)), bot.SendPush))
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

// In a group verdicts come from three replicas, a new message every two seconds
// and twenty a minute at most, and scoreboards wait for them.
func TestReplicasShareAGroupsPace(t *testing.T) {
	for _, platform := range []string{"telegram", "discord"} {
		synctest.Test(t, func(t *testing.T) {
			k := inMemory(t)
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
			defer cancel()
			var mu sync.Mutex
			var said, all []time.Time
			var replicas sync.WaitGroup
			for range 3 {
				s := state.New(&shared{Kernel: k})
				for _, how := range []bot.Sending{bot.SendAll, bot.SendAside, bot.SendScores, bot.EditAll, bot.EditScores} {
					replicas.Go(func() {
						for s.Pace(ctx, platform, "-5", how) == nil {
							mu.Lock()
							if all = append(all, time.Now()); how != bot.EditAll && how != bot.EditScores {
								said = append(said, time.Now())
							}
							mu.Unlock()
							time.Sleep(3 * time.Second)
						}
					})
				}
			}
			replicas.Wait()
			for i := range said[1:] {
				if apart := said[i+1].Sub(said[i]); apart < 2*time.Second {
					t.Fatalf("%s: two messages within %s", platform, apart)
				}
			}
			for i := range all {
				if j := i + 20; platform == "telegram" && j < len(all) && all[j].Sub(all[i]) < time.Minute {
					t.Fatalf("21 messages and edits within %s", all[j].Sub(all[i]))
				}
			}
		})
	}
}

// A scoreboard costs a group no turn that anybody wants: who comes while it waits
// goes first, but not for ever.
func TestScoreboardsWaitForTheRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := state.New(inMemory(t))
		begun := time.Now()
		check(t, s.Pace(t.Context(), "discord", "5", bot.SendAll))
		shown := make(chan time.Duration, 1)
		go func() {
			check(t, s.Pace(t.Context(), "discord", "5", bot.SendScores))
			shown <- time.Since(begun)
		}()
		for said := range 3 { // each as soon as it may
			check(t, s.Pace(t.Context(), "discord", "5", bot.SendAll))
			if took, want := time.Since(begun), time.Duration(said+1)*2*time.Second; took != want {
				t.Errorf("a verdict waited for a scoreboard: %s, want %s", took, want)
			}
		}
		if took := <-shown; took < 8*time.Second || took > 10*time.Second {
			t.Errorf("the scoreboard came after %s", took)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		for range 5 {
			go func() {
				for s.Pace(ctx, "discord", "6", bot.SendAll) == nil {
				}
			}()
		}
		synctest.Wait()
		check(t, s.Pace(ctx, "discord", "6", bot.SendScores))
	})
}

func TestPaceEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := state.New(inMemory(t))
		check(t, s.Pace(t.Context(), "telegram", "1", bot.SendPush))
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if err := s.Pace(ctx, "telegram", "1", bot.SendPush); !errors.Is(err, context.DeadlineExceeded) {
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
