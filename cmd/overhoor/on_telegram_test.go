package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
)

// telegrams acts on Telegram, where groups let the bot read everything.
type telegrams struct {
	*stage
	*telegramtest.Server
	chat  telegramtest.Chat // where something was done last
	user  telegramtest.User // by him
	typed int64             // the message that he wrote last
	shown []telegramtest.Sent
	last  []telegramtest.Sent // what was shown last
	emoji int                 // requests for one that were seen
	voted bool                // what was done last is a vote
}

func onTelegram(s *stage) actor {
	server := telegramtest.New(s.t)
	server.ReadsAll = true
	s.env["OVERHOOR_TELEGRAM_TOKEN"], s.env["OVERHOOR_TELEGRAM_API_URL"] = server.Token, server.URL
	return &telegrams{stage: s, Server: server}
}

func (a *telegrams) person(who string) telegramtest.User {
	return telegramtest.User{ID: number(who), Name: named(who), Lang: a.lang(who)}
}

func (a *telegrams) account(who string) bot.Account {
	return bot.Account{Platform: "telegram", ID: strconv.FormatInt(number(who), 10)}
}

func (a *telegrams) act(l line) {
	a.t.Helper()
	a.Date(a.sent())
	a.user = a.person(l.who)
	a.chat, a.names[strconv.FormatInt(a.user.ID, 10)] = telegramtest.Private(a.user), l.who
	if l.group != "" {
		a.chat = telegramtest.Group(-number(l.group))
		a.names[strconv.FormatInt(a.chat.ID, 10)] = l.group
	}
	a.voted = false
	switch {
	case l.label != "":
		a.typed = 0
		a.press(l)
	case l.reply:
		a.typed = a.Reply(a.lastIn(a.chat), a.user, l.text)
	default:
		a.typed = a.Say(a.chat, a.user, l.text)
	}
}

// lastIn is what the bot said last in a chat.
func (a *telegrams) lastIn(c telegramtest.Chat) telegramtest.Sent {
	for _, m := range slices.Backward(a.shown) {
		if m.Chat.ID == c.ID && !m.Alert {
			return m
		}
	}
	return telegramtest.Sent{Chat: c}
}

// press presses a button, or chooses in a poll.
func (a *telegrams) press(l line) {
	a.t.Helper()
	shown := slices.Clone(a.shown)
	if !l.old {
		slices.Reverse(shown)
	}
	for _, m := range shown {
		if m.Chat.ID != a.chat.ID {
			continue
		}
		if m.Poll != nil && slices.Contains(m.Poll.Options, l.label) {
			a.voted = true
			if !a.Vote(m, a.user, l.label) {
				a.t.Fatalf("nobody can vote for %q any more", l.label)
			}
			return
		}
		for _, b := range slices.Concat(m.Buttons...) {
			switch {
			case b.Label == l.label && l.old:
				a.PressOld(m, a.user, b.Data)
				return
			case b.Label == l.label:
				a.PressAs(m, a.user, b.Label)
				return
			}
		}
	}
	a.t.Fatalf("Telegram shows no button %q", l.label)
}

func (a *telegrams) obey(order, what string) {
	a.t.Helper()
	switch order {
	case "again":
		a.again()
	case "edited":
		a.Edit(a.chat, a.user, a.typed, what)
	case "deleted":
		a.Delete(a.chat, a.typed)
	case "admin":
		a.Appoint(telegramtest.Group(-number("klas")), a.person(what))
	case "blocked":
		a.Block(telegramtest.Private(a.person(what)), a.person(what))
	case "back":
		a.Unblock(telegramtest.Private(a.person(what)), a.person(what))
	case "fault":
		a.fault(what)
	}
}

// again tells the last update again. What it shows was shown before.
func (a *telegrams) again() {
	a.t.Helper()
	a.Again()
	a.Confirmed(a.ctx)
	for range a.Unread() {
		m := a.Next(a.ctx)
		if !slices.ContainsFunc(a.last, func(l telegramtest.Sent) bool { return l.HTML == m.HTML }) {
			a.t.Errorf("told again, it shows %q, and showed %+v", m.HTML, a.last)
		}
		a.shown = append(a.shown, m)
	}
}

// fault lets Telegram fail: "busy" at what is sent next, "down" at what is asked
// and sent next, "lost" in the answer to what is sent next, "broken" on all
// connections, "moved" in the midst of what it tells.
func (a *telegrams) fault(kind string) {
	a.t.Helper()
	switch kind {
	case "busy":
		a.Fail("sendMessage", telegramtest.TooMany(1))
	case "down":
		a.Fail("sendMessage", telegramtest.BadGateway())
		a.Fail("getUpdates", telegramtest.BadGateway())
	case "lost":
		a.Fail("sendMessage", telegramtest.Dropped())
	case "broken":
		a.Restart()
	case "moved":
		a.Fail("getUpdates", telegramtest.Half())
	default:
		a.t.Fatalf("what fault is %q?", kind)
	}
}

// awaitEmoji waits until an emoji is put on what was typed last: reactions come in
// a queue of their own.
func (a *telegrams) awaitEmoji(emoji string) {
	a.t.Helper()
	for {
		a.emoji++
		put := a.AwaitRequests(a.ctx, "setMessageReaction", a.emoji)[a.emoji-1].Params
		if put["message_id"] == strconv.FormatInt(a.typed, 10) && strings.Contains(put["reaction"], emoji) {
			return
		}
	}
}

func (a *telegrams) seen(messages []said) []seen {
	a.t.Helper()
	a.Confirmed(a.ctx)
	var all []seen
	if len(messages) > 0 {
		a.last = nil
	}
	for _, m := range messages {
		switch {
		case m.Scoreboard != nil:
			board := a.Quiet(a.ctx)
			a.edited(m, strconv.FormatInt(board.ID, 10))
			all = append(all, seen{text: board.Text})
		case a.voted && (m.Private || m.Edit && m.Quiz != nil):
			all = append(all, seen{nothing: true}) // he sees it in the poll
		case m.React != "" && a.typed != 0:
			a.awaitEmoji(m.React)
			all = append(all, seen{emoji: m.React})
		case m.Edit && len(a.Unread()) == 0:
			all = append(all, seen{nothing: true}) // Telegram says that nothing changes
		default:
			all = append(all, a.show(a.Next(a.ctx)))
		}
	}
	for _, more := range a.rest() {
		a.t.Errorf("Telegram shows %q too", more)
	}
	return all
}

func (a *telegrams) show(sent telegramtest.Sent) seen {
	a.shown, a.last = append(a.shown, sent), append(a.last, sent)
	s := seen{text: untoned(sent.Text), covered: sent.Hidden, picture: sent.Photo, alert: sent.Alert, whisper: sent.Alert}
	for _, b := range slices.Concat(sent.Buttons...) {
		s.buttons = append(s.buttons, b.Label)
	}
	if sent.Poll != nil {
		s.buttons = sent.Poll.Options
	}
	return s
}

func (a *telegrams) rest() []string {
	var all []string
	for _, more := range append(a.Unread(), a.QuietLeft()...) {
		all = append(all, more.Text)
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
