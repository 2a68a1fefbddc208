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

// TestReactionsHoldUpNobody lets reactions take their time: what others say is
// answered meanwhile, all is confirmed, and they are made in order in the end,
// also when the program stops.
func TestReactionsHoldUpNobody(t *testing.T) { bothWays(t, testReactionsHoldUpNobody) }

func testReactionsHoldUpNobody(t *testing.T, s *telegramtest.Server) {
	goOn := s.StallMethod("setMessageReaction")
	b := run(t, s, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		if e.Text == "right" {
			return []bot.Message{{Text: "Right."}}, nil
		}
		return []bot.Message{{Text: "Nearly.", Private: true, React: "🤔"}}, nil
	}, nil)
	class := telegramtest.Group(-505)
	near := []int64{s.Say(class, anna, "/answer a"), s.Say(class, bram, "/answer b"), s.Say(class, anna, "/answer c")}
	s.Say(class, bram, "/answer right")
	if m := s.Next(t.Context()); m.Text != "Right." {
		t.Errorf("said %+v", m)
	}
	s.Confirmed(t.Context())
	if n := len(s.Requests("setMessageReaction")); n != 0 {
		t.Fatalf("%d reactions were made", n)
	}
	b.stop()
	goOn()
	for i, r := range s.AwaitRequests(t.Context(), "setMessageReaction", len(near)) {
		if r.Params["message_id"] != strconv.FormatInt(near[i], 10) {
			t.Errorf("reaction %d is on %s, want %d", i, r.Params["message_id"], near[i])
		}
	}
}

// TestFewReactions leaves out those for which too many wait.
func TestFewReactions(t *testing.T) {
	l, hold, done := newLanes(), make(chan struct{}), 0
	l.add("a", func() { <-hold })
	for range 2 * crowd {
		l.addFew("a", func() { done++ })
	}
	close(hold)
	l.wait()
	if done < crowd-1 || done > crowd {
		t.Errorf("%d were done", done)
	}
}
