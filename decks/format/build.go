package format

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overhoor/overhoor/decks"
	"golang.org/x/text/unicode/norm"
)

// What a message on a chat platform can hold bounds a card, what one person
// can learn bounds a deck.
const (
	maxCards    = 10_000
	maxFront    = 1_000 // letters
	maxCard     = 8_000 // letters, everything on it
	maxProblems = 100
)

var cardID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$`)

// builder gathers the cards and problems of one file.
type builder struct {
	file     string
	deck     *decks.Deck
	at       map[string]place // by a card's ID
	problems []Problem
	unsaid   int // problems beyond maxProblems
}

// place is where a card stands: its line in the file, its index in the deck.
type place struct{ line, index int }

func newBuilder(file string) *builder {
	return &builder{file: file, deck: &decks.Deck{}, at: map[string]place{}}
}

func (b *builder) problem(n int, flaw decks.Flaw, format string, args ...any) {
	if len(b.problems) == maxProblems {
		b.unsaid++
		return
	}
	b.problems = append(b.problems, Problem{b.file, n, flaw, fmt.Sprintf(format, args...)})
}

// add puts a card in the deck, or says why it can't be there. A card without
// an ID gets one.
func (b *builder) add(n int, c decks.Card) {
	switch {
	case strings.TrimSpace(c.Front) == "":
		b.problem(n, decks.FlawNoQuestion, "a card without a question")
	case strings.TrimSpace(c.Back) == "":
		b.problem(n, decks.FlawNoAnswer, "the card %q has no answer", short(c.Front))
	case utf8.RuneCountInString(c.Front) > maxFront:
		b.problem(n, decks.FlawTooLong, "a question of more than %d letters: %q", maxFront, short(c.Front))
	case letters(c) > maxCard:
		b.problem(n, decks.FlawTooLong, "the card %q holds more than %d letters", short(c.Front), maxCard)
	case len(b.deck.Cards) == maxCards:
		b.problem(n, decks.FlawTooMany, "more than %d cards: divide the deck", maxCards)
	default:
		b.identify(n, c)
	}
}

// identify gives the card its ID and takes it in, unless it is there already.
func (b *builder) identify(n int, c decks.Card) {
	if first, taken := b.at[c.ID]; taken {
		b.problem(n, decks.FlawTwice, "the id %q is taken by the card of line %d: give this card another", c.ID, first.line)
		return
	}
	if c.ID == "" {
		c.ID = decks.CardID(c.Front)
	}
	if first, taken := b.at[c.ID]; taken {
		c.ID = decks.CardID(c.Front + "\n" + c.Back)
		if _, taken := b.at[c.ID]; taken || b.deck.Cards[first.index].Back == c.Back {
			b.problem(n, decks.FlawTwice, "the same card as on line %d", first.line)
			return
		}
		b.problem(n, decks.FlawTwice, "the same question as on line %d with another answer: kept as a card of its own", first.line)
	}
	b.at[c.ID] = place{n, len(b.deck.Cards)}
	b.deck.Cards = append(b.deck.Cards, c)
}

// finish fills in what the file did not say.
func (b *builder) finish() (*decks.Deck, []Problem) {
	d := b.deck
	if d.Title == "" {
		base := path.Base(strings.ReplaceAll(clean(b.file), `\`, "/"))
		d.Title = strings.TrimSpace(strings.TrimSuffix(base, path.Ext(base)))
	}
	if d.ID == "" {
		d.ID = slug(d.Title)
	}
	if d.Title == "" {
		d.Title = d.ID
	}
	if d.Lang == "" {
		var text strings.Builder
		for _, c := range d.Cards {
			fmt.Fprintln(&text, c.Front, c.Back)
		}
		d.Lang = langOf(text.String())
	}
	if b.unsaid > 0 {
		b.problems = append(b.problems, Problem{b.file, 0, decks.FlawStrange, fmt.Sprintf("and %d problems more", b.unsaid)})
	}
	return d, b.problems
}

// clean makes text of a name that came from elsewhere.
func clean(name string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r), r == utf8.RuneError:
			return -1
		}
		return r
	}, name))
}

// slug makes a deck's ID of its title: a-z, 0-9 and dashes, at most 40.
func slug(title string) string {
	var id strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(title)) {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			id.WriteRune(r)
		case unicode.Is(unicode.Mn, r):
		case id.Len() > 0 && !strings.HasSuffix(id.String(), "-"):
			id.WriteByte('-')
		}
		if id.Len() == 40 {
			break
		}
	}
	if s := strings.Trim(id.String(), "-"); s != "" {
		return s
	}
	return "deck"
}

// short is the beginning of a text, for a message.
func short(text string) string {
	text = flat(text)
	if r := []rune(text); len(r) > 60 {
		return string(r[:60]) + "..."
	}
	return text
}

func letters(c decks.Card) int {
	n := utf8.RuneCountInString(c.Front) + utf8.RuneCountInString(c.Back) + utf8.RuneCountInString(c.Hint)
	for _, list := range [][]string{c.Accept, c.Require, c.Forbid, c.Tags} {
		for _, s := range list {
			n += utf8.RuneCountInString(s)
		}
	}
	return n
}
