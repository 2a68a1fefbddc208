package telegram

import (
	"context"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
)

// TestAdmin asks Telegram who manages a group, and only when the quiz has to
// know it.
func TestAdmin(t *testing.T) { bothWays(t, testAdmin) }

func testAdmin(t *testing.T, s *telegramtest.Server) {
	heard := make(chan bot.Event, 10)
	b := run(t, s, script(heard), func(c *Config) {
		c.ForAdmins = func(e bot.Event) bool { return e.Place.Group && e.Command == "daily" }
	})
	class := telegramtest.Group(-30)
	s.Appoint(class, anna)
	for _, test := range []struct {
		who   telegramtest.User
		text  string
		admin bool
		asked int
	}{
		{anna, "/daily 08:30", true, 1},
		{bram, "/daily 08:30", false, 2},
		{anna, "/quiz crm", false, 2},
	} {
		s.Say(class, test.who, test.text)
		if e := await(t, heard); e.From.Admin != test.admin {
			t.Errorf("%s by %s: admin is %t", test.text, test.who.Name, e.From.Admin)
		}
		if asked := len(s.Requests("getChatMember")); asked != test.asked {
			t.Errorf("%s by %s: asked %d times, want %d", test.text, test.who.Name, asked, test.asked)
		}
	}
	s.Fail("getChatMember", telegramtest.Failure{Code: 400, Description: "Bad Request: member list is inaccessible"})
	s.Say(class, anna, "/daily 08:30")
	if e := await(t, heard); e.From.Admin {
		t.Error("an admin of whom Telegram doesn't tell")
	}
	if !strings.Contains(b.log.String(), "ask who manages a group") {
		t.Errorf("the log is %s", b.log)
	}
}

// TestAloud says in a group what may be read by all, where it can't be told to
// one alone.
func TestAloud(t *testing.T) { bothWays(t, testAloud) }

func testAloud(t *testing.T, s *telegramtest.Server) {
	run(t, s, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		if e.Command == "start" {
			return []bot.Message{{Text: "Begin?", Buttons: [][]bot.Button{{{Label: "Yes", Command: "/yes"}}}}}, nil
		}
		return []bot.Message{{Text: "Right.", Tone: bot.Good, Private: true, Aloud: "Noted."}}, nil
	}, nil)
	class := telegramtest.Group(-502)
	s.Say(class, anna, "/start")
	m := s.Next(t.Context())
	s.PressAs(m, bram, "Yes")
	if a := s.Next(t.Context()); !a.Alert || a.Text != "✅ Right." {
		t.Errorf("who pressed sees %+v", a)
	}
	for chat, want := range map[telegramtest.Chat]string{class: "Noted.", telegramtest.Private(bram): "✅ Right."} {
		s.Say(chat, bram, "/answer")
		if a := s.Next(t.Context()); a.Text != want {
			t.Errorf("in %s chat it says %q, want %q", chat.Type, a.Text, want)
		}
	}
}
