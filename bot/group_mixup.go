package bot

import (
	"context"
	"slices"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/phrase"
)

// Mixed is two cards of a round's deck, of which members gave one's answer at
// the other.
type Mixed struct {
	Card  string    `json:"card"`
	Other string    `json:"other"`
	By    []Learner `json:"by"` // each once
	Asked bool      `json:"asked,omitempty"`
}

// enoughMixed is how many members have to mix two cards up for the round to set
// them apart.
const enoughMixed = 2

// mixUp notes that an answer was another card's. When enough have said so, that
// card is asked next, while the two are fresh in mind: to recall each by itself,
// one right after the other, keeps them apart better than to be told.
func (t *talk) mixUp(ctx context.Context, j grade.Judgement) error {
	turn, race := t.round.Cards[t.round.At], t.round.Race
	if _, ok := t.card(Turn{Deck: turn.Deck, Card: j.Other}); !ok || t.stillMeans(j.Other) {
		return nil
	}
	if !t.event.Direct && !slices.Contains(race.Players, t.learner) {
		return nil // talk
	}
	pair := race.pair(turn.Card, j.Other)
	if !slices.Contains(pair.By, t.learner) {
		pair.By, t.newRound = append(pair.By, t.learner), true
	}
	if pair.Asked || len(pair.By) < enoughMixed || race.mode().silent {
		return nil
	}
	pair.Asked, t.newRound = true, true
	return t.askNext(ctx, Turn{Deck: turn.Deck, Card: j.Other, Beside: turn.Card})
}

// stillMeans tells whether an answer may be meant for the card before, though
// its author had that one.
func (t *talk) stillMeans(card string) bool {
	return t.round.At > 0 && t.round.Cards[t.round.At-1].Card == card && t.now.Sub(t.round.Race.Closed) <= grace
}

// pair finds what is noted of two cards.
func (r *Race) pair(card, other string) *Mixed {
	i := slices.IndexFunc(r.Mixed, func(m Mixed) bool {
		return m.Card == card && m.Other == other || m.Card == other && m.Other == card
	})
	if i < 0 {
		i = len(r.Mixed)
		r.Mixed = append(r.Mixed, Mixed{Card: card, Other: other})
	}
	return &r.Mixed[i]
}

// askNext asks a card next, or sooner than it would have been. One that was
// asked already, or can't be asked as the others are, is laid beside the card
// that is asked when that is closed.
func (t *talk) askNext(ctx context.Context, turn Turn) error {
	at := slices.IndexFunc(t.round.Cards, func(other Turn) bool { return other.Deck == turn.Deck && other.Card == turn.Card })
	if at >= 0 && at < t.round.At || t.round.choosing() && len(t.withChoices([]Turn{turn}, 1)) == 0 {
		t.round.Cards[t.round.At].Beside = turn.Card
		return nil
	}
	next := []Turn{turn}
	if err := t.taught(ctx, next); err != nil {
		return err
	}
	if at >= 0 {
		t.round.Cards = slices.Delete(t.round.Cards, at, at+1)
	}
	t.round.Cards = slices.Insert(t.round.Cards, t.round.At+1, next...)
	return nil
}

// mixedWith tells what the card that is asked was mixed up with just now.
func (t *talk) mixedWith() Text {
	turn := t.round.Cards[t.round.At]
	if turn.Beside == "" || t.round.At == 0 || t.round.Cards[t.round.At-1].Card != turn.Beside {
		return ""
	}
	other, _ := t.card(Turn{Deck: turn.Deck, Card: turn.Beside})
	return soft(t.say(phrase.JustMixed, phrase.Args{"Front": cut(other.Front, shortCard)}))
}

// beside lays beside a card that is closed the one that it was mixed up with.
func (t *talk) beside(turn Turn) Text {
	other := Turn{Deck: turn.Deck, Card: turn.Beside}
	card, ok := t.card(other)
	if !ok || t.round.Race.mode().silent {
		return ""
	}
	return lines(t.say(phrase.LaidBeside, phrase.Args{"Front": cut(card.Front, shortCard)}), t.reference(other))
}

// mostMixed tells which two cards most members mixed up.
func (t *talk) mostMixed() Text {
	var worst Mixed
	for _, m := range t.round.Race.Mixed {
		if len(m.By) > len(worst.By) {
			worst = m
		}
	}
	card, ok := t.card(Turn{Deck: t.round.Deck, Card: worst.Card})
	other, also := t.card(Turn{Deck: t.round.Deck, Card: worst.Other})
	if len(worst.By) < enoughMixed || !ok || !also {
		return ""
	}
	return lines(
		t.count(phrase.MostMixed, len(worst.By), nil),
		Escape("· "+cut(card.Front, shortCard)), Escape("· "+cut(other.Front, shortCard)),
	)
}
