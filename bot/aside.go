package bot

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
)

// Aside is a card that its learner doesn't want to be asked for a while.
type Aside struct {
	Deck  string    `json:"deck"`
	Card  string    `json:"card"`
	Until time.Time `json:"until"`
}

// Mixup is a card at which the answer of another one of its deck was given.
type Mixup struct {
	Deck  string `json:"deck"`
	Card  string `json:"card"`
	Other string `json:"other"`
}

// How long a card is set aside, and how many cards a profile remembers of
// either kind.
const (
	asideDays  = 14
	mostAsides = 50
	mostMixups = 20
)

// setAside keeps a card from being asked until a time; the zero time brings it
// back. Where there are too many, the first that would come back does so.
func (p *Profile) setAside(deck, card string, until, now time.Time) {
	p.Aside = slices.DeleteFunc(slices.Clone(p.Aside), func(a Aside) bool {
		return a.Deck == deck && a.Card == card || !a.Until.After(now)
	})
	if until.IsZero() {
		return
	}
	p.Aside = append(p.Aside, Aside{Deck: deck, Card: card, Until: until})
	p.Aside = p.Aside[max(0, len(p.Aside)-mostAsides):]
}

// asideUntil tells until when a card is set aside, if it is.
func (p *Profile) asideUntil(deck, card string, now time.Time) (time.Time, bool) {
	for _, a := range p.Aside {
		if a.Deck == deck && a.Card == card && a.Until.After(now) {
			return a.Until, true
		}
	}
	return time.Time{}, false
}

// mistook notes that a card was taken for another one; "" for none.
func (p *Profile) mistook(deck, card, other string) {
	if other == "" {
		return
	}
	p.Mixups = slices.DeleteFunc(slices.Clone(p.Mixups), func(m Mixup) bool { return m.Deck == deck && m.Card == card })
	p.Mixups = append(p.Mixups, Mixup{Deck: deck, Card: card, Other: other})
	p.Mixups = p.Mixups[max(0, len(p.Mixups)-mostMixups):]
}

// takenFor is the card that a card was taken for last, or "".
func (p *Profile) takenFor(deck, card string) string {
	for _, m := range p.Mixups {
		if m.Deck == deck && m.Card == card {
			return m.Other
		}
	}
	return ""
}

// What may stand behind "/aside CODE": to bring the card back, and to answer
// with the list of leeches.
const (
	asideBack = "back"
	asideList = "list"
)

// aside sets a card aside for two weeks, or brings it back.
func (t *talk) aside(ctx context.Context) ([]Message, error) {
	deck, card, ok := t.coded(t.arg(0))
	if !ok {
		return t.tooLate(), nil
	}
	t.newProfile = true
	options := strings.Fields(t.event.Text)[1:]
	var m []Message
	if slices.Contains(options, asideBack) {
		t.profile.setAside(deck, card.ID, time.Time{}, t.now)
		m = t.tell(phrase.AsideBack, phrase.Args{"Front": cut(card.Front, 80)})
	} else {
		until := t.cal.StartOfDay(t.now, asideDays)
		t.profile.setAside(deck, card.ID, until, t.now)
		m = t.tell(phrase.AsideDone, phrase.Args{"Front": cut(card.Front, 80), "When": t.when(until)},
			[]Button{t.button(phrase.BringBackLabel, "/aside "+cardCode(deck, card.ID)+" "+asideBack)})
		m = append(m, t.dropToCome(deck, card.ID)...)
	}
	if slices.Contains(options, asideList) {
		listed, err := t.leeches(ctx)
		return append(listed, m[1:]...), err
	}
	return m, nil
}

// cardCode is a short name of a card, for the commands of buttons.
func cardCode(deck, card string) string {
	h := fnv.New32a()
	fmt.Fprint(h, deck, "\x00", card)
	return fmt.Sprintf("%08x", h.Sum32())
}

// coded finds the card of that code among the decks that the learner works on.
func (t *talk) coded(code string) (deck string, card decks.Card, ok bool) {
	for _, d := range t.begun() {
		for _, c := range d.Cards {
			if cardCode(d.ID, c.ID) == code {
				return d.ID, c, true
			}
		}
	}
	return "", decks.Card{}, false
}
