package telegram

import (
	"context"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/notestest"
)

// scores is an edition of a round's scoreboard.
func scores(n int) bot.Message {
	return bot.Message{Text: bot.Text(fmt.Sprintf("<b>Stand · CRM</b>\nBram · %d", n)), Scoreboard: &bot.Scoreboard{Round: "r", Edition: n}}
}

// Two replicas hand on the editions of one scoreboard: it is one message in its
// topic, for which no telephone rings, and shows the newest. One that was deleted
// is sent once more.
func TestTwoReplicasKeepOneScoreboard(t *testing.T) {
	s := telegramtest.New(t)
	notes := &notestest.Notes{}
	replica := func() *Adapter { return build(t, s, func(c *Config) { c.Notes = notes }).adapter }
	one, two := replica(), replica()
	class := telegramtest.Topic(-500, 7)
	s.Meet(class, anna)
	place := bot.Place{Platform: platform, Chat: "-500", Thread: "7", Group: true}
	show := func(a *Adapter, n int) {
		if err := a.Send(t.Context(), place, scores(n)); err != nil {
			t.Error(err)
		}
	}
	show(one, 1)
	first := s.Quiet(t.Context())
	if first.Text != "Stand · CRM\nBram · 1" || first.Chat != class || first.Edited || first.Buttons != nil || first.ForceReply {
		t.Errorf("scoreboard %+v", first)
	}
	show(two, 3)
	show(one, 2)
	seen := first
	for seen.Text != "Stand · CRM\nBram · 3" {
		seen = s.Quiet(t.Context())
	}
	one.board.Close()
	two.board.Close()
	for range s.QuietLeft() { // an older one may have come after it, but not for long
		seen = s.Quiet(t.Context())
	}
	if seen.Text != "Stand · CRM\nBram · 3" || !seen.Edited || seen.ID != first.ID {
		t.Fatalf("in the end it is %+v, want it in place of the first", seen)
	}
	s.Delete(first.Chat, first.ID)
	two = replica() // it begins now
	show(two, 4)
	if anew := s.Quiet(t.Context()); anew.Text != "Stand · CRM\nBram · 4" || anew.Edited {
		t.Errorf("in place of the deleted one came %+v", anew)
	}
	show(two, 5)
	second := s.Quiet(t.Context())
	s.Delete(second.Chat, second.ID)
	show(two, 6)
	two.board.Close()
	if left := s.QuietLeft(); len(left) != 0 {
		t.Errorf("sent a third time: %+v", left)
	}
}

// Where Telegram has had enough a scoreboard waits like all else, and an edit that
// is refused is tried again in its turn.
func TestAScoreboardObeysRetryAfter(t *testing.T) {
	s := telegramtest.New(t)
	held := make(chan time.Duration, 10)
	turns := make(chan bot.Sending, 10)
	a := build(t, s, func(c *Config) {
		c.Notes = &notestest.Notes{}
		c.Hold = func(_ context.Context, chat string, d time.Duration) error {
			held <- d
			return nil
		}
		c.Pace = func(_ context.Context, _ string, how bot.Sending) error {
			turns <- how
			return nil
		}
	}).adapter
	defer a.board.Close()
	s.Meet(telegramtest.Group(-500), anna)
	place := bot.Place{Platform: platform, Chat: "-500", Group: true}
	for n, c := range []struct {
		method string
		how    bot.Sending
	}{{"sendMessage", bot.SendScores}, {"editMessageText", bot.EditScores}} {
		s.Fail(c.method, telegramtest.TooMany(7))
		a.board.Show(place, scores(n+1))
		if got := s.Quiet(t.Context()); got.Text != "Stand · CRM\nBram · "+strconv.Itoa(n+1) || got.Edited != (n > 0) {
			t.Errorf("%+v", got)
		}
		if d := await(t, held); d != 7*time.Second {
			t.Errorf("held up for %s", d)
		}
		for range 2 {
			if how := await(t, turns); how != c.how {
				t.Errorf("%s waited for a turn of kind %d, want %d", c.method, how, c.how)
			}
		}
	}
}

// The scoreboard of a group that becomes a supergroup goes on there as another
// message, tried once at the old place; a last edition isn't sent for itself.
func TestAScoreboardFollowsItsGroup(t *testing.T) {
	s := telegramtest.New(t)
	a := build(t, s, func(c *Config) { c.Notes = &notestest.Notes{} }).adapter
	group := telegramtest.Group(-700)
	s.Meet(group, anna)
	place := bot.Place{Platform: platform, Chat: "-700", Group: true}
	a.board.Show(place, scores(1))
	s.Quiet(t.Context())
	super := s.Migrate(group, anna)
	a.board.Show(place, scores(2))
	if got := s.Quiet(t.Context()); got.Chat.ID != super.ID || got.Edited || got.Text != "Stand · CRM\nBram · 2" {
		t.Errorf("it goes on as %+v", got)
	}
	place.Chat = strconv.FormatInt(super.ID, 10)
	a.board.Show(place, scores(3))
	if got := s.Quiet(t.Context()); got.Chat.ID != super.ID || !got.Edited {
		t.Errorf("and then %+v", got)
	}
	a.board.Close()
	if n := len(s.Requests("editMessageText")); n != 2 {
		t.Errorf("%d edits were tried, want one at each place", n)
	}
}

// A scoreboard comes beside what is said.
func TestAScoreboardIsNoAnswer(t *testing.T) { bothWays(t, testScoreboardIsNoAnswer) }

func testScoreboardIsNoAnswer(t *testing.T, s *telegramtest.Server) {
	run(t, s, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		return []bot.Message{{Text: "Goed."}, scores(len(e.Text))}, nil
	}, func(c *Config) { c.Notes = &notestest.Notes{} })
	class := telegramtest.Group(-500)
	s.Say(class, anna, "/quiz x")
	if got := s.Next(t.Context()); got.Text != "Goed." {
		t.Errorf("%+v", got)
	}
	board := s.Quiet(t.Context())
	s.Say(class, anna, "/quiz xx")
	s.Next(t.Context())
	if next := s.Quiet(t.Context()); next.ID != board.ID || next.Text != "Stand · CRM\nBram · 2" {
		t.Errorf("%+v, want it in place of %+v", next, board)
	}
}
