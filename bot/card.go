package bot

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/overhoor/overhoor/bot/phrase"
)

// cardCommand makes a card of one's own.
const cardCommand = "card"

// Bounds of the cards that a learner makes: all of them are read with each of
// his events.
const (
	mostOwn   = 200  // cards
	mostFront = 300  // characters
	mostBack  = 1000 // characters
)

// mostListed is how many of them a page shows, with a button for each.
const mostListed = 5

// personal tells whether an event is between the bot and who sent it, also in a
// group: making a card is.
func (e *Engine) personal(ev Event) bool {
	v, ok := e.verbs[ev.Command]
	return ok && ev.Place.Group && v.names[0] == cardCommand
}

// makeCard answers "/card front = back", and "/card" alone with all that were
// made, or with what a file holds that came
// along. "/card front" makes one of the message that it answers,
// "/card file" a file of all.
func (t *talk) makeCard(ctx context.Context) ([]Message, error) {
	if t.event.Pressed {
		if said, ok, err := t.pressedCard(ctx, t.arg(0), t.arg(1)); ok {
			return said, err
		}
	}
	front, back := sides(t.event.Text)
	switch {
	case t.event.File != nil && front == "":
		return t.received(ctx)
	case front == "" && back == "" && t.quoted() != "":
		return t.askFront(), nil
	case (front == "" || t.wantsFile(front, back)) && t.event.Place.Group:
		return t.tell(phrase.OnlyPrivate, nil), nil
	case front == "" && len(t.own) > 0:
		return t.ownCards("1"), nil
	case t.wantsFile(front, back):
		return t.cardsFile()
	case back == "":
		back = t.quoted()
	}
	return t.tryCard(front, back), nil
}

// tryCard keeps a card, if it can be one.
func (t *talk) tryCard(front, back string) []Message {
	switch {
	case front == "" || back == "":
		return t.tell(phrase.CardHow, nil)
	case !OwnCard{Front: front, Back: back}.fits():
		return t.tell(phrase.CardTooLong, phrase.Args{"Front": strconv.Itoa(mostFront), "Back": strconv.Itoa(mostBack)})
	}
	return t.keepCard(front, back)
}

// pressedCard does what a button below cards says: "see ID", "drop ID",
// "from N", "keep DRAFT" or "leave DRAFT".
func (t *talk) pressedCard(ctx context.Context, what, which string) (said []Message, ok bool, err error) {
	switch alone := !t.event.Place.Group; {
	case what == "drop":
		return t.dropCard(which), true, nil
	case what == "see" && alone:
		return t.seeCard(which), true, nil
	case what == "from" && alone:
		return t.ownCards(which), true, nil
	case what == "keep" && alone:
		said, err = t.keepDraft(ctx, which)
		return said, true, err
	case what == "leave" && alone:
		said, err = t.leaveDraft(ctx, which)
		return said, true, err
	}
	return nil, false, nil
}

// sides cuts what was typed in a question and an answer: at the first " = " or
// line, or else at an "=".
func sides(text string) (front, back string) {
	text = strings.TrimSpace(text)
	at, sign := len(text), ""
	for _, s := range []string{" = ", "\n"} {
		if i := strings.Index(text, s); i >= 0 && i < at {
			at, sign = i, s
		}
	}
	if sign == "" {
		sign = "="
	}
	front, back, _ = strings.Cut(text, sign)
	return strings.TrimSpace(front), strings.TrimSpace(back)
}

// keepCard keeps a card: a new one, or a new answer to an old question.
func (t *talk) keepCard(front, back string) []Message {
	i := slices.IndexFunc(t.own, func(c OwnCard) bool { return strings.EqualFold(c.Front, front) })
	if i < 0 && len(t.own) >= mostOwn {
		return t.tell(phrase.CardsFull, phrase.Args{"Most": strconv.Itoa(mostOwn)})
	}
	card, id := OwnCard{ID: t.code(roundCode), Made: t.now}, phrase.CardSaved
	t.own = slices.Clone(t.own)
	if i >= 0 {
		card, id = t.own[i], phrase.CardChanged
		t.own = slices.Delete(t.own, i, i+1)
	}
	card.Front, card.Back, card.Accept, card.Hint = front, back, nil, ""
	t.own, t.made, t.newProfile = append(t.own, card), append(t.made, card), true
	t.beginOwn()
	said := t.count(id, len(t.own), nil)
	m := Message{}
	m.Text = lines(said, strong(Escape(cut(front, 100))), Escape(cut(back, longest)))
	m.Buttons = [][]Button{{t.button(phrase.CardDropLabel, "/card drop "+card.ID)}}
	if t.event.Place.Group {
		m.Private, m.Aloud = true, said
	} else {
		m.Buttons[0] = append(m.Buttons[0], t.button(phrase.AskMeLabel, "/quiz "+ownDeck))
	}
	return []Message{m}
}

// beginOwn puts the own cards among the decks that he works on.
func (t *talk) beginOwn() {
	if !slices.Contains(t.profile.Decks, ownDeck) {
		t.profile.Decks = append(slices.Clone(t.profile.Decks), ownDeck)
	}
}

// ownCards lists the cards that he made, from one of them on.
func (t *talk) ownCards(from string) []Message {
	if len(t.own) == 0 {
		return t.tell(phrase.CardHow, nil)
	}
	p := t.leaf(len(t.own), mostListed, from, "/card from")
	m := Message{Edit: t.event.Pressed, Text: strong(t.count(phrase.CardsTitle, len(t.own), nil))}
	var numbers []Button
	for i, c := range t.own[p.from:p.to] {
		n := strconv.Itoa(p.from + i + 1)
		m.Text = lines(m.Text, Escape(n+". "+cut(c.Front, 60)))
		numbers = append(numbers, Button{Label: n, Command: "/card see " + c.ID})
	}
	m.Buttons = append(m.Buttons, numbers)
	if t.WriteDeck != nil {
		m.Buttons = append(m.Buttons, []Button{t.button(phrase.AsFileLabel, "/card file")})
	}
	return []Message{p.turning(m)}
}

// seeCard shows one of them.
func (t *talk) seeCard(id string) []Message {
	i := t.ownAt(id)
	if i < 0 {
		return t.ownCards("1")
	}
	c := t.own[i]
	return []Message{{
		Text: lines(strong(Escape(cut(c.Front, mostFront))), Escape(cut(c.Back, longest))),
		Edit: true,
		Buttons: [][]Button{{
			t.button(phrase.CardDropLabel, "/card drop "+id),
			t.button(phrase.BackLabel, "/card from "+strconv.Itoa(i/mostListed*mostListed+1)),
		}},
	}}
}

// dropCard throws one of them away.
func (t *talk) dropCard(id string) []Message {
	i := t.ownAt(id)
	if i < 0 {
		return t.tell(phrase.CardGoneBefore, nil)
	}
	m := Message{Text: t.say(phrase.CardGone, phrase.Args{"Front": cut(t.own[i].Front, 60)}), Edit: true, Private: t.event.Place.Group}
	t.own = slices.Delete(slices.Clone(t.own), i, i+1)
	t.unmade, t.newProfile = append(t.unmade, id), true
	return []Message{m}
}

// ownAt is the place of a card among those that he made, or -1.
func (t *talk) ownAt(id string) int {
	return slices.IndexFunc(t.own, func(c OwnCard) bool { return c.ID == id })
}
