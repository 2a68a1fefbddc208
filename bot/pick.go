package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/overhoor/overhoor/decks"
)

// stock is what a learner could be asked.
type stock struct {
	due   []Turn // the most forgotten first
	fresh []Turn // never met, in the decks' order
	later []Turn // known, the first that will be due first

	next time.Time // when an exam's plan goes on; zero: when later's first is due
}

// stock looks through decks.
func (t *talk) stock(ctx context.Context, from []*decks.Deck) (stock, error) {
	var s stock
	for _, deck := range from {
		memories, err := t.Store.Memories(ctx, t.learner, deck.ID)
		if err != nil {
			return stock{}, fmt.Errorf("read memories of %s: %w", deck.ID, err)
		}
		for _, card := range deck.Cards {
			turn := Turn{Deck: deck.ID, Card: card.ID, Memory: memories[card.ID]}
			switch {
			case turn.Memory.New():
				s.fresh = append(s.fresh, turn)
			case t.due(turn).After(t.now):
				s.later = append(s.later, turn)
			default:
				s.due = append(s.due, turn)
			}
		}
	}
	recall := func(turn Turn) float64 {
		return t.memory(turn.Deck).Retrievability(turn.Memory, t.moment(turn.Deck, t.now))
	}
	slices.SortStableFunc(s.due, func(a, b Turn) int {
		return cmp.Or(cmp.Compare(recall(a), recall(b)), a.Memory.Due.Compare(b.Memory.Due))
	})
	slices.SortStableFunc(s.later, func(a, b Turn) int { return t.due(a).Compare(t.due(b)) })
	return t.examine(ctx, s)
}

// choose makes a round: what is due first, then new cards as far as the day
// has room; extra also takes new cards beyond that and what isn't due yet.
func (t *talk) choose(s stock, extra bool) []Turn {
	size := cmp.Or(t.profile.Size, t.RoundSize)
	fresh := s.fresh
	if !extra {
		fresh = fresh[:min(len(fresh), t.newLeft())]
	}
	cards := slices.Concat(s.due, fresh)
	if extra {
		cards = append(cards, s.later...)
	}
	return slices.Clone(cards[:min(len(cards), size)])
}

// newLeft is how many new cards the learner may still meet today.
func (t *talk) newLeft() int {
	return max(0, cmp.Or(t.profile.New, t.NewPerDay)-t.profile.newToday(t.now, t.cal))
}
