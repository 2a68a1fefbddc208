package telegram

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
)

func TestGreeting(t *testing.T) {
	s := telegramtest.New(t)
	run(t, s, says(), nil)
	poll := s.AwaitRequests(t.Context(), "getUpdates", 1)[0]
	if poll.Params["allowed_updates"] != wanted || poll.Params["timeout"] != "50" || poll.Params["offset"] != "" {
		t.Errorf("the first poll is %v", poll)
	}
	if n := len(s.Requests("deleteWebhook")); n != 1 {
		t.Errorf("deleted the webhook %d times, want once", n)
	}
}

// A place keeps its order, and different places don't wait for each other:
// each handler waits until all places are being handled.
func TestOrderAndConcurrency(t *testing.T) { bothWays(t, testOrderAndConcurrency) }

func testOrderAndConcurrency(t *testing.T, s *telegramtest.Server) {
	const places, each = 20, 5
	for n := range each {
		for p := range places {
			u := telegramtest.User{ID: int64(p + 1), Name: "U"}
			s.Say(telegramtest.Private(u), u, strconv.Itoa(n))
		}
	}
	arrived, all := make(chan bot.Event, places*each), make(chan struct{})
	var busy sync.Map
	run(t, s, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		if other, taken := busy.LoadOrStore(e.Place, e.Text); taken {
			t.Errorf("%s is handled while %s still is", e.Text, other)
		}
		defer busy.Delete(e.Place)
		arrived <- e
		<-all
		return nil, nil
	}, nil)
	heard := map[string][]string{}
	hear := func() { e := await(t, arrived); heard[e.Place.Chat] = append(heard[e.Place.Chat], e.Text) }
	for range places {
		hear()
	}
	if len(heard) != places {
		t.Fatalf("%d places at the same time, want %d", len(heard), places)
	}
	close(all)
	for range places * (each - 1) {
		hear()
	}
	for chat, texts := range heard {
		if !slices.Equal(texts, []string{"0", "1", "2", "3", "4"}) {
			t.Errorf("chat %s was handled in the order %v", chat, texts)
		}
	}
	s.Confirmed(t.Context())
}

// Nothing is confirmed before it is handled, and who is slow doesn't keep the
// others waiting; what a webhook is brought again is handled once.
func TestConfirmsOnlyWhatIsHandled(t *testing.T) { bothWays(t, testConfirmsOnlyWhatIsHandled) }

func testConfirmsOnlyWhatIsHandled(t *testing.T, s *telegramtest.Server) {
	slow := make(chan struct{})
	run(t, s, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		if e.Text == "slow" {
			<-slow
		}
		return echo(t.Context(), e)
	}, nil)
	s.Say(telegramtest.Private(anna), anna, "slow")
	s.Say(telegramtest.Private(bram), bram, "one")
	if m := s.Next(t.Context()); m.Text != "one" {
		t.Fatalf("said %+v first", m)
	}
	s.Say(telegramtest.Private(bram), bram, "two") // comes with a later poll
	if m := s.Next(t.Context()); m.Text != "two" {
		t.Fatalf("said %+v second", m)
	}
	if n := s.Unconfirmed(); n == 0 || n != 3 && !s.Webhook {
		t.Errorf("%d updates are unconfirmed, want all that come behind the first when polling", n)
	}
	s.Forget(3)
	close(slow)
	if m := s.Next(t.Context()); m.Text != "slow" {
		t.Errorf("said %+v last", m)
	}
	s.Confirmed(t.Context())
	if again := s.Unread(); len(again) > 0 {
		t.Errorf("handled twice: %+v", again)
	}
}

// Stopping finishes what was begun and leaves the rest for the next process.
func TestRestart(t *testing.T) { bothWays(t, testRestart) }

func testRestart(t *testing.T, s *telegramtest.Server) {
	begun, goOn := make(chan bot.Event, 1), make(chan struct{})
	first := run(t, s, func(ctx context.Context, e bot.Event) ([]bot.Message, error) {
		begun <- e
		<-goOn
		if ctx.Err() != nil {
			t.Error("what was begun is cancelled")
		}
		return echo(ctx, e)
	}, nil)
	chat := telegramtest.Private(anna)
	s.Say(chat, anna, "one")
	s.Say(chat, anna, "two")
	await(t, begun)
	first.stop()
	close(goOn)
	if err := await(t, first.ended); err != nil {
		t.Fatalf("Run() = %v", err)
	}
	if m := s.Next(t.Context()); m.Text != "one" {
		t.Errorf("said %+v", m)
	}
	s.Left(t.Context(), 1) // only the second

	run(t, s, echo, nil)
	if m := s.Next(t.Context()); m.Text != "two" {
		t.Errorf("said %+v after the restart", m)
	}
	s.Confirmed(t.Context())
}

// A crash is a process that confirms nothing: the same update comes again,
// with the same ID.
func TestCrash(t *testing.T) {
	s := telegramtest.New(t)
	heard := make(chan bot.Event, 2)
	handle := func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		heard <- e
		return nil, nil
	}
	s.Say(telegramtest.Private(anna), anna, "one")
	crashed := build(t, s, nil)
	work, stop := crashed.adapter.begin(t.Context(), handle)
	defer stop()
	p := &poller{work: work, ledger: newLedger()}
	if err := p.step(); err != nil {
		t.Fatal(err)
	}
	one := await(t, heard)

	run(t, s, handle, nil)
	if again := await(t, heard); again.ID != one.ID || again.Text != "one" {
		t.Errorf("%+v came again as %+v", one, again)
	}
	s.Confirmed(t.Context())
}

func TestStopEndsThePoll(t *testing.T) {
	s := telegramtest.New(t)
	b := run(t, s, says(), nil)
	s.AwaitRequests(t.Context(), "getUpdates", 1) // which is held open for 50 s
	b.stop()
	if err := await(t, b.ended); err != nil {
		t.Errorf("Run() = %v", err)
	}
}

func TestPollFailures(t *testing.T) {
	s := telegramtest.New(t)
	s.Fail("getUpdates", telegramtest.Conflict(), telegramtest.BadGateway(), telegramtest.Page(),
		telegramtest.TooMany(7), telegramtest.Dropped())
	b := run(t, s, echo, nil)
	s.Say(telegramtest.Private(anna), anna, "hoi")
	s.Next(t.Context())
	want := []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 7 * time.Second, 16 * time.Second}
	if got := b.paused(); !slices.Equal(got, want) {
		t.Errorf("paused %v, want %v", got, want)
	}
	if n := len(s.Requests("deleteWebhook")); n != 2 {
		t.Errorf("deleted the webhook %d times, want again after the conflict", n)
	}
}

// A server that doesn't hold polls open isn't asked without a pause.
func TestHastyServer(t *testing.T) {
	hasty := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"ok":true,"result":[]}`))
	}))
	defer hasty.Close()
	api, err := newClient("1:a", hasty.URL)
	if err != nil {
		t.Fatal(err)
	}
	var paused time.Duration
	a := &Adapter{api: api, pause: func(_ context.Context, d time.Duration) error { paused = d; return nil }}
	p := &poller{work: &work{Adapter: a, held: t.Context()}, ledger: newLedger(), greeted: true}
	if err := p.step(); err != nil || paused != breath {
		t.Errorf("paused %v (%v), want %v", paused, err, breath)
	}
}

func TestRevokedToken(t *testing.T) {
	s := telegramtest.New(t)
	b := run(t, s, says(), nil)
	s.AwaitRequests(t.Context(), "getUpdates", 1)
	s.Revoke()
	err := await(t, b.ended)
	if !errors.Is(err, errToken) || strings.Contains(err.Error(), s.Token) {
		t.Errorf("Run() = %v, want that the token is refused", err)
	}
	if _, err := b.adapter.Check(t.Context()); !errors.Is(err, errToken) {
		t.Errorf("Check() = %v", err)
	}
	if _, err := New(t.Context(), Config{Token: s.Token, APIURL: s.URL}); !errors.Is(err, errToken) {
		t.Errorf("New() = %v", err)
	}
}

func TestLease(t *testing.T) {
	s := telegramtest.New(t)
	lose := make(chan context.CancelFunc, 2)
	released := make(chan bool, 2)
	asked := 0
	b := run(t, s, echo, func(c *Config) {
		c.Lease = func(ctx context.Context) (context.Context, func(), error) {
			if asked++; asked == 1 {
				return nil, nil, errors.New("redis is away")
			}
			held, cancel := context.WithCancel(ctx)
			lose <- cancel
			return held, func() { cancel(); released <- true }, nil
		}
	})
	s.AwaitRequests(t.Context(), "getUpdates", 1)
	if n := len(b.paused()); n != 1 {
		t.Errorf("paused %d times before the lease came, want once", n)
	}
	await(t, lose)()
	await(t, released)
	await(t, lose)
	s.Say(telegramtest.Private(anna), anna, "hoi")
	s.Next(t.Context())
	b.stop()
	await(t, b.ended)
	await(t, released)
}

func TestStrangeUpdates(t *testing.T) { bothWays(t, testStrangeUpdates) }

func testStrangeUpdates(t *testing.T, s *telegramtest.Server) {
	run(t, s, echo, nil)
	s.Deliver("message", map[string]any{"message_id": "not a number"})
	s.Deliver("message", map[string]any{})
	s.Deliver("callback_query", map[string]any{"id": "1", "from": map[string]any{"id": 1}, "inline_message_id": "x", "data": "/a"})
	s.Deliver("edited_message", map[string]any{"message_id": 1, "text": "no"})
	s.Say(telegramtest.Private(anna), anna, "hoi")
	if m := s.Next(t.Context()); m.Text != "hoi" {
		t.Errorf("said %+v", m)
	}
	s.Confirmed(t.Context())
}

func TestNew(t *testing.T) {
	for name, cfg := range map[string]Config{
		"no token":   {},
		"no address": {Token: "1:secret", APIURL: "localhost:8099"},
		"no host":    {Token: "1:secret", APIURL: "http://"},
		"not a URL":  {Token: "1:secret", APIURL: "http://a b/%zz"},
	} {
		if _, err := New(t.Context(), cfg); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: New() = %v", name, err)
		}
	}
}

// Whatever goes wrong, errors don't hold the token.
func TestErrorsWithoutToken(t *testing.T) {
	s := telegramtest.New(t)
	for _, url := range []string{"http://127.0.0.1:1", "http://127.0.0.1:1/%41%25", "http://nowhere.invalid"} {
		c, err := newClient("1:se cret\n%zz", url)
		if err != nil {
			t.Fatal(err)
		}
		err = c.call(t.Context(), "getMe", nil, nil)
		if err == nil || strings.Contains(err.Error(), "cret") {
			t.Errorf("%s: %v", url, err)
		}
	}
	echoing, err := newClient(s.Token, s.URL)
	if err != nil {
		t.Fatal(err)
	}
	s.Fail("getMe", telegramtest.BadRequest("no such path /bot"+s.Token+"/getMe"))
	if err = echoing.call(t.Context(), "getMe", nil, nil); refused(err).Code != http.StatusBadRequest || strings.Contains(err.Error(), s.Token) {
		t.Errorf("the error is %v", err)
	}
}
