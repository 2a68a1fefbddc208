package telegram

import (
	"context"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
)

// gate lets what is new in a group pass when the test says so.
type gate struct {
	asked chan bot.Sending // the turns that are waited for
	let   chan struct{}
}

func newGate() gate { return gate{asked: make(chan bot.Sending, 100), let: make(chan struct{}, 100)} }

func (g gate) pace(ctx context.Context, _ string, how bot.Sending) error {
	g.asked <- how
	if how != bot.SendAll && how != bot.SendAside {
		return nil
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-g.let:
		return nil
	}
}

// talker says things as a round does, and chatter.
func talker(_ context.Context, e bot.Event) ([]bot.Message, error) {
	buttons := [][]bot.Button{{{Label: "Hint", Command: "/hint"}, {Label: "Win", Command: "/win"}, {Label: "Mijn", Command: "/mine"}}}
	switch e.Command {
	case "quiz":
		return []bot.Message{{Text: "vraag", Buttons: buttons, Urgent: true}}, nil
	case "hint":
		return []bot.Message{{Text: "hint", Edit: true, Buttons: buttons}}, nil
	case "win":
		return []bot.Message{{Text: "gewonnen", Urgent: true}, {Text: "welkom"}}, nil
	case "mine":
		return []bot.Message{{Text: "alleen voor jou", Private: true}}, nil
	case "long":
		return []bot.Message{{Text: bot.Text(strings.Repeat("woord ", 1000))}}, nil
	}
	return []bot.Message{{Text: "de top"}}, nil
}

// What is new in a group waits for its turn, also what a pressed button brings and
// each part of what is long; an edit counts for the minute, and what only one
// person sees for nothing.
func TestAGroupHasItsTurns(t *testing.T) { bothWays(t, testGroupTurns) }

func testGroupTurns(t *testing.T, s *telegramtest.Server) {
	g := newGate()
	run(t, s, talker, func(c *Config) { c.Pace = g.pace })
	class := telegramtest.Group(-500)
	waits := func(text string) telegramtest.Sent {
		t.Helper()
		if how := await(t, g.asked); how != bot.SendAll && how != bot.SendAside {
			t.Errorf("%q waits for a turn of kind %d", text, how)
		}
		if early := s.Unread(); len(early) > 0 {
			t.Errorf("%q came before its turn", early[0].Text)
		}
		g.let <- struct{}{}
		got := s.Next(t.Context())
		if !strings.HasPrefix(got.Text, text) {
			t.Errorf("%+v, want %q", got, text)
		}
		return got
	}
	s.Say(class, anna, "/quiz crm")
	question := waits("vraag")
	s.Press(question, "Hint")
	if how := await(t, g.asked); how != bot.EditAll {
		t.Errorf("an edit waits for a turn of kind %d", how)
	}
	if hint := s.Next(t.Context()); !hint.Edited {
		t.Errorf("%+v", hint)
	}
	s.Press(question, "Win")
	waits("gewonnen")
	waits("welkom")
	s.Press(question, "Mijn")
	if alert := s.Next(t.Context()); !alert.Alert {
		t.Errorf("%+v", alert)
	}
	s.Say(class, anna, "/long")
	waits("woord")
	waits("woord")
	s.Say(telegramtest.Private(anna), anna, "/top")
	s.Next(t.Context())
	s.Confirmed(t.Context())
	if len(g.asked) > 0 {
		t.Error("a turn was waited for that isn't needed")
	}
}

// What a round waits for goes before chatter that came first, and while all that
// waits, what is heard is handled. Nothing is confirmed to Telegram that wasn't
// said.
func TestAVerdictGoesBeforeChatter(t *testing.T) {
	s := telegramtest.New(t)
	g, heard := newGate(), make(chan string, 10)
	run(t, s, func(ctx context.Context, e bot.Event) ([]bot.Message, error) {
		heard <- e.Command
		return talker(ctx, e)
	}, func(c *Config) { c.Pace = g.pace })
	class := telegramtest.Group(-500)
	for _, command := range []string{"top", "top", "win", "quiz", "mine"} {
		s.Say(class, anna, "/"+command)
		if got := await(t, heard); got != command {
			t.Errorf("heard %q, want %q", got, command)
		}
	}
	for _, want := range []string{"gewonnen", "vraag", "de top", "de top", "welkom", "alleen voor jou"} {
		if s.Unconfirmed() == 0 {
			t.Errorf("confirmed before %q was said", want)
		}
		g.let <- struct{}{}
		if got := s.Next(t.Context()); got.Text != want {
			t.Errorf("%q came, want %q", got.Text, want)
		}
	}
	s.Confirmed(t.Context())
}
