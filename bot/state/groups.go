package state

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// Club reads what is going on in a group.
func (s *Store) Club(ctx context.Context, p bot.Place) (bot.View, error) {
	from := s.groups.kept(groupSlot(p))
	found, err := s.kernel.Read(ctx, groupQueries(p, from)...)
	if err != nil {
		return bot.View{}, fmt.Errorf("read the group at %s: %w", placeField(p), err)
	}
	var v bot.View
	err = s.openGroup(ctx, &v, p, from, found)
	return v, err
}

// groupQueries ask for what is going on in a group, but for so many of the answers
// that were kept first: those are known.
func groupQueries(p bot.Place, from int) []Query {
	slot := groupSlot(p)
	return []Query{
		{Slot: slot, Key: roundKey}, {Slot: slot, Key: clubKey},
		{Slot: slot, Key: keptKey, Kind: Log, From: from}, {Slot: slot, Key: loadsKey, Kind: Hash},
		{Slot: slot, Key: newKey, Kind: Hash},
	}
}

// openGroup decodes what groupQueries found. Where another round goes on than the
// one whose answers are known, it reads all of it, in one round trip more.
func (s *Store) openGroup(ctx context.Context, v *bot.View, p bot.Place, from int, found []Found) error {
	slot := groupSlot(p)
	round, known, err := s.groups.open(slot, found[0].Value, from, found[2].Log)
	if err == nil && !known {
		if found, err = s.kernel.Read(ctx, groupQueries(p, 0)...); err != nil {
			return fmt.Errorf("read the group at %s: %w", placeField(p), err)
		}
		round, _, err = s.groups.open(slot, found[0].Value, 0, found[2].Log)
	}
	if v.Round = round; err != nil {
		return fmt.Errorf("read the round at %s: %w", placeField(p), err)
	}
	if v.Club.Version, err = open(found[1].Value, &v.Club); err != nil {
		return fmt.Errorf("read the club at %s: %w", placeField(p), err)
	}
	if v.Loads, v.New, err = s.groups.openBeside(slot, found[3].Hash, found[4].Hash); err != nil {
		return fmt.Errorf("read what lies beside the club at %s: %w", placeField(p), err)
	}
	return nil
}

// load writes what a group carries since an event, or drops it.
func (c *Commit) load(l bot.Load) error {
	if len(l.Reviews) == 0 {
		c.Writes = append(c.Writes, Write{Op: Drop, Key: loadsKey, Field: l.Event})
		return nil
	}
	return c.write(loadsKey, l.Event, l.Version, l)
}

// newcomer writes one, or forgets him.
func (c *Commit) newcomer(n bot.Newcomer) error {
	if n.Known {
		c.Writes = append(c.Writes, Write{Op: Drop, Key: newKey, Field: string(n.Learner)})
		return nil
	}
	return c.write(newKey, string(n.Learner), n.Version, n)
}

// keep puts an answer beside the round that was read.
func (c *Commit) keep(k bot.Keep) error {
	answer, err := json.Marshal(k.Answer)
	c.Checks = append(c.Checks, unsealed(roundKey, "", k.Version, bot.ErrStale))
	if k.Only {
		c.Checks = append(c.Checks, asKept(k.Kept))
	}
	c.Writes = append(c.Writes, Write{Op: Append, Key: keptKey, Value: answer})
	return err
}

// asKept is the check that no answer was kept since.
func asKept(n int) Check { return Check{Cond: Long, Key: keptKey, Size: n, Else: bot.ErrStale} }

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
