package bot

import (
	"context"

	"github.com/overhoor/overhoor/bot/phrase"
)

// skip leaves the card that is asked, uncounted; in a second go, what the
// first was worth is counted.
func (t *talk) skip(context.Context) ([]Message, error) {
	turn, ok := t.round.asked(t.arg(0))
	switch {
	case !ok:
		return t.tooLate(), nil
	case turn.Effort.Goes > 0 && !turn.Waits && turn.Judged.Sure:
		return t.settle(*turn.Judged), nil
	}
	return t.pass(turn), nil
}

// pass goes on without counting.
func (t *talk) pass(turn *Turn) []Message {
	turn.Waits, turn.Judged, turn.Heard = false, nil, ""
	return t.next()
}

// show gives the answer away: what was found so far is counted.
func (t *talk) show(context.Context) ([]Message, error) {
	turn, ok := t.round.asked(t.arg(0))
	switch {
	case !ok:
		return t.tooLate(), nil
	case turn.Waits:
		return t.ask(), nil
	case turn.Judged != nil && !turn.Judged.Sure:
		return t.wonder(turn, *turn.Judged), nil
	case turn.Judged != nil:
		return t.settle(*turn.Judged), nil
	}
	return t.settle(t.unanswered(turn)), nil
}

// stop ends the round. What was answered stays counted.
func (t *talk) stop(context.Context) ([]Message, error) {
	if !t.round.asking() {
		return t.tell(phrase.NoRound, nil, []Button{t.button(phrase.ChooseDeck, "/decks")}), nil
	}
	t.round.Cards = t.round.Cards[:t.round.At]
	t.newRound = true
	return []Message{t.summary()}, nil
}

// tooLate answers a button under a card that is past: nothing happens.
func (t *talk) tooLate() []Message {
	if !t.round.asking() {
		return t.tell(phrase.NoRound, nil, []Button{t.button(phrase.ChooseDeck, "/decks")})
	}
	return t.tell(phrase.TooLate, nil)
}
