package statetest

import (
	"testing"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/scheduler"
)

func groupRound(t *testing.T, s store) {
	step := bot.GroupStep{Event: "1", Place: group, Round: &bot.Round{ID: "r", Deck: "deck"}}
	ok(t, s.CommitGroup(t.Context(), step))
	equal(t, step.Round.Version, 1)
	is(t, s.CommitGroup(t.Context(), step), bot.ErrSeen)
	step.Event, step.Round.Version = "2", 0
	is(t, s.CommitGroup(t.Context(), step), bot.ErrStale)

	v, err := s.Read(t.Context(), group, account)
	ok(t, err)
	step.Round.Version = 1
	equal(t, v, bot.View{Learner: learner, Round: *step.Round})

	step.Round = &bot.Round{Version: 1} // it ends, and its version lives on
	ok(t, s.CommitGroup(t.Context(), step))
	step.Event, step.Round.Version = "3", 1
	is(t, s.CommitGroup(t.Context(), step), bot.ErrStale)
	step.Round = &bot.Round{Version: 2, ID: "next"}
	ok(t, s.CommitGroup(t.Context(), step))

	if s.CommitGroup(t.Context(), bot.GroupStep{Event: "4", Place: private}) == nil {
		t.Error("a private round was written as a group's")
	}
	if s.Commit(t.Context(), bot.Step{Event: "4", Learner: learner, Place: group, Round: &bot.Round{}}) == nil {
		t.Error("a group's round was written as a private one")
	}
}

func club(t *testing.T, s store) {
	step := bot.GroupStep{Event: "1", Place: group, Club: &bot.Club{
		Daily: "08:30", Members: []bot.Learner{learner},
		Card: &bot.DayCard{Deck: "deck", Card: "card", Until: noon, Tries: map[bot.Learner]bot.Try{learner: {Misses: 1, At: noon}}},
	}}
	ok(t, s.CommitGroup(t.Context(), step))
	equal(t, step.Club.Version, 1)
	is(t, s.CommitGroup(t.Context(), step), bot.ErrSeen)
	want := bot.View{Club: *step.Club}
	v, err := s.Club(t.Context(), group)
	ok(t, err)
	equal(t, v, want)
	v, err = s.Read(t.Context(), group, account)
	ok(t, err)
	want.Learner = learner
	equal(t, v, want)

	// With the round, all or nothing.
	ok(t, s.CommitGroup(t.Context(), bot.GroupStep{Event: "2", Place: group, Round: &bot.Round{ID: "r"}}))
	for i, both := range []struct {
		round, club int64
		want        error
	}{{0, 1, bot.ErrStale}, {1, 0, bot.ErrStale}, {1, 1, nil}} {
		err := s.CommitGroup(t.Context(), bot.GroupStep{Event: string(rune('3' + i)), Place: group,
			Round: &bot.Round{Version: both.round}, Club: &bot.Club{Version: both.club, Paused: true}})
		if both.want == nil {
			ok(t, err)
		} else {
			is(t, err, both.want)
		}
	}
	v, err = s.Club(t.Context(), group)
	ok(t, err)
	equal(t, v, bot.View{Round: bot.Round{Version: 2}, Club: bot.Club{Version: 2, Paused: true}})

	if s.CommitGroup(t.Context(), bot.GroupStep{Event: "9", Place: private, Club: &bot.Club{}}) == nil {
		t.Error("a private chat has a club")
	}
}

// board is written with the round and the club, all or nothing.
func board(t *testing.T, s store) {
	earned := bot.Board{
		Week:    bot.Period{From: "2026-11-23", Points: map[string]map[bot.Learner]int{"deck": {learner: 5}}},
		Members: map[bot.Learner]bot.Member{learner: {Name: "Ann", Hidden: true}},
		Days:    map[string]bot.Tally{"2026-11-24": {Answers: 3, Right: 2}},
		Missed:  []bot.MissedCard{{Deck: "deck", Card: "card", By: 1}},
	}
	step := bot.GroupStep{Event: "1", Place: group, Round: &bot.Round{ID: "r"}, Club: &bot.Club{Paused: true}, Board: &earned}
	ok(t, s.CommitGroup(t.Context(), step))
	equal(t, earned.Version, 1)
	is(t, s.CommitGroup(t.Context(), step), bot.ErrSeen)
	got, err := s.elsewhere().Board(t.Context(), group)
	ok(t, err)
	equal(t, got, earned)

	for i, stale := range []bot.GroupStep{
		{Round: &bot.Round{Version: 1}, Board: &bot.Board{}},
		{Round: &bot.Round{}, Board: &bot.Board{Version: 1}},
		{Club: &bot.Club{}, Board: &bot.Board{Version: 1}},
	} {
		stale.Event, stale.Place = string(rune('2'+i)), group
		is(t, s.CommitGroup(t.Context(), stale), bot.ErrStale)
	}
	ok(t, s.CommitGroup(t.Context(), bot.GroupStep{Event: "9", Place: group, Board: &bot.Board{Version: 1}}))
	got, err = s.Board(t.Context(), group)
	ok(t, err)
	equal(t, got, bot.Board{Version: 2})
	other := group
	other.Thread = "8"
	got, err = s.Board(t.Context(), other)
	ok(t, err)
	equal(t, got, bot.Board{})
}

// readAlong reads what a learner knows of the deck that his group is asked, from
// when that is known until the round is over.
func readAlong(t *testing.T, s store) {
	read := func(want map[string]scheduler.Memory) {
		t.Helper()
		v, err := s.Read(t.Context(), group, account)
		ok(t, err)
		equal(t, v.Memories, want)
	}
	round := bot.Round{ID: "r", Deck: "deck", Cards: []bot.Turn{{Deck: "deck", Card: "a"}}}
	ok(t, s.CommitGroup(t.Context(), bot.GroupStep{Event: "1", Place: group, Round: &round}))
	read(nil)
	read(map[string]scheduler.Memory{})
	ok(t, s.elsewhere().Commit(t.Context(), bot.Step{Event: "2", Learner: learner, Reviews: reviews(review("2", "deck", "a", scheduler.Memory{}, memory(1)))}))
	read(map[string]scheduler.Memory{"a": memory(1)})
	round.Deck = "other"
	ok(t, s.elsewhere().CommitGroup(t.Context(), bot.GroupStep{Event: "3", Place: group, Round: &round}))
	read(nil)
	read(map[string]scheduler.Memory{})
	round.At = 1
	ok(t, s.elsewhere().CommitGroup(t.Context(), bot.GroupStep{Event: "4", Place: group, Round: &round}))
	read(nil)
}
