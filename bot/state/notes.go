package state

import (
	"context"
	"errors"
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

// SwapNote keeps a note in place of the one that was read, nil for none. It is
// false, and nothing is kept, when another one is there by now. Of two notes under
// a name none may begin with the other.
func (s *Store) SwapNote(ctx context.Context, name string, read, note []byte, ttl time.Duration) (bool, error) {
	is := Check{Cond: Absent, Key: noteKey, Else: errSwapped}
	if read != nil {
		is.Cond, is.Value = Begins, read
	}
	w := Write{Op: Put, Key: noteKey, Value: note, TTL: ttl}
	err := s.kernel.Commit(ctx, Commit{Slot: noteSlot(name), Checks: []Check{is}, Writes: []Write{w}})
	if errors.Is(err, errSwapped) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("swap the note %q: %w", name, err)
	}
	return true, nil
}

var errSwapped = errors.New("another note is there")

// Note is what is kept under a name, nil when nothing is.
func (s *Store) Note(ctx context.Context, name string) ([]byte, error) {
	found, err := s.kernel.Read(ctx, Query{Slot: noteSlot(name), Key: noteKey})
	if err != nil {
		return nil, fmt.Errorf("look up the note %q: %w", name, err)
	}
	return found[0].Value, nil
}
