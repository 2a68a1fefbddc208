// Package telegram connects the quiz to Telegram: it turns messages, commands
// and pressed buttons into events, and messages into what Telegram shows. It
// knows Telegram and nothing of the quiz.
//
// Updates come in by long polling or by a webhook. They are confirmed only when
// they have been handled, so what a crash interrupts comes again; one queue a
// place keeps their order, and different places are served at the same time.
//
// A message is never sent twice: one of which we don't know whether it arrived,
// because a connection broke, isn't sent again. So that costs one message at
// most, and what was counted stays counted.
package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync/atomic"
	"time"

	"github.com/overhoor/overhoor/bot"
)

const (
	platform   = "telegram"
	defaultURL = "https://api.telegram.org"
)

// Config is what the adapter needs. Only Token is required.
type Config struct {
	Token    string        // from @BotFather; never logged
	APIURL   string        // of the Bot API server; "" is https://api.telegram.org
	Commands []bot.Command // shown in the menu behind the slash
	Log      *slog.Logger  // nil logs nothing
	Now      func() time.Time
	Webhook  Webhook // without a URL we poll

	// ForAdmins tells of which events in a group it has to be known whether
	// their sender is an admin; nil for none.
	ForAdmins func(e bot.Event) bool

	// Moved is told that a group became a supergroup, which has another number:
	// what the quiz keeps of it goes along. It may be told more than once. nil
	// tells nobody.
	Moved func(ctx context.Context, from, to bot.Place) error

	// Offer finds what can be passed on to others while somebody types our name
	// in any chat; nil offers nothing.
	Offer bot.Offerer

	// Notes keeps what is known again when somebody votes in a quiz, and where
	// scoreboards stand; nil draws quizzes as buttons, and no scoreboards.
	Notes Notes

	// Lease waits until this process may poll: Telegram allows one poller a
	// token, and any number behind a webhook. The context it returns ends when the lease is lost; release
	// gives it back. nil is for a process that is alone.
	Lease func(ctx context.Context) (held context.Context, release func(), err error)

	// Pace waits until something may be sent to a chat, or ctx ends. It is
	// asked before what nobody asked for, and before everything in a group,
	// where Telegram allows 20 messages a minute; nil doesn't wait.
	Pace bot.Pacer

	// Hold is told that Telegram wants nothing sent to a chat for so long, or
	// to anyone when chat is ""; from then on Pace should wait so long. nil
	// tells nobody.
	Hold func(ctx context.Context, chat string, d time.Duration) error
}

// Notes keeps a few bytes by name for a while, for all processes and over a
// restart.
type Notes interface {
	bot.Notes
	KeepNote(ctx context.Context, name string, note []byte, ttl time.Duration) error
}

// Adapter speaks Telegram for the quiz. It is a bot.Adapter.
type Adapter struct {
	cfg   Config
	log   *slog.Logger
	api   *client
	board *bot.Scorekeeper
	self  atomic.Pointer[user] // who we are, nil until Telegram told it
	album atomic.Value         // the ID of the album of which something came last

	// What tests put something else in place of.
	pause  func(ctx context.Context, d time.Duration) error
	listen func(network, address string) (net.Listener, error)
	look   time.Duration // after how long the webhook is looked at again
	glance time.Duration // how long we look for another poller
}

var _ bot.Adapter = (*Adapter)(nil)

// New makes an adapter and asks Telegram whether it accepts the token. A token
// that is refused is an error; a Telegram that can't be reached is not: Run
// goes on trying.
func New(ctx context.Context, cfg Config) (*Adapter, error) {
	api, err := newClient(cfg.Token, cfg.APIURL)
	if err != nil {
		return nil, err
	}
	if cfg.Webhook, err = cfg.Webhook.checked(cfg.Token); err != nil {
		return nil, err
	}
	cfg.defaults()
	a := &Adapter{cfg: cfg, log: cfg.Log, api: api, pause: pause, listen: net.Listen, look: time.Minute, glance: glance}
	a.board = &bot.Scorekeeper{Notes: cfg.Notes, Writer: a, Pace: cfg.Pace, Log: cfg.Log, Now: cfg.Now}
	if _, err := a.Check(ctx); errors.Is(err, errToken) {
		return nil, err
	}
	return a, nil
}

// defaults fills in what was left out.
func (cfg *Config) defaults() {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.ForAdmins == nil {
		cfg.ForAdmins = func(bot.Event) bool { return false }
	}
	if cfg.Moved == nil {
		cfg.Moved = func(context.Context, bot.Place, bot.Place) error { return nil }
	}
	if cfg.Lease == nil {
		cfg.Lease = func(ctx context.Context) (context.Context, func(), error) { return ctx, func() {}, nil }
	}
	if cfg.Pace == nil {
		cfg.Pace = func(context.Context, string, bot.Sending) error { return nil }
	}
	if cfg.Hold == nil {
		cfg.Hold = func(context.Context, string, time.Duration) error { return nil }
	}
}

// Run receives updates and answers them until ctx ends or Telegram refuses the
// token. What is being handled then is finished first.
func (a *Adapter) Run(ctx context.Context, handle bot.Handler) error {
	defer a.api.close()
	defer a.board.Close()
	if a.cfg.Webhook.URL != "" {
		return a.runWebhook(ctx, handle)
	}
	return a.runPolling(ctx, handle)
}

// Check asks Telegram who we are and returns the bot's name, such as
// "@overhoor_bot".
func (a *Adapter) Check(ctx context.Context) (name string, err error) {
	var me user
	err = a.api.call(ctx, "getMe", nil, &me)
	if refusesToken(err) {
		return "", fmt.Errorf("%w: %w", errToken, err)
	}
	if err != nil {
		return "", fmt.Errorf("ask Telegram for the bot's name: %w", err)
	}
	a.self.Store(&me)
	return "@" + me.Username, nil
}

// Send says something that no event asked for. It wraps bot.ErrGone when the
// chat is closed to us.
func (a *Adapter) Send(ctx context.Context, to bot.Place, m bot.Message) error {
	if a.board.Take(to, m) {
		return nil
	}
	if err := a.cfg.Pace(ctx, to.Chat, m.Sending(to)); err != nil {
		return fmt.Errorf("wait for a turn to send: %w", err)
	}
	return a.say(ctx, target{Place: to, closes: true}, m) // in a group its time was over
}

// me is who we are, a nobody as long as Telegram didn't tell it.
func (a *Adapter) me() user {
	if me := a.self.Load(); me != nil {
		return *me
	}
	return user{}
}

// pause waits, or less when ctx ends.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
