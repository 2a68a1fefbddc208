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
	Adapters map[string]Adapter // by platform
}

// Deliver makes and sends the push that was planned at slot and returns when
// the learner's next one is due. A learner whose chat is closed to us has none
// until he writes again; one whose platform another process serves keeps his
// slot.
func (c *Courier) Deliver(ctx context.Context, learner string, slot time.Time) (time.Time, error) {
	to, messages, next, err := c.Engine.pushWhere(ctx, Learner(learner), slot, c.serves)
	if errors.Is(err, errElsewhere) {
		return slot, nil
	}
	if err != nil {
		return time.Time{}, err
	}
	for _, m := range messages {
		err := c.Adapters[to.Platform].Send(ctx, to, m)
		if errors.Is(err, ErrGone) {
			return time.Time{}, c.Engine.gone(ctx, Learner(learner), slot)
		}
		if err != nil {
			return time.Time{}, err
		}
	}
	return next, nil
}

// errElsewhere is for a push that this process can't send.
var errElsewhere = errors.New("another process serves the learner's platform")

// serves tells whether a push can be sent from here. Who has no home gets none.
func (c *Courier) serves(home Place) bool {
	return home == Place{} || c.Adapters[home.Platform] != nil
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
