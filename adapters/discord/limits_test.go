package discord

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
)

func TestRoutes(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]struct {
		name, about string
		own         bool
	}{
		"channels/1/messages":                       {"POST channels/*/messages", "channels/1", false},
		"channels/1/messages/2/reactions/%F0/@me":   {"POST channels/*/messages/*/reactions/*/@me", "channels/1", false},
		"users/@me/channels":                        {"POST users/@me/channels", "", false},
		"webhooks/1/to.ken?wait=true":               {"POST webhooks/*/*", "webhooks/1/to.ken", true},
		"webhooks/1/token/messages/@original":       {"POST webhooks/*/*/messages/@original", "webhooks/1/token", true},
		"interactions/1/token/callback":             {"POST interactions/*/*/callback", "interactions/1/token", true},
		"applications/1/guilds/2/commands?with=yes": {"POST applications/*/guilds/*/commands", "", false},
	} {
		if r, own := routeOf("POST", path); r != (route{want.name, want.about}) || own != want.own {
			t.Errorf("%s: %+v, %t", path, r, own)
		}
	}
}

// headers are what an answer tells of its bucket.
func headers(size, left int, after float64) http.Header {
	h := http.Header{}
	h.Set("X-RateLimit-Bucket", "b")
	h.Set("X-RateLimit-Limit", strconv.Itoa(size))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(left))
	h.Set("X-RateLimit-Reset-After", strconv.FormatFloat(after, 'f', -1, 64))
	return h
}

func TestLimits(t *testing.T) {
	t.Parallel()
	l, now := newLimits(), time.Unix(1_000_000, 0)
	at := func(s float64) time.Time { return now.Add(seconds(s)) }
	one, other := route{"POST channels/*/messages", "channels/1"}, route{"POST channels/*/messages", "channels/2"}
	takes := func(r route, when float64, want float64) {
		t.Helper()
		if got := l.take(r, false, at(when)).Seconds(); got < want-0.001 || got > want+slack.Seconds()+0.001 {
			t.Errorf("at %v: wait %v s, want %v", when, got, want)
		}
	}
	takes(one, 0, 0) // nothing is known
	l.learn(one, headers(2, 1, 5), at(0))
	takes(one, 1, 0)
	takes(one, 1, 4) // the second is under way, nothing is left
	takes(other, 1, 0)
	l.learn(one, headers(2, 0, 4), at(1))
	takes(one, 4, 1)
	takes(one, 5.1, 0) // full again
	takes(one, 5.1, 0)
	takes(one, 5.1, 5) // as long as a window was, until an answer says more
	l.empty(one, false, 20*time.Second, at(6))
	takes(one, 7, 19)
	l.empty(other, true, time.Second, at(6))
	takes(route{"GET users/@me", ""}, 6.5, 0.5)
	if l.take(route{"POST interactions/*/*/callback", "interactions/1/t"}, true, at(6.5)) != 0 {
		t.Error("an answer to an interaction waits for the limit of the bot's")
	}
	takes(route{"GET users/@me", ""}, 7, 0)
}

// Interactions come and go, and so do their buckets.
func TestBucketsAreForgotten(t *testing.T) {
	t.Parallel()
	l, now := newLimits(), time.Unix(1_000_000, 0)
	for i := range 5 * manyBuckets {
		r := route{"POST webhooks/*/*", fmt.Sprint("webhooks/1/", i)}
		l.take(r, true, now)
		l.learn(r, headers(5, 4, 1), now)
		now = now.Add(time.Second)
	}
	if n := len(l.buckets); n > manyBuckets {
		t.Errorf("%d buckets are kept", n)
	}
}

// Many answers in few channels at once: none is lost, none is said twice, and
// each channel hears them in order.
func TestStorm(t *testing.T) {
	t.Parallel()
	for name, storm := range map[string]func(*discordtest.Server){
		"a small bucket": func(s *discordtest.Server) { s.Limit("/messages", 2, 300*time.Millisecond) },
		"for one channel": func(s *discordtest.Server) {
			s.Fail(discordtest.Failure{Path: "/messages", Status: 429, RetryAfter: 0.02, Times: 25})
		},
		"for all": func(s *discordtest.Server) {
			s.Fail(discordtest.Failure{Path: "/messages", Status: 429, RetryAfter: 0.05, Global: true, Times: 10})
		},
		"broken connections before": func(s *discordtest.Server) { s.Fail(discordtest.Failure{Path: "/messages", Drop: true, Times: 2}) },
		"broken connections after": func(s *discordtest.Server) {
			s.Fail(discordtest.Failure{Path: "/messages", Drop: true, Done: true, Times: 2})
		},
		"stumbling after it was all done": func(s *discordtest.Server) {
			s.Fail(discordtest.Failure{Path: "/messages", Status: 502, Done: true, Times: 2})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const channels, each = 3, 8
			b := start(t, nil, func(_ context.Context, e bot.Event) ([]bot.Message, error) { return []bot.Message{text(e.Text)}, nil })
			var dms []discordtest.Channel
			for range channels {
				u := b.User("Anna")
				dms = append(dms, b.DM(u))
				b.Say(b.DM(u), u, "0")
			}
			heard := map[string]int{}
			for range channels {
				heard[b.Next(b.ctx).Channel.ID]++
			}
			storm(b.Server)
			for i := 1; i < each; i++ {
				for _, dm := range dms {
					b.Say(dm, discordtest.User{ID: "1" + dm.ID[1:], Name: "Anna", Lang: "nl"}, strconv.Itoa(i))
				}
			}
			for range channels * (each - 1) {
				got := b.Next(b.ctx)
				if got.Text != strconv.Itoa(heard[got.Channel.ID]) {
					t.Errorf("channel %s hears %q as number %d", got.Channel.ID, got.Text, heard[got.Channel.ID])
				}
				heard[got.Channel.ID]++
			}
			if err := b.end(); err != nil || len(b.Rest()) != 0 {
				t.Errorf("Run() = %v", err)
			}
			if b.Exceeded() != 0 {
				t.Errorf("%d requests were sent to a bucket that was known to be empty", b.Exceeded())
			}
		})
	}
}

// All that this process asks waits for its turn, but not who has seconds only.
func TestPaceInAll(t *testing.T) {
	t.Parallel()
	b := start(t, nil, teacher)
	b.adapter.rest.pace.SetLimit(0)
	b.adapter.rest.pace.SetBurst(0)
	err := b.adapter.Send(t.Context(), bot.Place{Chat: "42"}, text("x"))
	if err == nil || b.Count("POST /channels") != 0 {
		t.Errorf("Send() = %v without a turn", err)
	}
	anna := b.User("Anna")
	b.Slash(b.DM(anna), anna, "quiz", "crm")
	if got := b.Next(b.ctx); got.How != discordtest.Answered {
		t.Errorf("%+v", got)
	}
}
