package bot

import (
	"context"
	"slices"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
)

// hello answers /start: one tap from the first card. /start X is a link to
// deck X.
func (t *talk) hello(ctx context.Context) ([]Message, error) {
	if m, ok, err := t.linked(ctx, quizWish{deck: t.event.Text}); ok {
		return m, err
	}
	if _, ok := t.find(t.event.Text); ok || t.round.asking() {
		return t.quiz(ctx)
	}
	if begun := t.begun(); len(begun) > 0 {
		return t.helloAgain(begun[0]), nil
	}
	m := Message{Text: t.say(phrase.Hello, nil)}
	if name := shortName(t.event.From.Name); name != "" {
		m.Text = t.say(phrase.HelloName, phrase.Args{"Name": name})
	}
	m.Buttons = [][]Button{{t.button(phrase.ChooseDeck, "/decks")}}
	if deck, ok := t.firstDeck(); ok {
		m.Text = lines(m.Text, t.say(phrase.TryOne, phrase.Args{"Deck": shortTitle(deck)}))
		m.Buttons[0] = append([]Button{t.button(phrase.YesLabel, "/quiz "+deck.ID)}, m.Buttons[0]...)
	}
	return []Message{m}, nil
}

// helloAgain greets who has been here before.
func (t *talk) helloAgain(deck *decks.Deck) []Message {
	return t.tell(phrase.HelloAgain, phrase.Args{"Deck": shortTitle(deck)}, []Button{
		t.button(phrase.YesLabel, "/quiz "+deck.ID), t.button(phrase.ChooseDeck, "/decks"),
	})
}

// beginOffered begins a round of the deck that is offered first, by who types yes
// instead of pressing it.
func (t *talk) beginOffered(ctx context.Context) ([]Message, error) {
	deck, ok := t.firstDeck()
	if begun := t.begun(); len(begun) > 0 {
		deck, ok = begun[0], true
	}
	if !ok {
		return t.tell(phrase.NoDecks, nil), nil
	}
	return t.begin(ctx, deck.ID, []*decks.Deck{deck}, quizWish{deck: deck.ID})
}

// firstDeck is the first deck in the learner's language, else the first.
func (t *talk) firstDeck() (*decks.Deck, bool) {
	all := t.Library.Decks()
	for _, d := range all {
		if lang, ok := t.book.Match(d.Lang); ok && lang == t.words.Lang {
			return d, true
		}
	}
	if len(all) == 0 {
		return nil, false
	}
	return all[0], true
}

// help tells in a few lines how it works.
func (t *talk) help(context.Context) ([]Message, error) {
	if t.arg(0) == helpModes {
		return t.modesHelp(), nil
	}
	if t.event.Place.Group {
		return t.tell(phrase.HelpGroup, nil, []Button{
			t.button(phrase.ModesLabel, "/help "+helpModes), t.button(phrase.ChooseDeck, "/decks"), t.button(phrase.TopLabel, "/top"),
		}), nil
	}
	return t.tell(phrase.Help, nil, []Button{
		t.button(phrase.ChooseDeck, "/decks"), t.button(phrase.SettingsLabel, "/settings"),
	}), nil
}

// listDecks shows what there is to learn.
func (t *talk) listDecks(context.Context) ([]Message, error) {
	return t.offer(phrase.WhichDeck), nil
}

// mostDecks is how many decks are offered as buttons.
const mostDecks = 8

// offer lets the learner choose a deck, those he began first.
func (t *talk) offer(id phrase.ID) []Message {
	all := t.allowed(t.begun())
	known := len(all)
	for _, d := range t.allowed(t.Library.Decks()) {
		if !slices.Contains(all[:known], d) {
			all = append(all, d)
		}
	}
	if len(all) == 0 {
		return t.tell(phrase.NoDecks, nil)
	}
	from := ""
	if t.event.Command == "decks" {
		from = t.event.Text
	}
	p := t.leaf(len(all), mostDecks, from, "/decks")
	m := Message{Text: t.say(id, nil), Buttons: t.deckButtons(all[p.from:p.to]), Edit: t.event.Pressed && from != "",
		Private: t.event.Place.Group} // the others didn't ask
	if known > 1 && !t.event.Place.Group {
		m.Buttons = append(m.Buttons, []Button{t.button(phrase.AllDueLabel, "/quiz "+allDue)})
	}
	return []Message{p.turning(m)}
}

// deckButtons begin a round.
func (t *talk) deckButtons(all []*decks.Deck) [][]Button {
	return t.deckChoices(all, func(deck string) string { return "/quiz " + deck })
}

// deckChoices are two to a row, each for a command on its deck.
func (t *talk) deckChoices(all []*decks.Deck, command func(deck string) string) [][]Button {
	var rows [][]Button
	for i, d := range all {
		b := Button{Label: shortTitle(d), Command: command(d.ID)}
		if i%2 == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], b)
	}
	return rows
}

// unknownDeck suggests what may have been meant.
func (t *talk) unknownDeck(want string) []Message {
	near := t.near(want)
	if len(near) == 0 {
		near = t.Library.Decks()
	}
	m := Message{
		Text:    t.say(phrase.UnknownDeck, phrase.Args{"Want": echo(want, 40)}),
		Buttons: t.deckButtons(near[:min(len(near), 4)]),
		Private: t.event.Place.Group,
	}
	return []Message{m}
}

// near finds the decks that what was typed resembles, or something in them.
func (t *talk) near(want string) []*decks.Deck {
	var near []*decks.Deck
	for _, f := range t.Library.Search(cut(want, 40), mostOffers) {
		if !slices.Contains(near, f.Deck) {
			near = append(near, f.Deck)
		}
	}
	return near
}

// unknownCommand answers a command there is none of.
func (t *talk) unknownCommand() []Message {
	return t.tell(phrase.UnknownCommand, phrase.Args{"Command": echo(t.event.Command, 30)},
		[]Button{t.button(phrase.HelpLabel, "/help")})
}
