// Package telegramtest is a Telegram for tests: a Bot API server in the process
// that behaves like the real one, and people who write to the bot.
//
// It is strict. Every request is held against the Bot API's specification and
// limits, and whatever is wrong with one fails the test.
package telegramtest

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// Name is the bot's user name.
const Name = "overhoor_test_bot"

const (
	botID    = 4242
	patience = 10 * time.Second // for what a test waits for
)

// Server is a Bot API server.
type Server struct {
	URL      string // telegram.api_url
	Token    string // telegram.token
	ReadsAll bool   // privacy mode is off: plain text in groups reaches the bot too; set it first
	NoInline bool   // inline mode is switched off
	NoGroups bool   // it can't be taken into groups
	Webhook  bool   // the test wants its bots to use a webhook; the server does what they ask

	tb   testing.TB
	spec spec
	http *httptest.Server

	mu         sync.Mutex
	changed    chan struct{} // closed and replaced whenever something changes
	complaints []string
	failures   map[string][]Failure
	revoked    bool
	stalled    map[string]chan struct{} // chats and methods whose requests wait

	chats    map[int64]*conversation
	updates  []update
	lastID   int64 // of an update
	date     int64 // when what people write is sent
	last     update
	allowed  []string // allowed_updates, nil for all
	polling  chan struct{}
	queries  map[string]bool     // by ID, true when answered
	looks    map[string]*Offered // inline queries by ID, nil until they are answered
	requests []Request
	menus    map[menuKey]json.RawMessage

	hook    webhook
	behind  []string       // addresses behind that of the webhook
	brought map[int64]bool // updates that are being brought
	deaf    int            // answers of the bot that we don't hear
	posting bool
	posts   sync.WaitGroup
	stopped context.Context

	attached map[string]Document // files of the request that is being answered

	sent  []Sent            // not yet fetched with Next
	quiet []Sent            // nor with Quiet
	files map[string][]byte // that people sent, by ID; nil can't be downloaded
}

// menuKey is who sees a menu.
type menuKey struct{ scope, lang string }

// Request is what the bot asked of the server.
type Request struct {
	Method string
	Params map[string]string
}

// update waits until the bot confirms it.
type update struct {
	id    int64
	kind  string
	body  map[string]any
	query string // the callback query in it, or ""
}

// New starts a server that stops with the test.
func New(tb testing.TB) *Server {
	tb.Helper()
	rules, err := readSpec(bundled)
	if err != nil {
		tb.Fatalf("read the Bot API's specification: %v", err)
	}
	s := &Server{
		Token: "4242:AA-secret_of_the-test", tb: tb, spec: rules, changed: make(chan struct{}),
		failures: map[string][]Failure{}, chats: map[int64]*conversation{}, queries: map[string]bool{}, looks: map[string]*Offered{},
		stalled: map[string]chan struct{}{},
		files:   map[string][]byte{}, brought: map[int64]bool{},
		lastID: 870_000_000, date: date, polling: make(chan struct{}),
	}
	server := httptest.NewServer(s)
	s.URL, s.http = server.URL, server
	var stop context.CancelFunc
	s.stopped, stop = context.WithCancel(context.Background())
	tb.Cleanup(func() {
		stop()
		s.posts.Wait()
		server.CloseClientConnections()
		server.Close()
		for _, c := range s.Complaints() {
			tb.Error("Telegram complains: " + c)
		}
	})
	return s
}

// Complaints is all that was wrong with the bot's requests. It fails the test
// at its end, unless it was read: then it is the test's to judge.
func (s *Server) Complaints() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	complaints := s.complaints
	s.complaints = nil
	return complaints
}

// Requests is what the bot asked so far by one method, getUpdates too.
func (s *Server) Requests(method string) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Request
	for _, r := range s.requests {
		if r.Method == method {
			found = append(found, r)
		}
	}
	return found
}

// AwaitRequests waits until the bot has asked n times by a method.
func (s *Server) AwaitRequests(ctx context.Context, method string, n int) []Request {
	s.tb.Helper()
	s.await(ctx, "requests for "+method, func() bool {
		count := 0
		for _, r := range s.requests {
			if r.Method == method {
				count++
			}
		}
		return count >= n
	})
	return s.Requests(method)
}

// Confirmed waits until the bot has confirmed all updates.
func (s *Server) Confirmed(ctx context.Context) {
	s.tb.Helper()
	s.await(ctx, "all updates to be confirmed", func() bool { return len(s.updates) == 0 })
}

// Left waits until so many updates wait for the bot: a webhook's answer may be on
// its way when the bot has stopped.
func (s *Server) Left(ctx context.Context, n int) {
	s.tb.Helper()
	s.await(ctx, "the right number of updates to be left", func() bool { return len(s.updates) == n })
}

// Unconfirmed is how many updates wait for the bot.
func (s *Server) Unconfirmed() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.updates)
}

// await waits until a condition holds, which is looked at under the lock.
func (s *Server) await(ctx context.Context, what string, holds func() bool) {
	s.tb.Helper()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		s.mu.Lock()
		ok, changed := holds(), s.changed
		s.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			s.tb.Fatalf("waited in vain for %s; complaints: %q", what, s.Complaints())
		}
	}
}

// touch tells all who wait that something changed. The lock is held.
func (s *Server) touch() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// complain notes what is wrong. The lock is held.
func (s *Server) complain(what ...string) { s.complaints = append(s.complaints, what...) }
