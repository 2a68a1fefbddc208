package state

import (
	"context"
	"fmt"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/scheduler"
)

// logKeep is how many reviews a learner's log keeps: the newest ones. It
// serves statistics and undo; what is known of a card is in its memory.
const logKeep = 10_000

// A packed review, version 1: version, rating (its highest bit is Undo), time
// (6 bytes, milliseconds), and then, each with its length before it: event,
// deck, card, the memory before and after.
const (
	reviewVersion = 1
	undoBit       = 0x80
)

// Log returns the learner's newest reviews, oldest first, at most n. Only the
// newest 10,000 are kept.
func (s *Store) Log(ctx context.Context, l bot.Learner, n int) ([]bot.Review, error) {
	if n <= 0 {
		return nil, nil
	}
	found, err := s.kernel.Read(ctx, Query{Slot: learnerSlot(l), Key: logKey, Kind: Log, Newest: n})
	if err != nil {
		return nil, fmt.Errorf("read the log of learner %q: %w", l, err)
	}
	reviews := make([]bot.Review, len(found[0].Log))
	for i, packed := range found[0].Log {
		if reviews[i], err = unpackReview(packed); err != nil {
			return nil, fmt.Errorf("read the log of learner %q: %w", l, err)
		}
	}
	return reviews, nil
}

func packReview(r bot.Review) []byte {
	rating := byte(r.Rating)
	if r.Undo {
		rating |= undoBit
	}
	b := packTime([]byte{reviewVersion, rating}, r.At)
	for _, text := range []string{r.ID, r.Deck, r.Card} {
		b = sized(b, []byte(text))
	}
	b = sized(b, packMemory(r.Before))
	return sized(b, packMemory(r.After))
}

func unpackReview(b []byte) (bot.Review, error) {
	r := reader{rest: b}
	if v := r.byte(); v != reviewVersion {
		return bot.Review{}, fmt.Errorf("a review of version %d: "+
			"it was written by another version of overhoor, use that one or a newer one", v)
	}
	rating := r.byte()
	at := r.take(6)
	if r.err != nil {
		return bot.Review{}, fmt.Errorf("a damaged review: %w", r.err)
	}
	review := bot.Review{
		At:     unpackTime(at),
		Rating: scheduler.Rating(rating &^ undoBit),
		Undo:   rating&undoBit != 0,
		ID:     string(r.sized()),
	}
	review.Memory = bot.Memory{
		Deck: string(r.sized()), Card: string(r.sized()),
		Before: r.memory(), After: r.memory(),
	}
	if r.err != nil {
		return bot.Review{}, fmt.Errorf("a damaged review: %w", r.err)
	}
	return review, nil
}
