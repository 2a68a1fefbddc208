package state

import (
	"context"
	"fmt"
	"slices"

	"github.com/overhoor/overhoor/bot"
)

// MoveGroup brings a group's round, club, board and loads to its new place and takes them
// away from the old one. What has begun at the new place stays, so a move that
// was cut short can be made again. It returns ErrStale when somebody changed
// either place meanwhile.
func (s *Store) MoveGroup(ctx context.Context, from, to bot.Place) error {
	if from == to {
		return nil
	}
	old, err := s.Club(ctx, from)
	if err != nil {
		return err
	}
	now, err := s.Club(ctx, to)
	if err != nil {
		return err
	}
	earned, err := s.Board(ctx, from)
	if err != nil {
		return err
	}
	there, err := s.Board(ctx, to)
	if err != nil {
		return err
	}
	step, emptied := bot.GroupStep{Place: to}, Commit{Slot: groupSlot(from)}
	if old.Round.Version > 0 {
		emptied.drop(roundKey, old.Round.Version)
		emptied.Checks = append(emptied.Checks, asKept(old.Round.Kept))
		emptied.Writes = append(emptied.Writes, Write{Op: Drop, Key: keptKey})
		if now.Round.Version == 0 {
			old.Round.Version, old.Round.Kept = 0, now.Round.Kept
			step.Round = &old.Round
		}
	}
	if old.Club.Version > 0 {
		emptied.drop(clubKey, old.Club.Version)
		if now.Club.Version == 0 {
			old.Club.Version = 0
			step.Club = &old.Club
		}
	}
	if earned.Version > 0 {
		emptied.drop(boardKey, earned.Version)
		if there.Version == 0 {
			earned.Version = 0
			step.Board = &earned
		}
	}
	for _, l := range old.Loads {
		emptied.Checks = append(emptied.Checks, unsealed(loadsKey, l.Event, l.Version, bot.ErrStale))
		emptied.Writes = append(emptied.Writes, Write{Op: Drop, Key: loadsKey, Field: l.Event})
		if !slices.ContainsFunc(now.Loads, func(n bot.Load) bool { return n.Event == l.Event }) {
			l.Version = 0
			step.Loads = append(step.Loads, l)
		}
	}
	for _, n := range old.New {
		field := string(n.Learner)
		emptied.Checks = append(emptied.Checks, unsealed(newKey, field, n.Version, bot.ErrStale))
		emptied.Writes = append(emptied.Writes, Write{Op: Drop, Key: newKey, Field: field})
		if !slices.ContainsFunc(now.New, func(o bot.Newcomer) bool { return o.Learner == n.Learner }) {
			n.Version = 0
			step.New = append(step.New, n)
		}
	}
	if len(emptied.Writes) == 0 {
		return nil
	}
	if err := s.CommitGroup(ctx, step); err != nil {
		return err
	}
	if err := s.kernel.Commit(ctx, emptied); err != nil {
		return fmt.Errorf("leave the group's old place %s: %w", placeField(from), err)
	}
	return nil
}

// drop removes a sealed value that must still have the version that was read.
func (c *Commit) drop(key string, read int64) {
	c.Checks = append(c.Checks, unsealed(key, "", read, bot.ErrStale))
	c.Writes = append(c.Writes, Write{Op: Drop, Key: key})
}
