package state_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/bot/state/file"
	"github.com/overhoor/overhoor/scheduler"
)

func inMemory(t testing.TB) *file.Kernel {
	t.Helper()
	k, err := file.Memory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { k.Close() })
	return k
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// repeats is a kernel whose answers get lost, so that its client sends every
// commit twice.
type repeats struct{ state.Kernel }

func (r repeats) Commit(ctx context.Context, c state.Commit) error {
	return errors.Join(r.Kernel.Commit(ctx, c), r.Kernel.Commit(ctx, c))
}

func TestALostAnswerIsNoSeenEvent(t *testing.T) {
	s := state.New(repeats{inMemory(t)})
	step := bot.Step{Event: "1", Learner: "l", Reviews: []bot.Review{{
		ID: "1", Memory: bot.Memory{Deck: "d", Card: "c", After: scheduler.Memory{Reps: 1}}}}}
	check(t, s.Commit(t.Context(), step))
	log, err := s.Log(t.Context(), "l", 10)
	if err != nil || len(log) != 1 {
		t.Errorf("logged %d reviews, %v; want 1", len(log), err)
	}
	if err := s.Commit(t.Context(), step); !errors.Is(err, bot.ErrSeen) {
		t.Errorf("the event told again: %v, want ErrSeen", err)
	}
}

func TestWhatEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := state.New(inMemory(t))
		event := bot.Step{Event: "1", Learner: "l"}
		place := bot.Place{Platform: "telegram", Chat: "-1", Group: true}
		check(t, s.Commit(t.Context(), event))
		check(t, s.KeepCode(t.Context(), "ABC", "l", 10*time.Minute))
		check(t, s.CommitGroup(t.Context(), bot.GroupStep{Place: place, Round: &bot.Round{}}))
		check(t, s.KeepNote(t.Context(), "a", []byte("b"), 10*time.Minute))

		time.Sleep(10 * time.Minute)
		if note, err := s.Note(t.Context(), "a"); note != nil || err != nil {
			t.Errorf("an old note: %q, %v", note, err)
		}
		if _, err := s.UseCode(t.Context(), "ABC"); !errors.Is(err, bot.ErrNoCode) {
			t.Errorf("an old code: %v, want ErrNoCode", err)
		}
		time.Sleep(24 * time.Hour)
		if err := s.Commit(t.Context(), event); !errors.Is(err, bot.ErrSeen) {
			t.Errorf("an event of yesterday: %v, want ErrSeen", err)
		}
		check(t, s.CommitGroup(t.Context(), bot.GroupStep{Place: place, Round: &bot.Round{Version: 1}}))
		time.Sleep(time.Hour)
		check(t, s.Commit(t.Context(), event))
	})
}

func TestTheLogIsBounded(t *testing.T) {
	s := state.New(inMemory(t))
	const kept, more = 10_000, 50
	step := bot.Step{Learner: "l"}
	for i := range kept + more {
		step.Reviews = append(step.Reviews, bot.Review{ID: fmt.Sprint(i),
			Memory: bot.Memory{Deck: "d", Card: fmt.Sprint(i), After: scheduler.Memory{Reps: 1}}})
	}
	check(t, s.Commit(t.Context(), step))
	log, err := s.Log(t.Context(), "l", 2*kept)
	check(t, err)
	if len(log) != kept || log[0].ID != fmt.Sprint(more) {
		t.Errorf("%d reviews from %s on, want %d from %d on", len(log), log[0].ID, kept, more)
	}
}

// counting tells how many round trips were made.
type counting struct {
	state.Kernel
	trips int
}

func (c *counting) Read(ctx context.Context, q ...state.Query) ([]state.Found, error) {
	c.trips++
	return c.Kernel.Read(ctx, q...)
}

func (c *counting) Commit(ctx context.Context, commit state.Commit) error {
	c.trips++
	return c.Kernel.Commit(ctx, commit)
}

func TestRoundTrips(t *testing.T) {
	k := &counting{Kernel: inMemory(t)}
	s := state.New(k)
	account, ctx := bot.Account{Platform: "discord", ID: "9"}, t.Context()
	check(t, s.Alias(ctx, account, "telegram:1"))
	large := bot.Step{Learner: "telegram:1"}
	for i := range 1000 {
		large.Import = append(large.Import, bot.Memory{Deck: "d", Card: fmt.Sprint(i), After: scheduler.Memory{Reps: 1}})
	}
	check(t, s.Commit(ctx, large))
	_, err := s.Memories(ctx, "telegram:1", "d")
	check(t, err)

	for what, f := range map[string]func() error{
		"read": func() error {
			_, err := s.Read(ctx, bot.Place{Platform: "discord", Chat: "1", Group: true}, account)
			return err
		},
		"commit": func() error {
			return s.Commit(ctx, bot.Step{Event: "1", Learner: "telegram:1", Profile: &bot.Profile{},
				Import: []bot.Memory{{Deck: "d", Card: "new", After: scheduler.Memory{Reps: 1}}}})
		},
		"group": func() error {
			return s.CommitGroup(ctx, bot.GroupStep{Event: "1", Place: bot.Place{Group: true}, Round: &bot.Round{}})
		},
		"memories": func() error { _, err := s.Memories(ctx, "telegram:1", "d"); return err },
	} {
		k.trips = 0
		check(t, f())
		if k.trips != 1 {
			t.Errorf("%s took %d round trips, want 1", what, k.trips)
		}
	}
}
