package statetest

import (
	"encoding/hex"
	"fmt"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/scheduler"
)

// What version 1 kept: a memory, and the review that made it.
const (
	olderMemory = "01400273b645a1cac14000f1e07e856c1001a215cbaf8001a20d6d5a7b00030001"
	olderReview = "010301a20d6d5a000131046465636b0463617264" + "00" + "21" + olderMemory
)

// That memory as it was in the program then, and as it is now.
var (
	older = scheduler.Memory{
		Stability: 2.3065, Difficulty: 2.11810397,
		Due: time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC), Last: noon.Add(123 * time.Millisecond),
		Reps: 3, Lapses: 1,
	}
	renewed = scheduler.Memory{
		Stability: float64(float32(2.3065)), Difficulty: float64(float32(2.11810397)),
		Due: older.Due, Last: noon, Reps: 3, Lapses: 1,
	}
)

// putOlder keeps cards as version 1 did.
func putOlder(t *testing.T, s store, deck string, cards ...string) {
	t.Helper()
	packed, err := hex.DecodeString(olderMemory)
	ok(t, err)
	c := state.Commit{Slot: "l:" + string(learner)}
	for _, card := range cards {
		c.Writes = append(c.Writes, state.Write{Op: state.Put, Key: "m:" + deck, Field: card, Value: packed})
	}
	ok(t, s.kernel.Commit(t.Context(), c))
}

// olderMemories has a round go on that began before, and knows its cards as
// they were then.
func olderMemories(t *testing.T, s store) {
	putOlder(t, s, "deck", "card", "other")
	step := bot.Step{Event: "1", Learner: learner, Reviews: reviews(review("1", "deck", "card", older, memory(4)))}
	is(t, s.Commit(t.Context(), step), bot.ErrStale)
	knows(t, s, "deck", map[string]scheduler.Memory{"card": renewed, "other": renewed})
	ok(t, s.Commit(t.Context(), step))
	knows(t, s.elsewhere(), "deck", map[string]scheduler.Memory{"card": memory(4), "other": renewed})
	ok(t, s.elsewhere().Commit(t.Context(), bot.Step{Event: "2", Learner: learner,
		Reviews: reviews(review("2", "deck", "other", renewed, memory(5)))}))
}

// olderLarge has more cards than a page holds, to be brought up to date and
// dealt out at once.
func olderLarge(t *testing.T, s store) {
	var names []string
	want := map[string]scheduler.Memory{}
	for i := range cards {
		names = append(names, fmt.Sprint("card", i))
		want[names[i]] = renewed
	}
	putOlder(t, s, "large", names...)
	knows(t, s, "large", want)
	knows(t, s.elsewhere(), "large", want)
	ok(t, s.elsewhere().Commit(t.Context(), bot.Step{Learner: learner,
		Reviews: reviews(review("1", "large", "card7", renewed, memory(5)))}))
	want["card7"] = memory(5)
	knows(t, s, "large", want)
}

func olderLog(t *testing.T, s store) {
	packed, err := hex.DecodeString(olderReview)
	ok(t, err)
	ok(t, s.kernel.Commit(t.Context(), state.Commit{Slot: "l:" + string(learner),
		Writes: []state.Write{{Op: state.Append, Key: "log", Value: packed, Keep: 10}}}))
	next := review("2", "deck", "card", memory(3), memory(4))
	ok(t, s.Commit(t.Context(), bot.Step{Learner: learner, Import: []bot.Memory{{Deck: "deck", Card: "card", After: memory(3)}}}))
	ok(t, s.Commit(t.Context(), bot.Step{Learner: learner, Reviews: reviews(next)}))
	logged(t, s, review("1", "deck", "card", scheduler.Memory{}, renewed), next)
}

// renewRace has someone review a card just before it is brought up to date.
func renewRace(t *testing.T, s store) {
	putOlder(t, s, "deck", "card", "other")
	k := &interrupts{Kernel: s.kernel, at: state.Begins, before: func() {
		other := s.elsewhere()
		knows(t, other, "deck", map[string]scheduler.Memory{"card": renewed, "other": renewed})
		ok(t, other.Commit(t.Context(), bot.Step{Learner: learner,
			Reviews: reviews(review("1", "deck", "card", renewed, memory(4)))}))
	}}
	_, err := over(k).Memories(t.Context(), learner, "deck")
	ok(t, err)
	knows(t, s, "deck", map[string]scheduler.Memory{"card": memory(4), "other": renewed})
}
