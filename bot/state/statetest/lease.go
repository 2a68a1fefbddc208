package statetest

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot/state"
)

// crowded is a kernel that other processes use too.
type crowded struct{ state.Kernel }

func (crowded) Alone() bool { return false }

// leases are taken by one of many, and by the next when that one lets go.
func leases(t *testing.T, s store) {
	one, two := state.New(crowded{s.kernel}), state.New(crowded{s.kernel})
	var winners atomic.Int32
	var all sync.WaitGroup
	var letGo func()
	for _, process := range []*state.Store{one, two, one, two, one} {
		all.Go(func() {
			_, release, taken, err := process.TryLease(t.Context(), "shard 0")
			ok(t, err)
			if taken {
				winners.Add(1)
				letGo = release
			}
		})
	}
	all.Wait()
	equal(t, winners.Load(), 1)
	n, err := two.Leased(t.Context(), "shard 0", "shard 1")
	ok(t, err)
	equal(t, n, 1)
	letGo()
	held, release, taken, err := two.TryLease(t.Context(), "shard 0")
	ok(t, err)
	equal(t, taken, true)
	release()
	equal(t, held.Err() != nil, true)
	n, err = one.Leased(t.Context(), "shard 0", "shard 1")
	ok(t, err)
	equal(t, n, 0)
}

// agreement holds what was said first.
func agreement(t *testing.T, s store) {
	one, two := state.New(crowded{s.kernel}), state.New(crowded{s.kernel})
	for _, step := range []struct {
		by   *state.Store
		says string
	}{{one, "2"}, {two, "23"}, {one, "2"}, {two, ""}} {
		word, err := step.by.Agree(t.Context(), "shards", step.says)
		ok(t, err)
		equal(t, word, "2")
	}
}

// turns are one at a time.
func turns(t *testing.T, s store) {
	ok(t, s.Turn(t.Context(), "identify 0", time.Hour))
	ok(t, s.Turn(t.Context(), "identify 1", time.Hour))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	err := s.elsewhere().Turn(ctx, "identify 0", time.Hour)
	equal(t, errors.Is(err, context.DeadlineExceeded), true)
}
