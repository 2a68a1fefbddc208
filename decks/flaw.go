package decks

// Flaw is what is wrong with a line of a deck's file, for who tells of it in
// words of his own.
type Flaw uint8

// The flaws of a line.
const (
	FlawStrange    Flaw = iota // can't be read as what it seems to be
	FlawStray                  // text that belongs to no card
	FlawLost                   // a card that should be there isn't
	FlawNoQuestion             // a card without a question
	FlawNoAnswer               // a card without an answer
	FlawTooLong                // a card with too much text
	FlawTooMany                // more than a deck can have
	FlawTwice                  // a card, a question or an ID that came before
)
