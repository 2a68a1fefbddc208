package main

import (
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot/state/redistest"
)

// Who blocks the bot gets no pushes until he writes again; Bram's, a minute
// later on each day, shows that hers was passed over.
func TestNoPushesForWhoBlockedTheBot(t *testing.T) {
	t.Parallel()
	s := serve(t, "2026-11-24T12:00:00+01:00", redistest.Server(t))
	chat := telegramtest.Private(anna)
	s.telegram.Say(chat, anna, "/quiz weer")
	s.onTelegram(chat, "1 van 3")
	s.telegram.Say(chat, anna, "/daily 08:00")
	s.onTelegram(chat, "08:00")
	user := s.discord.User("Bram")
	dm := s.discord.DM(user)
	s.discord.Slash(dm, user, "quiz", "weer")
	s.onDiscord("1 van 3")
	s.discord.Slash(dm, user, "daily", "08:01")
	s.onDiscord("08:01")

	s.telegram.Fail("sendMessage", telegramtest.Forbidden())
	for _, day := range []string{"25", "26"} {
		s.setClock("2026-11-" + day + "T08:01:00+01:00")
		push := s.onDiscord("Goedemorgen Bram")
		s.discord.Say(dm, user, answer(t, push.Text))
		s.onDiscord("Goed.")
	}
	for _, m := range s.telegram.Unread() {
		if strings.Contains(m.Text, "Goedemorgen") {
			t.Errorf("pushed though the bot is blocked: %q", m.Text)
		}
	}
	s.telegram.Say(chat, anna, "/help")
	s.telegram.Confirmed(s.ctx)
	s.setClock("2026-11-27T08:00:00+01:00")
	s.onTelegram(chat, "Goedemorgen Anna")
}
