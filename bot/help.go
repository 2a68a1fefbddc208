package bot

import (
	"context"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
)

// hello answers /start: one tap from the first card. /start X is a link to
// deck X.
func (t *talk) hello(ctx context.Context) ([]Message, error) {
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
		return t.tell(phrase.Help, nil, []Button{
			t.button(phrase.ModesLabel, "/help "+helpModes), t.button(phrase.ChooseDeck, "/decks"),
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
	all := t.begun()
	known := len(all)
	for _, d := range t.Library.Decks() {
		if !slices.Contains(all[:known], d) {
			all = append(all, d)
		}
	}
	if len(all) == 0 {
		return t.tell(phrase.NoDecks, nil)
	}
	m := Message{
		Text: t.say(id, nil), Buttons: t.deckButtons(all[:min(len(all), mostDecks)]),
		Private: t.event.Place.Group, // the others didn't ask
	}
	if known > 1 && !t.event.Place.Group {
		m.Buttons = append(m.Buttons, []Button{t.button(phrase.AllDueLabel, "/quiz "+allDue)})
	}
	if len(all) > mostDecks {
		m.Text = lines(m.Text, t.count(phrase.MoreDecks, len(all)-mostDecks, nil))
	}
	return []Message{m}
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

// near finds decks whose ID or title resembles what was typed.
func (t *talk) near(want string) []*decks.Deck {
	want = strings.ToLower(cut(want, 40))
	var near []*decks.Deck
	for _, d := range t.Library.Decks() {
		title := strings.ToLower(d.Title)
		if strings.Contains(title, want) || strings.HasPrefix(d.ID, want) ||
			levenshtein.ComputeDistance(want, d.ID) <= 2 || levenshtein.ComputeDistance(want, title) <= 2 {
			near = append(near, d)
		}
	}
	return near
}

// unknownCommand answers a command there is none of.
func (t *talk) unknownCommand() []Message {
	return t.tell(phrase.UnknownCommand, phrase.Args{"Command": echo(t.event.Command, 30)},
		[]Button{t.button(phrase.HelpLabel, "/help")})
}
