package discord

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
)

// plainWords says what an adapter has to say about Discord.
type plainWords struct{}

func (plainWords) Lacking(_ bot.Event, rights []bot.Right) bot.Message {
	names := map[bot.Right]string{bot.SendMessages: "send", bot.EmbedLinks: "embed", bot.AttachFiles: "attach", bot.AddReactions: "react", bot.StartThreads: "threads"}
	var all []string
	for _, r := range rights {
		all = append(all, names[r])
	}
	return text("lacking: " + strings.Join(all, " "))
}

func (plainWords) Thread(e bot.Event) (string, bot.Message, bool) {
	return "Overhoring " + e.Text, text("Hiernaast:"), e.Text != ""
}

func (plainWords) CardForm(bot.Event) (title, front, back string) {
	return "Maak er een kaart van", "De vraag", "Het antwoord"
}

// withThreads lets rounds have a thread.
func withThreads(c *Config) {
	c.Words = plainWords{}
	c.Threads = func(context.Context, bot.Event) bool { return true }
}

func TestRoundInAThread(t *testing.T) {
	t.Parallel()
	b := start(t, withThreads, teacher)
	anna, class := b.User("Anna"), b.Guild()
	b.Slash(class, anna, "quiz", "crm")
	thread := b.Wait(b.ctx, discordtest.Opened)
	if thread.Title != "Overhoring crm" {
		t.Errorf("thread %+v", thread)
	}
	if e := b.event(); e.Place.Chat != thread.Channel.ID || !e.Place.Group {
		t.Errorf("event %+v", e)
	}
	link, question := b.Next(b.ctx), b.Next(b.ctx)
	if link.How == discordtest.Posted { // two channels have no order
		link, question = question, link
	}
	if link.How != discordtest.Answered || link.Channel.ID != class.ID || link.Text != "Hiernaast: <#"+thread.Channel.ID+">" {
		t.Errorf("link %+v", link)
	}
	if question.How != discordtest.Posted || question.Channel.ID != thread.Channel.ID || len(question.Buttons) != 3 {
		t.Errorf("question %+v", question)
	}
	b.Press(question, anna, "Stop")
	if e := b.event(); e.Place.Chat != thread.Channel.ID {
		t.Errorf("event %+v", e)
	}
}

// Without the rights, the wish, or a deck, a round is played in its channel.
func TestRoundStaysInItsChannel(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*Config)
		lacks  discordtest.Permission
		fails  bool
		text   string
		tells  string
	}{
		"not wished":      {change: func(c *Config) { c.Words = plainWords{} }, text: "crm"},
		"no deck":         {change: withThreads},
		"may not":         {change: withThreads, lacks: discordtest.CreateThreads, text: "crm", tells: "lacking: threads"},
		"may not in them": {change: withThreads, lacks: discordtest.SendInThreads, text: "crm", tells: "lacking: threads"},
		"refused":         {change: withThreads, fails: true, text: "crm"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, c.change, teacher)
			anna, class := b.User("Anna"), b.Guild()
			b.Forbid(class, c.lacks)
			if c.fails {
				b.Fail(discordtest.Failure{Path: "/threads", Status: 400, Code: 50024})
			}
			b.Slash(class, anna, "quiz", c.text)
			if got := b.Next(b.ctx); got.How != discordtest.Answered || got.Channel.ID != class.ID || len(got.Buttons) != 3 {
				t.Errorf("%+v", got)
			}
			if c.tells != "" {
				if got := b.Next(b.ctx); got.Text != c.tells || !got.Private {
					t.Errorf("%+v", got)
				}
			}
		})
	}
}

func TestArchivedThreads(t *testing.T) {
	t.Parallel()
	for locked, gone := range map[bool]bool{false: false, true: true} {
		b := newBench(t, nil)
		thread := b.Guild()
		b.Archive(thread, locked)
		err := b.adapter.Send(t.Context(), bot.Place{Chat: thread.ID, Group: true}, text("Volgende"))
		if errors.Is(err, bot.ErrGone) != gone {
			t.Errorf("locked %t: %v", locked, err)
		}
		if n := len(b.Rest()); (n == 1) == gone {
			t.Errorf("locked %t: said %d times", locked, n)
		}
	}
}
