package state

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/overhoor/overhoor/bot"
)

const (
	eventTTL = 25 * time.Hour      // platforms repeat an event for at most a day
	endedTTL = 30 * 24 * time.Hour // how long the version of a group's ended round is kept
)

var (
	errPlace = errors.New("a group's round is written by CommitGroup, a private one by Commit")
	errPages = errors.New("the deck lies in other pages than was thought")
)

// Commit writes a step of one learner in one atomic act, in one round trip.
// After a success the versions in *s.Profile and *s.Round are those that are
// now kept. It returns ErrSeen when the event was committed in the last 25
// hours, and ErrStale when the profile, the round or a memory isn't what the
// step builds on; then nothing is written and nothing is changed in s. A step
// without an Event isn't remembered as seen.
func (s *Store) Commit(ctx context.Context, step bot.Step) error {
	for range tries {
		c, err := s.commitOf(step)
		if err == nil {
			err = s.once(ctx, step.Event, c)
		}
		if errors.Is(err, errPages) {
			err = s.lookUpPages(ctx, step)
			if err == nil {
				continue
			}
		}
		if err != nil {
			return fmt.Errorf("commit a step of learner %q: %w", step.Learner, err)
		}
		if step.Profile != nil {
			step.Profile.Version++
		}
		if step.Round != nil {
			step.Round.Version++
		}
		return nil
	}
	return fmt.Errorf("commit a step of learner %q: %w", step.Learner, bot.ErrStale)
}

// commitOf translates a step.
func (s *Store) commitOf(step bot.Step) (Commit, error) {
	c := Commit{Slot: learnerSlot(step.Learner)}
	if p := step.Profile; p != nil {
		if err := c.write(profileKey, "", p.Version, p); err != nil {
			return c, err
		}
	}
	if r := step.Round; r != nil {
		if step.Place.Group {
			return c, errPlace
		}
		if err := c.write(roundsKey, placeField(step.Place), r.Version, r); err != nil {
			return c, err
		}
	}
	if err := c.own(step); err != nil {
		return c, err
	}
	m := remembering{store: s, learner: step.Learner, commit: &c, pages: map[string]int{}, now: map[string]string{}}
	for _, r := range step.Reviews {
		if err := m.remember(r.Memory); err != nil {
			return c, err
		}
		c.Writes = append(c.Writes, Write{Op: Append, Key: logKey, Value: packReview(r), Keep: logKeep})
	}
	for _, imported := range step.Import {
		if err := m.remember(imported); err != nil {
			return c, err
		}
	}
	return c, nil
}

// write replaces a sealed value that must still have the version that was read.
func (c *Commit) write(key, field string, read int64, v any) error {
	w, err := seal(key, field, read, v)
	c.Checks = append(c.Checks, unsealed(key, field, read, bot.ErrStale))
	c.Writes = append(c.Writes, w)
	return err
}

// CommitGroup writes a step of a group in one atomic act, in one round trip,
// as Commit does for a learner. Where a round has ended (a Round without ID) it
// is forgotten after 30 days.
func (s *Store) CommitGroup(ctx context.Context, step bot.GroupStep) error {
	c, err := groupCommit(step)
	if err == nil {
		err = s.once(ctx, step.Event, c)
	}
	if err != nil {
		s.groups.forget(groupSlot(step.Place))
		return fmt.Errorf("commit a step of the group at %s: %w", placeField(step.Place), err)
	}
	if step.Round != nil {
		step.Round.Version++
		step.Round.Kept = 0
	}
	if step.Club != nil {
		step.Club.Version++
	}
	if step.Board != nil {
		step.Board.Version++
	}
	return nil
}

// groupCommit translates a step of a group.
func groupCommit(step bot.GroupStep) (Commit, error) {
	c := Commit{Slot: groupSlot(step.Place)}
	if !step.Place.Group {
		return c, errPlace
	}
	if r := step.Round; r != nil {
		if err := c.write(roundKey, "", r.Version, r); err != nil {
			return c, err
		}
		if r.ID == "" {
			c.Writes[0].TTL = endedTTL
		}
		c.Checks = append(c.Checks, asKept(r.Kept))
		c.Writes = append(c.Writes, Write{Op: Drop, Key: keptKey})
	} else if step.Keep != nil {
		if err := c.keep(*step.Keep); err != nil {
			return c, err
		}
	}
	if club := step.Club; club != nil {
		if err := c.write(clubKey, "", club.Version, club); err != nil {
			return c, err
		}
	}
	if board := step.Board; board != nil {
		if err := c.write(boardKey, "", board.Version, board); err != nil {
			return c, err
		}
	}
	for _, n := range step.New {
		if err := c.newcomer(n); err != nil {
			return c, err
		}
	}
	for _, l := range step.Loads {
		if err := c.load(l); err != nil {
			return c, err
		}
	}
	return c, nil
}

// once commits and marks the event as seen in the same act. The mark tells
// who made it: a client that repeats a commit because the answer got lost
// finds its own mark, and knows that the first attempt was written.
func (s *Store) once(ctx context.Context, event string, c Commit) error {
	if event == "" {
		return s.kernel.Commit(ctx, c)
	}
	mark, key := strconv.FormatInt(rand.Int64(), 10), eventKey(event)
	c.Checks = append([]Check{{Cond: Absent, Key: key, Else: bot.ErrSeen}}, c.Checks...)
	c.Writes = append(c.Writes, Write{Op: Put, Key: key, Value: []byte(mark), TTL: eventTTL})
	err := s.kernel.Commit(ctx, c)
	if !errors.Is(err, bot.ErrSeen) {
		return err
	}
	found, readErr := s.kernel.Read(ctx, Query{Slot: c.Slot, Key: key})
	if readErr == nil && string(found[0].Value) == mark {
		return nil
	}
	return err
}
