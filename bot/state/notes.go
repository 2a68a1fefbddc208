package state

import (
	"context"
	"fmt"
	"time"
)

// KeepNote keeps a few bytes under a name for a while, in place of what was kept
// there. What they say is the caller's business.
func (s *Store) KeepNote(ctx context.Context, name string, note []byte, ttl time.Duration) error {
	w := Write{Op: Put, Key: noteKey, Value: note, TTL: ttl}
	if err := s.kernel.Commit(ctx, Commit{Slot: noteSlot(name), Writes: []Write{w}}); err != nil {
		return fmt.Errorf("keep the note %q: %w", name, err)
	}
	return nil
}

// Note is what is kept under a name, nil when nothing is.
func (s *Store) Note(ctx context.Context, name string) ([]byte, error) {
	found, err := s.kernel.Read(ctx, Query{Slot: noteSlot(name), Key: noteKey})
	if err != nil {
		return nil, fmt.Errorf("look up the note %q: %w", name, err)
	}
	return found[0].Value, nil
}
