package bot

import (
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
)

// quoteTTL is how long the question of a message that becomes a card is waited
// for.
const quoteTTL = time.Hour

// quoted is the message that the event answers, as the back of a card.
func (t *talk) quoted() string { return cut(strings.TrimSpace(t.event.Quoted), mostBack) }

// askFront asks with which question the message that was answered becomes a
// card. In a group what is typed next may be for anybody.
func (t *talk) askFront() []Message {
	if t.event.Place.Group {
		return t.tell(phrase.CardQuoteHow, nil)
	}
	t.round.Quoted, t.newRound = t.quoted(), true
	m := Message{
		Text: lines(t.say(phrase.CardQuoteAsk, nil), soft(Escape(cut(t.round.Quoted, 100)))),
		Ask:  &Ask{Label: t.words.Say(phrase.CardFront, nil), Title: t.words.Say(phrase.MenuCard, nil)},
	}
	return []Message{m}
}

// frontTyped takes what was typed for the question that askFront asked for; ok is
// false if none was. Anything else than words ends the waiting.
func (t *talk) frontTyped() (said []Message, ok bool) {
	back := t.round.Quoted
	if back == "" || t.event.Place.Group {
		return nil, false
	}
	late := t.now.Sub(t.round.Touched) > quoteTTL
	t.round.Quoted, t.newRound = "", true
	if late || t.event.Command != "" || t.event.File != nil || strings.TrimSpace(t.event.Text) == "" {
		return nil, false
	}
	return t.tryCard(strings.TrimSpace(t.event.Text), back), true
}
