package discordtest

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// limit is a bucket of requests for each channel, guild or webhook.
type limit struct {
	part    string
	size    int
	per     time.Duration
	windows map[string]*window
}

// window is what was spent of a bucket.
type window struct {
	end   time.Time
	spent int
}

// Limit lets no more than size requests whose line holds part through in each
// span, for each channel, guild or webhook, and tells of it as Discord does.
func (s *Server) Limit(part string, size int, per time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits = append(s.limits, &limit{part: part, size: size, per: per, windows: map[string]*window{}})
}

// Exceeded is how many requests were refused by a Limit.
func (s *Server) Exceeded() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.exceeded
}

// within takes a request from its bucket and answers it when that is empty.
// s.mu is held.
func (s *Server) within(w http.ResponseWriter, line string) bool {
	for i, l := range s.limits {
		if !strings.Contains(line, l.part) {
			continue
		}
		about := strings.Join(strings.SplitN(line, "/", 4)[:3], "/")
		now, win := time.Now(), l.windows[about]
		if win == nil || now.After(win.end) {
			win = &window{end: now.Add(l.per)}
			l.windows[about] = win
		}
		win.spent++
		left := win.end.Sub(now).Seconds()
		h := w.Header()
		h.Set("X-RateLimit-Bucket", "bucket"+strconv.Itoa(i))
		h.Set("X-RateLimit-Limit", strconv.Itoa(l.size))
		h.Set("X-RateLimit-Remaining", strconv.Itoa(max(l.size-win.spent, 0)))
		h.Set("X-RateLimit-Reset-After", strconv.FormatFloat(left, 'f', 3, 64))
		if win.spent > l.size {
			s.exceeded++
			f := Failure{Status: http.StatusTooManyRequests, RetryAfter: left}
			write(w, f.answer())
			return false
		}
	}
	return true
}
