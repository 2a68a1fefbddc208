package telegram

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

const (
	secretHeader = "X-Telegram-Bot-Api-Secret-Token"
	mostBody     = 1 << 20          // bytes of an update; Telegram's are far smaller
	mostWait     = 50 * time.Second // then Telegram gives up too, and brings the update again
	remembered   = 1000             // updates that were handled lately
)

// hook is a webhook being served.
type hook struct {
	*work
	inbox *inbox
}

// routes takes updates at any path, as a proxy may have changed it: the secret
// tells Telegram from others.
func (h *hook) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /", h.receive)
	mux.HandleFunc("GET /healthz", h.health)
	return mux
}

// health tells a proxy whether it can send requests here.
func (h *hook) health(w http.ResponseWriter, _ *http.Request) {
	if h.held.Err() != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	_, _ = io.WriteString(w, "ok\n")
}

// receive takes an update and answers when it was handled, or when that takes
// long and all is kept. Until then, and after any other answer, Telegram brings
// it again.
func (h *hook) receive(w http.ResponseWriter, r *http.Request) {
	if !h.isTelegram(r) {
		h.log.Debug("a request to the webhook without its secret")
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBody))
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	id, broken := number(body)
	if err != nil || broken != nil {
		h.log.Warn("read an update of Telegram", slog.Any("error", errors.Join(err, broken)))
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	d, first := h.inbox.take(id)
	if first {
		h.add(id, body, func() { d.kept.Store(true) }, func(handled bool) { h.inbox.done(id, handled) })
	}
	late := time.NewTimer(mostWait)
	defer late.Stop()
	select {
	case <-d.over:
	case <-late.C: // perhaps its group has to wait for its turn
		if d.kept.Load() {
			return
		}
	case <-r.Context().Done():
	}
	if !d.handled() {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}

// isTelegram tells whether a request has the secret. How long it takes to find
// out tells nothing of it.
func (h *hook) isTelegram(r *http.Request) bool {
	got, want := sha256.Sum256([]byte(r.Header.Get(secretHeader))), sha256.Sum256([]byte(h.cfg.Webhook.Secret))
	return subtle.ConstantTimeCompare(got[:], want[:]) == 1
}

// delivery is one update that came, perhaps more than once.
type delivery struct {
	over chan struct{} // is closed when nothing more happens to it
	ok   bool          // it was handled; to be read when over
	kept atomic.Bool   // only its answer is still to be said
}

func (d *delivery) handled() bool {
	select {
	case <-d.over:
		return d.ok
	default:
		return false
	}
}

// inbox keeps which updates are being handled and which were lately, so that one
// that is brought again isn't handled again.
type inbox struct {
	mu     sync.Mutex
	known  map[int64]*delivery
	lately []int64 // handled, the oldest first
}

func newInbox() *inbox { return &inbox{known: map[int64]*delivery{}} }

// take notes an update; first is false for one that is known.
func (i *inbox) take(id int64) (d *delivery, first bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if d := i.known[id]; d != nil {
		return d, false
	}
	d = &delivery{over: make(chan struct{})}
	i.known[id] = d
	return d, true
}

// done notes that an update was handled, or forgets one that wasn't.
func (i *inbox) done(id int64, handled bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	d := i.known[id]
	d.ok = handled
	close(d.over)
	if !handled {
		delete(i.known, id)
		return
	}
	if i.lately = append(i.lately, id); len(i.lately) > remembered {
		delete(i.known, i.lately[0])
		i.lately = i.lately[1:]
	}
}
