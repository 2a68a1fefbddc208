package discord

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
)

// Whatever ends a connection, or makes no sense on it: what was asked before,
// meanwhile and after is answered, each once.
func TestGatewayFaults(t *testing.T) {
	t.Parallel()
	type fault struct {
		do                  func(*bench)
		identifies, resumes int
	}
	faults := map[string]fault{
		"connection lost":         {func(b *bench) { b.Drop() }, 1, 1},
		"asked to reconnect":      {func(b *bench) { b.Reconnect() }, 1, 1},
		"server restarted":        {func(b *bench) { b.Forget(); b.Close(1001) }, 2, 1},
		"server down for a while": {func(b *bench) { b.Fail(discordtest.Failure{Path: "GET /gateway", Status: 503, Times: 4}); b.Drop() }, 1, 1},
		"session made invalid":    {func(b *bench) { b.Invalidate() }, 2, 0},
		"session invalid":         {func(b *bench) { b.Instead(9); b.Drop() }, 2, 1},
		"lost twice":              {func(b *bench) { b.Drop(); b.Connected(b.ctx, 1, 1); b.Drop() }, 1, 2},
		"no JSON":                 {func(b *bench) { b.Packet(`{"op":0,`) }, 1, 0},
		"no object":               {func(b *bench) { b.Packet(`[]`) }, 1, 0},
		"not compressed":          {func(b *bench) { b.Binary([]byte("no zlib")) }, 1, 0},
		"an unknown operation":    {func(b *bench) { b.Packet(`{"op":99,"d":{}}`) }, 1, 0},
		"an unknown event":        {func(b *bench) { b.Packet(`{"op":0,"t":"NEWS","d":{}}`) }, 1, 0},
		"asked for a heartbeat":   {func(b *bench) { b.Packet(`{"op":1,"d":null}`) }, 1, 0},
	}
	for _, code := range []int{1000, 1006, 4000, 4001, 4002, 4003, 4005, 4008} {
		faults[fmt.Sprint("closed with ", code)] = fault{func(b *bench) { b.Close(code) }, 1, 1}
	}
	for _, code := range []int{4007, 4009} { // the session is over
		faults[fmt.Sprint("closed with ", code)] = fault{func(b *bench) { b.Close(code) }, 2, 1}
	}
	for name, f := range faults {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, nil, func(_ context.Context, e bot.Event) ([]bot.Message, error) { return []bot.Message{text(e.Text)}, nil })
			anna := b.User("Anna")
			dm := b.DM(anna)
			b.Say(dm, anna, "before")
			b.hears("before")
			f.do(b)
			b.Say(dm, anna, "meanwhile")
			b.hears("meanwhile")
			b.Connected(b.ctx, f.identifies, f.resumes)
			b.Slash(dm, anna, "quiz", "after")
			b.hears("after")
			if n, m := b.Logins(); n != f.identifies || m != f.resumes {
				t.Errorf("identified %d times, resumed %d times; want %d and %d", n, m, f.identifies, f.resumes)
			}
			if err := b.end(); err != nil {
				t.Errorf("Run() = %v", err)
			}
			if rest := b.Rest(); len(rest) != 0 {
				t.Errorf("said once too often: %+v", rest)
			}
		})
	}
}

// hears waits for what the bot says next.
func (b *bench) hears(want string) {
	b.t.Helper()
	if got := b.Next(b.ctx); got.Text != want {
		b.t.Errorf("heard %q, want %q", got.Text, want)
	}
}

// A connection on which events come but no heartbeat is answered is left, and
// gone on with on another: nothing is missed.
func TestUnansweredHeartbeats(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	b.Heartbeat(time.Second)
	b.adapter.timing.silence, b.adapter.timing.pulse = 2500*time.Millisecond, 20*time.Millisecond
	b.run(func(_ context.Context, e bot.Event) ([]bot.Message, error) { return []bot.Message{text(e.Text)}, nil })
	b.Deafen(true)
	anna := b.User("Anna")
	said := 0
	for {
		b.Say(b.DM(anna), anna, fmt.Sprint(said))
		b.event()
		b.hears(fmt.Sprint(said))
		said++
		if _, resumes := b.Logins(); resumes > 0 {
			break
		}
	}
	b.Deafen(false)
	b.Say(b.DM(anna), anna, "again")
	b.hears("again")
	if n, _ := b.Logins(); n != 1 {
		t.Error("the session ended, and what was missed is lost")
	}
}

// A session that Discord goes on with only half is begun anew.
func TestNoSessionBegins(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	b.adapter.timing.open, b.adapter.timing.pulse = 3*time.Second, 20*time.Millisecond
	b.run(func(_ context.Context, e bot.Event) ([]bot.Message, error) { return []bot.Message{text(e.Text)}, nil })
	b.Instead(1)
	b.Drop()
	anna := b.User("Anna")
	b.Say(b.DM(anna), anna, "meanwhile")
	b.hears("meanwhile")
	if n, m := b.Logins(); n != 2 || m != 1 {
		t.Errorf("identified %d times, resumed %d times", n, m)
	}
}

// A token that is revoked ends the run, wherever it is noticed first.
func TestRevokedToken(t *testing.T) {
	t.Parallel()
	for name, revoke := range map[string]func(*bench){
		"on the gateway": func(b *bench) { b.Refuse(4004); b.Close(4004) },
		"in an answer": func(b *bench) {
			b.Fail(discordtest.Failure{Path: "POST /channels", Status: 401})
			anna := b.User("Anna")
			b.Say(b.DM(anna), anna, "hoi")
		},
		"connecting again": func(b *bench) {
			b.Fail(discordtest.Failure{Path: "GET /gateway", Status: 401})
			b.Forget()
			b.Drop()
			b.Refuse(4004)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, nil, says(text("a")))
			revoke(b)
			select {
			case err := <-b.ended:
				b.ended <- err
				if err == nil || !strings.Contains(err.Error(), "discord.token") {
					t.Errorf("Run() = %v", err)
				}
			case <-b.ctx.Done():
				t.Error("Run goes on with a token that was revoked")
			}
		})
	}
}

// However the gateway hangs, the end comes within ten seconds.
func TestTheEndComesInTime(t *testing.T) {
	t.Parallel()
	timing := newBench(t, nil).adapter.timing
	const release = time.Second // of a shard and of a seat, each
	if all := timing.leave + timing.finish + 2*release; all > 10*time.Second {
		t.Errorf("stopping can take %v", all)
	}
	for name, op := range map[string]int{"nothing comes": discordtest.Silence, "asked to reconnect at once": 7, "acknowledged at once": 11} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, nil)
			b.adapter.timing.leave = 50 * time.Millisecond
			b.Instead(op)
			ctx, stop := context.WithCancel(b.ctx)
			ended := make(chan error, 1)
			go func() { ended <- b.adapter.Run(ctx, teacher) }()
			b.until("it to identify itself", func() bool { n, _ := b.Logins(); return n > 0 })
			stop()
			select {
			case err := <-ended:
				if err != nil {
					t.Errorf("Run() = %v", err)
				}
			case <-b.ctx.Done():
				t.Error("Run doesn't end")
			}
		})
	}
}
