package telegramtest

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Poll is a quiz that the bot asked.
type Poll struct {
	ID      string
	Options []string
	Right   int    // of Options
	Why     string // shown to who chose
	Closed  bool
}

// sendPoll asks a quiz in a chat. The lock is held.
func (s *Server) sendPoll(p map[string]string) (any, *Failure) {
	known := s.chats[number(p["chat_id"])]
	if f := known.refuses(p); f != nil {
		return nil, f
	}
	poll, f := s.drawPoll(p)
	if f != nil {
		return nil, f
	}
	m := Sent{HTML: p["question"], Text: p["question"], Poll: poll}
	return s.place(known, p, m)
}

// drawPoll holds a quiz against the limits. The lock is held.
func (s *Server) drawPoll(p map[string]string) (*Poll, *Failure) {
	poll := &Poll{ID: strconv.Itoa(5_000_000 + len(s.requests)), Why: p["explanation"]}
	var options []struct{ Text string }
	_ = json.Unmarshal([]byte(p["options"]), &options)
	for _, o := range options {
		if n := width(o.Text); n < 1 || n > 100 {
			s.complain(fmt.Sprintf("sendPoll: an option of %d characters", n))
			return nil, refuse("POLL_OPTION_INVALID")
		}
		poll.Options = append(poll.Options, o.Text)
	}
	var right []int
	_ = json.Unmarshal([]byte(p["correct_option_ids"]), &right)
	n, period := width(p["question"]), number(p["open_period"])
	wrong := ""
	switch {
	case p["type"] != "quiz" || p["is_anonymous"] != "false":
		wrong = "no quiz in which we hear who voted"
	case n < 1 || n > 300 || strings.TrimSpace(p["question"]) == "":
		wrong = fmt.Sprintf("a question of %d characters", n)
	case len(options) < 2 || len(options) > 12:
		wrong = fmt.Sprintf("%d options", len(options))
	case len(right) != 1 || right[0] < 0 || right[0] >= len(options):
		wrong = fmt.Sprintf("the right options are %v of %d", right, len(options))
	case width(poll.Why) > 200 || strings.Count(poll.Why, "\n") > 2:
		wrong = "the explanation is too long"
	case p["open_period"] != "" && (period < 5 || period > 2_628_000):
		wrong = "open_period is 5 to 2628000"
	}
	if wrong != "" {
		s.complain("sendPoll: " + wrong)
		return nil, refuse("POLL_INVALID")
	}
	poll.Right = right[0]
	return poll, nil
}

// stopPoll ends a quiz. The lock is held.
func (s *Server) stopPoll(p map[string]string) (any, *Failure) {
	known := s.chats[number(p["chat_id"])]
	if f := known.refuses(p); f != nil {
		return nil, f
	}
	m := known.message(p)
	switch {
	case m == nil || m.Poll == nil:
		return nil, refuse("message with poll to stop not found")
	case m.Poll.Closed:
		return nil, refuse("poll has already been closed")
	}
	m.Poll.Closed = true
	return m.Poll.object(m.Text), nil
}

// Vote has a user choose in a quiz. It is false when the quiz has ended, of
// which the bot hears nothing.
func (s *Server) Vote(m Sent, u User, option string) bool {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if m.Poll == nil {
		s.tb.Fatalf("%q is no quiz", m.Text)
	}
	at := -1
	for i, o := range m.Poll.Options {
		if o == option {
			at = i
		}
	}
	if at < 0 {
		s.tb.Fatalf("%q has no option %q but %q", m.Text, option, m.Poll.Options)
	}
	if m.Poll.Closed {
		return false
	}
	s.deliver("poll_answer", map[string]any{
		"poll_id": m.Poll.ID, "user": u.object(), "option_ids": []any{at}, "option_persistent_ids": []any{strconv.Itoa(at)},
	}, "")
	return true
}

// Ended tells whether nobody can vote in a quiz any more.
func (s *Server) Ended(m Sent) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return m.Poll.Closed
}

func (p *Poll) object(question string) map[string]any {
	var options []any
	for i, o := range p.Options {
		options = append(options, map[string]any{"persistent_id": strconv.Itoa(i), "text": o, "voter_count": 0})
	}
	return map[string]any{
		"id": p.ID, "question": question, "options": options, "total_voter_count": 0, "is_closed": p.Closed,
		"is_anonymous": false, "type": "quiz", "allows_multiple_answers": false, "allows_revoting": false,
		"members_only": false, "correct_option_ids": []any{p.Right},
	}
}
