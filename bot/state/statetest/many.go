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

// entryAt is the learner's, planned for a time that isn't spread.
func entryAt(at time.Time) daily.Entry {
	return daily.Entry{Learner: string(learner), Due: at, At: at}
}

// crowdIsSpread plans many for one minute: they come within the window, each
// with the minute it was planned for, also when the window is another one by
// then.
func crowdIsSpread(t *testing.T, s store) {
	s.Window = time.Minute
	const learners = 60
	for i := range learners {
		ok(t, s.Plan(t.Context(), bot.Learner(fmt.Sprint("l", i)), noon))
	}
	s.Window = 0
	at := len(due(t, s.Pushes(), noon, 100))
	rest := due(t, s.Pushes(), noon.Add(time.Minute-time.Millisecond), 100)
	if at > learners/2 || len(rest) < learners/2 {
		t.Fatalf("%d come at once and %d within the minute", at, len(rest))
	}
	for _, e := range rest {
		equal(t, e.Due, noon)
		ok(t, s.Pushes().Pass(t.Context(), e, time.Time{}))
	}
	equal(t, len(due(t, s.Pushes(), noon.AddDate(1, 0, 0), 100)), learners-len(rest))
}

func take(t *testing.T, s store) {
	q := s.Pushes()
	ok(t, s.Plan(t.Context(), learner, noon))
	ok(t, s.Plan(t.Context(), learner, noon))
	entry := []daily.Entry{entryAt(noon)}
	equal(t, due(t, q, noon.Add(-time.Millisecond), 10), nil)
	equal(t, due(t, q, noon, 10), entry)
	equal(t, due(t, q, noon.Add(59*time.Second), 10), nil)
	// The lease runs out, twice; the slot stays what was planned.
	equal(t, due(t, q, noon.Add(time.Minute), 10), entry)
	equal(t, due(t, q, noon.Add(3*time.Minute), 10), entry)

	next := noon.AddDate(0, 0, 1)
	ok(t, q.Pass(t.Context(), entry[0], next))
	equal(t, due(t, q, next.Add(-time.Second), 10), nil)
	equal(t, due(t, q, next, 10), []daily.Entry{entryAt(next)})
	ok(t, s.Plan(t.Context(), learner, time.Time{}))
	ok(t, s.Plan(t.Context(), learner, time.Time{}))
	equal(t, due(t, q, next.AddDate(1, 0, 0), 10), nil)
}

func passReplanned(t *testing.T, s store) {
	q, later := s.Pushes(), noon.Add(3*time.Hour)
	entry := entryAt(noon)
	for _, replan := range []struct {
		at   time.Time
		want []daily.Entry
	}{
		{later, []daily.Entry{entryAt(later)}},
		{time.Time{}, nil},
	} {
		ok(t, s.Plan(t.Context(), learner, noon))
		equal(t, due(t, q, noon, 10), []daily.Entry{entry})
		ok(t, s.Plan(t.Context(), learner, replan.at))
		ok(t, q.Pass(t.Context(), entry, noon.AddDate(0, 0, 1)))
		equal(t, due(t, q, noon.AddDate(1, 0, 0), 10), replan.want)
	}
	// An entry is passed once: who comes late changes nothing.
	ok(t, s.Plan(t.Context(), learner, noon))
	due(t, q, noon, 10)
	ok(t, q.Pass(t.Context(), entry, later))
	ok(t, q.Pass(t.Context(), entry, time.Time{}))
	equal(t, due(t, q, later, 10), []daily.Entry{entryAt(later)})
	ok(t, q.Pass(t.Context(), entryAt(later), time.Time{}))
	equal(t, due(t, q, noon.AddDate(1, 0, 0), 10), nil)
}

func takeGroups(t *testing.T, s store) {
	ok(t, s.PlanGroup(t.Context(), group, noon))
	equal(t, due(t, s.Pushes(), noon, 10), nil)
	equal(t, due(t, s.Groups(), noon, 10), []daily.Entry{{Learner: group.Name(), Due: noon, At: noon}})
	ok(t, s.Groups().Plan(t.Context(), group.Name(), noon.Add(time.Hour)))
	equal(t, len(due(t, s.Groups(), noon.Add(time.Hour), 10)), 1)
	ok(t, s.PlanGroup(t.Context(), group, time.Time{}))
	equal(t, due(t, s.Groups(), noon.AddDate(1, 0, 0), 10), nil)
	// A group's round is planned beside it.
	ok(t, s.PlanGroup(t.Context(), group, noon.Add(time.Hour)))
	ok(t, s.PlanRound(t.Context(), group, noon))
	equal(t, due(t, s.Groups(), noon, 10), []daily.Entry{{Learner: group.RoundName(), Due: noon, At: noon}})
}

func takeOldest(t *testing.T, s store) {
	for i := range 30 {
		ok(t, s.Plan(t.Context(), bot.Learner(fmt.Sprint("l", i)), noon.Add(time.Duration(i*7%30)*time.Second)))
	}
	for i := 0; i < 30; i += 10 {
		entries := due(t, s.Pushes(), noon.Add(time.Minute-time.Millisecond), 10)
		equal(t, len(entries), 10)
		for j, e := range entries {
			equal(t, e.Due, noon.Add(time.Duration(i+j)*time.Second))
		}
	}
}

func twoQueues(t *testing.T, s store) {
	ok(t, s.Plan(t.Context(), learner, noon))
	ok(t, s.PlanFit(t.Context(), learner, noon.Add(time.Hour)))
	equal(t, due(t, s.Fits(), noon, 10), nil)
	equal(t, due(t, s.Pushes(), noon, 10), []daily.Entry{entryAt(noon)})
	ok(t, s.Plan(t.Context(), learner, time.Time{}))
	equal(t, due(t, s.Fits(), noon.Add(time.Hour), 10), []daily.Entry{entryAt(noon.Add(time.Hour))})
	ok(t, s.PlanFit(t.Context(), learner, time.Time{}))
	equal(t, due(t, s.Fits(), noon.AddDate(1, 0, 0), 10), nil)
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
			entries, err := s.Pushes().Take(t.Context(), noon, time.Minute, 10)
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
	for entries := due(t, s.Pushes(), noon, 100); entries != nil; entries = due(t, s.Pushes(), noon, 100) {
		for _, e := range entries {
			taken.Store(e.Learner, true)
		}
	}
	count := 0
	taken.Range(func(any, any) bool { count++; return true })
	equal(t, count, learners)
}
