package telegram

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
)

// people are so many users.
func people(n int) []telegramtest.User {
	var all []telegramtest.User
	for id := range n {
		all = append(all, telegramtest.User{ID: int64(id + 1), Name: "U"})
	}
	return all
}

// When Telegram has had enough of many chats at once, all is delivered once and
// in order, after the waits that it asks for, of which all processes are told.
func TestStorm(t *testing.T) { bothWays(t, testStorm) }

func testStorm(t *testing.T, s *telegramtest.Server) {
	const chats, each, storm = 30, 3, 10 // so often each chat is told to wait
	var mu sync.Mutex
	held := 0
	for _, u := range people(chats) {
		for n := range storm {
			s.FailIn(telegramtest.Private(u), "sendMessage", telegramtest.TooMany(1+n))
		}
	}
	b := run(t, s, echo, func(c *Config) {
		c.Hold = func(_ context.Context, _ string, d time.Duration) error {
			mu.Lock()
			defer mu.Unlock()
			held++
			return nil
		}
	})
	for n := range each {
		for _, u := range people(chats) {
			s.Say(telegramtest.Private(u), u, strconv.Itoa(n))
		}
	}
	for id, texts := range b.hear(t, chats*each) {
		if texts != "012" {
			t.Errorf("chat %d got %s", id, texts)
		}
	}
	s.Confirmed(t.Context())
	if again := s.Unread(); len(again) > 0 {
		t.Errorf("said twice: %v", again)
	}
	if n := len(b.paused()); held != chats*storm || n < held {
		t.Errorf("waited %d times and told so %d times, want %d", n, held, chats*storm)
	}
}

// pair says two messages; only the second of them asks something.
func pair(context.Context, bot.Event) ([]bot.Message, error) {
	return []bot.Message{{Text: "verdict"}, {Text: "question"}}, nil
}

// What goes wrong with one message costs that message at most, and none is said
// twice: a message whose answer got lost stands there.
func TestLostAnswers(t *testing.T) { bothWays(t, testLostAnswers) }

func testLostAnswers(t *testing.T, s *telegramtest.Server) {
	b := run(t, s, pair, nil)
	chat := telegramtest.Private(anna)
	for name, test := range map[string]struct {
		failures []telegramtest.Failure
		want     string
	}{
		"pages":             {[]telegramtest.Failure{telegramtest.BadGateway(), telegramtest.Page(), telegramtest.Unavailable()}, "verdict question"},
		"lost":              {[]telegramtest.Failure{telegramtest.Dropped()}, "verdict question"},
		"half an answer":    {[]telegramtest.Failure{telegramtest.Half()}, "verdict question"},
		"broken before":     {[]telegramtest.Failure{telegramtest.Cut()}, "question"},
		"nothing in it":     {[]telegramtest.Failure{telegramtest.Says("{}")}, "question"},
		"refused":           {[]telegramtest.Failure{telegramtest.BadRequest("something")}, "question"},
		"a page, then lost": {[]telegramtest.Failure{telegramtest.BadGateway(), telegramtest.Dropped()}, "verdict question"},
	} {
		s.Fail("sendMessage", test.failures...)
		s.Say(chat, anna, "rome")
		s.Confirmed(t.Context())
		var got []string
		for range s.Unread() {
			got = append(got, s.Next(t.Context()).Text)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: said %q, want %q", name, got, test.want)
		}
	}
	if strings.Contains(b.log.String(), "verdict") {
		t.Errorf("the log tells what was said:\n%s", b.log)
	}
}

// What changes nothing when it is done twice is done again.
func TestLostEdits(t *testing.T) { bothWays(t, testLostEdits) }

func testLostEdits(t *testing.T, s *telegramtest.Server) {
	n := 0
	run(t, s, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		n++
		return []bot.Message{{
			Text: bot.Text(fmt.Sprint("page ", n)), Edit: true, Buttons: [][]bot.Button{{{Label: "Next", Command: "/next"}}},
		}}, nil
	}, nil)
	s.Say(telegramtest.Private(anna), anna, "/list")
	m := s.Next(t.Context())
	for page, failure := range []telegramtest.Failure{
		telegramtest.Dropped(), telegramtest.Cut(), telegramtest.Half(), telegramtest.BadGateway(), telegramtest.TooMany(3),
	} {
		s.Fail("editMessageText", failure)
		s.Fail("answerCallbackQuery", failure)
		s.Press(m, "Next")
		again := s.Next(t.Context())
		if want := fmt.Sprint("page ", page+2); !again.Edited || again.ID != m.ID || again.Text != want {
			t.Errorf("failure %d: said %+v, want %q in place of the page before", page, again, want)
		}
		s.Confirmed(t.Context())
		if got := s.Unread(); len(got) > 0 {
			t.Errorf("failure %d: said also %+v", page, got)
		}
	}
}

// Garbage instead of updates is passed over.
func TestGarbage(t *testing.T) {
	s := telegramtest.New(t)
	const ours = `{"update_id":870000000,"message":{"message_id":1,"from":{"id":11},"chat":{"id":11,"type":"private"},"text":"among it"}}`
	for _, body := range []string{
		"", "null", "[]", "{}", "\xff\x00", `{"ok":true,"result":{"a":1}}`, `{"ok":true,"result":[{"update_id":`,
		`{"ok":true,"result":[null,5,"x",{},{"update_id":"x"},{"update_id":3,"message":"no"},{"update_id":4,"poll_answer":[]},` + ours + `]}`,
	} {
		s.Fail("getUpdates", telegramtest.Says(body))
	}
	s.Meet(telegramtest.Private(anna), anna)
	run(t, s, echo, nil)
	if m := s.Next(t.Context()); m.Text != "among it" {
		t.Errorf("said %+v", m)
	}
	s.Say(telegramtest.Private(anna), anna, "after it")
	if m := s.Next(t.Context()); m.Text != "after it" {
		t.Errorf("said %+v", m)
	}
	s.Confirmed(t.Context())
}

// A chat whose answers are slow holds up no other, and keeps its order.
func TestSlowChat(t *testing.T) { bothWays(t, testSlowChat) }

func testSlowChat(t *testing.T, s *telegramtest.Server) {
	run(t, s, echo, nil)
	slow := telegramtest.Private(anna)
	goOn := s.Stall(slow)
	for _, text := range []string{"1", "2", "3"} {
		s.Say(slow, anna, text)
	}
	for _, text := range []string{"a", "b"} {
		s.Say(telegramtest.Private(bram), bram, text)
		if m := s.Next(t.Context()); m.Text != text {
			t.Fatalf("said %+v while another chat is slow", m)
		}
	}
	goOn()
	for _, want := range []string{"1", "2", "3"} {
		if m := s.Next(t.Context()); m.Text != want {
			t.Errorf("said %+v, want %s", m, want)
		}
	}
	s.Confirmed(t.Context())
}

// A server that is started anew loses no update and none twice.
func TestServerRestart(t *testing.T) { bothWays(t, testServerRestart) }

func testServerRestart(t *testing.T, s *telegramtest.Server) {
	begun, goOn := make(chan bot.Event, 10), make(chan struct{}, 10)
	b := run(t, s, func(ctx context.Context, e bot.Event) ([]bot.Message, error) {
		begun <- e
		<-goOn
		return echo(ctx, e)
	}, nil)
	chat := telegramtest.Private(anna)
	for n := range 5 {
		text := strconv.Itoa(n)
		s.Say(chat, anna, text)
		await(t, begun)
		s.Restart()
		b.adapter.api.sending.CloseIdleConnections() // what is sent on one just now is lost: see TestLostAnswers
		goOn <- struct{}{}
		if m := s.Next(t.Context()); m.Text != text {
			t.Errorf("said %+v, want %s", m, text)
		}
	}
	s.Confirmed(t.Context())
	if got := s.Unread(); len(got) > 0 || len(begun) > 0 {
		t.Errorf("said twice: %+v", got)
	}
}

// Two programs that poll with one token disturb each other, and yet each update
// is handled: the store, here a map, sees what comes twice.
func TestSecondPoller(t *testing.T) {
	const messages = 30
	s := telegramtest.New(t)
	var seen sync.Map
	handle := func(ctx context.Context, e bot.Event) ([]bot.Message, error) {
		if _, before := seen.LoadOrStore(e.ID, true); before {
			return nil, nil
		}
		return echo(ctx, e)
	}
	first, second := run(t, s, handle, nil), run(t, s, handle, nil)
	s.AwaitRequests(t.Context(), "getUpdates", 4)
	heard := map[string]int{}
	for n := range messages {
		s.Say(telegramtest.Private(anna), anna, strconv.Itoa(n))
		heard[s.Next(t.Context()).Text]++
	}
	if len(heard) != messages {
		t.Errorf("answered %d of %d", len(heard), messages)
	}
	if !strings.Contains(first.log.String()+second.log.String(), "Conflict") {
		t.Error("nothing in the log tells of the other program")
	}
	first.stop()
	await(t, first.ended)
	s.Confirmed(t.Context())
}

// Who blocked us gets nothing, and all again when he comes back.
func TestBlockedAndBack(t *testing.T) { bothWays(t, testBlockedAndBack) }

func testBlockedAndBack(t *testing.T, s *telegramtest.Server) {
	b := run(t, s, echo, nil)
	chat, home := telegramtest.Private(anna), bot.Place{Platform: "telegram", Chat: "11"}
	for range 2 {
		s.Say(chat, anna, "hoi")
		s.Next(t.Context())
		if err := b.adapter.Send(t.Context(), home, verdict); err != nil {
			t.Errorf("Send() = %v", err)
		}
		s.Next(t.Context())
		s.Block(chat, anna)
		s.Confirmed(t.Context())
		if err := b.adapter.Send(t.Context(), home, verdict); !errors.Is(err, bot.ErrGone) {
			t.Errorf("Send() = %v, want ErrGone", err)
		}
		s.Unblock(chat, anna)
	}
	s.Confirmed(t.Context())
	if got := s.Unread(); len(got) > 0 {
		t.Errorf("said %+v to who blocked us", got)
	}
}
