package discord

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
)

func TestReconnect(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		end                 func(*discordtest.Server)
		identifies, resumes int
	}{
		"connection lost":    {(*discordtest.Server).Drop, 1, 1},
		"asked to reconnect": {(*discordtest.Server).Reconnect, 1, 1},
		"closed by Discord":  {func(s *discordtest.Server) { s.Close(4000) }, 1, 1},
		"session forgotten":  {func(s *discordtest.Server) { s.Forget(); s.Drop() }, 2, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, nil, teacher)
			anna := b.User("Anna")
			b.Slash(b.DM(anna), anna, "quiz", "crm")
			b.Next(b.ctx)
			c.end(b.Server)
			b.Say(b.DM(anna), anna, "herhaalaankopen") // while nobody listens
			b.Connected(b.ctx, c.identifies, c.resumes)
			if got := b.Next(b.ctx); got.Text != "**Goed.**" {
				t.Errorf("%+v", got)
			}
			if n, m := b.Logins(); n != c.identifies || m != c.resumes {
				t.Errorf("identified %d times, resumed %d times", n, m)
			}
		})
	}
}

func TestSilentGateway(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	b.adapter.timing.silence = 2 * time.Second // longer than logging in takes on a busy machine
	b.run(teacher)
	b.Connected(b.ctx, 1, 1) // nothing is heard, so the connection is taken for dead
	if n, _ := b.Logins(); n != 1 {
		t.Error("the session ended with its connection, and what was missed is lost")
	}
}

func TestOpeningThatHangs(t *testing.T) {
	t.Parallel()
	for name, op := range map[string]int{"nothing": discordtest.Silence, "reconnect": 7, "acknowledgement": 11} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, nil)
			b.adapter.timing.open, b.adapter.timing.leave = time.Second, 2*time.Second // the next one has to do, on a busy machine
			b.Instead(op)
			b.run(teacher)
			b.Connected(b.ctx, 2, 0)
		})
	}
}

func TestRefusedForGood(t *testing.T) {
	t.Parallel()
	for code, want := range map[int]string{4004: "token", 4010: "shard", 4011: "shards", 4012: "update", 4013: "intents", 4014: "Message Content"} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, nil)
			b.Refuse(code)
			err := b.adapter.Run(b.ctx, teacher)
			if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), b.Token) {
				t.Errorf("Run() = %v, want it to say %q", err, want)
			}
		})
	}
}

func TestRefusedForGoodLater(t *testing.T) {
	t.Parallel()
	b := start(t, nil, teacher)
	b.Refuse(4004)
	b.Drop()
	select {
	case err := <-b.ended:
		b.ended <- err
		if err == nil {
			t.Error("Run() = nil")
		}
	case <-b.ctx.Done():
		t.Error("Run goes on with a token that was refused")
	}
}

func TestDownAtTheStart(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	b.Fail(discordtest.Failure{Path: "GET /gateway", Status: 500, Times: 3})
	b.run(teacher)
}

func TestShutdown(t *testing.T) {
	t.Parallel()
	b, let := startSlow(t, text("a"))
	anna := b.User("Anna")
	b.Slash(b.DM(anna), anna, "quiz", "crm")
	b.Wait(b.ctx, discordtest.Deferred)
	b.stop()
	if code := b.Goodbye(b.ctx); code != 1000 {
		t.Errorf("left with code %d", code)
	}
	close(let)
	if err := b.end(); err != nil {
		t.Errorf("Run() = %v", err)
	}
	if got := b.Next(b.ctx); got.Text != "a" {
		t.Errorf("what was being answered is lost: %+v", got)
	}
}

func TestShutdownHasADeadline(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	stuck := make(chan struct{})
	defer close(stuck)
	b.adapter.timing.finish = 10 * time.Millisecond
	b.run(func(context.Context, bot.Event) ([]bot.Message, error) { <-stuck; return nil, nil })
	anna := b.User("Anna")
	b.Say(b.DM(anna), anna, "hoi")
	b.event()
	if err := b.end(); err != nil {
		t.Errorf("Run() = %v", err)
	}
}
