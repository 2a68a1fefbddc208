package statetest

import (
	"context"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
)

func teach(t *testing.T, s store) {
	ctx := t.Context()
	for _, p := range []struct {
		card, answer string
		by           bot.Learner
		want         int
	}{
		{"c1", "zee", "ann", 1}, {"c1", "zee", "ann", 1}, {"c1", "meer", "ann", 1},
		{"c1", "zee", "bob", 2}, {"c2", "zee", "bob", 1}, {"c1", "zee", "ann", 2},
	} {
		n, err := s.Propose(ctx, "deck", p.card, p.answer, p.by)
		ok(t, err)
		equal(t, n, p.want)
	}
	proposed, err := s.Proposed(ctx, "deck")
	ok(t, err)
	equal(t, proposed, []bot.Proposal{
		{Card: "c1", Answer: "zee", By: []bot.Learner{"ann", "bob"}},
		{Card: "c1", Answer: "meer", By: []bot.Learner{"ann"}},
		{Card: "c2", Answer: "zee", By: []bot.Learner{"bob"}},
	})
	ok(t, s.Accept(ctx, "deck", "c1", "zee"))
	ok(t, s.Accept(ctx, "deck", "c1", "plas"))
	ok(t, s.Drop(ctx, "deck", "c1", "meer"))
	accepts(t, s, map[string][]string{"c1": {"plas", "zee"}})
	n, err := s.Propose(ctx, "deck", "c1", "zee", "cas")
	ok(t, err)
	equal(t, n, 0)
	proposed, err = s.Proposed(ctx, "deck")
	ok(t, err)
	equal(t, len(proposed), 1)
	ok(t, s.Drop(ctx, "deck", "c1", "plas"))
	ok(t, s.Drop(ctx, "deck", "c1", "zee"))
	accepts(t, s, map[string][]string{})
}

func accepts(t *testing.T, s store, want map[string][]string) {
	t.Helper()
	got, err := s.Accepted(t.Context(), "deck")
	ok(t, err)
	equal(t, got, want)
}

// sparing lets a scoreboard in a group wait before verdicts have to.
func sparing(t *testing.T, s store) {
	soon := func(how bot.Sending) error {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		return s.Pace(ctx, "telegram", "-9", how)
	}
	ok(t, soon(bot.EditScores))
	ok(t, soon(bot.EditAll))
	is(t, soon(bot.EditScores), context.DeadlineExceeded)
	ok(t, s.elsewhere().Pace(t.Context(), "telegram", "-9", bot.EditAll))
	ok(t, soon(bot.EditAll))
}

// heldUp holds up one chat, which is no hindrance for others, and then all.
func heldUp(t *testing.T, s store) {
	soon := func(chat string) error {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		return s.Pace(ctx, "telegram", chat, bot.SendPush)
	}
	sparing(t, s)
	ok(t, s.Hold(t.Context(), "telegram", "1", time.Hour))
	ok(t, s.Hold(t.Context(), "telegram", "1", time.Second)) // the hour stands
	is(t, soon("1"), context.DeadlineExceeded)
	ok(t, soon("2"))
	ok(t, s.elsewhere().Hold(t.Context(), "telegram", "", time.Hour))
	is(t, soon("3"), context.DeadlineExceeded)
	ok(t, s.Pace(t.Context(), "discord", "3", bot.SendPush))
	ok(t, s.Hold(t.Context(), "discord", "", time.Millisecond))
	ok(t, s.Pace(t.Context(), "discord", "3", bot.SendPush))
}

func budget(t *testing.T, s store) {
	for i := range 5 {
		left, err := s.Spend(t.Context(), learner, "2026-11-24", 3)
		ok(t, err)
		equal(t, left, i < 3)
	}
	for _, other := range []struct {
		l    bot.Learner
		day  string
		want bool
	}{{learner, "2026-11-25", true}, {"other", "2026-11-24", true}, {learner, "2026-11-24", false}} {
		left, err := s.Spend(t.Context(), other.l, other.day, 3)
		ok(t, err)
		equal(t, left, other.want)
	}
}
