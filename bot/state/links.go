package state

import (
	"context"
	"fmt"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// KeepCode remembers a link code for a while. A code that is kept already is
// ErrStale: make another one.
func (s *Store) KeepCode(ctx context.Context, code string, l bot.Learner, ttl time.Duration) error {
	err := s.kernel.Commit(ctx, Commit{
		Slot:   codeSlot(code),
		Checks: []Check{{Cond: Absent, Key: learnerKey, Else: bot.ErrStale}},
		Writes: []Write{{Op: Put, Key: learnerKey, Value: []byte(l), TTL: ttl}},
	})
	if err != nil {
		return fmt.Errorf("keep a link code of learner %q: %w", l, err)
	}
	return nil
}

// UseCode redeems a link code, once.
func (s *Store) UseCode(ctx context.Context, code string) (bot.Learner, error) {
	slot := codeSlot(code)
	found, err := s.kernel.Read(ctx, Query{Slot: slot, Key: learnerKey})
	if err != nil {
		return "", fmt.Errorf("look up a link code: %w", err)
	}
	learner := found[0].Value
	if learner == nil {
		return "", fmt.Errorf("use a link code: %w", bot.ErrNoCode)
	}
	err = s.kernel.Commit(ctx, Commit{
		Slot:   slot,
		Checks: []Check{{Cond: Begins, Key: learnerKey, Value: learner, Else: bot.ErrNoCode}},
		Writes: []Write{{Op: Drop, Key: learnerKey}},
	})
	if err != nil {
		return "", fmt.Errorf("use a link code: %w", err)
	}
	return bot.Learner(learner), nil
}

// Alias makes an account speak for a learner from now on.
func (s *Store) Alias(ctx context.Context, a bot.Account, l bot.Learner) error {
	first := firstLearner(a)
	w := Write{Op: Put, Key: learnerKey, Value: []byte(l)}
	if l == first {
		w = Write{Op: Drop, Key: learnerKey}
	}
	if err := s.kernel.Commit(ctx, Commit{Slot: accountSlot(a), Writes: []Write{w}}); err != nil {
		return fmt.Errorf("let %s:%s speak for learner %q: %w", a.Platform, a.ID, l, err)
	}
	s.aliases.set(accountSlot(a), l, first)
	return nil
}
