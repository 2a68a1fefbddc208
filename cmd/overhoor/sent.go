package main

import (
	"bytes"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/decks/format"
)

// readSent reads the cards in a file that a learner sent.
func readSent(name string, file []byte) (*decks.Deck, []bot.Unread) {
	found, err := format.Read(name, file)
	var unread []bot.Unread
	for _, p := range found.Problems {
		unread = append(unread, bot.Unread{Line: p.Line, Why: p.Flaw})
	}
	if err != nil {
		return nil, unread
	}
	return found.Deck, unread
}

// writeSent makes a file of a learner's cards.
func writeSent(d *decks.Deck) ([]byte, error) {
	var b bytes.Buffer
	err := format.WriteMarkdown(&b, d)
	return b.Bytes(), err
}
