package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
)

// commitGroup writes the group's round, then the reviews it carries.
func (t *talk) commitGroup(ctx context.Context) error {
	if !t.newRound {
		return nil
	}
	err := t.Store.CommitGroup(ctx, GroupStep{Event: t.event.ID, Place: t.event.Place, Round: t.round})
	if err != nil {
		return err
	}
	if t.round.Race != nil {
		t.finishAll(ctx, t.round.Race.Pending)
	}
	return nil
}

// finishFound finishes the reviews that a round was found to carry, and tells
// whether it now carries fewer.
func (e *Engine) finishFound(ctx context.Context, r *Round) bool {
	*r = r.clone()
	if r.Race == nil {
		return false
	}
	found := len(r.Race.Pending)
	r.Race.Pending = e.finishAll(ctx, r.Race.Pending)
	return len(r.Race.Pending) < found
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
