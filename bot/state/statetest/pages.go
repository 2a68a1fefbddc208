package statetest

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/scheduler"
)

// cards is more than fits in one page, and in two.
const cards = 1200

func importAll(t *testing.T, s store, from, to int, want map[string]scheduler.Memory) {
	t.Helper()
	step := bot.Step{Event: fmt.Sprint("import", from), Learner: learner}
	for i := from; i < to; i++ {
		m := bot.Memory{Deck: "large", Card: fmt.Sprint("card", i), After: memory(1 + i%50)}
		step.Import = append(step.Import, m)
		want[m.Card] = m.After
	}
	ok(t, s.Commit(t.Context(), step))
}

func largeDeck(t *testing.T, s store) {
	want := map[string]scheduler.Memory{}
	for i := 0; i < cards; i += 100 {
		importAll(t, s, i, i+100, want)
		knows(t, s, "large", want)
	}
	for i := 0; i < cards; i += 97 {
		card := fmt.Sprint("card", i)
		r := review(card, "large", card, want[card], memory(99))
		stale := review(card, "large", card, scheduler.Memory{}, memory(98))
		is(t, s.Commit(t.Context(), bot.Step{Event: card, Learner: learner, Reviews: reviews(stale)}), bot.ErrStale)
		ok(t, s.Commit(t.Context(), bot.Step{Event: card, Learner: learner, Reviews: reviews(r)}))
		want[card] = memory(99)
	}
	knows(t, s, "large", want)
}

// largeDeckElsewhere has a second process deal out the pages behind the
// first one's back.
func largeDeckElsewhere(t *testing.T, s store) {
	want := map[string]scheduler.Memory{}
	importAll(t, s, 0, cards, want)
	_, err := s.elsewhere().Memories(t.Context(), learner, "large")
	ok(t, err)
	importAll(t, s, cards, cards+10, want)
	knows(t, s.elsewhere(), "large", want)
	importAll(t, s.elsewhere(), cards+10, cards+20, want)
	knows(t, s, "large", want)
	other := s.elsewhere()
	knows(t, other, "large", want)
	for i := cards; i < cards+20; i++ {
		card := fmt.Sprint("card", i)
		r := review(card, "large", card, want[card], memory(99))
		ok(t, other.Commit(t.Context(), bot.Step{Event: card, Learner: learner, Reviews: reviews(r)}))
		want[card] = memory(99)
	}
	knows(t, s, "large", want)
}

// interrupts is a kernel on which someone else comes before a commit with a
// certain check: one that deals out cards over more pages, say.
type interrupts struct {
	state.Kernel
	at     state.Cond
	before func()
}

func (i *interrupts) Commit(ctx context.Context, c state.Commit) error {
	meant := func(c state.Check) bool { return c.Cond == i.at }
	if f := i.before; f != nil && slices.ContainsFunc(c.Checks, meant) {
		i.before = nil
		f()
	}
	return i.Kernel.Commit(ctx, c)
}

func dealOutRace(t *testing.T, s store) {
	known := memory(1)
	for deck, late := range map[string]bot.Memory{
		"a new card":       {Card: "new", After: memory(2)},
		"a reviewed card":  {Card: "7", Before: known, After: memory(2)},
		"a forgotten card": {Card: "7", Before: known},
	} {
		late.Deck = deck
		step := bot.Step{Learner: learner}
		for i := range 600 {
			step.Import = append(step.Import, bot.Memory{Deck: deck, Card: fmt.Sprint(i), After: known})
		}
		ok(t, s.Commit(t.Context(), step))
		k := &interrupts{Kernel: s.kernel, at: state.Sized, before: func() {
			ok(t, s.elsewhere().Commit(t.Context(), bot.Step{Learner: learner, Import: []bot.Memory{late}}))
		}}
		interrupted := over(k)
		for range 3 {
			_, err := interrupted.Memories(t.Context(), learner, deck)
			ok(t, err)
		}
		memories, err := s.Memories(t.Context(), learner, deck)
		ok(t, err)
		equal(t, memories[late.Card], late.After)
	}
}
