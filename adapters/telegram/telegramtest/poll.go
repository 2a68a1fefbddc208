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
	if p["allowed_updates"] == "" {
		s.complain("getUpdates: allowed_updates is sticky, so it must be named always")
	} else {
		s.allowed = nil
		_ = json.Unmarshal([]byte(p["allowed_updates"]), &s.allowed)
	}
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

// confirm forgets the updates before the offset. The lock is held.
func (s *Server) confirm(offset int64) {
	for len(s.updates) > 0 && s.updates[0].id < offset {
		if q := s.updates[0].query; q != "" && !s.queries[q] {
			s.complain("a pressed button was confirmed without an answerCallbackQuery")
		}
		s.updates = s.updates[1:]
	}
}

// ready are the updates that a poll gets. The lock is held.
func (s *Server) ready(limit int64) []map[string]any {
	s.updates = slices.DeleteFunc(s.updates, func(u update) bool {
		return s.allowed != nil && !slices.Contains(s.allowed, u.kind)
	})
	if limit == 0 {
		limit = 100
	}
	bodies := []map[string]any{}
	for _, u := range s.updates[:min(len(s.updates), int(limit))] {
		bodies = append(bodies, u.body)
	}
	return bodies
}
