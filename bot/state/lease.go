package state

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"
)

// A lease ends by itself leaseTTL after it was renewed for the last time. Its
// holder renews it well before, and lets go well before others may take it.
const (
	leaseTTL   = 15 * time.Second
	leaseRenew = 5 * time.Second
	leaseLost  = 10 * time.Second // without a renewal the holder gives up
)

var errHeld = errors.New("another process holds it")

// Lease waits until this process alone holds what is named, and holds it until
// release is called. The context held ends with ctx, by release, and when the
// lease is lost (Redis can't be reached): what it guards must stop then.
// An error means that ctx ended or that the state can't be reached. Where no
// other process can be the lease is held at once.
func (s *Store) Lease(ctx context.Context, name string) (held context.Context, release func(), err error) {
	l := s.lease(name)
	if err := l.await(ctx); err != nil {
		return nil, nil, fmt.Errorf("wait to be the only one for %s: %w", name, err)
	}
	held, release = l.hold(ctx)
	return held, release, nil
}

// TryLease is Lease without waiting: ok is false when another process holds it.
func (s *Store) TryLease(ctx context.Context, name string) (held context.Context, release func(), ok bool, err error) {
	l := s.lease(name)
	switch err := l.take(ctx); {
	case errors.Is(err, errHeld):
		return nil, nil, false, nil
	case err != nil:
		return nil, nil, false, fmt.Errorf("be the only one for %s: %w", name, err)
	}
	held, release = l.hold(ctx)
	return held, release, true, nil
}

// Leased counts which of these leases are held, by this process or another.
func (s *Store) Leased(ctx context.Context, names ...string) (int, error) {
	queries := make([]Query, len(names))
	for i, name := range names {
		queries[i] = Query{Slot: leaseSlot(name), Key: holderKey}
	}
	found, err := s.kernel.Read(ctx, queries...)
	if err != nil {
		return 0, fmt.Errorf("count who holds a lease: %w", err)
	}
	n := 0
	for _, f := range found {
		if f.Value != nil {
			n++
		}
	}
	return n, nil
}

// Agree returns what the first process said under a name. It holds as long as
// some process says the same again within 15 seconds; then another's word may.
func (s *Store) Agree(ctx context.Context, name, word string) (string, error) {
	const end = "\n" // so that no word begins as another
	for range 3 {
		l := lease{kernel: s.kernel, slot: leaseSlot(name), holder: []byte(word + end)}
		err := l.take(ctx)
		if err == nil {
			return word, nil
		}
		if !errors.Is(err, errHeld) {
			return "", fmt.Errorf("agree on %s: %w", name, err)
		}
		found, err := s.kernel.Read(ctx, Query{Slot: l.slot, Key: holderKey})
		if err != nil {
			return "", fmt.Errorf("agree on %s: %w", name, err)
		}
		if found[0].Value != nil {
			return strings.TrimSuffix(string(found[0].Value), end), nil
		}
	}
	return "", fmt.Errorf("agree on %s: others keep changing their minds", name)
}

func (s *Store) lease(name string) lease {
	return lease{kernel: s.kernel, slot: leaseSlot(name), holder: []byte(rand.Text())}
}

// hold keeps a lease that was taken until release is called, or it is lost.
func (l lease) hold(ctx context.Context) (held context.Context, release func()) {
	held, cancel := context.WithCancel(ctx)
	if l.kernel.Alone() {
		return held, cancel
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.keep(held)
		cancel()
		l.giveBack(ctx)
	}()
	return held, func() { cancel(); <-done }
}

// lease is one attempt to be the holder.
type lease struct {
	kernel Kernel
	slot   string
	holder []byte
}

func (l lease) await(ctx context.Context) error {
	for {
		err := l.take(ctx)
		if !errors.Is(err, errHeld) {
			return err
		}
		if err := sleep(ctx, leaseRenew/2); err != nil {
			return err
		}
	}
}

// take takes the lease if nobody has it. It may be ours already, when the
// answer to an earlier attempt got lost.
func (l lease) take(ctx context.Context) error {
	if l.kernel.Alone() {
		return nil
	}
	err := l.kernel.Commit(ctx, Commit{
		Slot:   l.slot,
		Checks: []Check{{Cond: Absent, Key: holderKey, Else: errHeld}},
		Writes: []Write{{Op: Put, Key: holderKey, Value: l.holder, TTL: leaseTTL}},
	})
	if errors.Is(err, errHeld) {
		return l.renew(ctx)
	}
	return err
}

func (l lease) renew(ctx context.Context) error {
	return l.ifOurs(ctx, Write{Op: Put, Key: holderKey, Value: l.holder, TTL: leaseTTL})
}

func (l lease) ifOurs(ctx context.Context, w Write) error {
	return l.kernel.Commit(ctx, Commit{
		Slot:   l.slot,
		Checks: []Check{{Cond: Begins, Key: holderKey, Value: l.holder, Else: errHeld}},
		Writes: []Write{w},
	})
}

// keep renews the lease until held ends or the lease is lost.
func (l lease) keep(held context.Context) {
	tick := time.NewTicker(leaseRenew)
	defer tick.Stop()
	for renewed := time.Now(); time.Since(renewed) < leaseLost; {
		select {
		case <-held.Done():
			return
		case <-tick.C:
		}
		began := time.Now()
		attempt, cancel := context.WithTimeout(held, leaseRenew/2)
		err := l.renew(attempt)
		cancel()
		if errors.Is(err, errHeld) {
			return
		}
		if err == nil {
			renewed = began
		}
	}
}

// giveBack lets others take the lease at once; if that fails they wait until
// it ends by itself.
func (l lease) giveBack(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	_ = l.ifOurs(ctx, Write{Op: Drop, Key: holderKey})
}
