package discord

import (
	"context"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
)

// gate lets what is new in a channel pass when the test says so.
type gate struct {
	asked chan string // channels whose turn is waited for
	let   chan struct{}
}

func newGate() gate { return gate{asked: make(chan string, 100), let: make(chan struct{}, 100)} }

func (g gate) pace(ctx context.Context, chat string, how bot.Sending) error {
	if how != bot.SendAll && how != bot.SendAside {
		return nil
	}
	g.asked <- chat
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-g.let:
		return nil
	}
}

// says what the command is, as a round does and as chatter.
func talker(_ context.Context, e bot.Event) ([]bot.Message, error) {
	buttons := [][]bot.Button{{{Label: "Hint", Command: "/hint"}, {Label: "Win", Command: "/win"}}}
	switch e.Command {
	case "quiz":
		return []bot.Message{{Text: "vraag", Buttons: buttons}}, nil
	case "hint":
		return []bot.Message{{Text: "hint", Edit: true, Buttons: buttons}}, nil
	case "win":
		return []bot.Message{{Text: "genoteerd", Private: true}, {Text: "gewonnen", Urgent: true}}, nil
	case "top":
		return []bot.Message{text("de top")}, nil
	case "stop":
		return []bot.Message{{Text: "niet van jou", Private: true}}, nil
	}
	return []bot.Message{text("goed " + e.Text)}, nil
}

// What all in a channel see waits for its turn; what one person sees, edits and
// private chats don't.
func TestAChannelHasItsTurns(t *testing.T) {
	t.Parallel()
	g := newGate()
	b := start(t, func(c *Config) { c.Pace, c.MessageContent = g.pace, true }, talker)
	anna, class := b.User("Anna"), b.Guild()
	waits := func(how discordtest.How, text string) discordtest.Sent {
		t.Helper()
		if chat := <-g.asked; chat != class.ID {
			t.Errorf("a turn in %s was waited for", chat)
		}
		for _, early := range b.Rest() {
			if early.Text != "" && !early.Private {
				t.Errorf("%q came before its turn", early.Text)
			}
		}
		g.let <- struct{}{}
		got := b.Next(b.ctx)
		if got.How != how || got.Text != text {
			t.Errorf("%+v, want %q %s", got, text, how)
		}
		return got
	}
	b.Slash(class, anna, "quiz", "")
	question := waits(discordtest.Answered, "vraag")
	b.Press(question, anna, "Hint")
	if hint := b.Next(b.ctx); hint.How != discordtest.Updated {
		t.Errorf("%+v", hint)
	}
	b.Press(question, anna, "Win")
	if noted := b.Next(b.ctx); noted.Text != "genoteerd" || !noted.Private {
		t.Errorf("%+v", noted)
	}
	waits(discordtest.FollowedUp, "gewonnen")
	b.Say(class, anna, "x")
	waits(discordtest.Posted, "goed x")
	b.Slash(class, anna, "stop", "")
	b.hears("niet van jou")
	b.Say(b.DM(anna), anna, "y")
	b.hears("goed y")
	b.Slash(b.DM(anna), anna, "top", "")
	b.hears("de top")
	if len(g.asked) > 0 {
		t.Error("a turn was waited for that isn't needed")
	}
}

// An answer that waits for its turn is deferred meanwhile, and comes then.
func TestAnAnswerThatWaitsIsDeferred(t *testing.T) {
	t.Parallel()
	g := newGate()
	b := newBench(t, func(c *Config) { c.Pace = g.pace })
	b.adapter.timing.patience = 10 * time.Millisecond
	b.run(talker)
	anna, bram, class := b.User("Anna"), b.User("Bram"), b.Guild()
	b.Slash(class, anna, "quiz", "")
	if d := b.Wait(b.ctx, discordtest.Deferred); d.Private {
		t.Errorf("deferral %+v", d)
	}
	g.let <- struct{}{}
	question := b.Next(b.ctx)
	if question.How != discordtest.Edited || question.Text != "vraag" {
		t.Errorf("%+v", question)
	}
	b.Slash(class, anna, "top", "")
	b.Wait(b.ctx, discordtest.Deferred)
	b.Slash(class, bram, "stop", "") // others don't wait with it
	if got := b.Next(b.ctx); got.Text != "niet van jou" || !got.Private {
		t.Errorf("%+v", got)
	}
	// Nor does a round: whose turn it is is decided when it comes.
	b.Press(question, bram, "Win")
	if got := b.Next(b.ctx); got.Text != "genoteerd" {
		t.Errorf("%+v", got)
	}
	b.Slash(class, bram, "stop", "")
	b.hears("niet van jou") // so what came before it waits by now
	g.let <- struct{}{}
	if got := b.Next(b.ctx); got.Text != "gewonnen" || got.How != discordtest.FollowedUp {
		t.Errorf("%+v, want the verdict before chatter", got)
	}
	g.let <- struct{}{}
	if got := b.Next(b.ctx); got.Text != "de top" || got.How != discordtest.Edited {
		t.Errorf("%+v", got)
	}
}

// Ten minutes later the interaction is over, and its answer comes all the same.
func TestATurnThatComesTooLateForTheInteraction(t *testing.T) {
	t.Parallel()
	g := newGate()
	b := newBench(t, func(c *Config) { c.Pace = g.pace })
	b.adapter.timing.patience = 10 * time.Millisecond
	b.run(talker)
	anna, class := b.User("Anna"), b.Guild()
	b.Slash(class, anna, "top", "")
	b.Wait(b.ctx, discordtest.Deferred)
	b.Advance(16 * time.Minute)
	g.let <- struct{}{}
	if got := b.Next(b.ctx); got.How != discordtest.Posted || got.Text != "de top" {
		t.Errorf("%+v", got)
	}
	if len(g.asked) != 1 {
		t.Errorf("%d turns were waited for", len(g.asked))
	}
}
