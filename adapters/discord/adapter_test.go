package discord

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
)

func TestMain(m *testing.M) {
	// Each session of Discord's library takes a second to say goodbye. The
	// tests wait for it side by side, on however few processors.
	flag.Parse()
	if err := flag.Set("test.parallel", "16"); err != nil {
		panic(err)
	}
	// Where Discord's library hangs with its own lock held, its goroutine can't
	// be freed; TestOpeningThatHangs makes that happen.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/bwmarrin/discordgo.(*Session).CloseWithCode"),
		goleak.IgnoreAnyFunction("github.com/bwmarrin/discordgo.(*Session).onEvent"))
}

// bench is an adapter that runs against a strict Discord.
type bench struct {
	*discordtest.Server
	t       *testing.T
	ctx     context.Context // of the test's waiting
	adapter *Adapter
	events  chan bot.Event
	logs    *safeBuffer
	stop    context.CancelFunc
	ended   chan error
}

type safeBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// newBench makes an adapter that doesn't run yet.
func newBench(t *testing.T, change func(*Config)) *bench {
	t.Helper()
	server := discordtest.New(t)
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	t.Cleanup(cancel)
	b := &bench{Server: server, t: t, ctx: ctx, events: make(chan bot.Event, 100), logs: &safeBuffer{}, ended: make(chan error, 1)}
	cfg := Config{Token: server.Token, APIURL: server.URL, Log: slog.New(slog.NewTextHandler(b.logs, nil))}
	if change != nil {
		change(&cfg)
	}
	a, err := New(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.rest.client.CloseIdleConnections)
	a.timing.backoff, a.timing.identify = time.Millisecond, time.Millisecond
	b.adapter = a
	return b
}

// run lets the adapter run until the test ends.
func (b *bench) run(handle bot.Handler) {
	b.t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	b.stop = stop
	go func() {
		b.ended <- b.adapter.Run(ctx, func(ctx context.Context, e bot.Event) ([]bot.Message, error) {
			b.events <- e
			return handle(ctx, e)
		})
	}()
	b.t.Cleanup(func() {
		b.end()
		for _, secret := range []string{b.Token, "aW50ZXJhY3Rpb24"} {
			if strings.Contains(b.logs.String(), secret) {
				b.t.Errorf("a secret is in the log:\n%s", b.logs)
			}
		}
	})
	b.Connected(b.ctx, 1, 0)
}

// end stops the adapter and returns what Run returned.
func (b *bench) end() error {
	b.stop()
	select {
	case err := <-b.ended:
		b.ended <- err
		return err
	case <-b.ctx.Done():
		b.t.Error("Run didn't end")
		return nil
	}
}

// event waits for the next event that was handled.
func (b *bench) event() bot.Event {
	b.t.Helper()
	select {
	case e := <-b.events:
		return e
	case <-b.ctx.Done():
		b.t.Fatal("no event came")
		return bot.Event{}
	}
}

// start is newBench and run.
func start(t *testing.T, change func(*Config), handle bot.Handler) *bench {
	t.Helper()
	b := newBench(t, change)
	b.run(handle)
	return b
}

// says answers every event with the same messages.
func says(messages ...bot.Message) bot.Handler {
	return func(context.Context, bot.Event) ([]bot.Message, error) { return messages, nil }
}

func text(s string) bot.Message { return bot.Message{Text: bot.Escape(s)} }

func TestNewRefusesBadConfiguration(t *testing.T) {
	t.Parallel()
	for name, cfg := range map[string]Config{
		"no token":   {},
		"no address": {Token: "x", APIURL: "discord.com"},
		"ftp":        {Token: "x", APIURL: "ftp://discord.com/api/v10/"},
	} {
		if _, err := New(t.Context(), cfg); err == nil || !strings.Contains(err.Error(), "discord.") {
			t.Errorf("%s: error %v, want one that names the setting", name, err)
		}
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	if name, err := b.adapter.Check(t.Context()); name != "overhoor" || err != nil {
		t.Errorf("Check() = %q, %v", name, err)
	}
	_, err := New(t.Context(), Config{Token: "wrong-token", APIURL: b.URL})
	if !errors.Is(err, errToken) || strings.Contains(err.Error(), "wrong-token") {
		t.Errorf("New with a wrong token: %v", err)
	}
}

func TestNewWithoutDiscord(t *testing.T) {
	t.Parallel()
	a, err := New(t.Context(), Config{Token: "secret", APIURL: "http://127.0.0.1:1/api/v10"})
	if err != nil {
		t.Fatalf("a Discord that can't be reached should not stop the start: %v", err)
	}
	if _, err := a.Check(t.Context()); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("Check() = %v", err)
	}
}
