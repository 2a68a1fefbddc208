package state

import (
	"context"
	"fmt"
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
	err = openGroup(&v, p, found)
	return v, err
}

func groupQueries(p bot.Place) []Query {
	slot := groupSlot(p)
	return []Query{{Slot: slot, Key: roundKey}, {Slot: slot, Key: clubKey}}
}

// openGroup decodes what groupQueries found.
func openGroup(v *bot.View, p bot.Place, found []Found) (err error) {
	if v.Club.Version, err = open(found[1].Value, &v.Club); err != nil {
		return fmt.Errorf("read the club at %s: %w", placeField(p), err)
	}
	return openRound(v, p, found[0].Value)
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
