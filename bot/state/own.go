package state

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

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
	return c.draft(step.Draft)
}

// draft is a draft as it is kept, with the IDs of its cards beside them.
type draft struct {
	ID    string        `json:"id"`
	At    time.Time     `json:"at"`
	Cards []bot.OwnCard `json:"cards"`
	IDs   []string      `json:"ids"`
}

// draft writes what changes in the learner's draft.
func (c *Commit) draft(d *bot.Draft) error {
	switch {
	case d == nil:
		return nil
	case d.ID == "":
		c.Writes = append(c.Writes, Write{Op: Drop, Key: draftKey})
		return nil
	}
	kept := draft{ID: d.ID, At: d.At, Cards: d.Cards}
	for _, card := range d.Cards {
		kept.IDs = append(kept.IDs, card.ID)
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("encode a draft: %w", err)
	}
	c.Writes = append(c.Writes, Write{Op: Put, Key: draftKey, Value: text, TTL: bot.DraftTTL})
	return nil
}

// Draft returns what a file held that the learner may want to keep.
func (s *Store) Draft(ctx context.Context, l bot.Learner) (bot.Draft, error) {
	found, err := s.kernel.Read(ctx, Query{Slot: learnerSlot(l), Key: draftKey})
	if err != nil {
		return bot.Draft{}, fmt.Errorf("read a draft of learner %q: %w", l, err)
	}
	if found[0].Value == nil {
		return bot.Draft{}, nil
	}
	var kept draft
	if err := json.Unmarshal(found[0].Value, &kept); err != nil {
		return bot.Draft{}, fmt.Errorf("read a draft of learner %q: %w: %w", l, errSeal, err)
	}
	for i := range min(len(kept.Cards), len(kept.IDs)) {
		kept.Cards[i].ID = kept.IDs[i]
	}
	return bot.Draft{ID: kept.ID, At: kept.At, Cards: kept.Cards}, nil
}
