package telegram

import (
	"bytes"
	"context"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
)

var (
	anna = telegramtest.User{ID: 11, Name: "Anna", Lang: "nl"}
	bram = telegramtest.User{ID: 12, Name: "Bram", Lang: "en-GB"}
	noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
)

// bench is an adapter that runs against a server, without ever waiting.
type bench struct {
	*telegramtest.Server
	adapter *Adapter
	log     *safeBuffer
	stop    context.CancelFunc
	ended   chan error // what Run returned
	address string     // of its webhook

	mu     sync.Mutex
	pauses []time.Duration
}

// bothWays runs a test with polling and with a webhook: nobody is to notice a
// difference.
func bothWays(t *testing.T, test func(*testing.T, *telegramtest.Server)) {
	for name, webhook := range map[string]bool{"polling": false, "webhook": true} {
		t.Run(name, func(t *testing.T) {
			s := telegramtest.New(t)
			s.Webhook = webhook
			test(t, s)
		})
	}
}

// build makes an adapter that doesn't run yet.
func build(t *testing.T, s *telegramtest.Server, change func(*Config)) *bench {
	t.Helper()
	b := &bench{Server: s, log: &safeBuffer{}, ended: make(chan error, 1)}
	cfg := Config{
		Token: s.Token, APIURL: s.URL, Now: func() time.Time { return noon },
		Log: slog.New(slog.NewTextHandler(b.log, nil)),
	}
	if s.Webhook {
		cfg.Webhook = Webhook{URL: "https://quiz.example/telegram", Listen: "127.0.0.1:0"}
	}
	if change != nil {
		change(&cfg)
	}
	var err error
	if b.adapter, err = New(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	b.adapter.pause = func(ctx context.Context, d time.Duration) error {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.pauses = append(b.pauses, d)
		return ctx.Err()
	}
	b.adapter.listen = b.listen
	t.Cleanup(func() {
		if log := b.log.String(); strings.Contains(log, s.Token) {
			t.Errorf("the token is in the log:\n%s", log)
		}
	})
	return b
}

// run runs an adapter until the test ends or stop is called.
func run(t *testing.T, s *telegramtest.Server, handle bot.Handler, change func(*Config)) *bench {
	t.Helper()
	b := build(t, s, change)
	ctx, cancel := context.WithCancel(context.Background())
	b.stop = cancel
	over := make(chan struct{})
	go func() {
		defer close(over)
		b.ended <- b.adapter.Run(ctx, handle)
	}()
	t.Cleanup(func() { cancel(); <-over })
	return b
}

// listen puts a listener behind the webhook's address.
func (b *bench) listen(network, address string) (net.Listener, error) {
	l, err := net.Listen(network, address)
	if err == nil {
		b.address = "http://" + l.Addr().String()
		b.Behind(b.address)
	}
	return l, err
}

// hear is what so many messages say, chat by chat, in their order.
func (b *bench) hear(t *testing.T, messages int) map[int64]string {
	t.Helper()
	heard := map[int64]string{}
	for range messages {
		m := b.Next(t.Context())
		heard[m.Chat.ID] += m.Text
	}
	return heard
}

func (b *bench) paused() []time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]time.Duration(nil), b.pauses...)
}

// says is a handler that always says the same.
func says(messages ...bot.Message) bot.Handler {
	return func(context.Context, bot.Event) ([]bot.Message, error) { return messages, nil }
}

// echo is a handler that says what it heard.
func echo(_ context.Context, e bot.Event) ([]bot.Message, error) {
	return []bot.Message{{Text: bot.Escape(e.Text)}}, nil
}

// await takes what comes, or fails the test.
func await[T any](t *testing.T, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(10 * time.Second):
		t.Fatal("waited in vain")
		panic("unreachable")
	}
}

type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
