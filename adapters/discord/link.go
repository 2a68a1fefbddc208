package discord

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// link is a session of the library with the connection beneath it.
type link struct {
	*discordgo.Session
	shard, shards int

	mu   sync.Mutex
	wire *wire
	down chan struct{} // gets word when the library has closed its session
	over bool
	live bool // it has begun a session, which can be resumed
	on   bool // so has its newest connection, or gone on with one
}

func (r *run) newSession(shard, shards int) *link {
	s, _ := discordgo.New(r.cfg.Token) // never fails
	l := &link{Session: s, shard: shard, shards: shards, down: make(chan struct{}, 1)}
	s.LogLevel = -1 // its lines can hold tokens
	s.StateEnabled = false
	s.SyncEvents = true // in order; our handlers only queue
	s.ShouldReconnectOnError = false
	s.ShouldRetryOnRateLimit = false
	s.Compress = false
	s.Client = r.rest.client
	l.mayIdentify(true)
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
	s.AddHandler(func(*discordgo.Session, *discordgo.Ready) { l.begun() })
	s.AddHandler(func(*discordgo.Session, *discordgo.Resumed) { l.begun() })
	s.AddHandler(r.onReady)
	s.AddHandler(r.onInteraction)
	s.AddHandler(r.onMessage)
	return l
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

// mayIdentify lets the library begin a session, or not. Where one can't be gone
// on with it would begin another at once, without waiting for its turn; a shard
// that can't be keeps it from that. It is called before Open and by what Open
// calls, so nobody reads it meanwhile.
func (l *link) mayIdentify(may bool) {
	if may {
		l.ShardID, l.ShardCount = l.shard, l.shards
	} else {
		l.ShardID, l.ShardCount = 2, 2
	}
}

// begun notes that there is a session on the newest connection.
func (l *link) begun() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.live, l.on = true, true
	l.mayIdentify(true)
}

func (l *link) isOn() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.on
}

func (l *link) hasSession() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.live
}

// unheard is how long ago a heartbeat was acknowledged; 0 while the library is
// busy with itself.
func (l *link) unheard() time.Duration {
	if !l.TryRLock() {
		return 0
	}
	defer l.RUnlock()
	return time.Since(l.LastHeartbeatAck)
}

// attach makes a connection the link's own.
func (l *link) attach(conn net.Conn, silence time.Duration) (net.Conn, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over {
		conn.Close()
		return nil, net.ErrClosed
	}
	l.on = false
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
