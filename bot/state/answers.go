package state

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/overhoor/overhoor/bot"
)

// answerField joins a card and an answer; card IDs have no control characters.
func answerField(card, answer string) string { return card + "\x1f" + answer }

// Propose says that a learner holds an answer for right, and returns how many
// do.
func (s *Store) Propose(ctx context.Context, deck, card, answer string, by bot.Learner) (int, error) {
	for range tries {
		n, err := s.propose(ctx, deckSlot(deck), answerField(card, answer), by)
		if errors.Is(err, bot.ErrStale) {
			continue
		}
		if err != nil {
			return 0, fmt.Errorf("propose an answer to card %q of %q: %w", card, deck, err)
		}
		return n, nil
	}
	return 0, fmt.Errorf("propose an answer to card %q of %q: %w", card, deck, bot.ErrStale)
}

func (s *Store) propose(ctx context.Context, slot, field string, by bot.Learner) (int, error) {
	found, err := s.kernel.Read(ctx,
		Query{Slot: slot, Key: acceptedKey, Kind: Hash},
		Query{Slot: slot, Key: proposedKey, Kind: Hash})
	if err != nil || found[0].Hash[field] != nil {
		return 0, err
	}
	var backers []bot.Learner
	version, err := open(found[1].Hash[field], &backers)
	if err != nil || slices.Contains(backers, by) {
		return len(backers), err
	}
	backers = append(backers, by)
	c := Commit{Slot: slot, Checks: []Check{{Cond: Absent, Key: acceptedKey, Field: field, Else: bot.ErrStale}}}
	if err := c.write(proposedKey, field, version, backers); err != nil {
		return 0, err
	}
	return len(backers), s.kernel.Commit(ctx, c)
}

// Accept makes an answer right for everyone.
func (s *Store) Accept(ctx context.Context, deck, card, answer string) error {
	field := answerField(card, answer)
	err := s.kernel.Commit(ctx, Commit{Slot: deckSlot(deck), Writes: []Write{
		{Op: Put, Key: acceptedKey, Field: field, Value: []byte("1")},
		{Op: Drop, Key: proposedKey, Field: field},
	}})
	if err != nil {
		return fmt.Errorf("accept an answer to card %q of %q: %w", card, deck, err)
	}
	return nil
}

// Drop forgets an answer, proposed or accepted.
func (s *Store) Drop(ctx context.Context, deck, card, answer string) error {
	field := answerField(card, answer)
	err := s.kernel.Commit(ctx, Commit{Slot: deckSlot(deck), Writes: []Write{
		{Op: Drop, Key: acceptedKey, Field: field},
		{Op: Drop, Key: proposedKey, Field: field},
	}})
	if err != nil {
		return fmt.Errorf("drop an answer to card %q of %q: %w", card, deck, err)
	}
	return nil
}

// Accepted returns the accepted answers of a deck by card ID, sorted.
func (s *Store) Accepted(ctx context.Context, deck string) (map[string][]string, error) {
	found, err := s.kernel.Read(ctx, Query{Slot: deckSlot(deck), Key: acceptedKey, Kind: Hash})
	if err != nil {
		return nil, fmt.Errorf("read the accepted answers of %q: %w", deck, err)
	}
	accepted := make(map[string][]string)
	for field := range found[0].Hash {
		card, answer, _ := strings.Cut(field, "\x1f")
		accepted[card] = append(accepted[card], answer)
	}
	for _, answers := range accepted {
		slices.Sort(answers)
	}
	return accepted, nil
}

// Proposed returns what waits for the owner, the most backed first.
func (s *Store) Proposed(ctx context.Context, deck string) ([]bot.Proposal, error) {
	found, err := s.kernel.Read(ctx, Query{Slot: deckSlot(deck), Key: proposedKey, Kind: Hash})
	if err != nil {
		return nil, fmt.Errorf("read the proposed answers of %q: %w", deck, err)
	}
	var proposed []bot.Proposal
	for field, sealed := range found[0].Hash {
		var p bot.Proposal
		p.Card, p.Answer, _ = strings.Cut(field, "\x1f")
		if _, err := open(sealed, &p.By); err != nil {
			return nil, fmt.Errorf("read the proposed answers of %q: %w", deck, err)
		}
		proposed = append(proposed, p)
	}
	slices.SortFunc(proposed, func(a, b bot.Proposal) int {
		return cmp.Or(len(b.By)-len(a.By), cmp.Compare(a.Card, b.Card), cmp.Compare(a.Answer, b.Answer))
	})
	return proposed, nil
}
