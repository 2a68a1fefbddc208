package bot_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// turn is something at the store that waits.
type turn struct {
	name string
	hand *hand
	life int
	do   func() error
	done chan error
}

// hand is a replica, which answers one event of the group at a time.
type hand struct {
	bot.Store
	fire   *fire
	engine *bot.Engine
	life   int // counts its deaths
	busy   bool
}

var leesplank = []string{"aap", "noot", "mies", "wim"}

var errKilled = errors.New("the replica was killed")

// lifeKey finds in a context in which of a replica's lives something is done.
type lifeKey struct{}

func (h *hand) background(do func(context.Context)) {
	h.fire.mu.Lock()
	ctx := context.WithValue(context.Background(), lifeKey{}, h.life)
	h.fire.mu.Unlock()
	go do(ctx)
}

// hand gives an event to a replica that is free. It comes again when that dies,
// and sometimes though it was answered.
func (f *fire) hand() {
	h := f.hands[f.throw(len(f.hands))]
	f.mu.Lock()
	defer f.mu.Unlock()
	if h.busy || len(f.unheard) == 0 {
		return
	}
	i := f.throw(len(f.unheard))
	e, again := f.unheard[i], f.throw(6) == 0 && f.steps < calm
	f.unheard = slices.Delete(f.unheard, i, i+1)
	h.busy = true
	life := h.life
	go func() {
		_, err := h.engine.Handle(context.WithValue(context.Background(), lifeKey{}, life), e)
		f.mu.Lock()
		defer f.mu.Unlock()
		if h.life == life {
			h.busy = false
		}
		if err != nil && !errors.Is(err, errKilled) {
			f.fail("%s %q: %v", e.ID, e.Text, err)
		}
		f.done[e.ID] = f.done[e.ID] || err == nil
		if err != nil || again {
			f.unheard = append(f.unheard, e)
		}
	}()
}

// tick lets a card's time be over, as a replica finds.
func (f *fire) tick() {
	f.now = f.now.Add(time.Minute)
	h, slot := f.hands[f.throw(len(f.hands))], f.now
	h.background(func(ctx context.Context) {
		if _, _, err := h.engine.Tick(ctx, klas, slot); err != nil && !errors.Is(err, errKilled) {
			f.fail("tick: %v", err)
		}
	})
}

// kill ends a replica, and with it all that it does at the store: that came
// there, or not, but nobody hears of it. Another one takes its place.
func (f *fire) kill() {
	f.deaths--
	h := f.hands[f.throw(len(f.hands))]
	f.mu.Lock()
	var last []*turn
	f.turns = slices.DeleteFunc(f.turns, func(w *turn) bool {
		if w.hand == h {
			last = append(last, w)
		}
		return w.hand == h
	})
	h.life++
	h.busy = false
	f.mu.Unlock()
	slices.SortFunc(last, func(a, b *turn) int { return strings.Compare(a.name, b.name) })
	for _, w := range last {
		if f.throw(2) == 0 {
			_ = w.do()
		}
		w.done <- errKilled
	}
}

// wait has something at the store wait for its turn.
func (h *hand) wait(ctx context.Context, name string, do func() error) error {
	f := h.fire
	f.mu.Lock()
	life := ctx.Value(lifeKey{}).(int)
	if life != h.life {
		f.mu.Unlock()
		return errKilled
	}
	w := &turn{name: fmt.Sprint(slices.Index(f.hands, h), name), hand: h, life: life, do: do, done: make(chan error)}
	f.turns = append(f.turns, w)
	f.mu.Unlock()
	return <-w.done
}

func (h *hand) Read(ctx context.Context, p bot.Place, a bot.Account) (v bot.View, err error) {
	err = h.wait(ctx, "read", func() error { v, err = h.Store.Read(ctx, p, a); return err })
	return v, err
}

func (h *hand) Club(ctx context.Context, p bot.Place) (v bot.View, err error) {
	err = h.wait(ctx, "club", func() error { v, err = h.Store.Club(ctx, p); return err })
	return v, err
}

func (h *hand) Learner(ctx context.Context, l bot.Learner) (v bot.View, err error) {
	err = h.wait(ctx, "learner "+string(l), func() error { v, err = h.Store.Learner(ctx, l); return err })
	return v, err
}

func (h *hand) Mates(ctx context.Context, all []bot.Learner, deck string) (m []bot.Mate, err error) {
	err = h.wait(ctx, fmt.Sprint("mates ", all), func() error { m, err = h.Store.Mates(ctx, all, deck); return err })
	return m, err
}

func (h *hand) Commit(ctx context.Context, s bot.Step) error {
	return h.wait(ctx, "commit "+string(s.Learner), func() error { return h.Store.Commit(ctx, s) })
}

func (h *hand) CommitGroup(ctx context.Context, s bot.GroupStep) error {
	return h.wait(ctx, "group "+s.Event, func() error { return h.Store.CommitGroup(ctx, s) })
}
