package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/overhoor/overhoor/scheduler"
)

// Pending is a review that a group has counted and the learner's memory perhaps
// not yet.
type Pending struct {
	Event   string           `json:"event"`
	Learner Learner          `json:"learner"`
	Deck    string           `json:"deck"`
	Card    string           `json:"card"`
	Rating  scheduler.Rating `json:"rating"`
	At      time.Time        `json:"at"`
	Undo    string           `json:"undo,omitempty"`   // the event whose review is taken back; "" for a review
	Groups  string           `json:"groups,omitempty"` // what the learner chose about his reviews; "" for a review
}

// Lease is how long what an event left pending is that event's own to finish.
// Then its process must have died, and it is whoever comes next's.
const Lease = 10 * time.Second

// Reviews of so many handfuls of learners are applied at the same time. More
// would hold up the answers that come meanwhile: nobody waits for these.
const (
	hands   = 4
	handful = 8
)

// commitGroup writes what changed of the group's round and club, and then has
// what it carries for learners because of that brought to them.
func (t *talk) commitGroup(ctx context.Context) error {
	if err := t.bookEnd(ctx); err != nil {
		return err
	}
	if t.newBoard && t.club.Home != (Place{}) {
		if err := t.commitBoard(ctx); err != nil {
			return err
		}
	}
	step := GroupStep{Event: t.event.ID, Place: t.event.Place, New: t.changedNewcomers(), Loads: t.loaded()}
	if t.newRound {
		step.Round = &t.round
	} else {
		step.Keep = t.keeps
	}
	if t.newClub {
		step.Club = &t.club
	}
	if t.newBoard && t.club.Home == (Place{}) {
		step.Board = &t.board
	}
	if step.Round == nil && step.Club == nil && step.Board == nil && step.Keep == nil && len(step.Loads)+len(step.New) == 0 {
		return nil
	}
	if err := t.Store.CommitGroup(ctx, step); err != nil {
		return err
	}
	t.bringOwn(ctx)
	t.deliverEarnings(ctx)
	return nil
}

// bringOwn brings what the group carries since this event to its learners, after
// whatever else waits for them.
func (t *talk) bringOwn(ctx context.Context) {
	own := make(map[Learner]bool)
	for _, p := range t.carry {
		own[p.Learner] = true
	}
	all := slices.DeleteFunc(t.carried(), func(p Pending) bool { return !own[p.Learner] })
	notices := slices.Clone(t.club.Notices)
	if len(all)+len(notices) == 0 {
		return
	}
	e, place := t.Engine, t.event.Place
	e.inBackground(ctx, func(ctx context.Context) { e.bring(ctx, place, all, notices) })
}

// inBackground does what no reply waits for. Nobody else catches its panic.
func (e *Engine) inBackground(ctx context.Context, do func(context.Context)) {
	if e.Background == nil {
		do(ctx)
		return
	}
	e.Background(func(ctx context.Context) {
		defer func() {
			if cause := recover(); cause != nil {
				e.Log.Error("panic in the background", slog.String("cause", fmt.Sprintf("%T", cause)), slog.String("stack", string(debug.Stack())))
			}
		}()
		do(ctx)
	})
}

// bring applies reviews and notices to their learners, and then lets the group
// carry them no more. What fails, or is broken off in between, is carried on.
func (e *Engine) bring(ctx context.Context, p Place, reviews []Pending, notices []Notice) {
	failed, untold := e.finishAll(ctx, reviews), e.noticeAll(ctx, notices)
	done := doneOf(reviews, failed)
	told := func(n Notice) bool { return slices.Contains(notices, n) && !slices.Contains(untold, n) }
	for try := 0; ; try++ {
		err := e.unload(ctx, p, done, told)
		if errors.Is(err, ErrStale) && try < tries {
			continue
		}
		if err != nil {
			e.Log.Warn("let a group's reviews be done with", slog.Any("error", err))
		}
		return
	}
}

// finishAll applies pending reviews to their learners' memories and returns
// those that failed: they stay pending for whoever comes next, and so does what
// their learners did after them.
func (e *Engine) finishAll(ctx context.Context, all []Pending) (failed []Pending) {
	byLearner := make(map[Learner][]Pending)
	for _, p := range all {
		byLearner[p.Learner] = append(byLearner[p.Learner], p)
	}
	for _, his := range byLearner {
		inTurn(his)
	}
	var working errgroup.Group
	working.SetLimit(hands)
	var mu sync.Mutex
	for some := range slices.Chunk(slices.Sorted(maps.Keys(byLearner)), handful) {
		working.Go(func() error {
			known := e.known(ctx, some, byLearner)
			for _, l := range some {
				left, err := e.finishHis(ctx, byLearner[l], known[l])
				if err == nil {
					continue
				}
				e.Log.Warn("apply a review from a group", slog.String("learner", string(l)), slog.Any("error", err))
				mu.Lock()
				failed = append(failed, left...)
				mu.Unlock()
			}
			return nil
		})
	}
	_ = working.Wait() // what fails is in failed
	return failed
}

// known is what some learners know of the deck that their first review is of,
// read at once; of who is missing in it that is read when it is needed.
func (e *Engine) known(ctx context.Context, some []Learner, pending map[Learner][]Pending) map[Learner]*Mate {
	known := make(map[Learner]*Mate)
	if len(some) == 1 {
		return known
	}
	deck := pending[some[0]][0].Deck
	mates, err := e.Store.Mates(ctx, some, deck)
	if err != nil {
		return known
	}
	for _, m := range mates {
		if first := pending[m.Learner][0]; first.Deck == deck && first.Groups == "" && m.Profile.Moved == "" {
			known[m.Learner] = &m
		}
	}
	return known
}

// finishHis applies one learner's reviews, the first to what is known of him, and
// returns those that are left when one fails.
func (e *Engine) finishHis(ctx context.Context, his []Pending, known *Mate) (left []Pending, err error) {
	if known != nil {
		err := e.applyTo(ctx, his[0], known.Profile, known.Memories)
		switch {
		case err == nil, errors.Is(err, ErrSeen):
			his = his[1:]
		case !errors.Is(err, ErrStale):
			return his, err
		}
	}
	for i, p := range his {
		if err := e.finish(ctx, p); err != nil {
			return his[i:], err
		}
	}
	return nil, nil
}

// inTurn sorts what waits for a learner by when it was said. What he chose comes
// before the reviews of the same second: better none than one that he didn't
// want.
func inTurn(his []Pending) {
	slices.SortStableFunc(his, func(a, b Pending) int {
		if c := a.At.Compare(b.At); c != 0 || (a.Groups != "") == (b.Groups != "") {
			return c
		}
		return strings.Compare(b.Groups, a.Groups) // that which isn't empty
	})
}

// finish applies one pending review. It does nothing when that was done
// before, or when the learner has reviewed the card since.
func (e *Engine) finish(ctx context.Context, p Pending) error {
	for try := 0; ; try++ {
		err := e.apply(ctx, p)
		switch {
		case errors.Is(err, ErrSeen):
			return nil
		case errors.Is(err, ErrStale) && try < tries:
			continue
		}
		return err
	}
}

func (e *Engine) apply(ctx context.Context, p Pending) error {
	view, err := e.Store.Learner(ctx, p.Learner)
	if err != nil {
		return fmt.Errorf("read learner: %w", err)
	}
	if view.Profile.Moved != "" {
		p.Learner = view.Profile.Moved
		return e.apply(ctx, p)
	}
	if p.Groups != "" {
		return e.chooses(ctx, p, view.Profile)
	}
	memories, err := e.Store.Memories(ctx, p.Learner, p.Deck)
	if err != nil {
		return fmt.Errorf("read memories of %s: %w", p.Deck, err)
	}
	return e.applyTo(ctx, p, view.Profile, memories)
}

// applyTo applies a pending review to what was read of its learner.
func (e *Engine) applyTo(ctx context.Context, p Pending, profile Profile, memories map[string]scheduler.Memory) error {
	before := memories[p.Card]
	if p.Undo != "" {
		return e.applyUndo(ctx, p, profile, before)
	}
	if profile.Groups == groupsOff || !before.New() && !before.Last.Before(p.At) {
		return nil
	}
	cal := profile.calendar(e.zone)
	t := &talk{Engine: e, learner: p.Learner, profile: profile, now: p.At, cal: cal, words: e.words(profile.Client, profile.Lang)}
	if err := t.rest(ctx); err != nil {
		return err
	}
	if _, err := t.heard(ctx); err != nil {
		return err
	}
	profile = t.profile
	profile.count(before.New(), p.At, cal)
	if !slices.Contains(profile.Decks, p.Deck) {
		profile.begin(p.Deck)
	}
	if miss := (Miss{p.Deck, p.Card}); p.Rating == scheduler.Again {
		profile.miss(miss)
	} else {
		profile.had(miss)
	}
	if err := e.planFit(ctx, p.Learner, profile.Fit); err != nil {
		return err
	}
	moment := profile.moment(p.Deck, p.At, cal)
	moment.Seed, moment.Load.From = seed(p.Learner, p.Deck, p.Card), p.At
	for _, m := range memories {
		moment.Load.Add(m.Due, cal)
	}
	after := profile.memory(e.Scheduler, p.Deck).Review(before, p.Rating, moment)
	return e.Store.Commit(ctx, Step{
		Event:   p.Event,
		Learner: p.Learner,
		Profile: &profile,
		Reviews: []Review{{
			ID:     p.Event,
			Memory: Memory{Deck: p.Deck, Card: p.Card, Before: before, After: after},
			At:     p.At,
			Rating: p.Rating,
		}},
	})
}
