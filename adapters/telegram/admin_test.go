package telegram

import (
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
)

// TestAdmin asks Telegram who manages a group, and only when the quiz has to
// know it.
func TestAdmin(t *testing.T) {
	s := telegramtest.New(t)
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
