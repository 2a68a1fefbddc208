// Package console is the conversation on a terminal and for scripts: to try,
// show and test the bot without a token. It translates lines into events and
// messages into lines, and knows nothing of what is said.
package console

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"

	"github.com/overhoor/overhoor/bot"
)

// Platform is this platform's name in places and accounts.
const Platform = "console"

// Me is the account of the one who types, when he gives no name.
const Me = "me"

// Config says where a conversation is held and by whom.
type Config struct {
	In   io.Reader // a terminal gets a prompt and line editing
	Out  io.Writer // a terminal gets wrapped lines
	Name string    // the one who types, when there is no Group; "" means Me
	Lang string    // BCP 47 language of who types, or ""

	Greet string // said on his behalf at the start, on a terminal: "/start"
	Group bool   // lines are "anna: /quiz crm": several people in one conversation
	Color Color  // whether to colour

	Pictures string // folder that pictures and files are put in, made when there is one; "" for that of temporary files

	Commands []bot.Command // completed with the tab key on a terminal
	Complete bot.Completer // completes their arguments; may be nil
	Log      *slog.Logger
}

// Color says whether a conversation is coloured.
type Color uint8

// The ways to colour.
const (
	Auto   Color = iota // on a terminal, unless NO_COLOR is set
	Always              // also into a file or a pipe
	Never
)

// Console is a conversation over a reader and a writer.
type Console struct {
	cfg     Config
	lines   source
	pen     pen
	session string // makes event IDs unique across restarts
	count   int

	mu      sync.Mutex // guards all below and the order on the screen
	choices []string   // the commands of the numbered choices, the first is 1
	waiting bool       // the prompt is on the screen
}

var _ bot.Adapter = (*Console)(nil)

// New prepares a conversation.
func New(cfg Config) *Console {
	if cfg.Name == "" {
		cfg.Name = Me
	}
	c := &Console{cfg: cfg, pen: newPen(cfg), session: rand.Text()}
	c.lines = newSource(cfg, c.completions)
	return c
}

// Run holds the conversation until its input or ctx ends.
func (c *Console) Run(ctx context.Context, handle bot.Handler) error {
	defer c.lines.Close()
	if c.lines.Prompt() != "" && c.cfg.Greet != "" {
		c.hear(ctx, c.cfg.Greet, handle)
	}
	for {
		c.await(true)
		line, err := c.next(ctx)
		c.await(false)
		switch {
		case ctx.Err() != nil, errors.Is(err, io.EOF):
			c.lines.Leave(c.cfg.Out)
			return nil
		case err != nil:
			return fmt.Errorf("read what was typed: %w", err)
		}
		c.hear(ctx, line, handle)
	}
}

// hear handles one line.
func (c *Console) hear(ctx context.Context, line string, handle bot.Handler) {
	said, err := parse(line, c.cfg)
	if err != nil {
		c.print(err.Error() + "\n")
		return
	}
	if said.text == "" {
		return
	}
	e := c.event(said)
	messages, err := handle(ctx, e)
	if err != nil {
		c.cfg.Log.Error("handle an event", slog.String("event", e.ID), slog.Any("error", err))
	}
	c.show(e.From.ID, messages)
}

// Send says something that no event asked for.
func (c *Console) Send(_ context.Context, to bot.Place, m bot.Message) error {
	if to != c.place() {
		return fmt.Errorf("send to %s on the console: only %s is here: %w", to.Chat, c.place().Chat, bot.ErrGone)
	}
	c.show("", []bot.Message{m})
	return nil
}

// show draws messages and keeps their choices. Messages without any leave the
// earlier choices as they are.
func (c *Console) show(asker string, messages []bot.Message) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var fresh []string
	for _, m := range messages {
		if m.Scoreboard != nil && m.Scoreboard.Closed {
			continue // what was said just now ends with it
		}
		first := len(fresh) + 1
		for _, row := range m.Buttons {
			for _, b := range row {
				fresh = append(fresh, b.Command)
			}
		}
		c.write(c.pen.message(m, c.along(m), asker, first))
	}
	if len(fresh) > 0 {
		c.choices = fresh
	}
}

// print shows a line that is not the bot's.
func (c *Console) print(s string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.write(s)
}

// write puts text on the screen, above a prompt that stands there.
func (c *Console) write(s string) {
	if c.waiting {
		s = "\r\n" + s + c.lines.Prompt()
	}
	_, _ = io.WriteString(c.cfg.Out, s) // who closed our output sees nothing anyway
}

// await tells whether the prompt stands on the screen.
func (c *Console) await(on bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting = on && c.lines.Prompt() != ""
}

// next reads a line, unless ctx ends before one is there. The read itself can't
// be interrupted; it ends with its input.
func (c *Console) next(ctx context.Context) (string, error) {
	type read struct {
		line string
		err  error
	}
	got := make(chan read, 1)
	go func() {
		line, err := c.lines.Line()
		got <- read{line, err}
	}()
	select {
	case r := <-got:
		return r.line, r.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}
