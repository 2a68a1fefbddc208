package bot

import (
	"fmt"
	"strings"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
)

// WriteDeck makes a file of a deck, from which ReadDeck makes the same deck.
type WriteDeck func(*decks.Deck) ([]byte, error)

// wantsFile tells whether what was typed as a card asks for all as a file.
func (t *talk) wantsFile(front, back string) bool {
	word := strings.EqualFold(front, "file") || strings.EqualFold(front, "bestand")
	return word && back == "" && t.quoted() == "" && t.WriteDeck != nil
}

// cardsFile hands over the learner's own cards as a file.
func (t *talk) cardsFile() ([]Message, error) {
	deck, ok := t.Library.Deck(ownDeck)
	if !ok {
		return t.tell(phrase.CardHow, nil), nil
	}
	data, err := t.WriteDeck(deck)
	if err != nil {
		return nil, fmt.Errorf("write the own cards of learner %s: %w", t.learner, err)
	}
	return []Message{{Text: t.count(phrase.CardsFile, len(deck.Cards), nil), Document: &Document{Name: ownDeck + ".md", Data: data}}}, nil
}
