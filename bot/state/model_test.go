package state_test

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/bot/state/file"
	"github.com/overhoor/overhoor/scheduler"
	"github.com/overhoor/overhoor/scheduler/daily"
)

// model is what a store must do, as simply as it can be said.
type model struct {
	store    *state.Store
	learners map[bot.Learner]*person
	planned  map[string]time.Time
	leased   map[string]time.Time // until when, by learner
	now      time.Time
}

type person struct {
	seen     map[string]bool
	profile  bot.Profile
	round    bot.Round
	memories map[string]scheduler.Memory // of one deck
	log      []bot.Review
}

func (m *model) person(l bot.Learner) *person {
	if m.learners[l] == nil {
		m.learners[l] = &person{seen: map[string]bool{}, memories: map[string]scheduler.Memory{}}
	}
	return m.learners[l]
}

var (
	someLearner = rapid.Map(rapid.IntRange(1, 3), func(i int) bot.Learner { return bot.Learner(fmt.Sprint("telegram:", i)) })
	someCard    = rapid.Map(rapid.IntRange(1, 4), func(i int) string { return fmt.Sprint("card", i) })
	someReps    = rapid.Map(rapid.Uint16Range(0, 2), func(n uint16) scheduler.Memory { return scheduler.Memory{Reps: n} })
	home        = bot.Place{Platform: "telegram", Chat: "1"}
)

// Commit writes a step that may be stale in any part, or seen.
func (m *model) Commit(t *rapid.T) {
	step := bot.Step{
		Event:   fmt.Sprint(rapid.IntRange(1, 30).Draw(t, "event")),
		Learner: someLearner.Draw(t, "learner"), Place: home,
	}
	p := m.person(step.Learner)
	if rapid.Bool().Draw(t, "profile") {
		step.Profile = &bot.Profile{Name: rapid.String().Draw(t, "name"), Version: p.profile.Version - old(t)}
	}
	if rapid.Bool().Draw(t, "round") {
		step.Round = &bot.Round{ID: rapid.String().Draw(t, "round ID"), Version: p.round.Version - old(t)}
	}
	changed := map[string]scheduler.Memory{}
	for range rapid.IntRange(0, 2).Draw(t, "reviews") {
		r := bot.Review{ID: step.Event, Memory: bot.Memory{Deck: "deck", Card: someCard.Draw(t, "card"), After: someReps.Draw(t, "after")}}
		if earlier, again := changed[r.Card]; again {
			r.Before = earlier
		} else {
			r.Before = p.memories[r.Card]
			r.Before.Reps += uint16(old(t))
		}
		changed[r.Card] = r.After
		step.Reviews = append(step.Reviews, r)
	}
	err := m.store.Commit(t.Context(), step)
	if want := p.commit(step); !errors.Is(err, want) || (want == nil && err != nil) {
		t.Fatalf("commit %+v: %v, want %v", step, err, want)
	}
}

// old is mostly 0.
func old(t *rapid.T) int64 { return int64(rapid.IntRange(0, 9).Draw(t, "old") / 9) }

// commit does what the store should; the step's versions are counted up
// already when it was written.
func (p *person) commit(step bot.Step) error {
	if p.seen[step.Event] {
		return bot.ErrSeen
	}
	next := maps.Clone(p.memories)
	for _, r := range step.Reviews {
		if next[r.Card] != r.Before {
			return bot.ErrStale
		}
		next[r.Card] = r.After
	}
	if step.Profile != nil && step.Profile.Version != p.profile.Version+1 ||
		step.Round != nil && step.Round.Version != p.round.Version+1 {
		return bot.ErrStale
	}
	p.seen[step.Event], p.memories = true, next
	if step.Profile != nil {
		p.profile = *step.Profile
	}
	if step.Round != nil {
		p.round = *step.Round
	}
	p.log = append(p.log, step.Reviews...)
	return nil
}

// Plan plans a push, or none.
func (m *model) Plan(t *rapid.T) {
	l := string(someLearner.Draw(t, "learner"))
	delete(m.planned, l)
	delete(m.leased, l)
	at := m.now.Add(time.Duration(rapid.IntRange(-60, 60).Draw(t, "minutes")) * time.Minute)
	if rapid.IntRange(0, 4).Draw(t, "never") == 0 {
		at = time.Time{}
	} else {
		m.planned[l] = at
	}
	if err := m.store.Plan(t.Context(), bot.Learner(l), at); err != nil {
		t.Fatal(err)
	}
}

// Take takes what is due a little later.
func (m *model) Take(t *rapid.T) {
	m.now = m.now.Add(time.Duration(rapid.IntRange(0, 10).Draw(t, "minutes")) * time.Minute)
	got, err := m.store.Pushes().Take(t.Context(), m.now, 5*time.Minute, 10)
	if err != nil {
		t.Fatal(err)
	}
	var want []daily.Entry
	for l, at := range m.planned {
		if !at.After(m.now) && !m.leased[l].After(m.now) {
			m.leased[l] = m.now.Add(5 * time.Minute)
			want = append(want, daily.Entry{Learner: l, Due: at})
		}
	}
	byLearner := func(a, b daily.Entry) int { return slices.Compare([]byte(a.Learner), []byte(b.Learner)) }
	slices.SortFunc(want, byLearner)
	slices.SortFunc(got, byLearner)
	if !slices.Equal(got, want) {
		t.Fatalf("took %v, want %v", got, want)
	}
}

// Check compares all that can be read; rapid calls it after each operation.
func (m *model) Check(t *rapid.T) {
	for l, p := range m.learners {
		v, err := m.store.Read(t.Context(), home, bot.Account{Platform: "telegram", ID: string(l)[len("telegram:"):]})
		if want := (bot.View{Learner: l, Profile: p.profile, Round: p.round}); err != nil || !reflect.DeepEqual(v, want) {
			t.Fatalf("read %+v, %v; want %+v", v, err, want)
		}
		memories, err := m.store.Memories(t.Context(), l, "deck")
		maps.DeleteFunc(p.memories, func(_ string, memory scheduler.Memory) bool { return memory.New() })
		if err != nil || !maps.Equal(memories, p.memories) {
			t.Fatalf("memories %+v, %v; want %+v", memories, err, p.memories)
		}
		log, err := m.store.Log(t.Context(), l, 1000)
		if err != nil || !slices.Equal(log, p.log) {
			t.Fatalf("log %+v, %v; want %+v", log, err, p.log)
		}
	}
}

func TestStoreIsTheModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, err := file.Memory()
		if err != nil {
			t.Fatal(err)
		}
		defer k.Close()
		m := &model{
			store: state.New(k), now: time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC),
			learners: map[bot.Learner]*person{}, planned: map[string]time.Time{}, leased: map[string]time.Time{},
		}
		t.Repeat(rapid.StateMachineActions(m))
	})
}
