package decks

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Library is all decks that can be asked. It never changes; to add a deck,
// make a new Library.
type Library struct {
	decks []*Deck
	byID  map[string]*Deck

	families map[string]map[string]int // by deck and card, of those that have siblings
}

// NewLibrary makes a library of decks, in their order. Two decks with one ID
// are an error.
func NewLibrary(all ...*Deck) (*Library, error) {
	l := &Library{decks: all, byID: make(map[string]*Deck, len(all)), families: make(map[string]map[string]int)}
	for _, d := range all {
		if l.byID[d.ID] != nil {
			return nil, fmt.Errorf("two decks are called %q: give one of them another id", d.ID)
		}
		l.byID[d.ID] = d
		l.families[d.ID] = siblings(d)
	}
	return l, nil
}

// With is the library and one deck more, which takes the place of one that has
// its ID. l itself stays as it is.
func (l *Library) With(d *Deck) *Library {
	all := slices.DeleteFunc(slices.Clone(l.decks), func(o *Deck) bool { return o.ID == d.ID })
	more := &Library{decks: append(all, d), byID: maps.Clone(l.byID), families: maps.Clone(l.families)}
	more.byID[d.ID], more.families[d.ID] = d, siblings(d)
	return more
}

// Decks returns all decks in order. The slice is not to be changed.
func (l *Library) Decks() []*Deck { return l.decks }

// Deck finds a deck by its ID.
func (l *Library) Deck(id string) (*Deck, bool) {
	d, ok := l.byID[strings.ToLower(strings.TrimSpace(id))]
	return d, ok
}

// Family is what a card has in common with its siblings: the cards of its deck
// that give its answer away. It is false for a card without siblings.
func (l *Library) Family(deck, card string) (string, bool) {
	n, ok := l.families[deck][card]
	return deck + "/" + strconv.Itoa(n), ok
}
