package discord

import (
	"context"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
)

// slow answers when it is let go.
func slow(messages ...bot.Message) (bot.Handler, chan struct{}) {
	let := make(chan struct{})
	return func(ctx context.Context, _ bot.Event) ([]bot.Message, error) {
		select {
		case <-let:
		case <-ctx.Done():
		}
		return messages, nil
	}, let
}

func startSlow(t *testing.T, messages ...bot.Message) (*bench, chan struct{}) {
	handle, let := slow(messages...)
	b := newBench(t, nil)
	b.adapter.timing.patience = 10 * time.Millisecond
	b.run(handle)
	return b, let
}

func TestSlowCommandIsDeferred(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		messages []bot.Message
		want     []discordtest.How
	}{
		"public":  {[]bot.Message{text("a"), text("b")}, []discordtest.How{discordtest.Edited, discordtest.FollowedUp}},
		"private": {[]bot.Message{{Text: "a", Private: true}}, []discordtest.How{discordtest.Deleted, discordtest.FollowedUp}},
		"nothing": {nil, []discordtest.How{discordtest.Deleted}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, let := startSlow(t, c.messages...)
			b.Slash(b.Guild(), b.User("Anna"), "stats", "")
			b.Wait(b.ctx, discordtest.Deferred)
			close(let)
			for n, how := range c.want {
				got := b.Wait(b.ctx, discordtest.Edited, discordtest.Deleted, discordtest.FollowedUp, discordtest.Answered)
				if got.How != how || got.How != discordtest.Deleted && got.Private != c.messages[0].Private {
					t.Errorf("%d: %+v, want it %s", n, got, how)
				}
			}
		})
	}
}

func TestSlowPressIsDeferred(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		message bot.Message
		want    discordtest.How
	}{
		"edit": {bot.Message{Text: "b", Edit: true}, discordtest.Edited},
		"new":  {text("b"), discordtest.FollowedUp},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			let := make(chan struct{})
			b := newBench(t, nil)
			b.adapter.timing.patience = 10 * time.Millisecond
			b.run(func(_ context.Context, e bot.Event) ([]bot.Message, error) {
				if e.Pressed {
					<-let
					return []bot.Message{c.message}, nil
				}
				return []bot.Message{{Text: "a", Buttons: [][]bot.Button{{{Label: "Hint", Command: "/hint"}}}}}, nil
			})
			anna := b.User("Anna")
			b.Say(b.DM(anna), anna, "hoi")
			first := b.Next(b.ctx)
			b.Press(first, anna, "Hint")
			b.Wait(b.ctx, discordtest.Acknowledged)
			close(let)
			if got := b.Next(b.ctx); got.How != c.want || (got.ID == first.ID) != c.message.Edit {
				t.Errorf("%+v, want it %s", got, c.want)
			}
		})
	}
}

func TestNothingToSay(t *testing.T) {
	t.Parallel()
	b := start(t, nil, teacher)
	anna := b.User("Anna")
	b.Slash(b.DM(anna), anna, "unknown", "")
	if d := b.Wait(b.ctx, discordtest.Deferred); !d.Private {
		t.Errorf("deferral %+v", d)
	}
	b.Wait(b.ctx, discordtest.Deleted)
	b.Slash(b.Guild(), anna, "quiz", "")
	b.Press(b.Next(b.ctx), anna, "Antwoord")
	b.Submit(b.Next(b.ctx), anna, "weet niet")
	b.Wait(b.ctx, discordtest.Acknowledged)
}

func TestTooLateForTheInteraction(t *testing.T) {
	t.Parallel()
	b, let := startSlow(t, text("a"))
	b.adapter.timing.patience = time.Hour
	anna, class := b.User("Anna"), b.Guild()
	b.Slash(class, anna, "stats", "")
	b.event()
	b.Advance(4 * time.Second)
	close(let)
	if got := b.Next(b.ctx); got.How != discordtest.Posted || got.Channel.ID != class.ID || got.ReplyTo != "" {
		t.Errorf("%+v, want it posted in the channel", got)
	}
	if n := b.Count("/callback"); n != 1 {
		t.Errorf("%d callbacks, want one", n)
	}
}

func TestFifteenMinutesAreOver(t *testing.T) {
	t.Parallel()
	for name, private := range map[string]bool{"public": false, "private": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, let := startSlow(t, text("a"), bot.Message{Text: "b", Private: private})
			anna, class := b.User("Anna"), b.Guild()
			b.Slash(class, anna, "stats", "")
			b.Wait(b.ctx, discordtest.Deferred)
			b.Advance(16 * time.Minute)
			close(let)
			channel := class.ID
			if private {
				b.Next(b.ctx)
				channel = b.DM(anna).ID
			}
			if got := b.Next(b.ctx); got.How != discordtest.Posted || got.Channel.ID != channel {
				t.Errorf("%+v, want it posted in %s", got, channel)
			}
		})
	}
}
