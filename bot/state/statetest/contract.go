// Package statetest holds the tests that the state must pass on every kernel.
package statetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/scheduler"
	"github.com/overhoor/overhoor/scheduler/timetable"
)

// Opener makes an empty kernel and closes it after the test.
type Opener func(t *testing.T) state.Kernel

// store is what is tested.
type store struct {
	*state.Store
	kernel state.Kernel
}

func over(k state.Kernel) store { return store{Store: state.New(k), kernel: k} }

// elsewhere is the same state as another process sees it.
func (s store) elsewhere() store { return over(s.kernel) }

// Contract runs all tests.
func Contract(t *testing.T, open Opener) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, store)
	}{
		{"a stranger is empty", stranger},
		{"a step is kept", stepIsKept},
		{"a step counts once", stepCountsOnce},
		{"a step on something old is refused whole", stalePieces},
		{"one card twice in a step", chain},
		{"undo forgets", undo},
		{"the log keeps order", logOrder},
		{"a group's round", groupRound},
		{"answers kept beside a round", keptAnswers},
		{"answers kept meanwhile", keptMeanwhile},
		{"what a group carries", loads},
		{"who is new in a group", newcomers},
		{"a group's deck is read along", readAlong},
		{"a group's club", club},
		{"a group's board", board},
		{"a group moves once", groupMoves},
		{"the boards of a group that moves", boardsMerge},
		{"what mates know", mates},
		{"learners and places don't mix", apart},
		{"rounds of two private chats", twoChats},
		{"cards of one's own", ownCards},
		{"cards that may become one's own", drafts},
		{"aliases", aliases},
		{"aliases seen by another process", aliasElsewhere},
		{"link codes", codes},
		{"notes", notes},
		{"swapped notes", swappedNotes},
		{"large decks", largeDeck},
		{"large decks in two processes", largeDeckElsewhere},
		{"cards come while they are dealt out", dealOutRace},
		{"memories of an older version", olderMemories},
		{"large decks of an older version", olderLarge},
		{"reviews of an older version", olderLog},
		{"cards come while they are brought up to date", renewRace},
		{"pushes are taken once", take},
		{"pushes by the oldest", takeOldest},
		{"who was planned anew stays so", passReplanned},
		{"a crowd is spread", crowdIsSpread},
		{"pushes and fits don't mix", twoQueues},
		{"groups have a queue of their own", takeGroups},
		{"one of twenty wins", oneWins},
		{"twenty learners in one group", groupRace},
		{"two take different pushes", takeRace},
		{"answers that learners teach", teach},
		{"a budget", budget},
		{"a pace is held up", heldUp},
		{"a lease has one holder", leases},
		{"one word holds for all", agreement},
		{"turns", turns},
		{"a cancelled context", cancelled},
		{"ping", func(t *testing.T, s store) { ok(t, s.Ping(t.Context())) }},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, over(open(t))) })
	}
}

var (
	account = bot.Account{Platform: "telegram", ID: "123"}
	private = bot.Place{Platform: "telegram", Chat: "123"}
	group   = bot.Place{Platform: "telegram", Chat: "-100", Thread: "7", Group: true}
	noon    = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
)

const learner = bot.Learner("telegram:123")

// memory is one after some reviews; reps tells them apart.
func memory(reps int) scheduler.Memory {
	return scheduler.Memory{
		Stability: float64(1 / float32(3*reps)), Fast: float64(1 / float32(7*reps)), Difficulty: 5.25 + float64(reps)/8,
		Due: noon.AddDate(0, 0, reps), Last: noon.Add(time.Duration(reps) * time.Second),
		Reps: uint16(reps), Lapses: uint16(reps / 2),
	}
}

func review(event, deck, card string, before, after scheduler.Memory) bot.Review {
	return bot.Review{ID: event, At: noon, Rating: scheduler.Good,
		Memory: bot.Memory{Deck: deck, Card: card, Before: before, After: after}}
}

func reviews(r ...bot.Review) []bot.Review { return r }

func stranger(t *testing.T, s store) {
	for _, p := range []bot.Place{private, group} {
		v, err := s.Read(t.Context(), p, account)
		ok(t, err)
		equal(t, v, bot.View{Learner: learner})
	}
	v, err := s.Learner(t.Context(), "nobody")
	ok(t, err)
	equal(t, v, bot.View{Learner: "nobody"})
	m, err := s.Memories(t.Context(), learner, "deck")
	ok(t, err)
	equal(t, len(m), 0)
	log, err := s.Log(t.Context(), learner, 10)
	ok(t, err)
	equal(t, len(log), 0)
}

func stepIsKept(t *testing.T, s store) {
	r := review("1", "deck", "card", scheduler.Memory{}, memory(1))
	step := bot.Step{
		Event: "1", Learner: learner, Place: private,
		Profile: &bot.Profile{Name: "Zoë", Home: private, Accounts: []bot.Account{account}, Decks: []string{"deck"}, Push: bot.Pushes{
			Hours:    []bot.Hour{{Clock: "08:00", Days: 62, Decks: []string{"deck"}, Served: "2026-11-24"}},
			Lectures: bot.Lectures{Address: "https://example.org/a.ics", Term: "aB+/", Until: "2027-05-20", Busy: timetable.Busy{{From: noon, Until: noon.Add(time.Hour)}}},
			Snoozed:  noon,
		}, Exams: []bot.Exam{{Deck: "deck", Date: "2027-01-20"}}},
		Round: &bot.Round{ID: "r", Deck: "deck", Started: noon,
			Cards: []bot.Turn{{Card: "card", Memory: memory(3)}}},
		Reviews: reviews(r),
		Import:  []bot.Memory{{Deck: "other", Card: "old", After: memory(9)}},
	}
	ok(t, s.Commit(t.Context(), step))
	equal(t, step.Profile.Version, 1)
	equal(t, step.Round.Version, 1)

	want := bot.View{Learner: learner, Profile: *step.Profile, Round: *step.Round}
	v, err := s.Read(t.Context(), private, account)
	ok(t, err)
	equal(t, v, want)
	v, err = s.Learner(t.Context(), learner)
	ok(t, err)
	equal(t, v, want)
	knows(t, s, "deck", map[string]scheduler.Memory{"card": memory(1)})
	knows(t, s, "other", map[string]scheduler.Memory{"old": memory(9)})
	logged(t, s, r)
}

func stepCountsOnce(t *testing.T, s store) {
	r := review("1", "deck", "card", scheduler.Memory{}, memory(1))
	step := bot.Step{Event: "1", Learner: learner, Reviews: reviews(r)}
	ok(t, s.Commit(t.Context(), step))
	step.Profile = &bot.Profile{Name: "again"}
	step.Reviews[0].Before, step.Reviews[0].After = memory(1), memory(2)
	is(t, s.Commit(t.Context(), step), bot.ErrSeen)
	equal(t, step.Profile.Version, 0)
	knows(t, s, "deck", map[string]scheduler.Memory{"card": memory(1)})

	step.Learner = "someone else"
	step.Reviews = nil
	ok(t, s.Commit(t.Context(), step))
	ok(t, s.Commit(t.Context(), bot.Step{Learner: learner}))
	ok(t, s.Commit(t.Context(), bot.Step{Learner: learner}))
}

func stalePieces(t *testing.T, s store) {
	begin := bot.Step{
		Event: "1", Learner: learner, Place: private,
		Profile: &bot.Profile{Name: "one"}, Round: &bot.Round{ID: "one"},
		Reviews: reviews(review("1", "deck", "card", scheduler.Memory{}, memory(1))),
	}
	ok(t, s.Commit(t.Context(), begin))
	fresh := review("2", "deck", "fresh", scheduler.Memory{}, memory(1))
	for name, step := range map[string]bot.Step{
		"a profile seen as new":  {Profile: &bot.Profile{}},
		"a profile from later":   {Profile: &bot.Profile{Version: 2}},
		"a profile, ten times":   {Profile: &bot.Profile{Version: 10}},
		"a round seen as new":    {Place: private, Round: &bot.Round{}},
		"a round from later":     {Place: private, Round: &bot.Round{Version: 2}},
		"a memory seen as new":   {Reviews: reviews(review("2", "deck", "card", scheduler.Memory{}, memory(2)))},
		"a memory from later":    {Reviews: reviews(review("2", "deck", "card", memory(2), memory(3)))},
		"a memory that isn't":    {Reviews: reviews(review("2", "deck", "none", memory(1), memory(2)))},
		"an import over another": {Import: []bot.Memory{{Deck: "deck", Card: "card", After: memory(9)}}},
	} {
		step.Event, step.Learner = "2", learner
		step.Reviews = append(reviews(fresh), step.Reviews...)
		if err := s.Commit(t.Context(), step); !errors.Is(err, bot.ErrStale) {
			t.Errorf("%s: %v, want ErrStale", name, err)
		}
	}
	v, err := s.Read(t.Context(), private, account)
	ok(t, err)
	equal(t, v, bot.View{Learner: learner, Profile: *begin.Profile, Round: *begin.Round})
	knows(t, s, "deck", map[string]scheduler.Memory{"card": memory(1)})
	logged(t, s, begin.Reviews...)

	// The refused event may still be committed as it should be.
	ok(t, s.Commit(t.Context(), bot.Step{Event: "2", Learner: learner, Reviews: reviews(fresh),
		Profile: begin.Profile, Place: private, Round: begin.Round}))
	equal(t, begin.Profile.Version, 2)
}

func chain(t *testing.T, s store) {
	a := review("1", "deck", "card", scheduler.Memory{}, memory(1))
	b := review("1", "deck", "card", memory(1), memory(2))
	is(t, s.Commit(t.Context(), bot.Step{Event: "1", Learner: learner, Reviews: reviews(a, a)}), bot.ErrStale)
	ok(t, s.Commit(t.Context(), bot.Step{Event: "1", Learner: learner, Reviews: reviews(a, b)}))
	knows(t, s, "deck", map[string]scheduler.Memory{"card": memory(2)})
	logged(t, s, a, b)
}

func undo(t *testing.T, s store) {
	a := review("1", "deck", "card", scheduler.Memory{}, memory(1))
	back := review("2", "deck", "card", memory(1), scheduler.Memory{})
	back.Undo = true
	ok(t, s.Commit(t.Context(), bot.Step{Event: "1", Learner: learner, Reviews: reviews(a)}))
	ok(t, s.Commit(t.Context(), bot.Step{Event: "2", Learner: learner, Reviews: reviews(back)}))
	knows(t, s, "deck", map[string]scheduler.Memory{})
	logged(t, s, a, back)
}

func logOrder(t *testing.T, s store) {
	for i := range 20 {
		r := review(fmt.Sprint(i), "deck", fmt.Sprint("card", i), scheduler.Memory{}, memory(1))
		ok(t, s.Commit(t.Context(), bot.Step{Event: r.ID, Learner: learner, Reviews: reviews(r)}))
	}
	for n, want := range map[int][]string{0: nil, 3: {"17", "18", "19"}, 100: make([]string, 20)} {
		log, err := s.Log(t.Context(), learner, n)
		ok(t, err)
		equal(t, len(log), len(want))
		for i := range log {
			if n == 3 {
				equal(t, log[i].ID, want[i])
			}
		}
	}
}

func cancelled(t *testing.T, s store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	is(t, s.Commit(ctx, bot.Step{Event: "1", Learner: learner, Profile: &bot.Profile{}}), context.Canceled)
	_, err := s.Read(ctx, private, account)
	is(t, err, context.Canceled)
	ok(t, s.Commit(t.Context(), bot.Step{Event: "1", Learner: learner, Profile: &bot.Profile{}}))
}

func knows(t *testing.T, s store, deck string, want map[string]scheduler.Memory) {
	t.Helper()
	got, err := s.Memories(t.Context(), learner, deck)
	ok(t, err)
	equal(t, got, want)
}

func logged(t *testing.T, s store, want ...bot.Review) {
	t.Helper()
	got, err := s.Log(t.Context(), learner, 100)
	ok(t, err)
	equal(t, got, want)
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func is(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got error %v, want %v", err, want)
	}
}

func equal[T any](t *testing.T, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got  %+v\nwant %+v", got, want)
	}
}
