package main

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/cmd/overhoor/config"
)

// stage is a quiz with one platform before it, on which people act.
type stage struct {
	t       *testing.T
	ctx     context.Context // ends when a wait has been in vain
	env     map[string]string
	actor   actor
	house   *house
	log     lockedBuffer
	replies chan []bot.Message // to each event that the quiz got
	stop    func()
}

// actor is how people act on a platform.
type actor interface {
	act(l line)
	// seen is what people see of these messages, which the quiz just said.
	seen(said []bot.Message) []seen
}

// connection puts a platform before the quiz.
type connection func(s *stage) actor

// newStage begins a quiz on its own data, with one small deck.
func newStage(t *testing.T, connect connection) *stage {
	t.Helper()
	folder := t.TempDir()
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	t.Cleanup(cancel)
	s := &stage{t: t, ctx: ctx, replies: make(chan []bot.Message, 100)}
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

func (s *stage) setClock(now string) {
	s.t.Helper()
	write(s.t, strings.TrimPrefix(s.env["OVERHOOR_CLOCK"], "@"), now)
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
	s.house.engine.Random = func(int) int { return 0 } // the same cards everywhere
	adapters, err := s.house.connect(s.ctx)
	if err != nil {
		s.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(s.ctx)
	ended := make(chan error, len(adapters))
	for _, a := range adapters {
		go func() { ended <- a.Run(ctx, s.handle) }()
	}
	s.stop = func() {
		cancel()
		for range adapters {
			<-ended
		}
		if err := s.house.Close(); err != nil {
			s.t.Error(err)
		}
	}
}

// restart ends the program and begins it again.
func (s *stage) restart() {
	s.stop()
	s.start()
}

// handle is the quiz, whose replies are noted.
func (s *stage) handle(ctx context.Context, e bot.Event) ([]bot.Message, error) {
	messages, err := s.house.engine.Handle(ctx, e)
	if err != nil {
		s.t.Errorf("%s %q: %v", e.Command, e.Text, err)
	}
	s.replies <- messages
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

// bared speaks to the quiz itself.
type bared struct {
	*stage
	events int
	shown  map[string][]bot.Button // what lies before each chat
}

func bare(s *stage) actor { return &bared{stage: s, shown: map[string][]bot.Button{}} }

func (b *bared) act(l line) {
	b.t.Helper()
	b.events++
	e := bot.Event{
		ID: "console:" + strconv.Itoa(b.events), At: b.house.now(), Place: bot.Place{Platform: "console", Chat: l.who},
		From: bot.Person{Account: bot.Account{Platform: "console", ID: l.who}, Name: named(l.who), Lang: "nl"},
	}
	if l.group != "" {
		e.Place = bot.Place{Platform: "console", Chat: l.group, Group: true}
	}
	text := l.text
	if label, ok := l.pressed(); ok {
		text, e.Pressed = "", true
		for _, button := range b.shown[e.Place.Chat] {
			if button.Label == label {
				text = button.Command
			}
		}
		if text == "" {
			b.t.Fatalf("no button %q lies before %s", label, e.Place.Chat)
		}
	}
	if command, ok := strings.CutPrefix(text, "/"); ok {
		e.Command, e.Text, _ = strings.Cut(command, " ")
	} else {
		e.Text = text
	}
	messages, _ := b.handle(b.ctx, e)
	for _, m := range messages {
		for _, row := range m.Buttons {
			b.shown[e.Place.Chat] = append(b.shown[e.Place.Chat], row...)
		}
	}
}

func (b *bared) seen([]bot.Message) []seen { return nil }

func named(who string) string { return strings.ToUpper(who[:1]) + who[1:] }
