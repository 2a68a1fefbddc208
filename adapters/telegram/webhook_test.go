package telegram

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
)

// hooked is a Telegram whose bots use a webhook.
func hooked(t *testing.T) *telegramtest.Server {
	s := telegramtest.New(t)
	s.Webhook = true
	return s
}

func TestWebhookIsSet(t *testing.T) {
	s := hooked(t)
	b := run(t, s, echo, nil)
	set := s.AwaitRequests(t.Context(), "setWebhook", 1)[0].Params
	if set["url"] != "https://quiz.example/telegram" || set["allowed_updates"] != wanted || set["max_connections"] != connections {
		t.Errorf("set %v", set)
	}
	other, err := Webhook{URL: "https://quiz.example"}.checked("2:other")
	if err != nil || len(set["secret_token"]) != 64 || set["secret_token"] == other.Secret {
		t.Errorf("the secret of one token is %q, that of another %q (%v)", set["secret_token"], other.Secret, err)
	}
	s.Say(telegramtest.Private(anna), anna, "hoi")
	s.Next(t.Context())
	s.Confirmed(t.Context())
	b.stop()
	await(t, b.ended)
	if n := len(s.Requests("getUpdates")) + len(s.Requests("deleteWebhook")); n > 0 {
		t.Errorf("polled, or removed the webhook, %d times", n)
	}
	if strings.Contains(b.log.String(), set["secret_token"]) {
		t.Errorf("the secret is in the log:\n%s", b.log)
	}
}

// What waits while polling gives way to a webhook, or the reverse, isn't lost.
func TestSwitch(t *testing.T) {
	s := telegramtest.New(t)
	chat := telegramtest.Private(anna)
	for _, webhook := range []bool{false, true, false, true} {
		s.Webhook = webhook
		s.Say(chat, anna, "hoi")
		b := run(t, s, echo, nil)
		if m := s.Next(t.Context()); m.Text != "hoi" {
			t.Errorf("said %+v", m)
		}
		b.stop()
		await(t, b.ended)
		s.Away(b.address)
	}
}

// A request that isn't Telegram's, or can't be read, is answered with what is
// wrong, and nothing is handled.
func TestStrangersAtTheWebhook(t *testing.T) {
	s := hooked(t)
	b := run(t, s, func(context.Context, bot.Event) ([]bot.Message, error) {
		t.Error("handled what a stranger sent")
		return nil, nil
	}, nil)
	set := s.AwaitRequests(t.Context(), "setWebhook", 1)[0].Params
	const update = `{"update_id":5,"message":{"message_id":1,"from":{"id":1},"chat":{"id":1,"type":"private"},"text":"a"}}`
	for name, test := range map[string]struct {
		method, path, secret, body string
		want                       int
	}{
		"no secret":    {"POST", "/telegram", "", update, http.StatusUnauthorized},
		"wrong secret": {"POST", "/telegram", "x", update, http.StatusUnauthorized},
		"too large":    {"POST", "/", set["secret_token"], `{"update_id":5,"x":"` + strings.Repeat("x", 1<<20), http.StatusRequestEntityTooLarge},
		"garbage":      {"POST", "/", set["secret_token"], "<html>", http.StatusBadRequest},
		"no number":    {"POST", "/", set["secret_token"], "{}", http.StatusBadRequest},
		"strange":      {"POST", "/", set["secret_token"], `{"update_id":6,"message":7}`, http.StatusOK},
		"another kind": {"POST", "/", set["secret_token"], `{"update_id":7,"chat_boost":{}}`, http.StatusOK},
		"a browser":    {"GET", "/telegram", "", "", http.StatusMethodNotAllowed},
		"health":       {"GET", "/healthz", "", "", http.StatusOK},
	} {
		if got := request(t, test.method, b.address+test.path, test.secret, test.body); got != test.want {
			t.Errorf("%s: answered %d, want %d", name, got, test.want)
		}
	}
}

// request is one to the webhook; it returns the status.
func request(t *testing.T, method, url, secret, body string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set(secretHeader, secret)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	_ = resp.Body.Close()
	return resp.StatusCode
}

// Several processes stand behind one webhook; one that stops finishes what it
// began, and the others go on.
func TestReplicas(t *testing.T) {
	const chats, each = 8, 6
	s := hooked(t)
	begun, goOn := make(chan struct{}, chats*each), make(chan struct{})
	handle := func(ctx context.Context, e bot.Event) ([]bot.Message, error) {
		begun <- struct{}{}
		<-goOn
		return echo(ctx, e)
	}
	first, second := run(t, s, handle, nil), run(t, s, handle, nil)
	s.AwaitRequests(t.Context(), "setWebhook", 2)
	for n := range each {
		for _, u := range people(chats) {
			s.Say(telegramtest.Private(u), u, string(rune('a'+n)))
		}
	}
	for range chats {
		await(t, begun)
	}
	first.stop()
	close(goOn)
	if err := await(t, first.ended); err != nil {
		t.Errorf("Run() = %v", err)
	}
	s.Away(first.address)
	for id, texts := range second.hear(t, chats*each) {
		if texts != "abcdef" {
			t.Errorf("chat %d was handled in the order %s", id, texts)
		}
	}
	s.Confirmed(t.Context())
	second.stop()
	await(t, second.ended)
}

// slowNet is a network on which nothing arrives before goOn is closed.
type slowNet struct{ goOn chan struct{} }

func (n slowNet) RoundTrip(r *http.Request) (*http.Response, error) {
	select {
	case <-n.goOn:
	case <-r.Context().Done():
	}
	return nil, errors.New("nobody is there")
}

// An update whose answer can't be said for long is confirmed before Telegram
// gives up, if what it changed is kept; else it is to come again.
func TestSlowWebhook(t *testing.T) {
	for want, handle := range map[int]bot.Handler{
		http.StatusOK: echo,
		http.StatusServiceUnavailable: func(ctx context.Context, _ bot.Event) ([]bot.Message, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			net := slowNet{make(chan struct{})}
			cfg := Config{Token: "1:a", Webhook: Webhook{Secret: "s"}}
			cfg.defaults()
			api, err := newClient(cfg.Token, cfg.APIURL)
			if err != nil {
				t.Fatal(err)
			}
			api.sending = &http.Client{Transport: net}
			a := &Adapter{cfg: cfg, log: cfg.Log, api: api, pause: pause}
			w, stop := a.begin(t.Context(), handle)
			h := &hook{work: w, inbox: newInbox()}
			r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(
				`{"update_id":5,"message":{"message_id":1,"from":{"id":1},"chat":{"id":1,"type":"private"},"text":"a"}}`))
			r.Header.Set(secretHeader, "s")
			answer, asked := httptest.NewRecorder(), time.Now()
			h.receive(answer, r)
			if took := time.Since(asked); answer.Code != want || took != mostWait {
				t.Errorf("answered %d after %v, want %d", answer.Code, took, want)
			}
			close(net.goOn)
			stop()
			w.wait()
		})
	}
}

// Who is stopping takes nothing new: Telegram brings it to another process.
func TestStoppingWebhook(t *testing.T) {
	held, cancel := context.WithCancel(t.Context())
	cancel()
	a := &Adapter{cfg: Config{Webhook: Webhook{Secret: "s"}}, log: slog.New(slog.DiscardHandler)}
	w, stop := a.begin(held, nil)
	defer stop()
	h := (&hook{work: w, inbox: newInbox()}).routes()
	for range 2 { // also when it is brought again
		for _, r := range []*http.Request{
			httptest.NewRequest(http.MethodPost, "/telegram", strings.NewReader(`{"update_id":5,"message":{"message_id":1}}`)),
			httptest.NewRequest(http.MethodGet, "/healthz", nil),
		} {
			r.Header.Set(secretHeader, "s")
			answer := httptest.NewRecorder()
			h.ServeHTTP(answer, r)
			if answer.Code != http.StatusServiceUnavailable {
				t.Errorf("%s: answered %d", r.URL.Path, answer.Code)
			}
		}
	}
	w.wait()
}

// A webhook that somebody else removed is set again.
func TestWebhookIsKept(t *testing.T) {
	s := hooked(t)
	b := build(t, s, nil)
	b.adapter.look = time.Millisecond
	ctx, stop := context.WithCancel(t.Context())
	go func() { b.ended <- b.adapter.Run(ctx, echo) }()
	s.AwaitRequests(t.Context(), "setWebhook", 1)
	s.Unset()
	s.AwaitRequests(t.Context(), "setWebhook", 2)
	s.Fail("getWebhookInfo", telegramtest.BadGateway(), telegramtest.TooMany(3), telegramtest.Dropped())
	s.Unset()
	s.AwaitRequests(t.Context(), "setWebhook", 3)
	s.Revoke()
	if err := await(t, b.ended); !errors.Is(err, errToken) {
		t.Errorf("Run() = %v, want that the token is refused", err)
	}
	stop()
}

func TestWebhookThatCantBe(t *testing.T) {
	for name, w := range map[string]Webhook{
		"without TLS": {URL: "http://quiz.example"},
		"no address":  {URL: "https://"},
		"bad secret":  {URL: "https://quiz.example", Secret: "a b"},
	} {
		if _, err := New(t.Context(), Config{Token: "1:secret", Webhook: w}); err == nil || strings.Contains(err.Error(), "a b") {
			t.Errorf("%s: New() = %v", name, err)
		}
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	s := hooked(t)
	b := build(t, s, func(c *Config) { c.Webhook.Listen = taken.Addr().String() })
	if err := b.adapter.Run(t.Context(), echo); err == nil || !strings.Contains(err.Error(), "telegram.webhook.listen") {
		t.Errorf("Run() = %v", err)
	}
}

// Who doesn't end is given some time when the program stops, and no more.
func TestGrace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		held, cancel := context.WithCancel(t.Context())
		w, stop := (&Adapter{}).begin(held, nil)
		defer stop()
		var begun sync.WaitGroup
		begun.Go(func() { <-w.working.Done() })
		cancel()
		told := time.Now()
		begun.Wait()
		if took := time.Since(told); took != grace || took >= 10*time.Second {
			t.Errorf("stopped after %v", took)
		}
	})
}
