package main

import (
	"strings"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
)

// telegrams acts on Telegram, where groups let the bot read everything.
type telegrams struct {
	*stage
	*telegramtest.Server
	last  telegramtest.Chat
	shown []telegramtest.Sent
	emoji int // requests for one that were seen
}

func onTelegram(s *stage) actor {
	server := telegramtest.New(s.t)
	server.ReadsAll = true
	s.env["OVERHOOR_TELEGRAM_TOKEN"], s.env["OVERHOOR_TELEGRAM_API_URL"] = server.Token, server.URL
	return &telegrams{stage: s, Server: server}
}

func (a *telegrams) act(l line) {
	a.t.Helper()
	user := telegramtest.User{ID: number(l.who), Name: named(l.who), Lang: "nl"}
	a.last = telegramtest.Private(user)
	if l.group != "" {
		a.last = telegramtest.Group(-number(l.group))
	}
	label, ok := l.pressed()
	if !ok {
		a.Say(a.last, user, l.text)
		return
	}
	for i := len(a.shown) - 1; i >= 0; i-- {
		for _, row := range a.shown[i].Buttons {
			for _, b := range row {
				if b.Label == label && a.shown[i].Chat.ID == a.last.ID {
					a.PressAs(a.shown[i], user, label)
					return
				}
			}
		}
	}
	a.t.Fatalf("Telegram shows no button %q", label)
}

func (a *telegrams) seen(said []bot.Message) []seen {
	a.t.Helper()
	a.Confirmed(a.ctx)
	var all []seen
	for _, m := range said {
		if emojis := a.Requests("setMessageReaction"); m.React != "" && len(emojis) > a.emoji {
			a.emoji++
			all = append(all, seen{emoji: m.React})
			continue
		}
		if m.Edit && len(a.Unread()) == 0 {
			all = append(all, seen{nothing: true}) // Telegram says that nothing changes
			continue
		}
		sent := a.Next(a.ctx)
		a.shown = append(a.shown, sent)
		s := seen{text: untoned(sent.Text)}
		for _, row := range sent.Buttons {
			for _, b := range row {
				s.buttons = append(s.buttons, b.Label)
			}
		}
		all = append(all, s)
	}
	for _, more := range a.Unread() {
		a.t.Errorf("Telegram shows %q too", more.Text)
	}
	return all
}

// untoned is a text without the sign of its tone.
func untoned(s string) string {
	for _, sign := range []string{"✅ ", "🟡 ", "❌ ", "🤔 "} {
		s = strings.TrimPrefix(s, sign)
	}
	return s
}

// number makes a number of a name.
func number(name string) int64 {
	n := int64(0)
	for _, r := range name {
		n = n*31 + int64(r)
	}
	return n
}

// discords acts on Discord, where the bot may read everything.
type discords struct {
	*stage
	*discordtest.Server
	class discordtest.Channel
	users map[string]discordtest.User
	shown []discordtest.Sent
	place discordtest.Channel
	emoji int // on messages so far
}

func onDiscord(s *stage) actor {
	server := discordtest.New(s.t)
	s.env["OVERHOOR_DISCORD_TOKEN"], s.env["OVERHOOR_DISCORD_API_URL"] = server.Token, server.URL
	s.env["OVERHOOR_DISCORD_MESSAGE_CONTENT"] = "true"
	return &discords{stage: s, Server: server, class: server.Guild(), users: map[string]discordtest.User{}}
}

func (a *discords) act(l line) {
	a.t.Helper()
	user, known := a.users[l.who]
	if !known {
		user = a.User(named(l.who))
		a.users[l.who] = user
	}
	a.place = a.DM(user)
	if l.group != "" {
		a.place = a.class
	}
	if label, ok := l.pressed(); ok {
		a.press(user, label)
		return
	}
	if command, ok := strings.CutPrefix(l.text, "/"); ok {
		name, arg, _ := strings.Cut(command, " ")
		a.Slash(a.place, user, name, arg)
		return
	}
	a.Say(a.place, user, l.text)
}

func (a *discords) press(user discordtest.User, label string) {
	a.t.Helper()
	for i := len(a.shown) - 1; i >= 0; i-- {
		for _, b := range a.shown[i].Buttons {
			if b.Label == label && a.shown[i].Channel.ID == a.place.ID {
				a.Press(a.shown[i], user, label)
				return
			}
		}
	}
	a.t.Fatalf("Discord shows no button %q", label)
}

func (a *discords) seen(said []bot.Message) []seen {
	a.t.Helper()
	var all []seen
	for _, m := range said {
		if m.React != "" {
			a.emoji++
			a.Requests(a.ctx, "/reactions/", a.emoji)
			all = append(all, seen{emoji: m.React})
			continue
		}
		sent := a.Next(a.ctx)
		a.shown = append(a.shown, sent)
		all = append(all, seen{text: unmarked(sent.Text), buttons: sent.Labels()})
	}
	return all
}

// unmarked is a text without Discord's markup.
func unmarked(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case s[i] == '*' || strings.HasPrefix(s[i:], "||"):
			if s[i] == '|' {
				i++
			}
		default:
			b.WriteByte(s[i])
		}
	}
	return strings.ReplaceAll(b.String(), "\u200b", "")
}
