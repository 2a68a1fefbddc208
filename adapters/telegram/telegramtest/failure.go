package telegramtest

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// Failure is how a request goes wrong: an answer of Telegram's, a page of
// something in front of it, or a connection that breaks.
type Failure struct {
	Code        int
	Description string
	RetryAfter  int   // seconds
	MigrateTo   int64 // the supergroup that the group became

	page    bool // HTML, as a gateway answers
	dropped bool // the connection breaks when the request was done
	cut     bool // the connection breaks before anything was done
	half    bool // the request was done, and half of the answer comes
	body    string
}

// TooMany is a 429.
func TooMany(seconds int) Failure {
	return Failure{Code: http.StatusTooManyRequests, Description: "Too Many Requests: retry later", RetryAfter: seconds}
}

// BadGateway is the page that stands in for Telegram when it is down.
func BadGateway() Failure { return Failure{Code: http.StatusBadGateway, page: true} }

// Unavailable is a 503 without a word.
func Unavailable() Failure { return Failure{Code: http.StatusServiceUnavailable} }

// Page is a page with status 200, such as a hotel's login.
func Page() Failure { return Failure{Code: http.StatusOK, page: true} }

// Forbidden is a 403: the bot was blocked.
func Forbidden() Failure {
	return Failure{Code: http.StatusForbidden, Description: "Forbidden: bot was blocked by the user"}
}

// BadRequest is a 400.
func BadRequest(why string) Failure {
	return Failure{Code: http.StatusBadRequest, Description: "Bad Request: " + why}
}

// Conflict is a 409: somebody else polls.
func Conflict() Failure {
	return Failure{Code: http.StatusConflict, Description: "Conflict: terminated by other getUpdates request"}
}

// Dropped is a connection that breaks after the request was done: the bot
// can't know whether it was.
func Dropped() Failure { return Failure{dropped: true} }

// Cut is a connection that breaks before the request was done, of which the bot
// can't know either.
func Cut() Failure { return Failure{cut: true} }

// Half is an answer of which the second half is missing; the request was done.
func Half() Failure { return Failure{half: true} }

// Says is an answer of these bytes, as if all was well; nothing was done.
func Says(body string) Failure { return Failure{Code: http.StatusOK, body: body} }

// Fail makes the next requests for a method fail, one for each failure.
func (s *Server) Fail(method string, failures ...Failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures[method] = append(s.failures[method], failures...)
}

// FailIn does the same for the next requests that are about a chat.
func (s *Server) FailIn(c Chat, method string, failures ...Failure) {
	s.Fail(method+" "+strconv.FormatInt(c.ID, 10), failures...)
}

// Revoke makes the token worthless: everything is answered with 401.
func (s *Server) Revoke() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revoked = true
	close(s.polling)
	s.polling = make(chan struct{})
}

// failure takes the failure that is planned for one of these. The lock is held.
func (s *Server) failure(names ...string) (Failure, bool) {
	for _, name := range names {
		if planned := s.failures[name]; len(planned) > 0 {
			s.failures[name] = planned[1:]
			return planned[0], true
		}
	}
	return Failure{}, false
}

// fail lets a request go wrong. The lock is held.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, method string, params map[string]string, f Failure) {
	if !f.dropped && !f.half && !f.cut {
		answer(w, f)
		return
	}
	if method != "getUpdates" && !f.cut {
		_, _ = s.do(r, method, params)
	}
	if f.half {
		_, _ = w.Write([]byte(`{"ok":true,"result":{"message_id":`))
		return
	}
	panic(http.ErrAbortHandler)
}

// Restart breaks all connections, as a server that is started anew does.
func (s *Server) Restart() { s.http.CloseClientConnections() }

// Stall lets all that is asked of a chat wait until goOn is called.
func (s *Server) Stall(c Chat) (goOn func()) { return s.StallMethod(strconv.FormatInt(c.ID, 10)) }

// StallMethod does the same for all that is asked of a method.
func (s *Server) StallMethod(name string) (goOn func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	wait := make(chan struct{})
	s.stalled[name] = wait
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.stalled, name)
		close(wait)
	}
}

// stall waits as long as one of these, a chat or a method, is stalled. The lock
// isn't held.
func (s *Server) stall(r *http.Request, names ...string) {
	for _, name := range names {
		s.mu.Lock()
		wait := s.stalled[name]
		s.mu.Unlock()
		if wait == nil {
			continue
		}
		select {
		case <-wait:
		case <-r.Context().Done():
		}
	}
}

func answer(w http.ResponseWriter, f Failure) {
	if f.page {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(f.Code)
		_, _ = w.Write([]byte("<html><body><h1>" + http.StatusText(f.Code) + "</h1></body></html>"))
		return
	}
	if f.Description == "" {
		w.WriteHeader(f.Code)
		_, _ = w.Write([]byte(f.body))
		return
	}
	body := map[string]any{"ok": false, "error_code": f.Code, "description": f.Description}
	parameters := map[string]any{}
	if f.RetryAfter > 0 {
		parameters["retry_after"] = f.RetryAfter
	}
	if f.MigrateTo != 0 {
		parameters["migrate_to_chat_id"] = f.MigrateTo
	}
	if len(parameters) > 0 {
		body["parameters"] = parameters
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(f.Code)
	_ = json.NewEncoder(w).Encode(body)
}
