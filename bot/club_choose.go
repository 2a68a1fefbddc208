package bot

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/overhoor/overhoor/decks"
)

const (
	rest      = 14 * 24 * time.Hour // how long a card isn't asked again, as long as there are others
	mostMates = 50                  // how many members are looked at for a card
	onceKnown = 1.0                 // the stability, in days, from which on a card counts as having been known
)

// chooseDay is the card that the group is about to forget: of those not asked
// lately the one that most members are expected to have forgotten, of those who
// once knew it. Where nobody knew any, each card has its turn.
func (t *talk) chooseDay(ctx context.Context) (Turn, bool, error) {
	deck, ok := t.clubDeck()
	if !ok {
		return Turn{}, false, nil
	}
	lost, err := t.forgotten(ctx, deck)
	if err != nil {
		return Turn{}, false, err
	}
	fresh := slices.DeleteFunc(slices.Clone(deck.Cards), func(c decks.Card) bool { return t.askedLately(deck.ID, c.ID) })
	best, most := "", 0.0
	for _, c := range fresh {
		if lost[c.ID] > most {
			best, most = c.ID, lost[c.ID]
		}
	}
	if best == "" {
		best = t.nextInTurn(deck)
	}
	return Turn{Deck: deck.ID, Card: best}, true, nil
}

// forgotten is, by card, how many members are expected to have forgotten what
// they once knew.
func (t *talk) forgotten(ctx context.Context, deck *decks.Deck) (map[string]float64, error) {
	mates, err := t.mates(ctx, t.some(t.club.Members, mostMates), deck)
	if err != nil {
		return nil, err
	}
	lost := make(map[string]float64)
	for _, m := range mates {
		memory := m.Profile.memory(t.Scheduler, deck.ID)
		at := m.Profile.moment(deck.ID, t.now, m.Profile.calendar(t.zone))
		for card, kept := range m.Memories {
			if !kept.New() && kept.Stability >= onceKnown {
				lost[card] += 1 - memory.Retrievability(kept, at)
			}
		}
	}
	return lost, nil
}

// mates is what members know of a deck. One who was linked into another learner
// counts as that one from the next time on.
func (t *talk) mates(ctx context.Context, members []Learner, deck *decks.Deck) ([]Mate, error) {
	if len(members) == 0 {
		return nil, nil
	}
	mates, err := t.Store.Mates(ctx, members, deck.ID)
	if err != nil {
		return nil, fmt.Errorf("read what the members know of %s: %w", deck.ID, err)
	}
	return slices.DeleteFunc(mates, func(m Mate) bool {
		to := m.Profile.Moved
		if to != "" {
			t.club.moved(m.Learner, to)
			t.newClub = true
		}
		return to != ""
	}), nil
}

// some are at most n of them, drawn at random.
func (t *talk) some(all []Learner, n int) []Learner {
	all = slices.Clone(all)
	for i := range min(n, len(all)) {
		j := i + t.Random(len(all)-i)
		all[i], all[j] = all[j], all[i]
	}
	return all[:min(n, len(all))]
}

// askedLately tells whether a card was asked in the last two weeks.
func (t *talk) askedLately(deck, card string) bool {
	since := t.cal.Day(t.now.Add(-rest))
	return slices.ContainsFunc(t.club.Asked, func(a Asked) bool {
		return a.Deck == deck && a.Card == card && a.Date > since
	})
}

// nextInTurn is the card behind the one that was asked last of a deck; of those
// asked lately only when there is no other.
func (t *talk) nextInTurn(deck *decks.Deck) string {
	first := 0
	for _, a := range t.club.Asked {
		if i := slices.IndexFunc(deck.Cards, func(c decks.Card) bool { return c.ID == a.Card }); a.Deck == deck.ID && i >= 0 {
			first = i + 1
		}
	}
	for i := range deck.Cards {
		if c := deck.Cards[(first+i)%len(deck.Cards)].ID; !t.askedLately(deck.ID, c) {
			return c
		}
	}
	return t.longestAgo(deck)
}

// longestAgo is the card of a deck, all of which were asked lately, whose turn
// is the longest ago.
func (t *talk) longestAgo(deck *decks.Deck) string {
	for _, a := range t.club.Asked {
		if _, ok := deck.Card(a.Card); ok && a.Deck == deck.ID {
			return a.Card
		}
	}
	return deck.Cards[0].ID
}
