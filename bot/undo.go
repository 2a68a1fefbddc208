package bot

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// undo takes back the answer of this round that was counted last, wholly, and
// asks its card again.
func (t *talk) undo(ctx context.Context) ([]Message, error) {
	i, ok := t.round.counted("")
	if !ok {
		return t.tell(phrase.UndoNothing, nil), nil
	}
	turn := t.round.Cards[i]
	if turn.Locked {
		return t.tell(phrase.UndoLocked, nil), nil
	}
	t.review(turn.takenBack())
	t.profile.uncount(turn.Memory.New(), turn.After.Last, t.cal)
	t.newProfile = true
	t.dropComeback(i)
	anew := []Turn{{Deck: turn.Deck, Card: turn.Card, Memory: turn.Memory, Again: turn.Again, Redo: true}}
	if err := t.taught(ctx, anew); err != nil {
		return nil, err
	}
	t.round.Cards[i], t.round.At = anew[0], i
	t.tidy()
	undone := t.say(phrase.Undone, nil)
	if !t.round.asking() {
		return []Message{{Text: undone}, t.summary()}, nil
	}
	messages := t.ask()
	messages[0].Text = lines(undone, messages[0].Text)
	return messages, nil
}

// raceUndo takes back the learner's answer that is kept, or that he was wrong at
// the card that is asked. Where there is neither it is what his last answer counted
// for: his review, and the points it earned. That answer is known to all by now, so
// its card earns him nothing any more.
func (t *talk) raceUndo(ctx context.Context) ([]Message, error) {
	race := t.round.Race
	if race != nil && t.round.asking() && (race.answered(t.learner, t.event.ID) || slices.Contains(race.Undone, t.event.ID)) {
		return t.unkeep(), nil
	}
	if race != nil && race.Tries[t.learner] > 0 {
		delete(race.Tries, t.learner)
		t.newRound = true
		return t.tell(phrase.RaceUndone, nil), nil
	}
	if race == nil || race.mode().silent && t.round.asking() { // points would tell how it went
		return t.tell(phrase.UndoNothing, nil), nil
	}
	back, ok, err := t.lastCounted(ctx)
	if err != nil || !ok {
		return t.tell(phrase.UndoNothing, nil), err
	}
	if back.Event == "" || back.Event == race.Closing { // a late answer wasn't tallied
		race.Tally = race.Tally.minus(back.tally())
		if back.Rating == scheduler.Again {
			race.missed(t.round.At-1, -1)
		}
	}
	if back.Event != "" && !t.unhold(back) {
		back.Event, back.Undo = t.event.ID, back.Event
		t.carry = append(t.carry, back)
	}
	t.newRound = true
	points := race.takeBack(t.learner, t.name())
	if points == 0 {
		return t.tell(phrase.RaceUndone, nil), nil
	}
	m := Message{Text: t.say(phrase.RacePointsBack, phrase.Args{"Name": t.name(), "Points": strconv.Itoa(points)})}
	if !t.round.asking() { // the end told others
		m.Text = lines(m.Text, soft(t.standings()))
	}
	return []Message{m}, nil
}

// lastCounted is what the card before counted for to the learner, if that is
// the last that became of it; it has no Event when it counted for points alone.
func (t *talk) lastCounted(ctx context.Context) (p Pending, ok bool, err error) {
	if t.round.At == 0 || t.round.At > len(t.round.Cards) {
		return Pending{}, false, nil
	}
	card := t.round.Cards[t.round.At-1]
	if p, ok := t.pends(card); ok {
		return p, p.Undo == "", nil
	}
	r, ok, err := t.lastReview(ctx, card)
	if err != nil || ok && !r.At.Before(card.Asked) {
		p = Pending{Event: r.ID, Learner: t.learner, Deck: r.Deck, Card: r.Card, Rating: r.Rating, At: r.At}
		return p, ok && !r.Undo, err
	}
	return Pending{Deck: card.Deck, Card: card.Card, Rating: scheduler.Good}, t.round.Race.earned(t.learner) > 0, nil
}

// pends finds the last review of a card of the round that is on its way to the
// learner, or held back.
func (t *talk) pends(card Turn) (p Pending, ok bool) {
	all := t.carried()
	if n := t.newcomer(t.learner); n != nil {
		all = append(all, n.Held...)
	}
	for _, p := range slices.Backward(all) {
		if p.Learner == t.learner && p.Deck == card.Deck && p.Card == card.Card && !p.At.Before(card.Asked) {
			return p, true
		}
	}
	return Pending{}, false
}

// lastReview finds the learner's last review of a card in his log.
func (t *talk) lastReview(ctx context.Context, card Turn) (r Review, ok bool, err error) {
	log, err := t.Store.Log(ctx, t.learner, logged)
	if err != nil {
		return Review{}, false, fmt.Errorf("read the log: %w", err)
	}
	for _, r := range slices.Backward(log) {
		if r.Deck == card.Deck && r.Card == card.Card {
			return r, true, nil
		}
	}
	return Review{}, false, nil
}

// logged is how far back a review from a group is looked for.
const logged = 100

// applyUndo takes a review from a group back out of a learner's memory. It does
// nothing when the review never came there, or isn't the card's last one.
func (e *Engine) applyUndo(ctx context.Context, p Pending, profile Profile, kept scheduler.Memory) error {
	log, err := e.Store.Log(ctx, p.Learner, logged)
	if err != nil {
		return fmt.Errorf("read the log: %w", err)
	}
	for _, r := range slices.Backward(log) {
		if r.ID != p.Undo || r.Deck != p.Deck || r.Card != p.Card || r.Undo {
			continue
		}
		if kept.Reps != r.After.Reps || !kept.Last.Equal(r.After.Last) {
			return nil
		}
		profile.uncount(r.Before.New(), r.At, profile.calendar(e.zone))
		profile.had(Miss{p.Deck, p.Card})
		r.ID, r.Undo = p.Event, true
		r.Before, r.After = kept, r.Before
		return e.Store.Commit(ctx, Step{Event: p.Event, Learner: p.Learner, Profile: &profile, Reviews: []Review{r}})
	}
	return nil
}
