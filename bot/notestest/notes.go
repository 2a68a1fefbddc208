// Package notestest keeps notes for tests, as all processes see them.
package notestest

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// Notes are notes in memory. What is too old is the store's matter.
type Notes struct {
	Away bool // the store can't be reached

	mu   sync.Mutex
	kept map[string][]byte
}

var errAway = errors.New("the store is away")

// Note gives a note, nil when nothing is kept.
func (n *Notes) Note(_ context.Context, name string) ([]byte, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.Away {
		return nil, errAway
	}
	return n.kept[name], nil
}

// SwapNote keeps a note in place of the one that was read; it is false when
// another one is there by now.
func (n *Notes) SwapNote(_ context.Context, name string, read, note []byte, ttl time.Duration) (bool, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !slices.Equal(n.kept[name], read) && !n.Away {
		return false, nil
	}
	err := n.keep(name, note, ttl)
	return err == nil, err
}

// KeepNote keeps a note in place of any other.
func (n *Notes) KeepNote(_ context.Context, name string, note []byte, ttl time.Duration) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.keep(name, note, ttl)
}

// Forget drops all notes, as a store does with old ones.
func (n *Notes) Forget() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.kept = nil
}

func (n *Notes) keep(name string, note []byte, ttl time.Duration) error {
	if n.Away || ttl <= 0 {
		return errAway
	}
	if n.kept == nil {
		n.kept = map[string][]byte{}
	}
	n.kept[name] = slices.Clone(note)
	return nil
}
