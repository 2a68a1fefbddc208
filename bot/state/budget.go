package state

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// Spend takes one from what a learner has for a day ("2026-11-24", in whatever
// calendar the caller counts), and tells whether there was one left of limit.
func (s *Store) Spend(ctx context.Context, l bot.Learner, day string, limit int) (bool, error) {
	for range tries {
		ok, err := s.spend(ctx, l, day, limit)
		if errors.Is(err, bot.ErrStale) {
			continue
		}
		if err != nil {
			return false, fmt.Errorf("count for learner %q on %s: %w", l, day, err)
		}
		return ok, nil
	}
	return false, fmt.Errorf("count for learner %q on %s: %w", l, day, bot.ErrStale)
}

func (s *Store) spend(ctx context.Context, l bot.Learner, day string, limit int) (bool, error) {
	c := Commit{Slot: learnerSlot(l)}
	found, err := s.kernel.Read(ctx, Query{Slot: c.Slot, Key: spentKey(day)})
	if err != nil {
		return false, err
	}
	var spent int
	version, err := open(found[0].Value, &spent)
	if err != nil || spent >= limit {
		return false, err
	}
	if err := c.write(spentKey(day), "", version, spent+1); err != nil {
		return false, err
	}
	c.Writes[0].TTL = 48 * time.Hour
	return true, s.kernel.Commit(ctx, c)
}
