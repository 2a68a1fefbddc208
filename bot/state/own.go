package state

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/overhoor/overhoor/bot"
)

// openOwn decodes the cards that a learner made, the oldest first.
func openOwn(kept map[string][]byte) ([]bot.OwnCard, error) {
	var cards []bot.OwnCard
	for id, text := range kept {
		c := bot.OwnCard{ID: id}
		if err := json.Unmarshal(text, &c); err != nil {
			return nil, fmt.Errorf("read the own card %q: %w: %w", id, errSeal, err)
		}
		cards = append(cards, c)
	}
	slices.SortFunc(cards, func(a, b bot.OwnCard) int { return cmp.Or(a.Made.Compare(b.Made), cmp.Compare(a.ID, b.ID)) })
	return cards, nil
}

// own writes what changes in the cards that a learner made.
func (c *Commit) own(step bot.Step) error {
	for _, card := range step.Own {
		text, err := json.Marshal(card)
		if err != nil {
			return fmt.Errorf("encode the own card %q: %w", card.ID, err)
		}
		c.Writes = append(c.Writes, Write{Op: Put, Key: ownKey, Field: card.ID, Value: text})
	}
	for _, id := range step.Disown {
		c.Writes = append(c.Writes, Write{Op: Drop, Key: ownKey, Field: id})
	}
	return nil
}
