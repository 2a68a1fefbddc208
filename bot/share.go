package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// Offer is something to learn that one passes on to others: it is shown in a
// list to who chooses, and then stands in their chat with a button.
type Offer struct {
	ID    string // the same for the same thing, at most 64 bytes
	Title string // in the list
	About string // the line below it
	Text  Text   // what is passed on
	Label string // on the button, which leads to a private chat with us
	Link  string // what it carries behind /start: at most 64 of A-Z a-z 0-9 _ -
}

// Offerer finds what can be passed on, for who is still typing, in his client's
// language. next is the offset that goes on with the list, 0 at its end.
type Offerer func(ctx context.Context, query, lang string, offset int) (offers []Offer, next int)

// Share lets who reads a message pass something on, on platforms where that is a
// button that lets him choose a chat.
type Share struct {
	Label string // on the button
	Query string // for the Offerer
	Link  string // as Offer.Link
}

const (
	offersShown = 20  // at a time
	mostOffers  = 200 // in all
	mostQuery   = 100 // characters
	mostChoices = 25  // while a command's argument is typed
)

// What a link leads to: t.me/the_bot?start=card_0123456789abcdef.
const (
	deckLink = "deck_" // and the deck's ID, which platforms take off
	cardLink = "card_" // and the code of a card
	partLink = "part_" // and the code of a chapter
)

// Offer is the engine's Offerer.
func (e *Engine) Offer(_ context.Context, query, lang string, offset int) ([]Offer, int) {
	found := e.Library.Search(cut(query, mostQuery), mostOffers)
	words := e.words(lang, "")
	from := min(max(0, offset), len(found))
	to := min(from+offersShown, len(found))
	var all []Offer
	for _, f := range found[from:to] {
		all = append(all, offerOf(f, words))
	}
	if to == len(found) {
		to = 0
	}
	return all, to
}

// offerOf is what was found, as it is passed on.
func offerOf(f decks.Found, words phrase.Words) Offer {
	o := Offer{ID: linkOf(f), Link: linkOf(f), Label: words.Say(phrase.OfferBeginLabel, nil)}
	switch {
	case f.Card.ID != "":
		o.Title, o.About = cut(f.Card.Front, mostQuery), cut(f.Deck.Title, mostQuery)
		o.Text = lines(soft(Escape(shortTitle(f.Deck))), strong(Escape(cut(f.Card.Front, longest))))
		o.Label = words.Say(phrase.OfferAnswerLabel, nil)
		return o
	case f.Chapter != "":
		o.Title = cut(shortTitle(f.Deck)+" · "+f.Chapter, mostQuery)
		o.About = words.Count(phrase.OfferCards, len(f.Deck.Chapter(f.Chapter)), nil)
	default:
		o.Title = cut(f.Deck.Title, mostQuery)
		o.About = words.Count(phrase.OfferCards, len(f.Deck.Cards), nil)
	}
	o.Text = lines(strong(Escape(o.Title)), Escape(o.About))
	return o
}

// linkOf is what a link to something that was found carries.
func linkOf(f decks.Found) string {
	switch {
	case f.Card.ID != "":
		return cardLink + linkCode(f.Deck.ID, f.Card.ID)
	case f.Chapter != "":
		return partLink + linkCode(f.Deck.ID, f.Chapter)
	}
	return deckLink + f.Deck.ID
}

// linkCode is a name that fits in a link, whatever the author's names are.
func linkCode(deck, name string) string {
	sum := sha256.Sum256([]byte(deck + "\x00" + name))
	return hex.EncodeToString(sum[:8])
}

// Complete is the engine's Completer: decks, and for a round also chapters and
// cards.
func (e *Engine) Complete(_ context.Context, ev Event) []Choice {
	if ev.Command != "quiz" && ev.Command != "share" {
		return nil
	}
	if ways, ok := e.completeMode(ev); ok && ev.Command == "quiz" {
		return ways
	}
	var all []Choice
	for _, f := range e.Library.Search(cut(ev.Text, mostQuery), mostOffers) {
		c := Choice{Label: cut(f.Deck.Title, 80), Value: f.Deck.ID}
		if f.Chapter != "" || f.Card.ID != "" {
			if ev.Command != "quiz" {
				continue
			}
			c = Choice{Label: cut(shortTitle(f.Deck)+" · "+f.Chapter+f.Card.Front, 80), Value: linkOf(f)}
		}
		if all = append(all, c); len(all) == mostChoices {
			break
		}
	}
	return all
}

// linked begins what a link leads to; ok is false for what is none. A link can
// be older than what it leads to.
func (t *talk) linked(ctx context.Context, want quizWish) (m []Message, ok bool, err error) {
	if !isLink(want.deck) {
		return nil, false, nil
	}
	part, found := t.linkedPart(want.deck)
	switch {
	case !found:
		return t.offer(phrase.LinkGone), true, nil
	case strings.HasPrefix(want.deck, cardLink):
		m, err = t.askCard(ctx, part.ID, part.Cards[0].ID)
	default:
		m, err = t.begin(ctx, part.ID, []*decks.Deck{part}, want)
	}
	return m, true, err
}

// isLink tells whether that leads to a chapter or a card.
func isLink(s string) bool { return strings.HasPrefix(s, cardLink) || strings.HasPrefix(s, partLink) }

// linkedPart is the deck that a link leads to, with the cards of that chapter, or
// that card, alone.
func (t *talk) linkedPart(link string) (*decks.Deck, bool) {
	for _, d := range t.Library.Decks() {
		part := *d
		for _, c := range d.Cards {
			if link == cardLink+linkCode(d.ID, c.ID) {
				part.Cards = []decks.Card{c}
				return &part, true
			}
		}
		for _, chapter := range d.Chapters() {
			if link == partLink+linkCode(d.ID, chapter) {
				part.Cards = d.Chapter(chapter)
				return &part, true
			}
		}
	}
	return nil, false
}

// askCard asks one card now, before what is left of the round that goes on. All
// of that is a new round, so that old buttons aren't taken for new ones.
func (t *talk) askCard(ctx context.Context, deck, card string) ([]Message, error) {
	memories, err := t.Store.Memories(ctx, t.learner, deck)
	if err != nil {
		return nil, err
	}
	load := scheduler.Load{From: t.now}
	for _, m := range memories {
		load.Add(m.Due, t.cal)
	}
	cards := []Turn{{Deck: deck, Card: card, Memory: memories[card]}}
	if err := t.taught(ctx, cards); err != nil {
		return nil, err
	}
	of := deck
	if t.fresh() {
		rest := slices.DeleteFunc(slices.Clone(t.round.Cards[t.round.At:]), func(o Turn) bool { return o.Deck == deck && o.Card == card })
		cards = append(cards, rest...)
		load = t.round.Load
		if len(rest) > 0 && t.round.Deck != deck {
			of = "" // cards of several decks
		}
	}
	t.start(of, cards, load)
	return t.ask(), nil
}

// passOn lets a learner ask others along for a deck: the one that he names, or
// that he works on.
func (t *talk) passOn(context.Context) ([]Message, error) {
	want := strings.TrimSpace(t.event.Text)
	deck, ok := t.find(want)
	if begun := t.begun(); want == "" && len(begun) > 0 {
		deck, ok = begun[0], true
	}
	switch {
	case !ok && want != "":
		return t.unknownDeck(want), nil
	case !ok:
		m := t.offer(phrase.WhichDeck)
		m[0].Buttons = t.deckChoices(t.Library.Decks()[:min(len(t.Library.Decks()), mostDecks)], func(deck string) string { return "/share " + deck })
		return m, nil
	}
	args := phrase.Args{"Deck": shortTitle(deck), "ID": deck.ID}
	m := t.tell(phrase.ShareHow, args)
	m[0].Share = &Share{Label: t.words.Say(phrase.ShareLabel, args), Query: deck.ID, Link: deckLink + deck.ID}
	return m, nil
}
