package discord

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
)

func TestSend(t *testing.T) {
	t.Parallel()
	var paced []string
	b := newBench(t, func(c *Config) {
		c.Pace = func(_ context.Context, chat string, how bot.Sending) error {
			if how == bot.SendPush {
				paced = append(paced, chat)
			}
			return nil
		}
	})
	to := bot.Place{Platform: "discord", Chat: b.DM(b.User("Anna")).ID}
	morning := bot.Message{Text: "Goedemorgen @everyone", Private: true, Buttons: [][]bot.Button{{{Label: "Straks", Command: "/later"}}}}
	for range 2 { // as after a crash between sending and remembering that
		if err := b.adapter.Send(t.Context(), to, morning); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.adapter.Send(t.Context(), to, text("Iets anders")); err != nil {
		t.Fatal(err)
	}
	if got := b.Next(b.ctx); got.How != discordtest.Posted || got.Text != "Goedemorgen @everyone" || len(got.Buttons) != 1 {
		t.Errorf("%+v", got)
	}
	if got := b.Next(b.ctx); got.Text != "Iets anders" {
		t.Errorf("%+v: the first is shown twice", got)
	}
	if len(paced) != 3 || paced[0] != to.Chat {
		t.Errorf("paced %q", paced)
	}
}

// Answers go past the pushes, and come also when nobody can tell the pace.
func TestAnswersHaveAPaceOfTheirOwn(t *testing.T) {
	t.Parallel()
	paced := make(chan bot.Sending, 10)
	b := start(t, func(c *Config) {
		c.Pace = func(_ context.Context, _ string, how bot.Sending) error {
			paced <- how
			return errors.New("the state is down")
		}
	}, says(text("a")))
	anna := b.User("Anna")
	b.Say(b.DM(anna), anna, "hoi")
	b.hears("a")
	if <-paced != bot.SendAnswer {
		t.Error("an answer waits for its turn among the pushes")
	}
	b.Slash(b.DM(anna), anna, "quiz", "")
	b.hears("a")
	if len(paced) != 0 {
		t.Error("an answer to an interaction waits for a turn")
	}
}

func TestSendWaitsNoLongerThanItsPace(t *testing.T) {
	t.Parallel()
	b := newBench(t, func(c *Config) {
		c.Pace = func(context.Context, string, bot.Sending) error { return context.DeadlineExceeded }
	})
	err := b.adapter.Send(t.Context(), bot.Place{Chat: "42"}, text("x"))
	if !errors.Is(err, context.DeadlineExceeded) || b.Count("/messages") != 0 {
		t.Errorf("Send() = %v after %d requests", err, b.Count("/messages"))
	}
}

func TestSendFails(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		failure discordtest.Failure
		gone    bool
		fails   bool
		tries   int
	}{
		"blocked":                {discordtest.Failure{Status: 403, Code: 50007}, true, true, 1},
		"thrown out":             {discordtest.Failure{Status: 403, Code: 50001}, true, true, 1},
		"channel deleted":        {discordtest.Failure{Status: 404, Code: 10003}, true, true, 1},
		"refused on the way":     {discordtest.Failure{Status: 403}, false, true, 1},
		"bad request":            {discordtest.Failure{Status: 400, Code: 50035}, false, true, 1},
		"limited once":           {discordtest.Failure{Status: 429, RetryAfter: 0.01, Times: 1}, false, false, 2},
		"limited for ever":       {discordtest.Failure{Status: 429, RetryAfter: 0.01}, false, true, limited},
		"limited for long":       {discordtest.Failure{Status: 429, RetryAfter: 3600}, false, true, 1},
		"stumbles":               {discordtest.Failure{Status: 502, Times: 1}, false, false, 2},
		"stumbles after sending": {discordtest.Failure{Status: 502, Times: 1, Done: true}, false, false, 2},
		"down":                   {discordtest.Failure{Status: 500}, false, true, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, nil)
			c.failure.Path = "POST /channels"
			b.Fail(c.failure)
			err := b.adapter.Send(context.Background(), bot.Place{Chat: "42"}, text("x"))
			if errors.Is(err, bot.ErrGone) != c.gone || (err != nil) != c.fails {
				t.Errorf("Send() = %v", err)
			}
			if n := b.Count("POST /channels"); n != c.tries {
				t.Errorf("%d tries, want %d", n, c.tries)
			}
			if n := len(b.Rest()); !c.fails && n != 1 {
				t.Errorf("shown %d times", n)
			}
			if err != nil && strings.Contains(err.Error(), b.Token) {
				t.Errorf("the token is in %q", err)
			}
		})
	}
}

// What Discord says of one channel is no matter of the others.
func TestOnlyAGlobalLimitHoldsUpEveryone(t *testing.T) {
	t.Parallel()
	for global, want := range map[bool]int{true: 1, false: 0} {
		held := 0
		b := newBench(t, func(c *Config) {
			c.Hold = func(_ context.Context, d time.Duration) error {
				if d != 10*time.Millisecond {
					t.Errorf("held up for %v", d)
				}
				held++
				return nil
			}
		})
		b.Fail(discordtest.Failure{Path: "POST /channels", Status: 429, RetryAfter: 0.01, Global: global, Times: 1})
		if err := b.adapter.Send(t.Context(), bot.Place{Chat: b.DM(b.User("Anna")).ID}, text("x")); err != nil {
			t.Fatal(err)
		}
		if held != want {
			t.Errorf("a limit that is global (%v) held up everyone %d times", global, held)
		}
	}
}

func TestLimitedSendEndsWithItsContext(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	b.Fail(discordtest.Failure{Path: "POST /channels", Status: 429, RetryAfter: 20})
	ctx, cancel := context.WithCancel(context.Background())
	failed := make(chan error)
	go func() { failed <- b.adapter.Send(ctx, bot.Place{Chat: "42"}, text("x")) }()
	b.Requests(b.ctx, "POST /channels", 1)
	cancel()
	select {
	case err := <-failed:
		if err == nil {
			t.Error("Send() = nil")
		}
	case <-b.ctx.Done():
		t.Error("Send goes on after its context ended")
	}
}

func TestRefusedTokenStopsEverything(t *testing.T) {
	t.Parallel()
	b := start(t, nil, teacher)
	b.Fail(discordtest.Failure{Path: "POST /channels", Status: http.StatusUnauthorized})
	for range 5 {
		if err := b.adapter.Send(t.Context(), bot.Place{Chat: "42"}, text("x")); !errors.Is(err, errToken) {
			t.Fatalf("Send() = %v", err)
		}
	}
	if n := b.Count("POST /channels"); n != 1 {
		t.Errorf("%d requests with a token that was refused", n)
	}
	select {
	case err := <-b.ended:
		b.ended <- err
		if !errors.Is(err, errToken) {
			t.Errorf("Run() = %v", err)
		}
	case <-b.ctx.Done():
		t.Error("Run goes on with a token that was refused")
	}
}

func TestAnswerToAPrivateQuestionWhenBlocked(t *testing.T) {
	t.Parallel()
	b := start(t, func(c *Config) { c.MessageContent = true }, says(bot.Message{Text: "code 123", Private: true}))
	anna, class := b.User("Anna"), b.Guild()
	b.Say(class, anna, "/link")
	if got := b.Next(b.ctx); got.Channel.ID != b.DM(anna).ID {
		t.Errorf("what is private stands in %+v", got.Channel)
	}
	b.Fail(discordtest.Failure{Path: "POST /channels/" + b.DM(anna).ID, Status: 403, Code: 50007})
	b.Say(class, anna, "/link")
	b.Requests(b.ctx, "POST /channels/"+b.DM(anna).ID, 2)
	_ = b.end()
	if got := b.Rest(); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestFirstAnswerStumbles(t *testing.T) {
	t.Parallel()
	for name, done := range map[string]bool{"before it is done": false, "after it is done": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, nil, says(text("a"), text("b")))
			b.Fail(discordtest.Failure{Path: "/callback", Status: 502, Times: 1, Done: done})
			anna := b.User("Anna")
			b.Slash(b.DM(anna), anna, "quiz", "crm")
			first, second := b.Next(b.ctx), b.Next(b.ctx)
			if first.How != discordtest.Answered || first.Text != "a" || second.How != discordtest.FollowedUp || second.Text != "b" {
				t.Errorf("%+v, %+v", first, second)
			}
		})
	}
}

func TestDeferralStumblesAfterItIsDone(t *testing.T) {
	t.Parallel()
	b, let := startSlow(t, text("a"))
	b.Fail(discordtest.Failure{Path: "/callback", Status: 502, Times: attempts, Done: true})
	anna := b.User("Anna")
	b.Slash(b.DM(anna), anna, "quiz", "crm")
	b.Requests(b.ctx, "/callback", attempts)
	close(let)
	if got := b.Next(b.ctx); got.How != discordtest.Edited || got.Text != "a" {
		t.Errorf("%+v", got)
	}
}

func TestAnsweredBySomeoneElse(t *testing.T) {
	t.Parallel()
	b := start(t, nil, says(text("a"), text("b")))
	b.Fail(discordtest.Failure{Path: "/callback", Status: 400, Code: 40060, Times: 1})
	anna := b.User("Anna")
	b.Slash(b.DM(anna), anna, "quiz", "crm")
	b.Requests(b.ctx, "/callback", 1)
	b.Slash(b.DM(anna), anna, "quiz", "crm")
	if got := b.Next(b.ctx); got.Text != "a" || got.How != discordtest.Answered {
		t.Errorf("%+v", got)
	}
	if n := b.Count("POST /channels"); n != 0 {
		t.Errorf("%d messages beside another's answer", n)
	}
}

func TestSleepKnowsTheEnd(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if sleep(ctx, time.Hour) {
		t.Error("slept an hour in a minute")
	}
}
