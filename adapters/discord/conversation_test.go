package discord

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
)

// teacher is a quiz of one card.
func teacher(_ context.Context, e bot.Event) ([]bot.Message, error) {
	question := bot.Message{Text: "<b>CRM · 1</b>\nWat is retentie?", Ask: &bot.Ask{Label: "Antwoord", Title: "Wat is retentie?"},
		Buttons: [][]bot.Button{{{Label: "Hint", Command: "/hint"}, {Label: "Stop", Command: "/stop now"}}}}
	switch {
	case e.Command == "quiz":
		return []bot.Message{question}, nil
	case e.Command == "hint":
		return []bot.Message{{Text: "Wat is retentie? H…", Edit: true}}, nil
	case e.Command == "stop":
		return []bot.Message{{Text: "Gestopt.", Private: true}}, nil
	case e.Command == "" && e.Text == "herhaalaankopen":
		return []bot.Message{{Text: "<b>Goed.</b>"}, question}, nil
	}
	return nil, nil
}

func TestQuizInPrivate(t *testing.T) {
	t.Parallel()
	b := start(t, nil, teacher)
	anna := b.User("Anna")
	dm := b.DM(anna)
	id := b.Slash(dm, anna, "quiz", "crm")
	got := b.event()
	want := bot.Event{ID: "discord:" + id, At: got.At, Sent: got.Sent, Place: bot.Place{Platform: "discord", Chat: dm.ID}, Command: "quiz", Text: "crm",
		From: bot.Person{Account: bot.Account{Platform: "discord", ID: anna.ID}, Name: "Anna", Handle: "anna", Lang: "nl"}}
	if got != want || got.Sent.Year() != 2018 { // as the IDs of the tests tell
		t.Errorf("event %+v, want %+v", got, want)
	}
	question := b.Next(b.ctx)
	if question.How != discordtest.Answered || question.Text != "**CRM · 1**\nWat is retentie?" || !slices.Equal(question.Labels(), []string{"Hint", "Stop"}) {
		t.Errorf("question %+v", question)
	}
	said := b.Say(dm, anna, "  herhaalaankopen ")
	got = b.event()
	if got.ID != "discord:"+said || got.Text != "herhaalaankopen" || got.Command != "" || got.Direct || got.Place.Group {
		t.Errorf("event %+v", got)
	}
	if verdict := b.Next(b.ctx); verdict.How != discordtest.Posted || verdict.Text != "**Goed.**" || verdict.ReplyTo != "" {
		t.Errorf("verdict %+v", verdict)
	}
	b.Press(b.Next(b.ctx), anna, "Stop")
	if got = b.event(); got.Command != "stop" || got.Text != "now" || !got.Pressed || got.ReplyTo == "" {
		t.Errorf("event %+v", got)
	}
	if bye := b.Next(b.ctx); bye.How != discordtest.Answered || bye.Private {
		t.Errorf("in a private chat nothing need be hidden: %+v", bye)
	}
	b.Say(dm, anna, "/Quiz crm")
	if got = b.event(); got.Command != "quiz" || got.Text != "crm" {
		t.Errorf("a typed command: event %+v", got)
	}
}

func TestQuizInGuild(t *testing.T) {
	t.Parallel()
	b := start(t, nil, teacher)
	anna, bram, class := b.User("Anna"), b.User("Bram"), b.Guild()
	b.Slash(class, anna, "quiz", "crm")
	if e := b.event(); !e.Place.Group || e.Place.Chat != class.ID || e.From.Name != "Anna" {
		t.Errorf("event %+v", e)
	}
	question := b.Next(b.ctx)
	if !slices.Equal(question.Labels(), []string{"Antwoord", "Hint", "Stop"}) {
		t.Errorf("question %+v", question)
	}
	b.Press(question, bram, "Antwoord")
	form := b.Next(b.ctx)
	if form.How != discordtest.Form || form.Title != "Wat is retentie?" || form.Label != "Antwoord" {
		t.Errorf("form %+v", form)
	}
	b.Submit(form, bram, "herhaalaankopen")
	if e := b.event(); e.Command != "" || e.Text != "herhaalaankopen" || !e.Direct || e.Pressed || e.From.Name != "Bram" || e.ReplyTo != question.ID {
		t.Errorf("event %+v", e)
	}
	if verdict, next := b.Next(b.ctx), b.Next(b.ctx); verdict.How != discordtest.Answered || next.How != discordtest.FollowedUp || len(next.Buttons) != 3 {
		t.Errorf("verdict %+v, next %+v", verdict, next)
	}
	b.Press(question, bram, "Hint")
	if hint := b.Next(b.ctx); hint.How != discordtest.Updated || hint.ID != question.ID || len(hint.Buttons) != 0 {
		t.Errorf("hint %+v", hint)
	}
	b.Slash(class, anna, "stop", "")
	if bye := b.Next(b.ctx); !bye.Private {
		t.Errorf("a private answer for all to see: %+v", bye)
	}
}

func TestPlainMessagesInGuild(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]bool{"without Message Content": false, "with Message Content": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, func(c *Config) { c.MessageContent = open }, teacher)
			anna, class := b.User("Anna"), b.Guild()
			b.Say(class, anna, "herhaalaankopen")
			if open {
				if e := b.event(); e.Direct || e.Text != "herhaalaankopen" {
					t.Errorf("event %+v", e)
				}
				b.Next(b.ctx)
				b.Next(b.ctx)
			}
			said := b.Say(class, anna, "<@"+b.Bot+"> herhaalaankopen")
			if e := b.event(); !e.Direct || e.Text != "herhaalaankopen" || e.Deaf == open {
				t.Errorf("event %+v", e)
			}
			verdict, question := b.Next(b.ctx), b.Next(b.ctx)
			if verdict.ReplyTo != said || question.ReplyTo != "" {
				t.Errorf("verdict %+v, question %+v", verdict, question)
			}
			b.Reply(question, class, anna, "herhaalaankopen")
			if e := b.event(); !e.Direct || e.ReplyTo != question.ID {
				t.Errorf("event %+v", e)
			}
		})
	}
}

func TestComplete(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 200)
	b := start(t, func(c *Config) {
		c.Complete = func(ctx context.Context, e bot.Event) []bot.Choice {
			if _, ends := ctx.Deadline(); !ends || e.From.Lang != "nl" {
				t.Errorf("asked in %q, without an end: %t", e.From.Lang, !ends)
			}
			choices := []bot.Choice{{Label: e.Command + " " + e.Text, Value: "crm"}, {Label: long, Value: "long"}, {Label: "bad", Value: long}}
			for range 30 {
				choices = append(choices, bot.Choice{Label: "more", Value: "more"})
			}
			return choices
		}
	}, teacher)
	anna := b.User("Anna")
	b.Complete(b.DM(anna), anna, "quiz", "cr")
	got := b.Next(b.ctx)
	if got.How != discordtest.Completed || len(got.Choices) != 25 || got.Choices[0] != (discordtest.Choice{Name: "quiz cr", Value: "crm"}) ||
		len([]rune(got.Choices[1].Name)) != 100 || got.Choices[1].Value != "long" || got.Choices[2].Value != "more" {
		t.Errorf("choices %+v", got)
	}
}

func TestHandlerFails(t *testing.T) {
	t.Parallel()
	b := start(t, nil, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		if e.Text == "panic" {
			panic("with the answer of a learner")
		}
		return []bot.Message{text("Stuur het zo nog eens.")}, errors.New("store is down")
	})
	anna := b.User("Anna")
	dm := b.DM(anna)
	b.Say(dm, anna, "panic")
	b.Say(dm, anna, "geheim antwoord")
	if got := b.Next(b.ctx); got.Text != "Stuur het zo nog eens." {
		t.Errorf("%+v", got)
	}
	_ = b.end()
	logs := b.logs.String()
	if !strings.Contains(logs, "store is down") || !strings.Contains(logs, "panic") || strings.Contains(logs, "geheim") || strings.Contains(logs, "of a learner") {
		t.Errorf("log:\n%s", logs)
	}
}

func TestOrderWithinAChannel(t *testing.T) {
	t.Parallel()
	let := make(chan struct{})
	b := start(t, nil, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		if e.Text == "1" {
			<-let
		}
		return []bot.Message{text(e.Text)}, nil
	})
	anna, bram := b.User("Anna"), b.User("Bram")
	for _, said := range []string{"1", "2", "3"} {
		b.Say(b.DM(anna), anna, said)
	}
	b.Say(b.DM(bram), bram, "elsewhere")
	if got := b.Next(b.ctx); got.Text != "elsewhere" {
		t.Errorf("%q came first: another channel waits", got.Text)
	}
	close(let)
	for _, want := range []string{"1", "2", "3"} {
		if got := b.Next(b.ctx); got.Text != want {
			t.Errorf("%q, want %q", got.Text, want)
		}
	}
}

func TestToldTwice(t *testing.T) {
	t.Parallel()
	b := start(t, nil, teacher)
	anna := b.User("Anna")
	dm := b.DM(anna)
	b.Slash(dm, anna, "quiz", "crm")
	b.Repeat()
	b.Say(dm, anna, "herhaalaankopen")
	b.Repeat()
	b.Say(dm, anna, "/hint")
	for _, want := range []string{"quiz", "", "hint"} {
		if e := b.event(); e.Command != want {
			t.Errorf("event %+v, want %q", e, want)
		}
	}
}

func TestPayloadsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	b := start(t, nil, teacher)
	for _, data := range []string{
		`{}`, `null`, `{"id":5}`, `{"id":"1","type":2,"channel_id":"2","data":null}`, `{"id":"1","type":2,"channel_id":"2","data":{"name":"quiz"}}`,
		`{"id":"1","type":2,"channel_id":"2","user":{"id":"3"},"data":"x"}`, `{"id":"1","type":99,"channel_id":"2","user":{"id":"3"},"data":{}}`,
		`{"id":"1","type":3,"channel_id":"2","member":{"nick":"x"},"data":{"custom_id":"/x"}}`,
		`{"id":"1","type":5,"channel_id":"2","user":{"id":"3"},"data":{"components":[{"type":99}]}}`,
	} {
		b.Dispatch("INTERACTION_CREATE", data)
	}
	for _, data := range []string{`{}`, `null`, `{"id":"1","channel_id":"2","content":"x"}`, `{"id":"1","channel_id":"2","author":{},"content":"x"}`,
		`{"id":"1","channel_id":"2","author":{"id":"3","bot":true},"content":"x"}`, `{"id":"1","channel_id":"2","type":7,"author":{"id":"3"},"content":"x"}`} {
		b.Dispatch("MESSAGE_CREATE", data)
	}
	anna := b.User("Anna")
	b.Slash(b.DM(anna), anna, "quiz", "crm")
	if e := b.event(); e.Command != "quiz" {
		t.Errorf("event %+v", e)
	}
	b.Next(b.ctx)
}

func TestLongAnswerIsSplit(t *testing.T) {
	t.Parallel()
	m := text(strings.Repeat("Een regel met *sterren* erin.\n", 150))
	m.Buttons = [][]bot.Button{{{Label: "Verder", Command: "/next"}}}
	b := start(t, nil, says(m))
	anna := b.User("Anna")
	b.Slash(b.DM(anna), anna, "help", "")
	first := b.Next(b.ctx)
	if first.How != discordtest.Answered || len(first.Buttons) != 0 {
		t.Errorf("%+v", first)
	}
	lines := strings.Count(first.Text, "\n") + 1
	for lines < 150 {
		part := b.Next(b.ctx)
		lines += strings.Count(part.Text, "\n") + 1
		if (lines >= 150) != (len(part.Buttons) == 1) {
			t.Errorf("the buttons belong under the last part: %+v", part)
		}
	}
}

// Who runs a channel is an admin, as far as Discord tells it.
func TestAdmin(t *testing.T) {
	t.Parallel()
	b := start(t, nil, teacher)
	class := b.Guild()
	for permissions, admin := range map[string]bool{"": false, "8": true, "32": true, "16": true, "2048": false, "2251799813685256": true} {
		u := b.User("Anna")
		u.Permissions = permissions
		b.Slash(class, u, "daily", "08:30")
		if e := b.event(); e.From.Admin != admin {
			t.Errorf("with permissions %q admin is %t", permissions, e.From.Admin)
		}
		b.Say(class, u, "<@"+b.Bot+"> /daily 08:30")
		if e := b.event(); e.From.Admin {
			t.Errorf("with permissions %q a plain message tells of an admin", permissions)
		}
	}
}
