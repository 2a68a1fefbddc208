package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/overhoor/overhoor/bot"
)

// bared speaks to the quiz itself.
type bared struct {
	*stage
	events int
	last   bot.Event
	said   []bot.Message           // to the last one
	shown  map[string][]bot.Button // what lies before each chat
	admins []string
	closed map[string]bool // chats
}

func bare(s *stage) actor {
	return &bared{stage: s, shown: map[string][]bot.Button{}, closed: map[string]bool{}}
}

func (b *bared) account(who string) bot.Account { return bot.Account{Platform: "console", ID: who} }

func (b *bared) act(l line) {
	b.t.Helper()
	b.events++
	e := bot.Event{
		ID: "console:" + strconv.Itoa(b.events), Sent: b.sent(), Place: bot.Place{Platform: "console", Chat: l.who},
		From: bot.Person{Account: b.account(l.who), Name: named(l.who), Handle: l.who, Lang: b.lang(l.who)},
	}
	e.At = b.now
	if l.group != "" {
		e.Place = bot.Place{Platform: "console", Chat: l.group, Group: true}
		e.From.Admin = slices.Contains(b.admins, l.who)
	}
	b.names[e.Place.Chat] = e.Place.Chat
	text := l.text
	e.Direct = l.reply
	if l.label != "" {
		text, e.Pressed, e.Direct = b.command(e.Place.Chat, l), true, e.Place.Group
	}
	if command, ok := strings.CutPrefix(text, "/"); ok {
		e.Command, e.Text, _ = strings.Cut(command, " ")
	} else {
		e.Text = text
	}
	b.last = e
	b.said, _ = b.handle(b.ctx, e)
	b.show(e.Place.Chat, b.said...)
}

// command is what the button does that a line presses.
func (b *bared) command(chat string, l line) string {
	b.t.Helper()
	found := ""
	for _, button := range b.shown[chat] {
		if button.Label == l.label && (found == "" || !l.old) {
			found = button.Command
		}
	}
	if found == "" {
		b.t.Fatalf("no button %q lies before %s", l.label, chat)
	}
	return found
}

func (b *bared) show(chat string, messages ...bot.Message) {
	for _, m := range messages {
		for _, row := range m.Buttons {
			b.shown[chat] = append(b.shown[chat], row...)
		}
	}
}

func (b *bared) obey(order, what string) {
	b.t.Helper()
	switch order {
	case "again":
		again, _ := b.handle(b.ctx, b.last)
		if fmt.Sprint(drawAll(again)) != fmt.Sprint(drawAll(b.said)) {
			b.t.Errorf("told again, the quiz says\n%s\nand first said\n%s", drawAll(again), drawAll(b.said))
		}
	case "admin":
		b.admins = append(b.admins, what)
	case "blocked", "back":
		b.closed[what] = order == "blocked"
	case "edited", "deleted", "fault": // nothing is told of these
	default:
		b.t.Fatalf("what is %q?", order)
	}
}

func drawAll(messages []bot.Message) string {
	var all strings.Builder
	for _, m := range messages {
		all.WriteString(draw(said{Message: m}))
	}
	return all.String()
}

// Run and Send make it an adapter of what is due.
func (b *bared) Run(ctx context.Context, _ bot.Handler) error {
	<-ctx.Done()
	return nil
}

func (b *bared) Send(_ context.Context, to bot.Place, m bot.Message) error {
	if b.closed[to.Chat] {
		return bot.ErrGone
	}
	b.show(to.Chat, m)
	return nil
}

func (b *bared) seen([]said) []seen { return nil }
func (b *bared) rest() []string     { return nil }

func named(who string) string { return strings.ToUpper(who[:1]) + who[1:] }
