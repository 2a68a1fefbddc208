package discord

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
)

// limits is what Discord has told of its rate limits. Routes share buckets,
// which it names in its answers; a bucket holds for one channel, guild or
// webhook each. The time is an argument.
type limits struct {
	mu      sync.Mutex
	names   map[string]string  // of buckets, by route
	buckets map[string]*bucket // by name and what it holds for
	global  time.Time          // until then nothing may be asked
}

// bucket is how many requests are left, and until when.
type bucket struct {
	size, left int
	reset      time.Time
	window     time.Duration // from full to full again, as far as known
	flying     int           // requests without an answer so far
}

// manyBuckets is how many are kept before those that say nothing any more are
// thrown away: each interaction has its own.
const manyBuckets = 1000

// slack is added to what Discord says, which is rounded.
const slack = 20 * time.Millisecond

func newLimits() *limits {
	return &limits{names: map[string]string{}, buckets: map[string]*bucket{}}
}

// route is what a request counts for: a method with a path without IDs, and the
// channel, guild or webhook that it is about.
type route struct{ name, about string }

// routeOf reads the route of a request. own tells that it doesn't count for the
// bot's limit in all, as nothing does that answers an interaction.
func routeOf(method, path string) (r route, own bool) {
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(path, "/")
	keep := map[string]int{"channels": 2, "guilds": 2, "webhooks": 3, "interactions": 3}[parts[0]]
	keep = min(keep, len(parts))
	r.about = strings.Join(parts[:keep], "/")
	for i, p := range parts {
		if i > 0 && (i < keep || strings.ContainsFunc(p, unicode.IsDigit) || parts[i-1] == "reactions") {
			parts[i] = "*"
		}
	}
	r.name = method + " " + strings.Join(parts, "/")
	return r, parts[0] == "interactions" || parts[0] == "webhooks"
}

// take takes one request from what is left, or says how long to wait before
// asking again. What Discord told nothing of is let through.
func (l *limits) take(r route, own bool, now time.Time) (wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if wait := l.global.Sub(now); wait > 0 && !own {
		return wait
	}
	b := l.buckets[l.key(r)]
	if b == nil {
		return 0
	}
	if !now.Before(b.reset) {
		b.left, b.reset = max(b.size-b.flying, 1), now.Add(b.window)
	} else if b.left == 0 {
		return b.reset.Sub(now)
	}
	b.left--
	b.flying++
	return 0
}

// learn takes over what an answer says of its bucket.
func (l *limits) learn(r route, h http.Header, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if b := l.buckets[l.key(r)]; b != nil {
		b.flying = max(b.flying-1, 0)
	}
	size, err := strconv.Atoi(h.Get("X-RateLimit-Limit"))
	left, err2 := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	after, err3 := strconv.ParseFloat(h.Get("X-RateLimit-Reset-After"), 64)
	if h.Get("X-RateLimit-Bucket") == "" || err != nil || err2 != nil || err3 != nil {
		return
	}
	l.names[r.name] = h.Get("X-RateLimit-Bucket")
	b := l.bucket(r, now)
	if now.Before(b.reset) {
		left = min(left, b.left) // what is under way has been taken off already
	} else {
		left = max(left-b.flying, 0)
	}
	b.size, b.left, b.reset = size, left, now.Add(seconds(after)+slack)
	b.window = max(b.window, seconds(after))
}

// empty notes that Discord wants to be left alone for so long: by all, or by
// requests of this route.
func (l *limits) empty(r route, all bool, d time.Duration, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if all {
		l.global = later(l.global, now.Add(d))
		return
	}
	b := l.bucket(r, now)
	b.left, b.reset = 0, later(b.reset, now.Add(d))
}

// bucket is that of a route, which may be new.
func (l *limits) bucket(r route, now time.Time) *bucket {
	key := l.key(r)
	if l.buckets[key] == nil {
		l.tidy(now)
		l.buckets[key] = &bucket{size: 1}
	}
	return l.buckets[key]
}

// tidy forgets buckets that are full again.
func (l *limits) tidy(now time.Time) {
	if len(l.buckets) < manyBuckets {
		return
	}
	for key, b := range l.buckets {
		if b.flying == 0 && now.After(b.reset) {
			delete(l.buckets, key)
		}
	}
}

// key names the bucket of a route; by the route while Discord hasn't named it.
func (l *limits) key(r route) string {
	if name := l.names[r.name]; name != "" {
		return name + " " + r.about
	}
	return r.name + " " + r.about
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }
