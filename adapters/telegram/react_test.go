package telegram

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
)

// TestReact puts an emoji on what was typed, and says it in words where that
// can't be.
func TestReact(t *testing.T) { bothWays(t, testReact) }

func testReact(t *testing.T, s *telegramtest.Server) {
	emoji := "❤\uFE0F"
	run(t, s, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		if e.Command == "start" {
			return []bot.Message{{Text: "Begin?", Buttons: [][]bot.Button{{{Label: "Yes", Command: "/yes"}}}}}, nil
		}
		return []bot.Message{{Text: "Noted.", Private: true, React: map[bool]string{true: emoji, false: "🧠"}[e.Text == "love"]}}, nil
	}, nil)
	class := telegramtest.Group(-504)
	said := s.Say(class, anna, "/answer love")
	reacted := s.AwaitRequests(t.Context(), "setMessageReaction", 1)[0].Params
	if reacted["message_id"] != strconv.FormatInt(said, 10) || !strings.Contains(reacted["reaction"], `"❤"`) {
		t.Errorf("reacted %v to message %d", reacted, said)
	}
	s.Say(class, anna, "/answer brain") // no emoji that Telegram takes
	if m := s.Next(t.Context()); m.Text != "Noted." {
		t.Errorf("said %+v", m)
	}
	s.Fail("setMessageReaction", telegramtest.BadRequest("REACTION_INVALID"))
	s.Say(class, anna, "/answer love")
	if m := s.Next(t.Context()); m.Text != "Noted." {
		t.Errorf("said %+v", m)
	}
	s.Say(class, anna, "/start")
	s.Press(s.Next(t.Context()), "Yes") // nobody typed it
	if a := s.Next(t.Context()); !a.Alert || a.Text != "Noted." {
		t.Errorf("who pressed sees %+v", a)
	}
	if n := len(s.Requests("setMessageReaction")); n != 2 {
		t.Errorf("reacted %d times", n)
	}
}
