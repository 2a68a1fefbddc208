package statetest

import (
	"fmt"
	"testing"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/scheduler"
)

// keeping keeps answers beside a group's round as it was read.
func keeping(t *testing.T, s store, round *bot.Round) (keep func(event string, l bot.Learner, points, kept int, only bool) error) {
	return func(event string, l bot.Learner, points, kept int, only bool) error {
		return s.CommitGroup(t.Context(), bot.GroupStep{Event: event, Place: group, Keep: &bot.Keep{
			Answer: bot.Answer{Event: event, Learner: l, Points: points}, Version: round.Version, Kept: kept, Only: only}})
	}
}

// forAll is a round in which answers are kept.
func forAll() bot.Round {
	return bot.Round{ID: "r", Cards: []bot.Turn{{Deck: "deck", Card: "card"}}, Race: &bot.Race{Mode: "everyone"}}
}

// keptAnswers keeps answers beside a round: each without regard to the others,
// unless it wants to be the only one; none beside another round than was read;
// and none is lost that comes before the round is written.
func keptAnswers(t *testing.T, s store) {
	ctx := t.Context()
	round := forAll()
	ok(t, s.CommitGroup(ctx, bot.GroupStep{Place: group, Round: &round}))
	keep := keeping(t, s, &round)
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
}

// keptMeanwhile reads answers that others keep: who knows the first of them reads
// the rest, also beside another round, and they move with the group.
func keptMeanwhile(t *testing.T, s store) {
	ctx := t.Context()
	round, other := forAll(), s.elsewhere()
	ok(t, s.CommitGroup(ctx, bot.GroupStep{Place: group, Round: &round}))
	keep := keeping(t, s, &round)
	ok(t, keep("1", "anna", 1, 0, false))
	first, err := s.Club(ctx, group)
	ok(t, err)
	ok(t, keep("2", "bram", 2, 1, false))
	v, err := s.Club(ctx, group)
	ok(t, err)
	equal(t, v.Round.Race.Answers, append(first.Round.Race.Answers, bot.Answer{Event: "2", Learner: "bram", Points: 2}))
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
	ok(t, keep("3", "tom", 1, 0, false))
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

// newcomers are written each by himself, and move with the group.
func newcomers(t *testing.T, s store) {
	ctx := t.Context()
	held := []bot.Pending{{Event: "1", Learner: "anna", Deck: "deck", Card: "card", At: noon}}
	anna := bot.Newcomer{Learner: "anna", Number: 2, Name: "Anna", Held: held}
	bram := bot.Newcomer{Learner: "bram", Number: 1, Name: "Bram"}
	write := func(event string, all ...bot.Newcomer) error {
		return s.CommitGroup(ctx, bot.GroupStep{Event: event, Place: group, New: all})
	}
	are := func(p bot.Place, want ...bot.Newcomer) {
		t.Helper()
		v, err := s.elsewhere().Club(ctx, p)
		ok(t, err)
		equal(t, v.New, want)
	}
	ok(t, write("1", anna))
	is(t, write("1", anna), bot.ErrSeen)
	is(t, write("2", bram, anna), bot.ErrStale)
	ok(t, write("2", bram))
	anna.Version, bram.Version = 1, 1
	are(group, bram, anna)
	v, err := s.Read(ctx, group, account)
	ok(t, err)
	equal(t, len(v.New), 2)

	anna.In, anna.Held = true, nil
	ok(t, s.CommitGroup(ctx, bot.GroupStep{Place: group, Club: &bot.Club{Welcomed: []bot.Learner{"anna"}}, New: []bot.Newcomer{anna}}))
	anna.Version = 2
	are(group, bram, anna)
	super := bot.Place{Platform: "telegram", Chat: "-100500", Group: true}
	anna.Version = 1
	for range 2 {
		ok(t, s.MoveGroup(ctx, group, super))
		are(group)
		are(super, bram, anna)
	}
	anna.Known = true
	ok(t, s.CommitGroup(ctx, bot.GroupStep{Place: super, New: []bot.Newcomer{anna}}))
	are(super, bram)
}
