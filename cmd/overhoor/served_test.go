package main

import (
	"bytes"
	"context"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
)

// patient is how long a test waits for something that should come at once.
const patient = 60 * time.Second

// weather is a deck whose answers leave the judge no doubt.
const weather = `---
title: Weer
id: weer
lang: nl
---
## Welke wolk brengt onweer?
cumulonimbus

## Hoe heet de wind van zee naar land?
zeewind

## Waarmee meet je luchtdruk?
barometer
`

// served is an `overhoor run` in this process, on a strict Telegram and a
// strict Discord, which fail the test at a request that is out of order.
type served struct {
	t        *testing.T
	ctx      context.Context // ends when a wait has been in vain
	telegram *telegramtest.Server
	discord  *discordtest.Server
	clock    string // file
	env      map[string]string
	log      lockedBuffer
	stop     func() // stops the first run and waits until it has ended
}

// serve begins a run that ends with the test, on Redis if a URL is given.
func serve(t *testing.T, now string, redis ...string) *served {
	t.Helper()
	folder := t.TempDir()
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	t.Cleanup(cancel)
	s := &served{t: t, ctx: ctx, telegram: telegramtest.New(t), discord: discordtest.New(t), clock: filepath.Join(folder, "clock")}
	write(t, filepath.Join(folder, "decks", "weer.md"), weather)
	s.env = map[string]string{
		"OVERHOOR_DATA":             folder,
		"OVERHOOR_CLOCK":            "@" + s.clock,
		"OVERHOOR_TELEGRAM_TOKEN":   s.telegram.Token,
		"OVERHOOR_TELEGRAM_API_URL": s.telegram.URL,
		"OVERHOOR_DISCORD_TOKEN":    s.discord.Token,
		"OVERHOOR_DISCORD_API_URL":  s.discord.URL,
	}
	for _, url := range redis {
		s.env["OVERHOOR_REDIS_URL"] = url
	}
	s.setClock(now)
	s.stop = s.start()
	s.discord.Connected(s.ctx, 1, 0)
	t.Cleanup(func() {
		s.stop()
		for _, secret := range []string{s.telegram.Token, s.discord.Token, "cumulonimbus"} {
			if strings.Contains(s.log.String(), secret) {
				t.Errorf("the log tells %q:\n%s", secret, s.log.String())
			}
		}
	})
	return s
}

// start begins a run and returns what stops it.
func (s *served) start() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	w := &world{in: strings.NewReader(""), out: &s.log, err: &s.log, env: func(name string) (string, bool) {
		value, ok := s.env[name]
		return value, ok
	}}
	ended := make(chan int, 1)
	go func() { ended <- overhoor(ctx, []string{"run"}, w) }()
	return sync.OnceFunc(func() {
		cancel()
		if code := <-ended; code != 0 {
			s.t.Errorf("the run ended with %d:\n%s", code, s.log.String())
		}
	})
}

// behind is a free address, put behind Telegram's webhook.
func (s *served) behind() string {
	s.t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	address := free.Addr().String()
	_ = free.Close()
	s.telegram.Behind("http://" + address)
	return address
}

// setClock moves the time, at once: a run that begins just then must find one.
func (s *served) setClock(now string) {
	s.t.Helper()
	write(s.t, s.clock+".new", now)
	if err := os.Rename(s.clock+".new", s.clock); err != nil {
		s.t.Fatal(err)
	}
}

// onTelegram waits until the bot says something with these words in a chat.
func (s *served) onTelegram(c telegramtest.Chat, words string) telegramtest.Sent {
	s.t.Helper()
	for {
		m := s.telegram.NextIn(s.ctx, c)
		if strings.Contains(m.Text, words) {
			return m
		}
	}
}

// onDiscord waits until the bot says something with these words.
func (s *served) onDiscord(words string) discordtest.Sent {
	s.t.Helper()
	for {
		m := s.discord.Next(s.ctx)
		if strings.Contains(m.Text+m.Title, words) {
			return m
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// lockedBuffer is a buffer that many write to.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
