package discord

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// errHung says that the library neither connected nor gave up.
var errHung = errors.New("the gateway didn't become ready in time")

// fatal explains the close codes after which trying again is no use.
func fatal(err error) error {
	var end *websocket.CloseError
	var refused *discordgo.RESTError
	switch {
	case errors.Is(err, errToken):
		return errToken
	case errors.As(err, &refused) && refused.Response != nil && refused.Response.StatusCode == http.StatusUnauthorized:
		return errToken
	case !errors.As(err, &end):
		return nil
	}
	switch end.Code {
	case 4004:
		return errToken
	case 4010:
		return errors.New("no such shard (4010): see that the shard is below the number of shards")
	case 4011:
		return errors.New("the bot is in too many guilds for one connection (4011): run it in shards")
	case 4012:
		return errors.New("this version of the gateway is spoken no more (4012): update the program")
	case 4013:
		return errors.New("unknown intents were asked for (4013): update the program")
	case 4014:
		return errors.New("the Message Content intent is not granted (4014): switch it on on the Bot page of the developer portal, or set discord.message_content to false")
	}
	return nil
}

// listen keeps a gateway connection until ctx ends or Discord refuses for
// good. The library's own reconnecting is off: it would go on for ever after
// a refusal, and hang where this doesn't.
func (r *run) listen(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(r.rest.refused, cancel)()
	session := r.newSession()
	wait := r.timing.backoff
	for {
		began := time.Now()
		spent, err := r.connect(ctx, session)
		switch {
		case ctx.Err() != nil:
			return r.refused()
		case fatal(err) != nil:
			return fmt.Errorf("discord: %w", fatal(err))
		case spent:
			session = r.newSession()
		}
		r.log.Warn("gateway connection ended, connecting again", "error", withoutURL(err))
		if time.Since(began) > time.Minute {
			wait = r.timing.backoff
		}
		if !sleep(ctx, wait+rand.N(wait/2+1)) {
			return r.refused()
		}
		wait = min(2*wait, time.Minute)
	}
}

// refused is why we stop, when it is not that we were asked to.
func (r *run) refused() error {
	if r.rest.refused.Err() != nil {
		return fmt.Errorf("discord: %w", errToken)
	}
	return nil
}

// link is a session of the library with the connection beneath it.
type link struct {
	*discordgo.Session

	mu   sync.Mutex
	wire *wire
	down chan struct{} // gets word when the library has closed its session
	over bool
}

func (r *run) newSession() *link {
	s, _ := discordgo.New(r.cfg.Token) // never fails
	l := &link{Session: s, down: make(chan struct{}, 1)}
	s.LogLevel = -1 // its lines can hold tokens
	s.StateEnabled = false
	s.SyncEvents = true // in order; our handlers only queue
	s.ShouldReconnectOnError = false
	s.ShouldRetryOnRateLimit = false
	s.Compress = false
	s.Client = r.rest.client
	s.ShardID, s.ShardCount = r.cfg.Shard, max(r.cfg.Shards, 1)
	s.Identify.Intents = discordgo.IntentGuildMessages | discordgo.IntentDirectMessages
	if r.cfg.MessageContent {
		s.Identify.Intents |= discordgo.IntentMessageContent
	}
	dialer := net.Dialer{Timeout: 10 * time.Second}
	s.Dialer = &websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: r.timing.open,
		NetDialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			conn, err := dialer.DialContext(ctx, network, addr)
			if err != nil {
				return nil, err
			}
			return l.attach(conn, r.timing.silence)
		}}
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { l.isDown() })
	s.AddHandler(r.onReady)
	s.AddHandler(r.onInteraction)
	s.AddHandler(r.onMessage)
	return l
}

// connect opens the gateway and stays until the connection ends or ctx does.
// spent says that the session can't be used again.
func (r *run) connect(ctx context.Context, l *link) (spent bool, err error) {
	l.forgetDown()
	opened := make(chan error, 1)
	go func() { opened <- l.Open() }()
	select {
	case err = <-opened:
	case <-ctx.Done():
		return r.abandon(l, opened), ctx.Err()
	case <-time.After(r.timing.open):
		return r.abandon(l, opened), errHung
	}
	if err != nil {
		return false, err
	}
	r.log.Info("connected to Discord")
	select {
	case <-ctx.Done():
		return !r.hangUp(l), nil
	case <-l.current().gone:
		err = errors.New("the connection to the gateway ended")
	}
	// The library notices and closes its session too. Opened before it has, the
	// next connection would be the one that it says goodbye on.
	select {
	case <-l.down:
		return false, err
	case <-time.After(r.timing.leave):
		return !r.hangUp(l), err
	}
}

// isDown notes that the library has closed its session.
func (l *link) isDown() {
	select {
	case l.down <- struct{}{}:
	default:
	}
}

// forgetDown drops the word of an earlier connection.
func (l *link) forgetDown() {
	select {
	case <-l.down:
	default:
	}
}

// abandon breaks off an opening. The library can hang in it for ever, with its
// lock held; then it is left alone.
func (r *run) abandon(l *link, opened <-chan error) (spent bool) {
	l.end()
	select {
	case err := <-opened:
		if err == nil {
			r.hangUp(l)
		}
	case <-time.After(r.timing.leave):
		r.log.Warn("the Discord library hangs, its session is given up")
	}
	return true
}

// hangUp closes the session, which can hang with its lock held. It is false
// when it does.
func (r *run) hangUp(l *link) bool {
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		_ = l.Close() // always nil
	}()
	select {
	case <-closed:
		return true
	case <-time.After(r.timing.leave):
		l.end()
		return false
	}
}

// attach makes a connection the link's own.
func (l *link) attach(conn net.Conn, silence time.Duration) (net.Conn, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over {
		conn.Close()
		return nil, net.ErrClosed
	}
	l.wire = &wire{Conn: conn, silence: silence, gone: make(chan struct{})}
	return l.wire, nil
}

// end closes the connection and refuses another.
func (l *link) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.over = true
	if l.wire != nil {
		l.wire.Close()
	}
}

// current is the newest connection.
func (l *link) current() *wire {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.wire
}

// wire is a network connection that can't be silent for ever: the library sets
// no deadlines and would wait on a dead one.
type wire struct {
	net.Conn
	silence time.Duration
	once    sync.Once
	gone    chan struct{} // closed with the connection
}

// Read closes the connection on any error, so that the library can't say
// goodbye on it: that would end the session, and missed events with it.
func (w *wire) Read(p []byte) (int, error) {
	if err := w.SetReadDeadline(time.Now().Add(w.silence)); err != nil {
		return 0, err
	}
	n, err := w.Conn.Read(p)
	if err != nil {
		w.Close()
	}
	return n, err
}

func (w *wire) Write(p []byte) (int, error) {
	if err := w.SetWriteDeadline(time.Now().Add(10 * time.Second)); err != nil {
		return 0, err
	}
	return w.Conn.Write(p)
}

// Close can be called more than once.
func (w *wire) Close() (err error) {
	w.once.Do(func() {
		close(w.gone)
		err = w.Conn.Close()
	})
	return err
}
