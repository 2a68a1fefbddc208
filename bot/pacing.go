package bot

import "context"

// Sending is a way of sending something, on which the pace of it depends.
type Sending uint8

// The ways of sending.
const (
	SendPush   Sending = iota // to one person, who waits for nothing
	SendAnswer                // to one person, who does
	SendAll                   // a new message to a group, for all to read: a round waits for it
	SendAside                 // a new message to a group, for which no round waits
	EditAll                   // a message to a group, in place of another one
	SendScores                // the scoreboard of a group, which can wait for all else
	EditScores                // the scoreboard of a group, in place of the one before
)

// Pacer waits until something may be sent to a chat, or ctx ends.
type Pacer func(ctx context.Context, chat string, s Sending) error

// Sending is how a new message is sent to a place.
func (m Message) Sending(to Place) Sending {
	switch {
	case !to.Group:
		return SendPush
	case m.Urgent:
		return SendAll
	}
	return SendAside
}
