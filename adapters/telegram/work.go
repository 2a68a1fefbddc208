package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// wanted are the kinds of updates that we are told of. Telegram remembers them,
// so they are named always.
const wanted = `["message","callback_query","my_chat_member","poll_answer","inline_query"]`

// grace is for what is being handled when the program stops.
const grace = 8 * time.Second

// work is updates being handled, however they come.
type work struct {
	*Adapter
	handle  bot.Handler
	held    context.Context // ends when nothing new may be begun
	working context.Context // ends when what was begun has had its time
	lanes   *lanes
	outbox  *bot.Outbox // of groups
}

// begin makes ready for updates until held ends; stop is to be called when the
// last was handled.
func (a *Adapter) begin(held context.Context, handle bot.Handler) (w *work, stop func()) {
	working, cancel := context.WithCancel(context.WithoutCancel(held))
	idle := context.AfterFunc(held, func() {
		late := time.AfterFunc(grace, cancel)
		context.AfterFunc(working, func() { late.Stop() })
	})
	stop = func() { idle(); cancel() }
	outbox := &bot.Outbox{Turn: a.inTurn}
	return &work{Adapter: a, handle: handle, held: held, working: working, lanes: newLanes(), outbox: outbox}, stop
}

// wait waits until all is handled and said.
func (w *work) wait() {
	w.lanes.wait()
	w.outbox.Wait()
}

// number reads which update it is, of one that may be strange otherwise.
func number(raw json.RawMessage) (int64, error) {
	var number struct {
		ID int64 `json:"update_id"`
	}
	err := json.Unmarshal(raw, &number)
	if err == nil && number.ID == 0 {
		err = errors.New("it has no number")
	}
	return number.ID, err
}

// add puts an update in the lane of its place. It calls kept when what it changes
// is kept and only the answer is still to be said, and done when it was handled,
// or when nothing new may be begun any more. What can't be read is as good as
// handled.
func (w *work) add(id int64, raw json.RawMessage, kept func(), done func(handled bool)) {
	var u update
	if err := json.Unmarshal(raw, &u); err != nil {
		w.log.Error("read an update of Telegram", slog.Int64("update", id), slog.Any("error", err))
		done(true)
		return
	}
	u.kept, u.aside = kept, func(lane string, job func()) { w.lanes.addFew(lane, func() { w.guard(id, job) }) }
	if u.Vote == nil {
		w.lanes.add(u.lane(), func() { w.do(u, done) })
		return
	}
	w.lanes.add("poll "+u.Vote.Poll, func() { // until it is known where that is
		quiz, ok := w.findQuiz(w.working, u.Vote.Poll)
		if !ok {
			done(true)
			return
		}
		u.Vote.quiz = quiz
		w.lanes.add(u.lane(), func() { w.do(u, done) })
	})
}

// do handles an update. One that we choke on must not stop all others, nor come
// again for ever.
func (w *work) do(u update, done func(handled bool)) {
	if w.held.Err() != nil {
		done(false)
		return
	}
	left := &receipt{done: func() { done(w.working.Err() == nil) }} // what was cut off comes again
	left.hold()
	defer left.release()
	u.turn = func(to bot.Place, p bot.Parcel) { w.inLine(u.ID, to, p, left) }
	u.beside = func(lane string, job func()) {
		left.hold()
		w.lanes.add(lane, func() {
			defer left.release()
			w.guard(u.ID, job)
		})
	}
	w.guard(u.ID, func() {
		if u.Inline != nil {
			w.offer(w.working, u.Inline)
			return
		}
		w.reply(w.working, u, w.handle)
	})
}

// inLine has something said to a group in its turn, until when an update isn't done.
func (w *work) inLine(update int64, to bot.Place, p bot.Parcel, left *receipt) {
	say := p.Say
	p.Say = func() {
		defer left.release()
		w.guard(update, say)
	}
	left.hold()
	if !w.outbox.Put(w.working, to, p) {
		w.log.Warn("an answer is left out: too many wait in its chat", slog.Int64("update", update))
		left.release()
	}
}

// receipt calls done once, when all that hold it have released it.
type receipt struct {
	holders atomic.Int64
	once    sync.Once
	done    func()
}

func (r *receipt) hold() { r.holders.Add(1) }

func (r *receipt) release() {
	if r.holders.Add(-1) == 0 {
		r.once.Do(r.done)
	}
}

// guard keeps a panic from ending the program.
func (w *work) guard(update int64, job func()) {
	defer func() {
		if cause := recover(); cause != nil {
			w.log.Error("handle an update of Telegram", slog.Int64("update", update),
				slog.String("panic", fmt.Sprintf("%T", cause)), slog.String("stack", string(debug.Stack())))
		}
	}()
	job()
}
