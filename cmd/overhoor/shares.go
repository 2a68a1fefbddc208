package main

import (
	"context"
	"time"

	"github.com/overhoor/overhoor/bot/state"
)

// shares is what processes that listen with one token have in common: leases,
// turns and agreements in the state, under names of the token's own.
type shares struct {
	store *state.Store
	under string
}

func (s shares) Try(ctx context.Context, name string) (held context.Context, release func(), ok bool, err error) {
	return s.store.TryLease(ctx, s.under+" "+name)
}

func (s shares) Taken(ctx context.Context, names ...string) (int, error) {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = s.under + " " + name
	}
	return s.store.Leased(ctx, all...)
}

func (s shares) Agree(ctx context.Context, name, word string) (string, error) {
	return s.store.Agree(ctx, s.under+" "+name, word)
}

func (s shares) Turn(ctx context.Context, name string, every time.Duration) error {
	return s.store.Turn(ctx, s.under+" "+name, every)
}
