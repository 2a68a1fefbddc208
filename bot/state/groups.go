package state

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// Club reads what is going on in a group.
func (s *Store) Club(ctx context.Context, p bot.Place) (bot.View, error) {
	found, err := s.kernel.Read(ctx, groupQueries(p)...)
	if err != nil {
		return bot.View{}, fmt.Errorf("read the group at %s: %w", placeField(p), err)
	}
	var v bot.View
	err = s.openGroup(&v, p, found)
	return v, err
}

func groupQueries(p bot.Place) []Query {
	slot := groupSlot(p)
	return []Query{{Slot: slot, Key: roundKey}, {Slot: slot, Key: clubKey}, {Slot: slot, Key: keptKey, Kind: Hash}, {Slot: slot, Key: loadsKey, Kind: Hash}}
}

// openGroup decodes what groupQueries found.
func (s *Store) openGroup(v *bot.View, p bot.Place, found []Found) (err error) {
	if v.Club.Version, err = open(found[1].Value, &v.Club); err != nil {
		return fmt.Errorf("read the club at %s: %w", placeField(p), err)
	}
	if v.Round, err = s.rounds.open(groupSlot(p), found[0].Value); err != nil {
		return fmt.Errorf("read the round at %s: %w", placeField(p), err)
	}
	kept, err := openKept(found[2].Hash)
	if err != nil {
		return fmt.Errorf("read the answers kept at %s: %w", placeField(p), err)
	}
	v.Round.TakeIn(kept)
	if v.Loads, err = openLoads(found[3].Hash); err != nil {
		return fmt.Errorf("read what is carried at %s: %w", placeField(p), err)
	}
	return nil
}

// openLoads decodes what a group carries, in its order.
func openLoads(sealed map[string][]byte) (all []bot.Load, err error) {
	for event, value := range sealed {
		l := bot.Load{Event: event}
		if l.Version, err = open(value, &l); err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	slices.SortFunc(all, func(a, b bot.Load) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Event, b.Event))
	})
	return all, nil
}

// load writes what a group carries since an event, or drops it.
func (c *Commit) load(l bot.Load) error {
	if len(l.Reviews) == 0 {
		c.Writes = append(c.Writes, Write{Op: Drop, Key: loadsKey, Field: l.Event})
		return nil
	}
	return c.write(loadsKey, l.Event, l.Version, l)
}

// openKept decodes the answers that lie beside a round, in the order in which
// they were kept.
func openKept(sealed map[string][]byte) ([]bot.Answer, error) {
	type numbered struct {
		bot.Answer
		number int64
	}
	all := make([]numbered, 0, len(sealed))
	for _, value := range sealed {
		var a numbered
		var err error
		if a.number, err = open(value, &a.Answer); err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	slices.SortFunc(all, func(a, b numbered) int {
		return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.Event, b.Event))
	})
	kept := make([]bot.Answer, len(all))
	for i, a := range all {
		kept[i] = a.Answer
	}
	return kept, nil
}

// keep puts an answer beside the round that was read.
func (c *Commit) keep(k bot.Keep) error {
	w, err := seal(keptKey, k.Answer.Event, int64(k.Kept), k.Answer)
	c.Checks = append(c.Checks, unsealed(roundKey, "", k.Version, bot.ErrStale))
	if k.Only {
		c.Checks = append(c.Checks, asKept(k.Kept))
	}
	c.Writes = append(c.Writes, w)
	return err
}

// asKept is the check that no answer was kept since.
func asKept(n int) Check { return Check{Cond: Sized, Key: keptKey, Size: n, Else: bot.ErrStale} }

// guessedDeck is the deck that a group was asked when it was read last, "" for
// none, and what asks for a learner's memories of it.
func (s *Store) guessedDeck(l bot.Learner, p bot.Place) (deck string, queries []Query) {
	if !p.Group {
		return "", nil
	}
	if deck = s.asked.get(groupSlot(p), ""); deck == "" {
		return "", nil
	}
	return deck, pageQueries(learnerSlot(l), deck, s.pageCount(l, deck))
}

// alongside adds a learner's memories of a deck to what was read of his group,
// where it is that of the round. What Memories would write anew is left to it.
func (s *Store) alongside(v *bot.View, p bot.Place, deck string, found []Found) {
	asked := ""
	if v.Round.At < len(v.Round.Cards) {
		asked = v.Round.Deck
	}
	s.asked.set(groupSlot(p), asked, "")
	if deck == "" || deck != asked {
		return
	}
	pages, err := s.foundPages(v.Learner, deck, found)
	if err != nil || len(pages) != 1 || len(pages[0]) > pageWell {
		return
	}
	for _, packed := range pages[0] {
		if outdated(packed) {
			return
		}
	}
	if memories, err := unpackPages(pages); err == nil {
		v.Deck, v.Memories = deck, memories
	}
}

// Board reads what the members of a group earned, in a round trip of its own: it
// is not needed for an answer.
func (s *Store) Board(ctx context.Context, p bot.Place) (b bot.Board, err error) {
	found, err := s.kernel.Read(ctx, Query{Slot: groupSlot(p), Key: boardKey})
	if err == nil {
		b.Version, err = open(found[0].Value, &b)
	}
	if err != nil {
		return bot.Board{}, fmt.Errorf("read the board at %s: %w", placeField(p), err)
	}
	return b, nil
}

// Groups returns the queue that Store.PlanGroup and Store.PlanRound plan in.
func (s *Store) Groups() DueQueue { return s.Queue(groupsQueue) }

// PlanGroup sets when the group's next message is due, as Plan does for a
// learner.
func (s *Store) PlanGroup(ctx context.Context, p bot.Place, at time.Time) error {
	return s.Groups().Plan(ctx, p.Name(), at)
}

// PlanRound sets when the group's round is due.
func (s *Store) PlanRound(ctx context.Context, p bot.Place, at time.Time) error {
	return s.Groups().Plan(ctx, p.RoundName(), at)
}
