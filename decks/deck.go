// Package decks is what there is to learn: cards in decks, decks in a library.
// A deck never changes while it is read; a changed deck is a new one.
package decks

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Deck is a set of cards on one subject.
type Deck struct {
	ID    string // what is typed behind /quiz: a-z, 0-9 and dashes
	Title string
	Lang  string // BCP 47, of the cards' text
	Exact bool   // spelling counts: accents, articles, every letter
	Cards []Card

	// Owners decide on what learners taught the deck; accounts written as
	// "telegram:12345".
	Owners []string
}

// Card is one question and its answer.
type Card struct {
	ID      string   // stays the same when the deck is edited or reordered
	Front   string   // the question
	Back    string   // the reference answer: text, or a list a line
	Accept  []string // further right answers
	Require []string // words without which an answer can't be correct
	Forbid  []string // words that make an answer wrong
	Hint    string   // the author's hint, or ""
	Tags    []string // chapters and the like
	Lang    string   // when it differs from the deck's
	Exact   bool     // spelling counts for this card
}

// CardID derives a card's ID from its front, for cards whose author gave none:
// so reordering a deck or mending a back keeps the learners' memory.
func CardID(front string) string {
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(strings.ToLower(front)), " ")))
	return hex.EncodeToString(sum[:5])
}

// Card finds a card by ID.
func (d *Deck) Card(id string) (Card, bool) {
	for _, c := range d.Cards {
		if c.ID == id {
			return c, true
		}
	}
	return Card{}, false
}
