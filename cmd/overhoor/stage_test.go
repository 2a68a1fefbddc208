package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/cmd/overhoor/config"
	"github.com/overhoor/overhoor/scheduler/daily"
)

// stage is a quiz with one platform before it, on which people act.
type stage struct {
	t       *testing.T
	ctx     context.Context // ends when a wait has been in vain
	env     map[string]string
	actor   actor
	house   *house
	log     lockedBuffer
	replies chan []bot.Message // to each event that the quiz got, when it came first
	heard   sync.Map           // IDs of events
	unbid   []said             // what was due and is said
	stop    func()

	adapters map[string]bot.Adapter
	draws    atomic.Int64
	now      time.Time
	late     time.Duration     // that what is done next was done ago
	langs    map[string]string // of those whose client doesn't speak Dutch
	names    map[string]string // of chats on the platform
	met      map[string]bool   // who did something
	boards   map[string]string // the messages in which scoreboards stand, by round
}

// actor is how people act on a platform.
type actor interface {
	act(l line)
	// obey does what a line says that nobody says; the quiz hears nothing of it,
	// or nothing new.
	obey(order, what string)
	// seen is what people see of these messages, which the quiz just said.
	seen(said []said) []seen
	// rest is what people see that nobody asked about.
	rest() []string
	// account is whose it is that the quiz knows.
	account(who string) bot.Account
}

// connection puts a platform before the quiz.
type connection func(s *stage) actor

// newStage begins a quiz on its own data, with one small deck.
func newStage(t *testing.T, connect connection) *stage {
	t.Helper()
	folder := t.TempDir()
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	t.Cleanup(cancel)
	s := &stage{t: t, ctx: ctx, replies: make(chan []bot.Message, 100), langs: map[string]string{}, names: map[string]string{}, met: map[string]bool{}, boards: map[string]string{}}
	s.env = map[string]string{
		"OVERHOOR_DATA":           folder,
		"OVERHOOR_CLOCK":          "@" + filepath.Join(folder, "clock"),
		"OVERHOOR_SCHEDULER_FUZZ": "false", // it is another's on each platform
	}
	write(t, filepath.Join(folder, "decks", "weer.md"), weather)
	s.setClock("2026-11-24T12:00:00+01:00")
	s.actor = connect(s)
	s.start()
	t.Cleanup(func() { s.stop() })
	return s
}

// setClock sets the time.
func (s *stage) setClock(now string) {
	s.t.Helper()
	at, err := parseTime(now)
	if err != nil {
		s.t.Fatal(err)
	}
	s.now = at
	file := strings.TrimPrefix(s.env["OVERHOOR_CLOCK"], "@")
	write(s.t, file+".new", now)
	if err := os.Rename(file+".new", file); err != nil {
		s.t.Fatal(err)
	}
}

// sent is when something is done on the platform. Each thing takes three seconds.
func (s *stage) sent() time.Time {
	s.setClock(s.now.Add(3 * time.Second).Format(time.RFC3339))
	at := s.now.Add(-s.late)
	s.late = 0
	return at
}

// lang is the language of somebody's client.
func (s *stage) lang(who string) string {
	if lang := s.langs[who]; lang != "" {
		return lang
	}
	return "nl"
}

// start builds the quiz and lets the adapter of the platform run.
func (s *stage) start() {
	s.t.Helper()
	w := &world{in: strings.NewReader(""), out: &s.log, err: &s.log, env: func(name string) (string, bool) {
		value, ok := s.env[name]
		return value, ok
	}}
	cfg, err := config.Load("", w.env)
	if err != nil {
		s.t.Fatal(err)
	}
	if s.house, err = build(s.ctx, cfg, newLog(cfg.Log, w), w); err != nil {
		s.t.Fatal(err)
	}
	s.house.engine.Random = s.random
	s.house.engine.Background = func(do func(context.Context)) { do(s.ctx) }
	s.house.turn = func(context.Context, string, string, bot.Sending) error { return nil }
	if s.adapters, err = s.house.connect(s.ctx); err != nil {
		s.t.Fatal(err)
	}
	if itself, ok := s.actor.(bot.Adapter); ok {
		s.adapters["console"] = itself
	}
	ctx, cancel := context.WithCancel(s.ctx)
	ended := make(chan error, len(s.adapters))
	for name, a := range s.adapters {
		go func() { ended <- a.Run(ctx, s.handle) }()
		s.adapters[name] = witnessed{a, s}
	}
	s.stop = func() {
		cancel()
		for range s.adapters {
			<-ended
		}
		if err := s.house.Close(); err != nil {
			s.t.Error(err)
		}
	}
}

// random chooses the same cards everywhere, and makes codes that differ.
func (s *stage) random(n int) int {
	if n < 30 {
		return 0
	}
	return int(s.draws.Add(1)) % n
}

// witnessed is an adapter of which is noted what it is to send.
type witnessed struct {
	bot.Adapter
	s *stage
}

func (n witnessed) Send(ctx context.Context, to bot.Place, m bot.Message) error {
	err := n.Adapter.Send(ctx, to, m)
	if err == nil {
		n.s.unbid = append(n.s.unbid, said{Message: m, group: to.Group, unbid: true, person: n.s.names[to.Chat]})
	}
	return err
}

// handle is the quiz, whose replies are noted.
func (s *stage) handle(ctx context.Context, e bot.Event) ([]bot.Message, error) {
	messages, err := s.house.engine.Handle(ctx, e)
	if err != nil {
		s.t.Errorf("%s %q: %v", e.Command, e.Text, err)
	}
	if _, again := s.heard.LoadOrStore(e.ID, true); !again {
		s.replies <- messages
	}
	return messages, err
}

// reply waits for what the quiz says to what was done last.
func (s *stage) reply() []bot.Message {
	s.t.Helper()
	select {
	case messages := <-s.replies:
		return messages
	case <-s.ctx.Done():
		s.t.Fatalf("the quiz heard nothing:\n%s", s.log.String())
		return nil
	}
}

// play does what a line says.
func (s *stage) play(row string) step {
	s.t.Helper()
	done := step{row: row}
	if l, ok := parseLine(row); ok {
		s.met[l.who] = true
		s.actor.act(l)
		for _, m := range s.reply() {
			done.said = append(done.said, said{Message: m, group: l.group != ""})
		}
		return done
	}
	word, rest, _ := strings.Cut(row, " ")
	switch word {
	case "", "#":
	case "clock":
		s.setClock(rest)
		done.said = s.due()
	case "late":
		d, err := time.ParseDuration(rest)
		if err != nil {
			s.t.Fatal(err)
		}
		s.late = d
	case "english":
		s.langs[rest] = "en"
	case "restart":
		s.stop()
		s.start()
	case "kept":
		done.kept = s.kept()
	default:
		s.actor.obey(word, rest)
	}
	return done
}

// due says what is due, from the queues and by the senders of the program's own
// runners.
func (s *stage) due() []said {
	s.t.Helper()
	s.unbid = nil
	for _, r := range []*daily.Runner{s.house.pushes(s.adapters), s.house.cries(s.adapters)} {
		for found := true; found; {
			entries, err := r.Queue.Take(s.ctx, s.now, time.Minute, 100)
			if err != nil {
				s.t.Fatal(err)
			}
			for _, e := range entries {
				next, err := r.Sender.Deliver(s.ctx, e.Learner, e.Due)
				if err == nil {
					err = r.Queue.Pass(s.ctx, e, next)
				}
				if err != nil {
					s.t.Fatalf("what is due for %s: %v", e.Learner, err)
				}
			}
			found = len(entries) > 0
		}
	}
	return s.unbid
}

// kept is what is in the log of each who did something, an answer an entry.
func (s *stage) kept() string {
	s.t.Helper()
	var b strings.Builder
	for _, who := range slices.Sorted(maps.Keys(s.met)) {
		reviews, err := s.house.store.Log(s.ctx, bot.Learner(s.actor.account(who).String()), 1000)
		if err != nil {
			s.t.Fatal(err)
		}
		fmt.Fprintf(&b, "     %s:", who)
		for _, r := range reviews {
			fmt.Fprintf(&b, " %s %d", r.Card, r.Rating)
			if r.Undo {
				b.WriteString(" (taken back)")
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}
