package state

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/overhoor/overhoor/bot"
)

// MoveGroup brings a group's round, club and loads to its new place, adds its board
// to the one there, and takes them away from the old one. What has begun at the new
// place stays, so a move that was cut short can be made again. It returns ErrStale
// when somebody changed either place meanwhile.
func (s *Store) MoveGroup(ctx context.Context, from, to bot.Place) error {
	if from == to {
		return nil
	}
	if err := s.moveBoard(ctx, from, to); err != nil {
		return err
	}
	old, err := s.Club(ctx, from)
	if err != nil {
		return err
	}
	now, err := s.Club(ctx, to)
	if err != nil {
		return err
	}
	step, emptied := bot.GroupStep{Place: to}, Commit{Slot: groupSlot(from)}
	if old.Round.Version > 0 {
		emptied.drop(roundKey, "", old.Round.Version)
		emptied.Checks = append(emptied.Checks, asKept(old.Round.Kept))
		emptied.Writes = append(emptied.Writes, Write{Op: Drop, Key: keptKey})
		if now.Round.Version == 0 {
			old.Round.Version, old.Round.Kept = 0, now.Round.Kept
			step.Round = &old.Round
		}
	}
	if old.Club.Version > 0 {
		emptied.drop(clubKey, "", old.Club.Version)
		step.Club = &now.Club
		if now.Club.Version == 0 {
			old.Club.Version = 0
			step.Club = &old.Club
		}
		step.Club.Absorb(old.Club)
	}
	emptied.moveBeside(&step, old, now)
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

// moveBeside takes away what lies beside an old club and round, and puts that into
// a step which isn't at the new place yet.
func (c *Commit) moveBeside(step *bot.GroupStep, old, now bot.View) {
	for _, l := range old.Loads {
		c.drop(loadsKey, l.Event, l.Version)
		if !slices.ContainsFunc(now.Loads, func(n bot.Load) bool { return n.Event == l.Event }) {
			l.Version = 0
			step.Loads = append(step.Loads, l)
		}
	}
	for _, n := range old.New {
		c.drop(newKey, string(n.Learner), n.Version)
		if !slices.ContainsFunc(now.New, func(o bot.Newcomer) bool { return o.Learner == n.Learner }) {
			n.Version = 0
			step.New = append(step.New, n)
		}
	}
}

// drop removes a sealed value that must still have the version that was read.
func (c *Commit) drop(key, field string, read int64) {
	c.Checks = append(c.Checks, unsealed(key, field, read, bot.ErrStale))
	c.Writes = append(c.Writes, Write{Op: Drop, Key: key, Field: field})
}

// leaving is a board on its way to another place. Nobody changes it any more, and
// the board that takes it in remembers its ID: so it is added up once, however
// often a move is cut short.
type leaving struct {
	ID    string    `json:"id"`
	Board bot.Board `json:"board"`
}

// moveBoard adds what was earned at a group's old place to the board at its new
// one, and then what was earned at the old one meanwhile.
func (s *Store) moveBoard(ctx context.Context, from, to bot.Place) error {
	for range tries {
		b, version, err := s.onItsWay(ctx, from)
		if err != nil {
			return err
		}
		if version == 0 {
			if left, err := s.leave(ctx, from); err != nil || !left {
				return err
			}
			continue
		}
		if err := s.arrive(ctx, to, b); err != nil {
			return err
		}
		gone := Commit{Slot: groupSlot(from)}
		gone.drop(leavingKey, "", version)
		if err := s.kernel.Commit(ctx, gone); err != nil {
			return fmt.Errorf("be done with the board of %s: %w", placeField(from), err)
		}
	}
	return fmt.Errorf("move the board of %s: %w", placeField(from), bot.ErrStale)
}

// onItsWay reads the board that is on its way from a place; at version 0 none is.
func (s *Store) onItsWay(ctx context.Context, from bot.Place) (b leaving, version int64, err error) {
	found, err := s.kernel.Read(ctx, Query{Slot: groupSlot(from), Key: leavingKey})
	if err == nil {
		version, err = open(found[0].Value, &b)
	}
	if err != nil {
		return b, 0, fmt.Errorf("read the board on its way from %s: %w", placeField(from), err)
	}
	return b, version, nil
}

// leave has a group's board be on its way. It is false when there is none.
func (s *Store) leave(ctx context.Context, from bot.Place) (bool, error) {
	b, err := s.Board(ctx, from)
	if err != nil || b.Version == 0 {
		return false, err
	}
	c := Commit{Slot: groupSlot(from)}
	c.drop(boardKey, "", b.Version)
	if err := c.write(leavingKey, "", 0, leaving{ID: "moved " + strconv.FormatInt(rand.Int64(), 36), Board: b}); err != nil {
		return false, err
	}
	if err := s.kernel.Commit(ctx, c); err != nil {
		return false, fmt.Errorf("let the board of %s go: %w", placeField(from), err)
	}
	return true, nil
}

// arrive adds a board to the one at a group's new place.
func (s *Store) arrive(ctx context.Context, to bot.Place, b leaving) error {
	there, err := s.Board(ctx, to)
	if err != nil || !there.Absorb(b.ID, b.Board) {
		return err
	}
	return s.CommitGroup(ctx, bot.GroupStep{Place: to, Board: &there})
}
