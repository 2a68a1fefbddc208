package discord

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"
)

// Shares is what all processes that listen with one token have in common.
type Shares interface {
	// Try takes what is named, if no process has it. The context held ends with
	// ctx, by release, and when it is lost, which is before others can take it.
	Try(ctx context.Context, name string) (held context.Context, release func(), ok bool, err error)
	// Taken counts which of these some process has.
	Taken(ctx context.Context, names ...string) (int, error)
	// Agree returns what was first said under a name, as long as some process
	// goes on saying it every few seconds.
	Agree(ctx context.Context, name, word string) (string, error)
	// Turn waits for something that may be done once in so long.
	Turn(ctx context.Context, name string, every time.Duration) error
}

// herd is the shards that this process serves. Processes see by the seats that
// are taken how many they are; each serves its part and no more, so that one who
// comes finds something to do, and what a dead one had goes to the others.
type herd struct {
	*run
	wanted int // shards in all, as we would have it
	count  int // as was agreed
	seated context.Context
	leave  func()                     // gives our seat back; nil without one
	mine   map[int]context.CancelFunc // stops a shard
	ended  chan ending
}

// ending is that of a shard that we served. An error is for good.
type ending struct {
	shard int
	err   error
}

// serve listens to this process's part of the shards until ctx ends or Discord
// refuses for good.
func (r *run) serve(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(r.rest.refused, cancel)()
	h := &herd{run: r, mine: map[int]context.CancelFunc{}, ended: make(chan ending)}
	defer h.disperse()
	defer cancel()
	for {
		if err := h.balance(ctx); err != nil && ctx.Err() == nil {
			r.log.Warn("can't share out the shards, trying again", "error", err)
		}
		select {
		case <-ctx.Done():
			return r.refused()
		case <-time.After(r.timing.share):
		case e := <-h.ended:
			delete(h.mine, e.shard)
			if e.err != nil {
				return e.err
			}
		}
	}
}

// disperse waits until no shard is served any more.
func (h *herd) disperse() {
	for len(h.mine) > 0 {
		delete(h.mine, (<-h.ended).shard)
	}
	if h.leave != nil {
		h.leave()
	}
}

// balance takes or lets go of shards until we serve our part.
func (h *herd) balance(ctx context.Context) error {
	count, err := h.agree(ctx)
	if err != nil {
		return err
	}
	if count != h.count && len(h.mine) > 0 {
		h.log.Warn("another number of shards was agreed on", "shards", count)
		h.keep(0)
		return nil
	}
	h.count = count
	part, err := h.part(ctx)
	if err != nil {
		return err
	}
	h.keep(part)
	for shard := 0; shard < h.count && len(h.mine) < part; shard++ {
		if err := h.take(ctx, shard); err != nil {
			return err
		}
	}
	return nil
}

// agree is how many shards there are in all: as configured, else as Discord
// advises, and the same for all processes.
func (h *herd) agree(ctx context.Context) (int, error) {
	if h.wanted == 0 {
		h.wanted = h.cfg.Shards
	}
	if h.wanted == 0 {
		starts, err := h.starts(ctx)
		if err != nil {
			return 0, err
		}
		h.wanted = max(starts.Shards, 1)
	}
	word, err := h.shares.Agree(ctx, "shards", strconv.Itoa(h.wanted))
	if err != nil {
		return 0, err
	}
	count, err := strconv.Atoi(word)
	if err != nil || count < 1 {
		return 0, errors.New("the number of shards that was agreed on is none")
	}
	return count, nil
}

// part is how many shards are ours. Without a seat we wait for one.
func (h *herd) part(ctx context.Context) (int, error) {
	seats := make([]string, h.count)
	for i := range seats {
		seats[i] = fmt.Sprint("seat ", i)
	}
	for i := 0; (h.seated == nil || h.seated.Err() != nil) && i < len(seats); i++ {
		seated, leave, ok, err := h.shares.Try(ctx, seats[i])
		if err != nil {
			return 0, err
		}
		if ok {
			h.seated, h.leave = seated, leave
		}
	}
	if h.seated == nil || h.seated.Err() != nil {
		return 0, nil
	}
	taken, err := h.shares.Taken(ctx, seats...)
	if err != nil {
		return 0, err
	}
	taken = max(taken, 1)
	return (h.count + taken - 1) / taken, nil
}

// keep lets go of all shards but so many, the last ones first.
func (h *herd) keep(most int) {
	for shard := h.count - 1; shard >= 0; shard-- {
		if stop := h.mine[shard]; stop != nil && len(h.mine) > most {
			stop()
			e := <-h.ended
			delete(h.mine, e.shard)
		}
	}
}

// take serves a shard if nobody does.
func (h *herd) take(ctx context.Context, shard int) error {
	if h.mine[shard] != nil {
		return nil
	}
	held, release, ok, err := h.shares.Try(ctx, fmt.Sprint("shard ", shard))
	if err != nil || !ok {
		return err
	}
	held, stop := context.WithCancel(held)
	h.mine[shard] = stop
	count := h.count
	go func() {
		err := h.listen(held, shard, count)
		stop()
		release()
		h.ended <- ending{shard, err}
	}()
	return nil
}

// starts is what Discord says of shards and of new sessions.
type starts struct {
	Shards int `json:"shards"`
	Limit  struct {
		Remaining int   `json:"remaining"`
		Reset     int64 `json:"reset_after"` // milliseconds
		AtOnce    int   `json:"max_concurrency"`
	} `json:"session_start_limit"`
}

func (a *Adapter) starts(ctx context.Context) (s starts, err error) {
	err = a.rest.do(ctx, request{what: "ask Discord for its gateway", method: "GET", path: "gateway/bot", into: &s})
	return s, err
}

// turn waits until a shard may begin a session: few may in five seconds,
// and so many in a day.
func (r *run) turn(ctx context.Context, shard int) error {
	s, err := r.starts(ctx)
	if err != nil {
		return err
	}
	if s.Limit.Remaining == 0 {
		wait := time.Duration(s.Limit.Reset) * time.Millisecond
		r.log.Error("no session is left for today, waiting", "shard", shard, "wait", wait)
		if !sleep(ctx, wait) {
			return ctx.Err()
		}
	}
	return r.shares.Turn(ctx, fmt.Sprint("identify ", shard%max(s.Limit.AtOnce, 1)), r.timing.identify)
}

// alone is Shares for a process that shares with nobody.
type alone struct {
	mu   sync.Mutex
	next map[string]time.Time // turns
}

func (*alone) Try(ctx context.Context, _ string) (context.Context, func(), bool, error) {
	held, release := context.WithCancel(ctx)
	return held, release, true, nil
}

func (*alone) Taken(context.Context, ...string) (int, error) { return 1, nil }

func (*alone) Agree(_ context.Context, _, word string) (string, error) { return word, nil }

func (a *alone) Turn(ctx context.Context, name string, every time.Duration) error {
	a.mu.Lock()
	turn := later(time.Now(), a.next[name])
	a.next[name] = turn.Add(every)
	a.mu.Unlock()
	if wait := time.Until(turn); wait > 0 && !sleep(ctx, wait) {
		return errors.New("no turn to identify came in time")
	}
	return nil
}
