package state

import (
	"context"
	"fmt"

	"github.com/overhoor/overhoor/bot"
)

// Mates returns what several learners know of a deck, in their order, in one
// round trip. A learner whose deck lies in other pages than was thought costs
// one more, once.
func (s *Store) Mates(ctx context.Context, all []bot.Learner, deck string) ([]bot.Mate, error) {
	var queries []Query
	counts := make([]int, len(all))
	for i, l := range all {
		slot := learnerSlot(l)
		counts[i] = s.pageCount(l, deck)
		queries = append(queries, Query{Slot: slot, Key: profileKey})
		queries = append(queries, pageQueries(slot, deck, counts[i])...)
	}
	found, err := s.kernel.Read(ctx, queries...)
	if err != nil {
		return nil, fmt.Errorf("read what %d learners know of %q: %w", len(all), deck, err)
	}
	mates := make([]bot.Mate, len(all))
	for i, l := range all {
		end := 2 + counts[i]
		if mates[i], err = s.mate(ctx, l, deck, found[:end]); err != nil {
			return nil, fmt.Errorf("read what learner %q knows of %q: %w", l, deck, err)
		}
		found = found[end:]
	}
	return mates, nil
}

// mate decodes what was found of one learner: profile, number of pages, pages.
func (s *Store) mate(ctx context.Context, l bot.Learner, deck string, found []Found) (bot.Mate, error) {
	m := bot.Mate{Learner: l}
	var err error
	if m.Profile.Version, err = open(found[0].Value, &m.Profile); err != nil {
		return m, err
	}
	pages, err := s.foundPages(l, deck, found[1:])
	if err == nil && pages == nil {
		pages, err = s.readPages(ctx, l, deck)
	}
	if err != nil {
		return m, err
	}
	m.Memories, err = unpackPages(pages)
	return m, err
}
