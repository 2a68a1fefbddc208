package discord

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
)

// common is what some replicas share.
type common struct {
	mu    sync.Mutex
	owner map[string]*replica
	words map[string]string
	asked []string // turns
	turns alone
}

// replica is a process as the others see it: one that died lets go of nothing
// until its leases run out.
type replica struct {
	*common
	ctx context.Context
	die context.CancelFunc
}

func newCommon() *common {
	return &common{owner: map[string]*replica{}, words: map[string]string{}, turns: alone{next: map[string]time.Time{}}}
}

func (c *common) join() *replica {
	ctx, die := context.WithCancel(context.Background())
	return &replica{common: c, ctx: ctx, die: die}
}

// expire ends the leases of the dead.
func (c *common) expire() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for name, r := range c.owner {
		if r.ctx.Err() != nil {
			delete(c.owner, name)
		}
	}
}

func (r *replica) Try(ctx context.Context, name string) (context.Context, func(), bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ctx.Err() != nil {
		return nil, nil, false, fmt.Errorf("dead")
	}
	if r.owner[name] != nil {
		return nil, nil, false, nil
	}
	r.owner[name] = r
	held, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(r.ctx, cancel)
	return held, func() {
		stop()
		cancel()
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.ctx.Err() == nil {
			delete(r.owner, name)
		}
	}, true, nil
}

func (r *replica) Taken(_ context.Context, names ...string) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := 0
	for _, name := range names {
		if r.owner[name] != nil {
			n++
		}
	}
	return n, nil
}

func (r *replica) Agree(_ context.Context, name, word string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.words[name] == "" {
		r.words[name] = word
	}
	return r.words[name], nil
}

func (r *replica) Turn(ctx context.Context, name string, every time.Duration) error {
	r.mu.Lock()
	r.asked = append(r.asked, name)
	r.mu.Unlock()
	return r.turns.Turn(ctx, name, every)
}

// owned is how many shards a replica serves.
func (r *replica) owned() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := 0
	for name, owner := range r.owner {
		if owner == r && name[:5] == "shard" {
			n++
		}
	}
	return n
}

// add starts another replica on the same Discord.
func (b *bench) add(r *replica, shards int, handle bot.Handler) {
	b.t.Helper()
	a, err := New(b.ctx, Config{Token: b.Token, APIURL: b.URL, Shards: shards, Shares: r})
	if err != nil {
		b.t.Fatal(err)
	}
	a.timing.backoff, a.timing.identify, a.timing.share = time.Millisecond, 20*time.Millisecond, 20*time.Millisecond
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- a.Run(ctx, handle) }()
	b.t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			b.t.Errorf("Run() = %v", err)
		}
		a.rest.client.CloseIdleConnections()
	})
}

// until waits for something that comes by itself.
func (b *bench) until(what string, ok func() bool) {
	b.t.Helper()
	for tick := time.NewTicker(5 * time.Millisecond); !ok(); {
		select {
		case <-tick.C:
		case <-b.ctx.Done():
			b.t.Fatalf("waited in vain for %s", what)
		}
	}
}

// Shards are spread over replicas, and go to the others when one dies. All is
// answered, by one of them.
func TestShardsAreSpread(t *testing.T) {
	t.Parallel()
	const shards = 4
	b := newBench(t, nil)
	shared := newCommon()
	one, two := shared.join(), shared.join()
	echo := func(_ context.Context, e bot.Event) ([]bot.Message, error) { return []bot.Message{text(e.Text)}, nil }
	b.add(one, shards, echo)
	b.Serving(b.ctx, shards)
	b.add(two, shards, echo)
	b.until("an even share", func() bool { return one.owned() == 2 && two.owned() == 2 })
	b.Serving(b.ctx, shards)
	anna := b.User("Anna")
	ask := func() {
		for shard := range shards {
			b.Slash(b.GuildOn(shard, shards), anna, "quiz", fmt.Sprint(shard))
			if got := b.Next(b.ctx); got.Text != fmt.Sprint(shard) {
				t.Errorf("shard %d: %+v", shard, got)
			}
		}
		b.Say(b.DM(anna), anna, "private")
		if got := b.Next(b.ctx); got.Text != "private" {
			t.Errorf("%+v", got)
		}
	}
	ask()
	two.die()
	b.until("the dead to be gone", func() bool { return b.Lines() == 2 })
	if one.owned() != 2 {
		t.Errorf("shards are taken before their lease ran out")
	}
	shared.expire()
	b.until("the heritage", func() bool { return one.owned() == shards })
	b.Serving(b.ctx, shards)
	ask()
	if n := b.Doubled(); n != 0 {
		t.Errorf("a shard was served twice at once, %d times", n)
	}
	if len(b.Rest()) != 0 {
		t.Error("something was said twice")
	}
}

// All processes serve the number of shards that the first one took.
func TestOneNumberOfShards(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	b.SetStarts(discordtest.Starts{Shards: 3, Remaining: 10, AtOnce: 1})
	shared := newCommon()
	one, two := shared.join(), shared.join()
	b.add(one, 0, teacher)
	b.Serving(b.ctx, 3)
	b.add(two, 2, teacher)
	b.until("a share", func() bool { return two.owned() == 1 })
	b.Serving(b.ctx, 3)
}

// Shards take turns at beginning a session, in as many lines as Discord allows,
// and none to go on with one.
func TestIdentifyInTurn(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	b.SetStarts(discordtest.Starts{Shards: 3, Remaining: 10, AtOnce: 2})
	shared := newCommon()
	b.add(shared.join(), 0, teacher)
	b.Serving(b.ctx, 3)
	b.Drop()
	b.Connected(b.ctx, 3, 3)
	once := []string{"identify 0", "identify 0", "identify 1"}
	if asked := shared.turnsAsked(); !slices.Equal(asked, once) {
		t.Errorf("turns %q, want %q", asked, once)
	}
	b.Forget()
	b.Drop()
	b.Connected(b.ctx, 6, 6)
	b.Serving(b.ctx, 3)
	if asked := shared.turnsAsked(); len(asked) != 6 {
		t.Errorf("turns %q, want those twice: %q", asked, once)
	}
}

func (c *common) turnsAsked() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Sorted(slices.Values(c.asked))
}

func TestTurnsOfOneProcess(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		a := &alone{next: map[string]time.Time{}}
		began := time.Now()
		var all sync.WaitGroup
		var waits [4]time.Duration
		for i := range waits {
			all.Go(func() {
				if err := a.Turn(t.Context(), fmt.Sprint("identify ", i%2), 5*time.Second); err != nil {
					t.Error(err)
				}
				waits[i] = time.Since(began)
			})
		}
		all.Wait()
		slices.Sort(waits[:])
		if waits != [4]time.Duration{0, 0, 5 * time.Second, 5 * time.Second} {
			t.Errorf("turns after %v", waits)
		}
	})
}

// When Discord allows no more sessions, we wait as long as it says.
func TestNoSessionsLeft(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	b.SetStarts(discordtest.Starts{Shards: 1, Remaining: 0, Reset: time.Hour, AtOnce: 1})
	ctx, stop := context.WithCancel(b.ctx)
	ended := make(chan error, 1)
	go func() { ended <- b.adapter.Run(ctx, teacher) }()
	b.Requests(b.ctx, "GET /gateway/bot", 2)
	stop()
	if err := <-ended; err != nil {
		t.Errorf("Run() = %v", err)
	}
	if n, _ := b.Logins(); n != 0 {
		t.Errorf("identified %d times when no session was left", n)
	}
}
