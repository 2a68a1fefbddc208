package decks

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
	"golang.org/x/text/unicode/norm"
)

// Found is something to learn that somebody looked for: a deck, a chapter of it
// or one of its cards.
type Found struct {
	Deck    *Deck
	Chapter string // "" unless it is a chapter
	Card    Card   // without an ID unless it is a card

	far int // from what was typed
}

// Chapter is the cards of a deck with that tag, in their order.
func (d *Deck) Chapter(tag string) []Card {
	var cards []Card
	for _, c := range d.Cards {
		if slices.Contains(c.Tags, tag) {
			cards = append(cards, c)
		}
	}
	return cards
}

// Chapters are the tags that two or more cards of a deck share, in their order.
func (d *Deck) Chapters() []string {
	var order []string
	cards := make(map[string]int)
	for _, c := range d.Cards {
		for _, tag := range c.Tags {
			if cards[tag]++; cards[tag] == 2 {
				order = append(order, tag)
			}
		}
	}
	return order
}

// Search finds at most n things for somebody who is still typing, the nearest
// first, and of those that are as near decks before chapters before cards. Each
// word that he typed must be, begin, lie in or resemble a word of what is found,
// or of its deck, whatever its case and accents. With nothing typed all decks
// are found.
func (l *Library) Search(text string, n int) []Found {
	typed := words(text)
	var decks, chapters, cards []Found
	for _, d := range l.decks {
		name := words(d.ID + " " + d.Title)
		decks = near(decks, typed, name, nil, Found{Deck: d, far: called(d, typed)})
		if len(typed) == 0 {
			continue
		}
		for _, chapter := range d.Chapters() {
			chapters = near(chapters, typed, words(chapter), name, Found{Deck: d, Chapter: chapter})
		}
		for _, c := range d.Cards {
			cards = near(cards, typed, words(c.Front), name, Found{Deck: d, Card: c})
		}
	}
	all := slices.Concat(decks, chapters, cards)
	slices.SortStableFunc(all, func(a, b Found) int { return a.far - b.far })
	return all[:max(0, min(n, len(all)))]
}

// How far a typed word is from one that it stands for.
const (
	same      = 0
	beginning = 1
	inside    = 3
	mistyped  = 4
	ofDeck    = 2 // added when it isn't the thing's own word, but its deck's
	nowhere   = 1 << 20
)

// called puts a deck before all others when what was typed begins its ID.
func called(d *Deck, typed []string) int {
	if len(typed) > 0 && strings.HasPrefix(d.ID, strings.Join(typed, "-")) {
		return -1
	}
	return 0
}

// near adds what was looked at when each of the typed words is in its own words
// or in those of its deck, and at least one in its own.
func near(all []Found, typed, own, deck []string, f Found) []Found {
	hit := len(typed) == 0
	for _, word := range typed {
		mine := nearest(word, own)
		best := min(mine, nearest(word, deck)+ofDeck)
		if best >= nowhere {
			return all
		}
		hit = hit || mine < nowhere
		f.far += best
	}
	if !hit {
		return all
	}
	return append(all, f)
}

// nearest is how far a typed word is from the nearest of some words.
func nearest(typed string, words []string) int {
	best := nowhere
	for _, w := range words {
		best = min(best, apart(typed, w))
		if best == same {
			break
		}
	}
	return best
}

// apart is how far a typed word is from another. Who types four letters or more
// may mistype one, who types eight two, also at the beginning of a longer word;
// of a word of three letters it may be one that isn't the first.
func apart(typed, word string) int {
	n := utf8.RuneCountInString(typed)
	switch {
	case typed == word:
		return same
	case strings.HasPrefix(word, typed):
		return beginning
	case n >= 3 && strings.Contains(word, typed):
		return inside
	case n == 3 && len(word) == 3 && word[0] == typed[0] && levenshtein.ComputeDistance(typed, word) == 1:
		return mistyped
	case n < 4:
		return nowhere
	}
	start := word
	if letters := []rune(word); len(letters) > n {
		start = string(letters[:n])
	}
	if wrong := levenshtein.ComputeDistance(typed, start); wrong <= n/4 && wrong <= 2 {
		return mistyped * wrong
	}
	return nowhere
}

// words are the words of a text without case and accents.
func words(text string) []string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(strings.ToLower(text)))
	return strings.FieldsFunc(bare, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}
