package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
)

// idle is after how long a round ends that nobody answers.
const idle = 10 * time.Minute

// lapses is when something happens to a group's round if nobody does anything;
// the zero time when nothing does. Whatever is done makes it later, so that it
// is planned once, and looked at again when it comes.
func (r *Round) lapses() time.Time {
	if r.Race == nil || !r.asking() || r.Race.Paused {
		return time.Time{}
	}
	if r.Race.mode().perCard > 0 {
		return r.Race.Until
	}
	return r.Touched.Add(idle)
}

// planRound plans what happens to a round that is begun or goes on now. It comes
// before the round is written.
func (t *talk) planRound(ctx context.Context) error {
	race := t.round.Race
	t.round.Touched, race.Until = t.now, t.now.Add(race.mode().perCard)
	if err := t.Store.PlanRound(ctx, t.event.Place, t.round.lapses()); err != nil {
		return fmt.Errorf("plan the end of the group's round: %w", err)
	}
	return nil
}

// Tick makes what is due of a group's round that was planned at slot, and
// returns when it is due again, the zero time if never. For the same slot it
// says the same again.
func (e *Engine) Tick(ctx context.Context, p Place, slot time.Time) ([]Message, time.Time, error) {
	for try := 0; ; try++ {
		messages, next, err := e.tick(ctx, p, slot)
		switch {
		case err == nil:
			return messages, next, nil
		case (errors.Is(err, ErrStale) || errors.Is(err, ErrSeen)) && try < tries:
			giveWay(ctx, try)
			continue
		}
		return nil, time.Time{}, fmt.Errorf("look after the round of %s: %w", p.Name(), err)
	}
}

func (e *Engine) tick(ctx context.Context, p Place, slot time.Time) ([]Message, time.Time, error) {
	t, err := e.cryTalk(ctx, p, "tick", slot)
	if err != nil {
		return nil, time.Time{}, err
	}
	if t.round.Race != nil {
		t.words = e.book.In(t.round.Race.Lang)
	}
	due := t.round.lapses()
	switch {
	case t.round.Said.Event == t.event.ID: // it may not have been sent
		return t.round.Said.Messages, t.whileCarried(due), nil
	case due.IsZero() || due.After(t.now):
		return nil, t.whileCarried(due), nil
	}
	before := t.round.pulse()
	messages := t.toGroup(before, t.lapse())
	t.newRound = true
	t.round.Touched, t.round.Said = t.now, Said{Event: t.event.ID, Messages: messages}
	if err := t.commitGroup(ctx); err != nil {
		return nil, time.Time{}, err
	}
	return messages, t.whileCarried(t.round.lapses()), nil
}

// whileCarried is when to look at a group again: when something is due or, while
// it carries reviews for learners, when those must have been applied.
func (t *talk) whileCarried(due time.Time) time.Time {
	soon := t.now.Add(time.Minute)
	if len(t.carried()) == 0 || !due.IsZero() && !due.After(soon) {
		return due
	}
	return soon
}

// mostEmpty is after how many cards in a row that nobody answered in their time
// a round ends.
const mostEmpty = 3

// lapse closes a card whose time is over, or ends a round that nobody answers.
func (t *talk) lapse() []Message {
	race, quiet := t.round.Race, idle
	if m := race.mode(); m.perCard > 0 {
		race.Empty++
		if len(race.Answers) > 0 {
			race.Empty = 0
		}
		if race.Empty < mostEmpty {
			return t.raceNext(m.close(t))
		}
		quiet = mostEmpty * m.perCard
	}
	m := t.breakOff()
	m.Text = lines(t.count(phrase.RaceIdle, int(quiet/time.Minute), nil), m.Text)
	return []Message{m}
}

// cryID names what is done in a group at a time that was planned, among all
// groups: its reviews go to learners who may be in several.
func cryID(what string, p Place, slot time.Time) string {
	return what + " " + strconv.FormatInt(slot.Unix(), 10) + " " + p.Name()
}
