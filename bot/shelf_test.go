package bot_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/bot/state/file"
	"github.com/overhoor/overhoor/scheduler"
)

// shelf is a store in memory that can be told to fail, and whose plans can be
// looked at.
type shelf struct {
	*state.Store
	mu    sync.Mutex
	plans map[bot.Learner]time.Time
	cries map[bot.Place]time.Time
	ticks map[bot.Place]time.Time
	fail  func(op string) error // asked around each write
}

func newShelf(t testing.TB) *shelf {
	t.Helper()
	kernel, err := file.Memory()
	if err != nil {
		t.Fatal(err)
	}
	s := &shelf{Store: state.New(kernel), plans: make(map[bot.Learner]time.Time), cries: make(map[bot.Place]time.Time), ticks: make(map[bot.Place]time.Time)}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func (s *shelf) breaks(op string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail == nil {
		return nil
	}
	return s.fail(op)
}

func (s *shelf) Read(ctx context.Context, p bot.Place, a bot.Account) (bot.View, error) {
	if err := s.breaks("read"); err != nil {
		return bot.View{}, err
	}
	return s.Store.Read(ctx, p, a)
}

func (s *shelf) Club(ctx context.Context, p bot.Place) (bot.View, error) {
	if err := s.breaks("read"); err != nil {
		return bot.View{}, err
	}
	return s.Store.Club(ctx, p)
}

func (s *shelf) Commit(ctx context.Context, step bot.Step) error {
	return s.around("commit", func() error { return s.Store.Commit(ctx, step) })
}

func (s *shelf) CommitGroup(ctx context.Context, step bot.GroupStep) error {
	return s.around("group", func() error { return s.Store.CommitGroup(ctx, step) })
}

func (s *shelf) Memories(ctx context.Context, l bot.Learner, deck string) (map[string]scheduler.Memory, error) {
	if err := s.breaks("memories"); err != nil {
		return nil, err
	}
	return s.Store.Memories(ctx, l, deck)
}

func (s *shelf) Log(ctx context.Context, l bot.Learner, n int) ([]bot.Review, error) {
	if err := s.breaks("log"); err != nil {
		return nil, err
	}
	return s.Store.Log(ctx, l, n)
}

// around lets a write fail before it happens, or after.
func (s *shelf) around(op string, write func() error) error {
	if err := s.breaks("before " + op); err != nil {
		return err
	}
	if err := write(); err != nil {
		return err
	}
	return s.breaks("after " + op)
}

func (s *shelf) Plan(ctx context.Context, l bot.Learner, at time.Time) error {
	s.mu.Lock()
	s.plans[l] = at
	s.mu.Unlock()
	return s.Store.Plan(ctx, l, at)
}

func (s *shelf) PlanGroup(ctx context.Context, p bot.Place, at time.Time) error {
	s.mu.Lock()
	s.cries[p] = at
	s.mu.Unlock()
	return s.Store.PlanGroup(ctx, p, at)
}

func (s *shelf) PlanRound(ctx context.Context, p bot.Place, at time.Time) error {
	s.mu.Lock()
	s.ticks[p] = at
	s.mu.Unlock()
	return s.Store.PlanRound(ctx, p, at)
}

// reps is how often an account's learner has reviewed each card of a deck.
func (s *shelf) reps(t *testing.T, a bot.Account, deck string) map[string]uint16 {
	t.Helper()
	reps := make(map[string]uint16)
	for card, m := range s.memories(t, a, deck) {
		reps[card] = m.Reps
	}
	return reps
}

func (s *shelf) memories(t *testing.T, a bot.Account, deck string) map[string]scheduler.Memory {
	t.Helper()
	all, err := s.Memories(t.Context(), s.who(t, a), deck)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// profile is what is kept of an account's learner.
func (s *shelf) profile(t *testing.T, a bot.Account) bot.Profile {
	t.Helper()
	v, err := s.Store.Learner(t.Context(), s.who(t, a))
	if err != nil {
		t.Fatal(err)
	}
	return v.Profile
}

// who is the learner an account speaks for.
func (s *shelf) who(t *testing.T, a bot.Account) bot.Learner {
	t.Helper()
	v, err := s.Store.Read(t.Context(), bot.Place{Platform: a.Platform, Chat: "elsewhere"}, a)
	if err != nil {
		t.Fatal(err)
	}
	return v.Learner
}
