package statetest

import (
	"fmt"
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

// keptAnswers keeps answers beside a round: each without regard to the others,
// unless it wants to be the only one; none beside another round than was read;
// and none is lost that comes before the round is written.
func keptAnswers(t *testing.T, s store) {
	ctx := t.Context()
	round := bot.Round{ID: "r", Cards: []bot.Turn{{Deck: "deck", Card: "card"}}, Race: &bot.Race{Mode: "everyone"}}
	ok(t, s.CommitGroup(ctx, bot.GroupStep{Place: group, Round: &round}))
	keep := func(event string, l bot.Learner, points, kept int, only bool) error {
		return s.CommitGroup(ctx, bot.GroupStep{Event: event, Place: group, Keep: &bot.Keep{
			Answer: bot.Answer{Event: event, Learner: l, Points: points}, Version: round.Version, Kept: kept, Only: only}})
	}
	ok(t, keep("1", "anna", 1, 0, false))
	is(t, keep("1", "anna", 1, 1, false), bot.ErrSeen)
	ok(t, keep("2", "bram", 2, 0, false)) // which didn't see hers
	is(t, keep("3", "eva", 3, 1, true), bot.ErrStale)
	ok(t, keep("3", "eva", 3, 2, true))
	ok(t, keep("4", "anna", 4, 3, false)) // she thinks better of it
	v, err := s.Read(ctx, group, account)
	ok(t, err)
	equal(t, v.Round.Kept, 4)
	equal(t, v.Round.Race.Players, []bot.Learner{"anna", "bram", "eva"})
	want := []bot.Answer{{Event: "4", Learner: "anna", Points: 4}, {Event: "2", Learner: "bram", Points: 2}, {Event: "3", Learner: "eva", Points: 3}}
	equal(t, v.Round.Race.Answers, want)

	ok(t, keep("5", "bram", 5, 4, false))
	is(t, s.CommitGroup(ctx, bot.GroupStep{Event: "6", Place: group, Round: &v.Round}), bot.ErrStale) // it would lose his
	v, err = s.elsewhere().Club(ctx, group)
	ok(t, err)
	v.Round.Race.Lang = "nl"
	ok(t, s.CommitGroup(ctx, bot.GroupStep{Event: "6", Place: group, Round: &v.Round}))
	equal(t, v.Round.Kept, 0)
	is(t, keep("7", "tom", 1, 5, false), bot.ErrStale)
	round.Version = v.Round.Version
	ok(t, keep("7", "tom", 1, 0, false))
	v, err = s.Club(ctx, group)
	ok(t, err)
	want[1] = bot.Answer{Event: "5", Learner: "bram", Points: 5}
	equal(t, v.Round.Race.Answers, append(want, bot.Answer{Event: "7", Learner: "tom", Points: 1}))

	// Who knows the first of them reads the rest, also beside another round.
	first, other := v, s.elsewhere()
	ok(t, keep("8", "ugo", 1, 1, false))
	v, err = s.Club(ctx, group)
	ok(t, err)
	equal(t, v.Round.Race.Answers, append(first.Round.Race.Answers, bot.Answer{Event: "8", Learner: "ugo", Points: 1}))
	for i, n := range []int{1, 3} {
		v, err = other.Club(ctx, group)
		ok(t, err)
		v.Round.Race.Answers = nil
		ok(t, other.CommitGroup(ctx, bot.GroupStep{Place: group, Round: &v.Round}))
		round.Version = v.Round.Version
		for j := range n {
			ok(t, keep(fmt.Sprint(i, ".", j), bot.Learner(fmt.Sprint("l", j)), i, j, true))
		}
		for range 2 {
			v, err = s.Club(ctx, group)
			ok(t, err)
			equal(t, v.Round.Kept, n)
			equal(t, len(v.Round.Race.Answers), n)
			equal(t, v.Round.Race.Answers[n-1].Points, i)
		}
	}
	round = v.Round
	ok(t, other.CommitGroup(ctx, bot.GroupStep{Place: group, Round: &round}))
	ok(t, keep("9", "tom", 1, 0, false))

	super := bot.Place{Platform: "telegram", Chat: "-100300", Group: true}
	ok(t, s.MoveGroup(ctx, group, super))
	for place, n := range map[bot.Place]int{super: 4, group: 0} {
		v, err = s.Club(ctx, place)
		ok(t, err)
		equal(t, v.Round.Kept, 0)
		if race := v.Round.Race; n > 0 && (race == nil || len(race.Answers) != n) || n == 0 && race != nil {
			t.Errorf("%s has %+v", place.Chat, race)
		}
	}
}

// loads are put on and taken off without regard to the round and the club, each
// by one who knows what it is, and move with the group.
func loads(t *testing.T, s store) {
	ctx := t.Context()
	carry := func(event string, l bot.Load) error {
		return s.CommitGroup(ctx, bot.GroupStep{Event: event, Place: group, Loads: []bot.Load{l}})
	}
	of := func(event string, version int64, number int, learners ...bot.Learner) bot.Load {
		l := bot.Load{Event: event, Version: version, Number: number}
		for _, who := range learners {
			l.Reviews = append(l.Reviews, bot.Pending{Event: event, Learner: who, Deck: "deck", Card: "card", Rating: scheduler.Good, At: noon})
		}
		return l
	}
	carries := func(p bot.Place, want ...bot.Load) {
		t.Helper()
		v, err := s.elsewhere().Club(ctx, p)
		ok(t, err)
		equal(t, v.Loads, want)
	}
	ok(t, carry("2", of("2", 0, 1, "anna", "bram")))
	is(t, carry("2", of("2", 0, 1, "anna", "bram")), bot.ErrSeen)
	is(t, carry("3", of("2", 0, 1, "anna")), bot.ErrStale)
	ok(t, s.CommitGroup(ctx, bot.GroupStep{Event: "1", Place: group, Round: &bot.Round{ID: "r"}, Loads: []bot.Load{of("1", 0, 2, "eva")}}))
	carries(group, of("2", 1, 1, "anna", "bram"), of("1", 1, 2, "eva"))
	v, err := s.Read(ctx, group, account)
	ok(t, err)
	equal(t, len(v.Loads), 2)

	ok(t, carry("", of("2", 1, 1, "bram")))
	is(t, carry("", of("2", 1, 1, "anna")), bot.ErrStale)
	carries(group, of("2", 2, 1, "bram"), of("1", 1, 2, "eva"))
	is(t, s.CommitGroup(ctx, bot.GroupStep{Place: group, Round: &bot.Round{}, Loads: []bot.Load{of("2", 2, 1)}}), bot.ErrStale)
	super := bot.Place{Platform: "telegram", Chat: "-100400", Group: true}
	for range 2 {
		ok(t, s.MoveGroup(ctx, group, super))
		carries(group)
		carries(super, of("2", 1, 1, "bram"), of("1", 1, 2, "eva"))
	}
	for range 2 { // what is dropped may be dropped again
		ok(t, s.CommitGroup(ctx, bot.GroupStep{Place: super, Loads: []bot.Load{of("2", 1, 1), of("1", 1, 2)}}))
		carries(super)
	}
}

// groupMoves moves a group, again, and onto a place where a round has begun.
func groupMoves(t *testing.T, s store) {
	ctx := t.Context()
	super := bot.Place{Platform: "telegram", Chat: "-100200", Group: true}
	first := bot.GroupStep{Place: group, Round: &bot.Round{ID: "r"}, Club: &bot.Club{Daily: "08:30"},
		Board: &bot.Board{Members: map[bot.Learner]bot.Member{learner: {Name: "Ann"}}}}
	ok(t, s.CommitGroup(ctx, first))
	for range 2 {
		ok(t, s.MoveGroup(ctx, group, super))
		v, err := s.Club(ctx, super)
		ok(t, err)
		equal(t, v, bot.View{Round: bot.Round{Version: 1, ID: "r"}, Club: bot.Club{Version: 1, Daily: "08:30"}})
		v, err = s.Club(ctx, group)
		ok(t, err)
		equal(t, v, bot.View{})
		for place, members := range map[bot.Place]int{super: 1, group: 0} {
			b, err := s.Board(ctx, place)
			ok(t, err)
			equal(t, len(b.Members), members)
		}
	}

	ok(t, s.CommitGroup(ctx, bot.GroupStep{Place: group, Round: &bot.Round{ID: "late"}, Club: &bot.Club{Daily: "09:00"}}))
	ok(t, s.MoveGroup(ctx, group, super))
	v, err := s.Club(ctx, super)
	ok(t, err)
	equal(t, v.Round.ID, "r")
	equal(t, v.Club.Daily, "08:30")
	ok(t, s.MoveGroup(ctx, super, super))
	v, err = s.Club(ctx, super)
	ok(t, err)
	equal(t, v.Round.ID, "r")
}
