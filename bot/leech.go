package bot

import (
	"context"
	"strconv"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// After how many lapses a card is a leech, and after how many more it is named
// again.
const (
	leechLapses = 6
	leechAgain  = 3
)

// isLeech tells whether a card keeps slipping.
func isLeech(m scheduler.Memory) bool { return m.Lapses >= leechLapses }

// leech tells whether a turn made its card one, or did so once more.
func (t Turn) leech() bool {
	return t.Rating == scheduler.Again && t.After.Lapses > t.Memory.Lapses &&
		isLeech(t.After) && (t.After.Lapses-leechLapses)%leechAgain == 0
}

// withLeech adds to a verdict, where it made a leech of its card, that it did,
// what the card is taken for, and what helps.
func (t *talk) withLeech(m Message, turn Turn) Message {
	if !turn.leech() {
		return m
	}
	m.Text = lines(m.Text, t.count(phrase.Leech, int(turn.After.Lapses), nil))
	code := cardCode(turn.Deck, turn.Card)
	row := []Button{t.button(phrase.AsideLabel, "/aside "+code)}
	if other, ok := t.mixedUp(turn.Deck, turn.Card); ok {
		if turn.Judged == nil || turn.Judged.Other != other.ID { // else the verdict says so
			m.Text = lines(m.Text, t.say(phrase.LeechMixed, phrase.Args{"Front": cut(other.Front, 60)}))
		}
		row = append(row, t.button(phrase.ContrastLabel, "/contrast "+code))
	}
	m.Buttons = append(m.Buttons, row)
	return m
}

// mostLeeches is how many are listed, so that each has a row of buttons.
const mostLeeches = 4

// leeches lists the cards that keep slipping, those that slip most first, and
// then the cards that were set aside; each with what can be done. "/leeches 5"
// begins at the fifth.
func (t *talk) leeches(ctx context.Context) ([]Message, error) {
	all, err := t.progressAll(ctx)
	if err != nil {
		return nil, err
	}
	listed := troubled(all)
	if len(listed) == 0 {
		return t.tell(phrase.LeechesNone, nil, []Button{t.button(phrase.StatsLabel, "/stats")}), nil
	}
	p := t.leaf(len(listed), mostLeeches, t.arg(0), "/leeches")
	m := Message{Edit: t.event.Pressed, Text: strong(t.count(phrase.StatsLeeches, len(listed), nil))}
	for i, c := range listed[p.from:p.to] {
		m.Text = lines(m.Text, t.leechRow(p.from+i+1, c))
		m.Buttons = append(m.Buttons, t.leechChoices(p.from+i+1, c))
	}
	return []Message{p.turning(m)}, nil
}

// leechRow is one card of the list.
func (t *talk) leechRow(n int, c standing) Text {
	front := strconv.Itoa(n) + ". " + cut(c.card.Front, 60)
	if !c.until.IsZero() {
		return lines(Escape(front), soft(t.back(phrase.AsideUntil, c.until)))
	}
	return lines(Escape(front), soft(t.count(phrase.LeechLapses, int(c.memory.Lapses), nil)))
}

// leechChoices are what can be done with one card of the list.
func (t *talk) leechChoices(n int, c standing) []Button {
	code := cardCode(c.deck, c.card.ID)
	args := phrase.Args{"N": strconv.Itoa(n)}
	b := Button{Label: t.words.Say(phrase.AsideNumberLabel, args), Command: "/aside " + code + " " + asideList}
	if !c.until.IsZero() {
		b = Button{Label: t.words.Say(phrase.BackNumberLabel, args), Command: "/aside " + code + " " + asideBack + " " + asideList}
	}
	row := []Button{b}
	if _, ok := t.mixedUp(c.deck, c.card.ID); ok {
		row = append(row, Button{Label: t.words.Say(phrase.ContrastNumberLabel, args), Command: "/contrast " + code})
	}
	return row
}

// contrast lays a card beside the one that it is taken for.
func (t *talk) contrast(context.Context) ([]Message, error) {
	deck, card, ok := t.coded(t.arg(0))
	other, mixed := t.mixedUp(deck, card.ID)
	if !ok || !mixed {
		return t.tell(phrase.ContrastNone, nil), nil
	}
	return []Message{{Text: lines(
		strong(Escape(cut(card.Front, longest/2))), t.reference(Turn{Deck: deck, Card: card.ID}),
		strong(Escape(cut(other.Front, longest/2))), t.reference(Turn{Deck: deck, Card: other.ID}),
	)}}, nil
}

// mixedUp is the card of the deck that this one was taken for last.
func (t *talk) mixedUp(deck, card string) (decks.Card, bool) {
	return t.card(Turn{Deck: deck, Card: t.profile.takenFor(deck, card)})
}
