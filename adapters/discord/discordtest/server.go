// Package discordtest is a strict Discord in one process, for tests: REST and
// gateway on the loopback. Every request is held against Discord's own OpenAPI
// file and against the rules that the file lacks; what breaks one fails the
// test. People are played with [Server.Slash], [Server.Press], [Server.Submit]
// and [Server.Say], and [Server.Next] waits for what the bot says. It knows no
// Discord library, so it is a second opinion on the one under test.
//
//	d := discordtest.New(t) // give the bot d.URL and d.Token
//	anna, class := d.User("Anna"), d.Guild()
//	d.Slash(class, anna, "quiz", "crm")
//	question := d.Next(ctx)
//	d.Press(question, anna, "Answer")
//	d.Submit(d.Next(ctx), anna, "repeat purchases")
//	d.Say(d.DM(anna), anna, "/stats")
package discordtest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Server is a Discord with one bot.
type Server struct {
	URL   string // of the API, "http://127.0.0.1:1234/api/v10/"
	Token string // the bot's
	App   string // the application's ID
	Bot   string // the bot's user ID

	tb   testing.TB
	spec *spec
	http *httptest.Server

	mu           sync.Mutex
	changed      chan struct{} // closed and renewed at every change
	lastID       uint64
	ahead        time.Duration // of the real clock
	complaints   []string
	failures     []*Failure
	limits       []*limit
	exceeded     int
	requests     []string // "POST /channels/1/messages"
	sent         []Sent
	quiet        []Sent
	messages     map[string]*message
	interactions map[string]*interaction // by token
	nonces       map[string]string       // channel and nonce to message ID
	guilds       map[string]string       // by channel
	files        map[string][]byte       // that people attached, by path
	commands     []json.RawMessage
	portal       Portal
	starts       Starts
	uploads      [][]byte              // the files of the request that is being served
	said         map[string]string     // channels of people's messages, by ID
	forbidden    map[string]Permission // by channel
	archived     map[string]bool       // threads; true for those that are locked too
	gateway      gateway
}

// User is a person. Lang is the locale of his client, Permissions what he may
// do in every guild, "" for nothing.
type User struct{ ID, Name, Lang, Permissions string }

// Channel is where people talk; without a Guild it is private.
//
// Together is a private chat of people without the bot, to which one of them
// took it along.
type Channel struct {
	ID, Guild string
	Together  bool
}

// New starts a Discord that ends with the test, and fails it if a request was
// out of order.
func New(tb testing.TB) *Server {
	tb.Helper()
	spec, err := loadSpec()
	if err != nil {
		tb.Fatalf("discordtest: %v", err)
	}
	s := &Server{
		Token: "MTIz.secret-token-of-the-test", App: "300000000000000001", Bot: "300000000000000002",
		tb: tb, spec: spec, changed: make(chan struct{}), lastID: 400_000_000_000_000_000,
		messages: map[string]*message{}, interactions: map[string]*interaction{}, nonces: map[string]string{}, guilds: map[string]string{},
		files: map[string][]byte{}, said: map[string]string{}, forbidden: map[string]Permission{},
		archived: map[string]bool{},
	}
	s.gateway = gateway{lines: map[*line]bool{}, sessions: map[string]*session{}, beat: 41250}
	s.starts = Starts{Shards: 1, Remaining: 999, AtOnce: 1}
	s.http = httptest.NewServer(s.handler())
	s.URL = s.http.URL + "/api/v10/"
	tb.Cleanup(s.stop)
	return s
}

func (s *Server) stop() {
	s.Drop()
	s.http.Close()
	for _, c := range s.Complaints() {
		s.tb.Errorf("discord: %s", c)
	}
}

// Complaints returns what was out of order so far, and forgets it.
func (s *Server) Complaints() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.complaints
	s.complaints = nil
	return all
}

// complain notes a broken rule. s.mu is held.
func (s *Server) complain(format string, args ...any) {
	s.complaints = append(s.complaints, fmt.Sprintf(format, args...))
}

// User makes a person up.
func (s *Server) User(name string) User {
	s.mu.Lock()
	defer s.mu.Unlock()
	return User{ID: s.newID(), Name: name, Lang: "nl"}
}

// Guild makes a channel up that many can read.
func (s *Server) Guild() Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.guildOf(s.newID())
}

// GuildOn is Guild, of one that a shard of so many is told of.
func (s *Server) GuildOn(shard, shards int) Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		s.lastID += 1 << 22
		if id := s.newID(); shardOf(id, shards) == shard {
			return s.guildOf(id)
		}
	}
}

func (s *Server) guildOf(guild string) Channel {
	c := Channel{ID: s.newID(), Guild: guild}
	s.guilds[c.ID] = c.Guild
	return c
}

// DM is the private chat of a person with the bot.
func (s *Server) DM(u User) Channel { return Channel{ID: dmOf(u.ID)} }

func dmOf(user string) string { return "9" + user[1:] }

// newID makes an ID like Discord's. s.mu is held.
func (s *Server) newID() string {
	s.lastID++
	return strconv.FormatUint(s.lastID, 10)
}

// Advance moves Discord's clock, by which the deadlines of interactions are
// kept.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ahead += d
}

func (s *Server) now() time.Time { return time.Now().Add(s.ahead) }

// Failure makes Discord refuse requests.
type Failure struct {
	Path       string // part of "POST /channels/1/messages"
	Status     int
	Code       int
	RetryAfter float64 // seconds, in the answer to a 429
	Global     bool    // the 429 is for all that the bot does
	Times      int     // how often; 0 is always
	Done       bool    // what was asked is done all the same
	Drop       bool    // the connection breaks instead of an answer
	done       int
}

// Fail makes Discord refuse requests from now on.
func (s *Server) Fail(f Failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures = append(s.failures, &f)
}

// failure finds the one that a request meets. s.mu is held.
func (s *Server) failure(line string) *Failure {
	for _, f := range s.failures {
		if strings.Contains(line, f.Path) && (f.Times == 0 || f.done < f.Times) {
			f.done++
			return f
		}
	}
	return nil
}

// Count says how many requests there were whose line, such as
// "POST /channels/1/messages", holds part.
func (s *Server) Count(part string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, line := range s.requests {
		if strings.Contains(line, part) {
			n++
		}
	}
	return n
}

// change tells all who wait that something happened. s.mu is held.
func (s *Server) change() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// await waits until ok, which is called with s.mu held, is true. When ctx ends
// sooner the test fails.
func (s *Server) await(ctx context.Context, what string, ok func() bool) {
	s.tb.Helper()
	for {
		s.mu.Lock()
		if ok() {
			s.mu.Unlock()
			return
		}
		changed := s.changed
		s.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			s.tb.Fatalf("discordtest: waiting for %s: %v; requests: %q; complaints: %q", what, ctx.Err(), s.lines(), s.Complaints())
		}
	}
}

func (s *Server) lines() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

// Requests waits until Count(part) is n.
func (s *Server) Requests(ctx context.Context, part string, n int) {
	s.tb.Helper()
	s.await(ctx, fmt.Sprintf("%d requests of %q", n, part), func() bool {
		have := 0
		for _, line := range s.requests {
			if strings.Contains(line, part) {
				have++
			}
		}
		return have >= n
	})
}
