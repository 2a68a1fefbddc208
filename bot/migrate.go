package bot

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// MoveGroup follows a group that got another number: its round, its club and
// what it is told at its hours go along. What the round carries for learners is
// applied first. To move again what was moved changes nothing.
func (e *Engine) MoveGroup(ctx context.Context, from, to Place) error {
	for try := 0; ; try++ {
		err := e.moveGroup(ctx, from, to)
		switch {
		case err == nil:
			return nil
		case errors.Is(err, ErrStale) && try < tries:
			continue
		}
		return fmt.Errorf("move the group %s to %s: %w", from.Name(), to.Name(), err)
	}
}

func (e *Engine) moveGroup(ctx context.Context, from, to Place) error {
	view, err := e.Store.Club(ctx, from)
	if err != nil {
		return err
	}
	e.finishAll(ctx, carried(view.Loads))
	e.noticeAll(ctx, view.Club.Notices)
	if err := e.Store.MoveGroup(ctx, from, to); err != nil {
		return err
	}
	now, err := e.Store.Club(ctx, to)
	if err != nil {
		return err
	}
	next, err := nextCry(&now.Club, e.clock(), now.Club.calendar(e.zone), e.Daily)
	if err != nil {
		return err
	}
	return errors.Join(
		e.Store.PlanGroup(ctx, to, next), e.Store.PlanRound(ctx, to, now.Round.lapses()),
		e.Store.PlanGroup(ctx, from, time.Time{}), e.Store.PlanRound(ctx, from, time.Time{}),
	)
}
