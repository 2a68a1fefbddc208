package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
)

// ReadDeck makes a deck of a file that a learner sent, of at most 1 MB, and
// tells which lines weren't understood. The deck is nil when there is no card in
// the file.
type ReadDeck func(name string, file []byte) (*decks.Deck, []Unread)

// Unread is a line of a file that wasn't understood.
type Unread struct {
	Line int // from 1; 0 when it is about the whole file
	Why  decks.Flaw
}

// flawed is a flaw as a learner reads it.
func flawed(f decks.Flaw) phrase.ID {
	switch f {
	case decks.FlawStray:
		return phrase.UnreadStray
	case decks.FlawLost:
		return phrase.UnreadLost
	case decks.FlawNoQuestion:
		return phrase.UnreadNoQuestion
	case decks.FlawNoAnswer:
		return phrase.UnreadNoAnswer
	case decks.FlawTooLong:
		return phrase.UnreadTooLong
	case decks.FlawTooMany:
		return phrase.UnreadTooMany
	case decks.FlawTwice:
		return phrase.UnreadTwice
	}
	return phrase.UnreadStrange
}

// Draft is what a file held that would become cards of one's own. Nothing is
// learned from it before the learner says yes.
type Draft struct {
	ID    string // in the buttons below what was said of it; "" for none
	At    time.Time
	Cards []OwnCard
}

// DraftTTL is how long a draft waits for a yes.
const DraftTTL = 24 * time.Hour

// mostUnread is how many lines that weren't understood are told of.
const mostUnread = 3

// deckFile reads cards from a file and asks whether they may be kept.
func (t *talk) deckFile(name string, file []byte) []Message {
	if t.ReadDeck == nil {
		return t.tell(phrase.FileUnknown, nil)
	}
	deck, unread := t.ReadDeck(name, file)
	switch {
	case deck == nil && len(unread) == 0:
		return t.tell(phrase.FileUnknown, nil)
	case deck == nil:
		return []Message{{Text: lines(t.say(phrase.FileNoCards, nil), t.unread(unread))}}
	}
	found, tooLong := t.ownOf(deck)
	cards, left := t.fitting(found)
	m := Message{Text: lines(
		strong(t.count(phrase.CardsRead, len(deck.Cards), phrase.Args{"File": echo(cmp.Or(name, deck.Title), 40)})),
		t.countSome(phrase.CardsReadTooLong, tooLong, nil),
		t.unread(unread),
		t.countSome(phrase.CardsReadTwice, left.twice, nil),
		t.countSome(phrase.CardsReadKnown, left.known, nil),
		t.noRoom(left.over),
	)}
	if len(cards) == 0 {
		return []Message{m}
	}
	t.draft = &Draft{ID: t.code(roundCode), At: t.now, Cards: cards}
	t.newProfile = true
	m.Text = lines(m.Text, t.count(phrase.CardsReadAsk, len(cards), nil))
	m.Buttons = [][]Button{{
		t.button(phrase.YesLabel, "/card keep "+t.draft.ID), t.button(phrase.NoLabel, "/card leave "+t.draft.ID),
	}}
	return []Message{m}
}

// countSome is count, if there is something to count.
func (t *talk) countSome(id phrase.ID, n int, args phrase.Args) Text {
	if n == 0 {
		return ""
	}
	return t.count(id, n, args)
}

// noRoom tells how many cards there is no room for, if any.
func (t *talk) noRoom(n int) Text {
	return t.countSome(phrase.CardsReadOver, n, phrase.Args{"Most": strconv.Itoa(mostOwn)})
}

// unread tells of the first lines that weren't understood.
func (t *talk) unread(all []Unread) Text {
	text := t.countSome(phrase.LinesUnread, len(all), nil)
	for _, u := range all[:min(len(all), mostUnread)] {
		why := t.say(flawed(u.Why), nil)
		if u.Line > 0 {
			why = t.say(phrase.LineUnread, phrase.Args{"Line": strconv.Itoa(u.Line), "Why": t.words.Say(flawed(u.Why), nil)})
		}
		text = lines(text, "· "+why)
	}
	return text
}

// ownOf makes own cards of those of a deck, and counts those that are too long.
// A file that we wrote ourselves names its cards; what others call theirs means
// nothing here.
func (t *talk) ownOf(d *decks.Deck) (cards []OwnCard, tooLong int) {
	for i, c := range d.Cards {
		own := OwnCard{Front: strings.TrimSpace(c.Front), Back: strings.TrimSpace(c.Back), Made: t.now.Add(time.Duration(i) * time.Microsecond)}
		if d.ID == ownDeck {
			own.ID = c.ID
		}
		if !own.fits() {
			tooLong++
			continue
		}
		own.Accept, own.Hint = c.Accept, strings.TrimSpace(c.Hint)
		if letters(own.Accept...) > mostBack {
			own.Accept = nil
		}
		if letters(own.Hint) > mostFront {
			own.Hint = ""
		}
		cards = append(cards, own)
	}
	return cards, tooLong
}

// fits tells whether a card is as short as one of a learner's own must be.
func (c OwnCard) fits() bool { return letters(c.Front) <= mostFront && letters(c.Back) <= mostBack }

func letters(texts ...string) int {
	n := 0
	for _, text := range texts {
		n += utf8.RuneCountInString(text)
	}
	return n
}

// sorted counts cards of a file: whose question is there already, stood in the
// file before, and for which there is no room.
type sorted struct{ known, twice, over int }

// fitting are the cards of a file that can be kept, with the IDs under which
// they will be.
func (t *talk) fitting(found []OwnCard) (cards []OwnCard, n sorted) {
	for _, c := range found {
		at := alike(t.own, c)
		switch {
		case alike(cards, c) >= 0:
			n.twice++
			continue
		case at >= 0:
			c.ID, c.Made = t.own[at].ID, t.own[at].Made
			n.known++
		case len(t.own)+len(cards)-n.known >= mostOwn:
			n.over++
			continue
		case c.ID == "":
			c.ID = t.freeID(cards, c)
		}
		cards = append(cards, c)
	}
	return cards, n
}

// freeID is an ID for a new card: that of its question, so that one that comes
// again is remembered.
func (t *talk) freeID(beside []OwnCard, c OwnCard) string {
	id := decks.CardID(c.Front)
	for taken := (OwnCard{ID: id}); alike(t.own, taken) >= 0 || alike(beside, taken) >= 0; taken.ID = id {
		id = decks.CardID(id + c.Front) // that card's question was another once
	}
	return id
}

// alike is the place of the card of that ID, else of that question, or -1.
func alike(all []OwnCard, c OwnCard) int {
	if i := slices.IndexFunc(all, func(o OwnCard) bool { return c.ID != "" && o.ID == c.ID }); i >= 0 {
		return i
	}
	return slices.IndexFunc(all, func(o OwnCard) bool { return strings.EqualFold(o.Front, c.Front) })
}

// keepDraft puts the cards of a file with the learner's own.
func (t *talk) keepDraft(ctx context.Context, id string) ([]Message, error) {
	draft, err := t.Store.Draft(ctx, t.learner)
	switch {
	case err != nil:
		return nil, fmt.Errorf("read the cards of a file: %w", err)
	case draft.ID != id || t.now.Sub(draft.At) > DraftTTL:
		return t.tell(phrase.DraftGone, nil), nil
	}
	cards, left := t.fitting(draft.Cards)
	t.own = slices.Clone(t.own)
	for _, c := range cards {
		if i := t.ownAt(c.ID); i >= 0 {
			t.own[i] = c
		} else {
			t.own = append(t.own, c)
		}
	}
	t.made, t.draft, t.newProfile = cards, &Draft{}, true
	t.beginOwn()
	return []Message{{
		Edit: true,
		Text: lines(t.count(phrase.CardSaved, len(t.own), nil), t.noRoom(left.over)),
		Buttons: [][]Button{{
			t.button(phrase.AskMeLabel, "/quiz "+ownDeck), t.button(phrase.CardsLabel, "/card from 1"),
		}},
	}}, nil
}

// leaveDraft forgets the cards of a file.
func (t *talk) leaveDraft(ctx context.Context, id string) ([]Message, error) {
	draft, err := t.Store.Draft(ctx, t.learner)
	if err != nil {
		return nil, fmt.Errorf("read the cards of a file: %w", err)
	}
	if draft.ID == id {
		t.draft, t.newProfile = &Draft{}, true
	}
	return []Message{{Text: t.say(phrase.DraftLeft, nil), Edit: true}}, nil
}
