package bot

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Courier delivers pushes: the engine makes them, adapters send them.
type Courier struct {
	Engine   *Engine
	Adapters map[string]Adapter                 // by platform
	Pace     func(context.Context, Place) error // waits until a message may go there; nil: at once
}

// Deliver makes and sends the push that was planned at slot and returns when
// the learner's next one is due. A learner whose chat is closed to us has none
// until he writes again; one whose platform another process serves keeps his
// slot.
func (c *Courier) Deliver(ctx context.Context, learner string, slot time.Time) (time.Time, error) {
	view, err := c.Engine.Store.Learner(ctx, Learner(learner))
	if err != nil {
		return time.Time{}, fmt.Errorf("read learner %s: %w", learner, err)
	}
	if home := view.Profile.Home; home != (Place{}) && c.Adapters[home.Platform] == nil {
		return slot, nil
	}
	to, messages, next, err := c.Engine.Push(ctx, Learner(learner), slot)
	if err != nil {
		return time.Time{}, err
	}
	for _, m := range messages {
		err := c.send(ctx, to, m)
		if errors.Is(err, ErrGone) {
			return time.Time{}, c.Engine.gone(ctx, Learner(learner), slot)
		}
		if err != nil {
			return time.Time{}, err
		}
	}
	return next, nil
}

func (c *Courier) send(ctx context.Context, to Place, m Message) error {
	adapter, ok := c.Adapters[to.Platform]
	if !ok { // he moved there this very moment
		return fmt.Errorf("send to %s: this process does not serve that platform", to.Platform)
	}
	if c.Pace != nil {
		if err := c.Pace(ctx, to); err != nil {
			return fmt.Errorf("wait to send to %s: %w", to.Platform, err)
		}
	}
	return adapter.Send(ctx, to, m)
}

// gone notes that a learner's home is closed to us.
func (e *Engine) gone(ctx context.Context, l Learner, slot time.Time) error {
	for try := 0; ; try++ {
		view, err := e.Store.Learner(ctx, l)
		if err != nil {
			return fmt.Errorf("read learner %s: %w", l, err)
		}
		view.Profile.Gone = true
		err = e.Store.Commit(ctx, Step{
			Event:   fmt.Sprintf("gone %d", slot.Unix()),
			Learner: l,
			Profile: &view.Profile,
		})
		switch {
		case err == nil, errors.Is(err, ErrSeen):
			return nil
		case errors.Is(err, ErrStale) && try < tries:
			continue
		}
		return fmt.Errorf("note that the chat of %s is closed: %w", l, err)
	}
}
