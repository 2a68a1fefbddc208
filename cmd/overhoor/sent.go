package main

import (
	"bytes"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/decks/format"
)

// readSent reads the cards in a file that a learner sent.
func readSent(name string, file []byte) (*decks.Deck, []bot.Unread) {
	found, err := format.Read(name, file)
	var unread []bot.Unread
	for _, p := range found.Problems {
		unread = append(unread, bot.Unread{Line: p.Line, Why: unreadFor(p.Flaw)})
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

// unreadFor is what a learner is told of a flaw.
func unreadFor(f format.Flaw) phrase.ID {
	switch f {
	case format.Stray:
		return phrase.UnreadStray
	case format.Lost:
		return phrase.UnreadLost
	case format.NoQuestion:
		return phrase.UnreadNoQuestion
	case format.NoAnswer:
		return phrase.UnreadNoAnswer
	case format.TooLong:
		return phrase.UnreadTooLong
	case format.TooMany:
		return phrase.UnreadTooMany
	case format.Twice:
		return phrase.UnreadTwice
	}
	return phrase.UnreadStrange
}
