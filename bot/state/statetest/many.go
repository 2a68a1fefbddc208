package statetest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/scheduler"
	"github.com/overhoor/overhoor/scheduler/daily"
)

func due(t *testing.T, q daily.Queue, now time.Time, n int) []daily.Entry {
	t.Helper()
	entries, err := q.Take(t.Context(), now, time.Minute, n)
	ok(t, err)
	if len(entries) == 0 {
		return nil
	}
	return entries
}

func take(t *testing.T, s store) {
	q := s.Queue()
	ok(t, s.Plan(t.Context(), learner, noon))
	ok(t, s.Plan(t.Context(), learner, noon))
	entry := []daily.Entry{{Learner: string(learner), Due: noon}}
	equal(t, due(t, q, noon.Add(-time.Millisecond), 10), nil)
	equal(t, due(t, q, noon, 10), entry)
	equal(t, due(t, q, noon.Add(59*time.Second), 10), nil)
	// The lease runs out, twice; the slot stays what was planned.
	equal(t, due(t, q, noon.Add(time.Minute), 10), entry)
	equal(t, due(t, q, noon.Add(3*time.Minute), 10), entry)

	next := noon.AddDate(0, 0, 1)
	ok(t, q.Plan(t.Context(), string(learner), next))
	equal(t, due(t, q, next.Add(-time.Second), 10), nil)
	equal(t, due(t, q, next, 10), []daily.Entry{{Learner: string(learner), Due: next}})
	ok(t, s.Plan(t.Context(), learner, time.Time{}))
	ok(t, s.Plan(t.Context(), learner, time.Time{}))
	equal(t, due(t, q, next.AddDate(1, 0, 0), 10), nil)
}

func takeGroups(t *testing.T, s store) {
	ok(t, s.PlanGroup(t.Context(), group, noon))
	equal(t, due(t, s.Queue(), noon, 10), nil)
	equal(t, due(t, s.Groups(), noon, 10), []daily.Entry{{Learner: group.Name(), Due: noon}})
	ok(t, s.Groups().Plan(t.Context(), group.Name(), noon.Add(time.Hour)))
	equal(t, len(due(t, s.Groups(), noon.Add(time.Hour), 10)), 1)
	ok(t, s.PlanGroup(t.Context(), group, time.Time{}))
	equal(t, due(t, s.Groups(), noon.AddDate(1, 0, 0), 10), nil)
}

func takeOldest(t *testing.T, s store) {
	for i := range 30 {
		ok(t, s.Plan(t.Context(), bot.Learner(fmt.Sprint("l", i)), noon.Add(time.Duration(i*7%30)*time.Second)))
	}
	for i := 0; i < 30; i += 10 {
		entries := due(t, s.Queue(), noon.Add(time.Minute-time.Millisecond), 10)
		equal(t, len(entries), 10)
		for j, e := range entries {
			equal(t, e.Due, noon.Add(time.Duration(i+j)*time.Second))
		}
	}
}

// many does something at the same time and counts how often it went well;
// other errors than want fail.
func many(t *testing.T, n int, want error, f func(i int) error) int64 {
	t.Helper()
	var wins atomic.Int64
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			switch err := f(i); {
			case err == nil:
				wins.Add(1)
			case !errors.Is(err, want):
				t.Error(err)
			}
		})
	}
	all.Wait()
	return wins.Load()
}

func oneWins(t *testing.T, s store) {
	wins := many(t, 20, bot.ErrStale, func(i int) error {
		return s.Commit(t.Context(), bot.Step{Event: fmt.Sprint(i), Learner: learner, Place: private,
			Profile: &bot.Profile{}, Round: &bot.Round{}})
	})
	equal(t, wins, 1)
	wins = many(t, 20, bot.ErrSeen, func(int) error {
		return s.Commit(t.Context(), bot.Step{Event: "same", Learner: learner})
	})
	equal(t, wins, 1)
	wins = many(t, 20, bot.ErrStale, func(i int) error {
		r := review(fmt.Sprint(i), "deck", "card", scheduler.Memory{}, memory(1+i))
		return s.Commit(t.Context(), bot.Step{Event: "r" + r.ID, Learner: learner, Reviews: reviews(r)})
	})
	equal(t, wins, 1)
	log, err := s.Log(t.Context(), learner, 100)
	ok(t, err)
	equal(t, len(log), 1)
}

func groupRace(t *testing.T, s store) {
	wins := many(t, 20, bot.ErrStale, func(i int) error {
		return s.CommitGroup(t.Context(), bot.GroupStep{Event: fmt.Sprint(i), Place: group, Round: &bot.Round{ID: fmt.Sprint(i)}})
	})
	equal(t, wins, 1)
}

func takeRace(t *testing.T, s store) {
	const learners = 200
	for i := range learners {
		ok(t, s.Plan(t.Context(), bot.Learner(fmt.Sprint("l", i)), noon))
	}
	var taken sync.Map
	many(t, 8, nil, func(int) error {
		for {
			entries, err := s.Queue().Take(t.Context(), noon, time.Minute, 10)
			if err != nil || len(entries) == 0 {
				return err
			}
			for _, e := range entries {
				if _, twice := taken.LoadOrStore(e.Learner, true); twice {
					t.Errorf("%s was taken twice", e.Learner)
				}
			}
		}
	})
	// Who found nothing may have lost a race: what is left is taken now.
	for entries := due(t, s.Queue(), noon, 100); entries != nil; entries = due(t, s.Queue(), noon, 100) {
		for _, e := range entries {
			taken.Store(e.Learner, true)
		}
	}
	count := 0
	taken.Range(func(any, any) bool { count++; return true })
	equal(t, count, learners)
}
