package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Crier delivers what groups are told at their hours, as a Courier does for
// learners, and what becomes of their rounds in time. A queue knows a group by
// Place.Name and its round by Place.RoundName.
type Crier struct {
	Engine   *Engine
	Adapters map[string]Adapter // by platform
}

// Deliver makes and sends the messages that were planned at slot and returns
// when the group's next ones are due. A group that is closed to us is left
// alone until somebody writes there; one whose platform another process serves
// keeps its slot.
func (c *Crier) Deliver(ctx context.Context, group string, slot time.Time) (time.Time, error) {
	group, isRound := strings.CutSuffix(group, roundSuffix)
	to, err := GroupNamed(group)
	if err != nil {
		return time.Time{}, err
	}
	adapter, ok := c.Adapters[to.Platform]
	if !ok {
		return slot, nil
	}
	say := c.Engine.Cry
	if isRound {
		say = c.Engine.Tick
	}
	messages, next, err := say(ctx, to, slot)
	if err != nil {
		return time.Time{}, err
	}
	for _, m := range messages {
		err := adapter.Send(ctx, to, m)
		if errors.Is(err, ErrGone) {
			return time.Time{}, c.Engine.closed(ctx, to, slot)
		}
		if err != nil {
			return time.Time{}, err
		}
	}
	return next, nil
}

// afterRace is how long a message waits when a race is run at its hour.
const afterRace = 10 * time.Minute

// Cry makes what a group is told that was planned at slot: the answer to its
// card of the day, how its week went, the next card, how it stands with its
// exam. It also returns when its next messages are due, the zero time if never.
// For the same slot it says the same again.
func (e *Engine) Cry(ctx context.Context, p Place, slot time.Time) ([]Message, time.Time, error) {
	for try := 0; ; try++ {
		messages, next, err := e.cry(ctx, p, slot)
		switch {
		case err == nil:
			return messages, next, nil
		case (errors.Is(err, ErrStale) || errors.Is(err, ErrSeen)) && try < tries:
			continue
		}
		return nil, time.Time{}, fmt.Errorf("tell the group %s: %w", p.Name(), err)
	}
}

func (e *Engine) cry(ctx context.Context, p Place, slot time.Time) ([]Message, time.Time, error) {
	t, err := e.cryTalk(ctx, p, "cry", slot)
	if err != nil {
		return nil, time.Time{}, err
	}
	messages := t.club.Cried.Messages
	switch {
	case t.club.Cried.Event == t.event.ID: // it may not have been sent
		if messages, err = t.redrawn(ctx, messages); err != nil {
			return nil, time.Time{}, err
		}
	case t.racing():
		return nil, t.now.Add(afterRace), nil
	default:
		if messages, err = t.cries(ctx, slot); err != nil {
			return nil, time.Time{}, err
		}
		messages = t.tellNewcomers(messages)
		if t.newClub {
			t.club.Cried = Said{Event: t.event.ID, Messages: messages}
		}
		if err := t.commitGroup(ctx); err != nil {
			return nil, time.Time{}, err
		}
	}
	next, err := nextCry(&t.club, later(t.now, slot), t.cal, t.Daily)
	return messages, next, err
}

// cryTalk is an event that nobody sent, in a group.
func (e *Engine) cryTalk(ctx context.Context, p Place, what string, slot time.Time) (*talk, error) {
	view, err := e.Store.Club(ctx, p)
	if err != nil {
		return nil, err
	}
	t := &talk{Engine: e, event: Event{ID: cryID(what, p, slot), Place: p}, now: e.clock()}
	t.newClub = e.finishFound(ctx, p, &view)
	t.round, t.club, t.loads, t.guests = view.Round, view.Club, view.Loads, slices.Clone(view.New)
	t.takeOver()
	t.words, t.cal = e.words("", t.club.Lang), t.club.calendar(e.zone)
	t.tidy()
	return t, nil
}

// cries is all that is due now.
func (t *talk) cries(ctx context.Context, slot time.Time) ([]Message, error) {
	told, err := t.tellDay(ctx)
	if err != nil {
		return nil, err
	}
	recap, err := t.recap(ctx)
	if err != nil {
		return nil, err
	}
	told = append(told, recap...)
	exam, err := t.clubExamLine(ctx)
	if err != nil {
		return nil, err
	}
	asked, err := t.askDay(ctx, later(t.now, slot))
	switch {
	case err != nil || exam == "":
		return append(told, asked...), err
	case len(asked) > 0:
		asked[0].Text = lines(exam, asked[0].Text)
	default:
		asked = []Message{{Text: exam}}
	}
	return append(told, asked...), nil
}

// closed notes that a group's chat is closed to us.
func (e *Engine) closed(ctx context.Context, p Place, slot time.Time) error {
	for try := 0; ; try++ {
		t, err := e.cryTalk(ctx, p, "closed", slot)
		if err != nil {
			return fmt.Errorf("read the group %s: %w", p.Name(), err)
		}
		t.club.Gone, t.newClub = true, true
		switch err = t.commitGroup(ctx); {
		case err == nil, errors.Is(err, ErrSeen):
			return nil
		case errors.Is(err, ErrStale) && try < tries:
			continue
		}
		return fmt.Errorf("note that the group %s is closed: %w", p.Name(), err)
	}
}
