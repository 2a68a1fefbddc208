package telegramtest

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"time"
)

// getUpdates confirms what lies before the offset and waits for what comes. A
// poll ends the one before it.
func (s *Server) getUpdates(ctx context.Context, p map[string]string) ([]map[string]any, *Failure) {
	s.checkPoll(p)
	if s.hook.url != "" {
		return nil, &Failure{Code: http.StatusConflict,
			Description: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"}
	}
	close(s.polling)
	over := make(chan struct{})
	s.polling = over
	s.confirm(number(p["offset"]))
	late := time.NewTimer(time.Duration(number(p["timeout"])) * time.Second)
	defer late.Stop()
	for done := false; ; {
		if ready := s.ready(number(p["limit"])); len(ready) > 0 || done || p["timeout"] == "" || p["timeout"] == "0" {
			return ready, nil
		}
		changed := s.changed
		s.mu.Unlock()
		conflict := false
		select {
		case <-changed:
		case <-late.C:
			done = true
		case <-ctx.Done():
			done = true
		case <-over:
			conflict = true
		}
		s.mu.Lock()
		if conflict {
			return nil, &Failure{Code: http.StatusConflict,
				Description: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}
		}
	}
}

// checkPoll holds a poll against what a careful bot does. The lock is held.
func (s *Server) checkPoll(p map[string]string) {
	s.allow("getUpdates", p["allowed_updates"])
	if t := number(p["timeout"]); t < 0 || t > 50 {
		s.complain("getUpdates: Telegram holds no poll for longer than 50 s: timeout=" + p["timeout"])
	}
	if n := number(p["limit"]); p["limit"] != "" && (n < 1 || n > 100) {
		s.complain("getUpdates: limit is 1 to 100: " + p["limit"])
	}
	if number(p["offset"]) < 0 {
		s.complain("getUpdates: a negative offset throws updates away")
	}
}

// allow remembers which kinds of updates the bot wants. The lock is held.
func (s *Server) allow(method, kinds string) {
	if kinds == "" {
		s.complain(method + ": allowed_updates is sticky, so it must be named always")
		return
	}
	s.allowed = nil
	_ = json.Unmarshal([]byte(kinds), &s.allowed)
}

// unanswered complains of a pressed button that the bot lets wait. The lock is
// held.
func (s *Server) unanswered(u update) {
	if answered, waits := s.queries[u.query]; waits && !answered {
		s.complain("a pressed button was confirmed without an answerCallbackQuery")
	}
}

// confirm forgets the updates before the offset. The lock is held.
func (s *Server) confirm(offset int64) {
	for len(s.updates) > 0 && s.updates[0].id < offset {
		s.unanswered(s.updates[0])
		s.updates = s.updates[1:]
	}
}

// ready are the updates that a poll gets. The lock is held.
func (s *Server) ready(limit int64) []map[string]any {
	waiting := len(s.updates)
	s.updates = slices.DeleteFunc(s.updates, func(u update) bool {
		return s.allowed != nil && !slices.Contains(s.allowed, u.kind)
	})
	if len(s.updates) != waiting {
		s.touch()
	}
	if limit == 0 {
		limit = 100
	}
	bodies := []map[string]any{}
	for _, u := range s.updates[:min(len(s.updates), int(limit))] {
		bodies = append(bodies, u.body)
	}
	return bodies
}
