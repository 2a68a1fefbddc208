package telegramtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// webhook is where updates are brought to, as the bot set it.
type webhook struct {
	url, secret string
	most        int // at the same time
	failed      int64
	why         string
}

// retryAfter is how long an update waits that the bot didn't take.
const retryAfter = 5 * time.Millisecond

// Behind puts an address ("http://127.0.0.1:1234") behind that of the webhook:
// one of those that updates are brought to in turn.
func (s *Server) Behind(address string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.behind = append(s.behind, address)
	s.touch()
}

// Away takes an address away again.
func (s *Server) Away(address string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.behind = slices.DeleteFunc(s.behind, func(b string) bool { return b == address })
}

// Forget has the server not hear the next answers to updates that it brings: it
// brings them again.
func (s *Server) Forget(answers int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deaf = answers
}

// Elsewhere sets the webhook, as another program would with the same token.
func (s *Server) Elsewhere(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hook = webhook{url: url}
}

// Troubled has Telegram tell of an error at a time (Unix) of those who bring
// updates to the webhook.
func (s *Server) Troubled(at int64, why string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hook.failed, s.hook.why = at, why
}

// Unset removes the webhook, as somebody else would with the same token.
func (s *Server) Unset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hook = webhook{}
}

var secretToken = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// setWebhook sets where updates are brought to. The lock is held.
func (s *Server) setWebhook(p map[string]string) *Failure {
	u, err := url.Parse(p["url"])
	if p["url"] != "" && (err != nil || u.Scheme != "https" || !slices.Contains([]string{"", "443", "80", "88", "8443"}, u.Port())) {
		s.complain("setWebhook: no address that Telegram brings updates to: " + p["url"])
		return refuse("bad webhook: An HTTPS URL must be provided for webhook")
	}
	if !secretToken.MatchString(p["secret_token"]) {
		s.complain("setWebhook: a careful bot gives a secret_token")
	}
	if n := number(p["max_connections"]); n < 1 || n > 100 {
		s.complain("setWebhook: max_connections is 1 to 100: " + p["max_connections"])
	}
	s.allow("setWebhook", p["allowed_updates"])
	s.hook = webhook{url: p["url"], secret: p["secret_token"], most: int(number(p["max_connections"]))}
	if !s.posting {
		s.posting = true
		s.posts.Go(func() { s.postAll() })
	}
	return nil
}

// webhookInfo tells how it goes with the webhook. The lock is held.
func (s *Server) webhookInfo() map[string]any {
	info := map[string]any{"url": s.hook.url, "has_custom_certificate": false, "pending_update_count": len(s.updates)}
	if s.hook.failed != 0 {
		info["last_error_date"], info["last_error_message"] = s.hook.failed, s.hook.why
	}
	return info
}

// postAll brings updates to the webhook until the server stops: those of one
// chat one after the other, different chats at the same time.
func (s *Server) postAll() {
	for {
		s.mu.Lock()
		for s.postNext() {
		}
		changed := s.changed
		s.mu.Unlock()
		select {
		case <-changed:
		case <-s.stopped.Done():
			return
		}
	}
}

// postNext begins to bring one update, if there is one to bring. The lock is
// held.
func (s *Server) postNext() bool {
	s.ready(0) // drops what isn't allowed
	if s.hook.url == "" || len(s.behind) == 0 || len(s.brought) >= s.hook.most {
		return false
	}
	busy := map[string]bool{}
	for _, u := range s.updates {
		if !s.brought[u.id] && !busy[u.lane()] {
			s.brought[u.id] = true
			to := s.behind[0]
			s.behind = append(s.behind[1:], to)
			hook := s.hook
			s.posts.Go(func() { s.post(u, to, hook) })
			return true
		}
		busy[u.lane()] = true
	}
	return false
}

// post brings one update.
func (s *Server) post(u update, to string, hook webhook) {
	err := deliverTo(s.stopped, to, hook, u.body)
	if err != nil {
		select {
		case <-time.After(retryAfter):
		case <-s.stopped.Done():
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.touch()
	delete(s.brought, u.id)
	switch {
	case err != nil:
		s.hook.failed, s.hook.why = date, err.Error()
	case s.deaf > 0:
		s.deaf--
	default:
		s.unanswered(u)
		s.updates = slices.DeleteFunc(s.updates, func(other update) bool { return other.id == u.id })
	}
}

// deliverTo asks a bot to take an update.
func deliverTo(ctx context.Context, to string, hook webhook, body map[string]any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	at, err := url.Parse(hook.url)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(to, "/")+at.Path, bytes.NewReader(data))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Telegram-Bot-Api-Secret-Token", hook.secret)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(r)
	if err != nil {
		return err
	}
	_ = resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("wrong response from the webhook: %s", resp.Status)
	}
	return nil
}

// lane is the queue that an update waits in: one a chat, or a person where
// there is no chat.
func (u update) lane() string {
	object := u.body[u.kind].(map[string]any)
	if under, ok := object["message"].(map[string]any); ok {
		object = under
	}
	for _, key := range []string{"chat", "from", "user"} {
		if who, ok := object[key].(map[string]any); ok {
			return fmt.Sprint(key, who["id"])
		}
	}
	return ""
}
