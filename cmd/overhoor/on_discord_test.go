package main

import (
	"slices"
	"strings"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
)

// discords acts on Discord, where the bot may read everything.
type discords struct {
	*stage
	*discordtest.Server
	class discordtest.Channel
	users map[string]discordtest.User
	shown []discordtest.Sent
	place discordtest.Channel // where something was done last
	user  discordtest.User    // by him
	typed string              // the message that he wrote last
	wrote bool                // that is what was done last
	emoji int                 // on messages so far
}

func onDiscord(s *stage) actor {
	server := discordtest.New(s.t)
	s.env["OVERHOOR_DISCORD_TOKEN"], s.env["OVERHOOR_DISCORD_API_URL"] = server.Token, server.URL
	s.env["OVERHOOR_DISCORD_MESSAGE_CONTENT"] = "true"
	return &discords{stage: s, Server: server, class: server.Guild(), users: map[string]discordtest.User{}}
}

func (a *discords) person(who string) discordtest.User {
	user, known := a.users[who]
	if !known {
		user = a.User(named(who))
	}
	if a.lang(who) == "en" {
		user.Lang = "en-US"
	}
	a.users[who] = user
	return user
}

func (a *discords) account(who string) bot.Account {
	return bot.Account{Platform: "discord", ID: a.person(who).ID}
}

func (a *discords) act(l line) {
	a.t.Helper()
	a.user = a.person(l.who)
	a.Date(a.sent())
	a.place = a.DM(a.user)
	a.names[a.place.ID] = l.who
	if l.group != "" {
		a.place = a.class
		a.names[a.place.ID] = l.group
	}
	a.wrote = false
	command, slash := strings.CutPrefix(l.text, "/")
	switch {
	case l.label != "":
		a.press(l)
	case slash:
		name, arg, _ := strings.Cut(command, " ")
		a.Slash(a.place, a.user, name, arg)
	case l.reply:
		a.typed, a.wrote = a.Reply(a.lastIn(a.place), a.place, a.user, l.text), true
	default:
		a.typed, a.wrote = a.Say(a.place, a.user, l.text), true
	}
}

// lastIn is what the bot said last in a channel, for all to read.
func (a *discords) lastIn(c discordtest.Channel) discordtest.Sent {
	for _, m := range slices.Backward(a.shown) {
		if m.Channel.ID == c.ID && !m.Private {
			return m
		}
	}
	return discordtest.Sent{Channel: c}
}

func (a *discords) press(l line) {
	a.t.Helper()
	shown := slices.Clone(a.shown)
	if !l.old {
		slices.Reverse(shown)
	}
	for _, m := range shown {
		if m.Channel.ID == a.place.ID && slices.Contains(m.Labels(), l.label) {
			a.Press(m, a.user, l.label)
			return
		}
	}
	a.t.Fatalf("Discord shows no button %q", l.label)
}

func (a *discords) obey(order, what string) {
	a.t.Helper()
	switch order {
	case "again":
		a.Repeat()
	case "edited":
		a.Edit(a.place, a.user, a.typed, what)
	case "deleted":
		a.Erase(a.place, a.typed)
	case "admin":
		user := a.person(what)
		user.Permissions = "32" // manage the server
		a.users[what] = user
	case "blocked":
		a.Fail(discordtest.Failure{Path: "POST /channels/" + a.DM(a.person(what)).ID + "/messages", Status: 403, Code: 50007, Times: 1})
	case "fault":
		a.fault(what)
	}
}

// fault lets Discord fail: "busy" and "down" at what is sent next, "lost" in the
// answer to what is sent next, "broken" on the gateway, "moved" where it is to
// connect anew.
func (a *discords) fault(kind string) {
	a.t.Helper()
	switch kind {
	case "busy":
		a.Fail(discordtest.Failure{Path: "POST", Status: 429, RetryAfter: 0.2, Times: 1})
	case "down":
		a.Fail(discordtest.Failure{Path: "POST", Status: 502, Times: 1})
	case "lost":
		a.Fail(discordtest.Failure{Path: "POST", Done: true, Drop: true, Times: 1})
	case "broken":
		a.Close(4000)
	case "moved":
		a.Reconnect()
	default:
		a.t.Fatalf("what fault is %q?", kind)
	}
}

func (a *discords) seen(messages []said) []seen {
	a.t.Helper()
	var all []seen
	for _, m := range messages {
		if m.Scoreboard != nil {
			board := a.Quiet(a.ctx)
			a.edited(m, board.ID)
			all = append(all, drawn(board))
			continue
		}
		if m.React != "" && a.wrote {
			a.emoji++
			a.Requests(a.ctx, "/reactions/", a.emoji)
			all = append(all, seen{emoji: m.React})
			continue
		}
		sent := a.show(a.Next(a.ctx))
		// What can't be whispered in a channel comes in a private chat.
		elsewhere := a.shown[len(a.shown)-1].Channel.ID != a.place.ID
		sent.whisper = sent.whisper || !m.unbid && elsewhere
		all = append(all, sent)
	}
	return all
}

func (a *discords) show(sent discordtest.Sent) seen {
	a.shown = append(a.shown, sent)
	return drawn(sent)
}

func drawn(sent discordtest.Sent) seen {
	s := seen{buttons: sent.Labels(), whisper: sent.Private}
	s.text, s.covered = unmarked(sent.Text)
	if len(sent.Files) > 0 {
		s.picture, s.alt = sent.Files[0].Data, sent.Files[0].Alt
	}
	return s
}

func (a *discords) rest() []string {
	var all []string
	for _, more := range append(a.Rest(), a.QuietLeft()...) {
		if more.Text != "" {
			all = append(all, more.Text)
		}
	}
	return all
}

// unmarked is a text without Discord's markup, and what of it is covered.
func unmarked(s string) (text, covered string) {
	var all, under strings.Builder
	cover := false
	for i := 0; i < len(s); i++ {
		switch {
		case strings.HasPrefix(s[i:], "||"):
			cover = !cover
			i++
			continue
		case s[i] == '*':
			continue
		case s[i] == '\\' && i+1 < len(s):
			i++
		}
		all.WriteByte(s[i])
		if cover {
			under.WriteByte(s[i])
		}
	}
	clean := strings.NewReplacer("\u200b", "")
	return clean.Replace(all.String()), clean.Replace(under.String())
}
