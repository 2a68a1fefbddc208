package bot

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"
)

// ErrNoMessage is for a message that can't be edited because it isn't there any
// more, ErrUnsure for one of which it isn't known whether it was sent.
var (
	ErrNoMessage = errors.New("the message is gone")
	ErrUnsure    = errors.New("it may have been sent")
)

// Notes keeps a few bytes by name for a while, for all processes and over a
// restart.
type Notes interface {
	Note(ctx context.Context, name string) ([]byte, error) // nil when nothing is kept
	// SwapNote keeps a note in place of the one that was read, nil for none. It
	// is false when another one is there by now.
	SwapNote(ctx context.Context, name string, read, note []byte, ttl time.Duration) (bool, error)
}

// ScoreWriter is what a Scorekeeper needs of a platform.
type ScoreWriter interface {
	// SendScores wraps ErrUnsure when it may have been sent all the same.
	SendScores(ctx context.Context, to Place, m Message) (message string, err error)
	// EditScores wraps ErrNoMessage when somebody deleted the message.
	EditScores(ctx context.Context, to Place, message string, m Message) error
}

// Scorekeeper shows the scoreboards of rounds on one platform, beside what is
// said there: nothing waits for it. Of editions that wait together only the
// newest is shown.
//
// Any process may be handed any edition, in any order. Whoever shows one first
// notes it as the newest, which no older one can be after it; and whoever has
// shown one looks at the note afterwards, and shows what is newest then. So what
// is drawn last is the newest, as long as no request is done by the platform
// after we gave it up, and nobody dies between his note and his edit: then the
// next edition mends it.
type Scorekeeper struct {
	Notes  Notes
	Writer ScoreWriter
	Pace   Pacer
	Log    *slog.Logger
	Now    func() time.Time

	mu      sync.Mutex
	waiting map[string]edition // by note; an entry without a message is being worked at
	stop    context.CancelFunc
	open    context.Context // until Close
	asking  context.Context // a little longer, for what is on its way then
	working sync.WaitGroup
}

// edition is a scoreboard that waits for being shown.
type edition struct {
	to Place
	m  *Message
}

// Take has a message shown beside all else if it is a scoreboard; it is false for
// any other. Without notes no scoreboard is shown.
func (k *Scorekeeper) Take(to Place, m Message) bool {
	if m.Scoreboard != nil && k.Notes != nil {
		k.Show(to, m)
	}
	return m.Scoreboard != nil
}

// Show has a scoreboard shown, sooner or later.
func (k *Scorekeeper) Show(to Place, m Message) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.open == nil {
		k.begin()
	}
	name := scoreName(to, m.Scoreboard.Round)
	old, busy := k.waiting[name]
	if k.open.Err() != nil || old.m != nil && old.m.Scoreboard.Edition >= m.Scoreboard.Edition {
		return
	}
	k.waiting[name] = edition{to, &m}
	if !busy {
		k.working.Go(func() { k.work(name) })
	}
}

// leaving is how long what is on its way has to arrive after Close.
const leaving = time.Second

// begin is done once.
func (k *Scorekeeper) begin() {
	var end context.CancelFunc
	k.asking, end = context.WithCancel(context.Background())
	k.open, k.stop = context.WithCancel(k.asking)
	context.AfterFunc(k.open, func() { time.AfterFunc(leaving, end) })
	k.waiting = make(map[string]edition)
}

// Close shows nothing any more, but for what is on its way.
func (k *Scorekeeper) Close() {
	k.mu.Lock()
	if k.stop != nil {
		k.stop()
	}
	k.mu.Unlock()
	k.working.Wait()
}

// scoreName is under what the scoreboard of a round is noted.
func scoreName(p Place, round string) string { return "scores:" + p.Name() + ":" + round }

// work shows what waits under a name until nothing does.
func (k *Scorekeeper) work(name string) {
	for {
		e, ok := k.next(name, false)
		if !ok {
			return
		}
		err := k.turn(name, e)
		if e, ok = k.next(name, true); !ok { // by now it may be a newer one
			return
		}
		if err == nil {
			err = k.show(name, e)
		}
		if errors.Is(err, ErrGone) {
			k.Log.Info("no scoreboard may be sent", slog.String("platform", e.to.Platform), slog.Any("error", err))
		} else if err != nil && !errors.Is(err, context.Canceled) {
			k.Log.Warn("show a scoreboard", slog.String("platform", e.to.Platform), slog.Any("error", err))
		}
	}
}

// next is what waits, which is taken out or not; there is no work any more when
// nothing does.
func (k *Scorekeeper) next(name string, take bool) (edition, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	e := k.waiting[name]
	if e.m == nil {
		delete(k.waiting, name)
		return e, false
	}
	if take {
		k.waiting[name] = edition{}
	}
	return e, true
}

// turn waits until an edition may be shown.
func (k *Scorekeeper) turn(name string, e edition) error {
	note, _, err := k.read(k.open, name)
	switch {
	case err != nil:
		return err
	case !note.wants(*e.m):
		return nil
	case note.Message == "":
		return k.Pace(k.open, e.to.Chat, SendScores)
	}
	return k.Pace(k.open, e.to.Chat, EditScores)
}

// sending is how long a request may take. After that much longer it is taken for
// lost with its process.
const (
	sending = 4 * time.Second
	lost    = 30 * time.Second
	mostTry = 3 // of the newest edition, by one process
)

// show notes an edition as the newest and shows it, and then what is newest by
// then, until that is what is seen.
func (k *Scorekeeper) show(name string, e edition) error {
	note, send, err := k.claim(name, *e.m)
	for try := 1; err == nil && note != nil; {
		shown := *note
		if send {
			note, err = k.send(name, e.to, shown)
			send = false
		} else {
			note, send, err = k.edit(name, e.to, shown)
		}
		switch {
		case err == nil && note != nil && !send && note.Edition == shown.Edition:
			return nil
		case err != nil && !errors.Is(err, ErrGone) && !errors.Is(err, ErrUnsure) && try < mostTry:
			try++
			note, send, err = k.again(name, e.to, shown.Message == "")
		}
	}
	return err
}

// again waits for another turn after something failed, and looks how it stands by
// then. What wasn't sent is left to who sends it meanwhile.
func (k *Scorekeeper) again(name string, to Place, unsent bool) (note *scoreNote, send bool, err error) {
	if !unsent {
		if err = k.Pace(k.open, to.Chat, EditScores); err == nil {
			note, _, err = k.read(k.open, name)
		}
		return note, false, err
	}
	if err = k.Pace(k.open, to.Chat, SendScores); err != nil {
		return nil, false, err
	}
	note, err = k.change(name, func(n *scoreNote) bool {
		if n.Message != "" || !n.Since.IsZero() || n.Closed {
			return false
		}
		n.Since = k.Now()
		return true
	})
	return note, true, err
}

// claim notes an edition as the newest. There is nothing to do when the note is
// nil: it isn't the newest, or who sends the message will show it.
func (k *Scorekeeper) claim(name string, m Message) (note *scoreNote, send bool, err error) {
	note, err = k.change(name, func(n *scoreNote) bool {
		if !n.wants(m) {
			return false
		}
		n.Round, n.Edition, n.Text, n.Closed = m.Scoreboard.Round, m.Scoreboard.Edition, m.Text, m.Scoreboard.Closed
		if send = n.Message == "" && !n.Closed && k.Now().Sub(n.Since) > lost; send {
			n.Since = k.Now()
		}
		return true
	})
	if note != nil && note.Message == "" && !send {
		return nil, false, err
	}
	return note, send, err
}

// send sends the scoreboard, and notes where it stands. When it fails the next
// edition may be sent, unless we aren't allowed to.
func (k *Scorekeeper) send(name string, to Place, n scoreNote) (*scoreNote, error) {
	ctx, cancel := context.WithTimeout(k.asking, sending)
	defer cancel()
	message, failed := k.Writer.SendScores(ctx, to, n.message())
	note, err := k.change(name, func(n *scoreNote) bool {
		n.Message, n.Since, n.Barred = message, time.Time{}, errors.Is(failed, ErrGone)
		return true
	})
	if failed != nil {
		return nil, failed
	}
	return note, err
}

// edit puts the newest edition in place of what stands there. One that was deleted
// is sent anew once, by who noted that first, but not when all is over.
func (k *Scorekeeper) edit(name string, to Place, n scoreNote) (note *scoreNote, send bool, err error) {
	ctx, cancel := context.WithTimeout(k.asking, sending)
	defer cancel()
	err = k.Writer.EditScores(ctx, to, n.Message, n.message())
	if err == nil {
		note, _, err = k.read(ctx, name)
		return note, false, err
	}
	if !errors.Is(err, ErrNoMessage) {
		return nil, false, err
	}
	note, err = k.change(name, func(now *scoreNote) bool {
		if now.Message != n.Message || now.Anew || now.Closed {
			return false
		}
		now.Message, now.Since, now.Anew = "", k.Now(), true
		return true
	})
	if err == nil && note != nil {
		err = k.Pace(k.open, to.Chat, SendScores)
	}
	return note, true, err
}
