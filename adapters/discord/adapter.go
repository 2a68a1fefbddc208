// Package discord connects the quiz to Discord: it turns slash commands,
// buttons, forms and messages into events, and messages into what Discord
// shows. It knows Discord and nothing of the quiz.
//
// The gateway (discordgo) brings the events in; one queue a channel keeps
// their order. Answers go out over REST: the first by the interaction's
// callback within its three seconds, what follows by its webhook, and by a
// plain channel message when there is no interaction or it has expired.
package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/overhoor/overhoor/bot"
)

const defaultURL = "https://discord.com/api/v10/"

// Config is what the adapter needs. Only Token is required.
type Config struct {
	Token          string           // of the bot, without "Bot "; never logged
	APIURL         string           // "" is https://discord.com/api/v10/
	Guild          string           // registers the commands in this guild only, at once: for trying
	MessageContent bool             // the privileged intent is on: plain messages in guilds are answers too
	Shards         int              // of all processes together; 0 is as many as Discord advises
	Shares         Shares           // with the other processes that listen with this token; nil: there are none
	Commands       []bot.Command    // shown in the menu behind the slash
	Complete       bot.Completer    // completes a command's argument, or nil
	Words          Words            // about Discord itself; nil: nothing is said about it
	Log            *slog.Logger     // nil logs nothing
	Now            func() time.Time // nil is time.Now

	// Threads tells whether the round that an event asks for is to be played in
	// a thread of its own; nil: never.
	Threads func(ctx context.Context, e bot.Event) bool

	// Pace waits until something may be sent to a chat, or ctx ends. It is asked
	// before each message that a whole channel sees, also as the answer to an
	// interaction, and in private before what answers none. What answers an
	// interaction comes after that was acknowledged; nil doesn't wait.
	Pace bot.Pacer

	// Notes keeps where scoreboards stand, for all processes; nil shows none.
	Notes bot.Notes

	// Hold is told that Discord wants nothing sent to anyone for so long;
	// from then on Pace should wait so long. nil tells nobody.
	Hold func(ctx context.Context, d time.Duration) error
}

// Adapter speaks Discord for the quiz. It is a bot.Adapter.
type Adapter struct {
	cfg    Config
	log    *slog.Logger
	rest   *rest
	files  *files
	shares Shares
	outbox *bot.Outbox
	scores *bot.Scorekeeper
	seen   *recent // events
	told   *recent // of what we lack, by channel
	timing timing

	mu   sync.Mutex
	self string // our user ID, "" until Discord told it
}

var _ bot.Adapter = (*Adapter)(nil)

// timing is how long things may take.
type timing struct {
	patience time.Duration // for a handler, before its interaction is deferred
	callback time.Duration // for a first answer; Discord waits 3 s in all
	open     time.Duration // for a gateway connection to become ready
	silence  time.Duration // of the gateway; its heartbeat is about 41 s
	pulse    time.Duration // between two looks at whether heartbeats are answered
	share    time.Duration // between two looks at who serves which shard
	identify time.Duration // between two sessions that begin
	leave    time.Duration // for closing a connection
	finish   time.Duration // for what is still being answered at the end
	backoff  time.Duration // before the second try to connect; doubles up to a minute
}

// New makes an adapter and asks Discord whether it accepts the token. A token
// that is refused is an error; a Discord that can't be reached is not: Run
// goes on trying.
func New(ctx context.Context, cfg Config) (*Adapter, error) {
	if cfg.Token == "" {
		return nil, errors.New("discord: no token: set discord.token")
	}
	base, err := baseURL(cfg.APIURL)
	if err != nil {
		return nil, err
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Pace == nil {
		cfg.Pace = func(context.Context, string, bot.Sending) error { return nil }
	}
	a := &Adapter{
		cfg:   cfg,
		log:   cfg.Log.With("platform", platform),
		rest:  newREST(base, cfg.Token, cfg.tellHold),
		files: newFiles(),
		seen:  newRecent(1024),
		told:  newRecent(1024),
		timing: timing{patience: 1500 * time.Millisecond, callback: 2500 * time.Millisecond, open: 20 * time.Second,
			silence: 100 * time.Second, pulse: 10 * time.Second, share: 5 * time.Second, identify: 5 * time.Second,
			leave: 3 * time.Second, finish: 5 * time.Second, backoff: time.Second},
		shares: cfg.Shares,
	}
	a.outbox = &bot.Outbox{Turn: func(ctx context.Context, to bot.Place, urgent bool) {
		_ = a.inTurn(ctx, to.Chat, bot.Message{Urgent: urgent}.Sending(to)) // it fails when ctx ends
	}}
	a.scores = &bot.Scorekeeper{Notes: cfg.Notes, Writer: a, Pace: cfg.Pace, Log: a.log, Now: cfg.Now}
	if a.shares == nil {
		a.shares = &alone{next: map[string]time.Time{}}
	}
	if _, err := a.Check(ctx); errors.Is(err, errToken) {
		return nil, err
	} else if err != nil {
		a.log.Warn("can't reach Discord yet", "error", err)
	}
	return a, nil
}

// tellHold passes on that Discord wants nothing from us for a while.
func (c Config) tellHold(ctx context.Context, d time.Duration) {
	if c.Hold == nil {
		return
	}
	if err := c.Hold(ctx, d); err != nil {
		c.Log.Warn("hold up what is sent", "error", err)
	}
}

func baseURL(s string) (string, error) {
	if s == "" {
		s = defaultURL
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || u.RawQuery != "" {
		return "", fmt.Errorf("discord: %q is no address of the API: set discord.api_url to one like %s", s, defaultURL)
	}
	return strings.TrimSuffix(s, "/") + "/", nil
}

// Check asks Discord who the token belongs to and returns the bot's name.
func (a *Adapter) Check(ctx context.Context) (name string, err error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	var me struct {
		ID       string `json:"id"`
		Username string `json:"username"`
	}
	if err := a.rest.do(ctx, request{what: "ask Discord for the bot's name", method: "GET", path: "users/@me", into: &me}); err != nil {
		return "", err
	}
	a.setSelf(me.ID)
	return me.Username, nil
}

func (a *Adapter) setSelf(id string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.self = id
}

func (a *Adapter) selfID() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.self
}
