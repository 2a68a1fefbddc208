package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// Pending is a review that the group's round has counted and the learner's
// memory perhaps not yet.
type Pending struct {
	Event   string           `json:"event"`
	Learner Learner          `json:"learner"`
	Deck    string           `json:"deck"`
	Card    string           `json:"card"`
	Rating  scheduler.Rating `json:"rating"`
	At      time.Time        `json:"at"`
	Undo    string           `json:"undo,omitempty"` // the event whose review is taken back; "" for a review
}

// commitGroup writes what changed of the group's round and club, then what they
// carry for learners.
func (t *talk) commitGroup(ctx context.Context) error {
	if err := t.bookEnd(ctx); err != nil {
		return err
	}
	step := GroupStep{Event: t.event.ID, Place: t.event.Place}
	if t.newRound {
		step.Round = &t.round
	}
	if t.newClub {
		step.Club = &t.club
	}
	if t.newBoard && t.club.Home == (Place{}) {
		step.Board = &t.board
	}
	if step.Round == nil && step.Club == nil && step.Board == nil {
		return t.commitBoard(ctx)
	}
	if err := t.Store.CommitGroup(ctx, step); err != nil {
		return err
	}
	if t.round.Race != nil {
		t.finishAll(ctx, t.round.Race.Pending)
	}
	t.finishAll(ctx, t.club.Pending)
	t.noticeAll(ctx, t.club.Notices)
	t.deliverEarnings(ctx)
	return nil
}

// finishFound finishes what a group was found to carry for learners, and tells
// whether its round and its club now carry less.
func (e *Engine) finishFound(ctx context.Context, v *View) (round, club bool) {
	v.Round, v.Club = v.Round.clone(), v.Club.clone()
	if race := v.Round.Race; race != nil {
		found := len(race.Pending)
		race.Pending = e.finishAll(ctx, race.Pending)
		round = len(race.Pending) < found
	}
	found := len(v.Club.Pending) + len(v.Club.Notices) + len(v.Club.Earnings)
	v.Club.Pending = e.finishAll(ctx, v.Club.Pending)
	v.Club.Notices = e.noticeAll(ctx, v.Club.Notices)
	v.Club.Earnings = e.deliverAll(ctx, v.Club.Home, v.Club.Earnings)
	return round, len(v.Club.Pending)+len(v.Club.Notices)+len(v.Club.Earnings) < found
}

// finishAll applies pending reviews to their learners' memories and returns
// those that failed: they stay pending for whoever comes next, and so does what
// their learners did after them.
func (e *Engine) finishAll(ctx context.Context, all []Pending) []Pending {
	var failed []Pending
	for _, p := range all {
		if slices.ContainsFunc(failed, func(f Pending) bool { return f.Learner == p.Learner }) {
			failed = append(failed, p)
			continue
		}
		if err := e.finish(ctx, p); err != nil {
			e.Log.Warn("apply a review from a group", slog.String("learner", string(p.Learner)), slog.Any("error", err))
			failed = append(failed, p)
		}
	}
	return failed
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
	memories, err := e.Store.Memories(ctx, p.Learner, p.Deck)
	if err != nil {
		return fmt.Errorf("read memories of %s: %w", p.Deck, err)
	}
	before := memories[p.Card]
	if p.Undo != "" {
		return e.applyUndo(ctx, p, view.Profile, before)
	}
	if !before.New() && !before.Last.Before(p.At) {
		return nil
	}
	profile, cal := view.Profile, view.Profile.calendar(e.zone)
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
