package discordtest

import (
	"context"
	"slices"
)

// How a bot said something.
type How string

// The ways of saying something.
const (
	Posted       How = "posted"       // a plain message in a channel
	Answered     How = "answered"     // the first answer to an interaction
	Updated      How = "updated"      // the first answer, in place of the message whose button was pressed
	FollowedUp   How = "followed up"  // a further answer
	Edited       How = "edited"       // in place of a deferral, or of the message it belongs to
	Redrawn      How = "redrawn"      // in place of a message that it sent before
	Form         How = "form"         // a form was opened
	Completed    How = "completed"    // choices for a half-typed argument
	Deferred     How = "deferred"     // "thinking" is shown
	Acknowledged How = "acknowledged" // a press, without anything to see
	Deleted      How = "deleted"      // "thinking" is gone
	Opened       How = "opened"       // a thread, which is the Channel
	Reacted      How = "reacted"      // an emoji was put on a message
)

// Sent is something that the bot did.
type Sent struct {
	How         How
	ID          string   // of the message
	Channel     Channel  // its Guild is only known where an interaction told it
	Text        string   // in Discord's markup, of the content or of the embed
	Color       int      // of the embed's bar
	Files       []File   // pictures
	Emoji       string   // of a reaction
	Buttons     []Button // row after row
	Private     bool     // one person sees it
	Silent      bool     // nobody's telephone rings for it: Quiet fetches it
	ReplyTo     string   // the message it hangs under, or stands on
	Interaction string   // the ID of what it answers
	Title       string   // of a form or a thread
	Label       string   // of a form's first input
	Values      []string // that stand in its inputs already
	Choices     []Choice

	token string
}

// Button stands under a message.
type Button struct{ Label, ID string }

// Choice completes an argument.
type Choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Labels are what stands on the buttons.
func (s Sent) Labels() []string {
	var all []string
	for _, b := range s.Buttons {
		all = append(all, b.Label)
	}
	return all
}

// show keeps what the bot did for those who wait for it. s.mu is held.
func (s *Server) show(sent Sent, m *message) {
	if m != nil {
		sent.ID, sent.Channel, sent.Text, sent.ReplyTo = m.id, m.channel, m.text(), m.reply
		sent.Files = m.files
		for _, e := range m.embeds {
			sent.Color = e.Color
		}
		sent.Buttons, sent.Private, sent.Silent = buttons(m.components), m.flags&ephemeral != 0, m.flags&silent != 0
	}
	if sent.Silent {
		s.quiet = append(s.quiet, sent)
	} else {
		s.sent = append(s.sent, sent)
	}
	s.change()
}

// Next waits for the next thing that a person can see: a message, a form or
// choices. When ctx ends sooner the test fails.
func (s *Server) Next(ctx context.Context) Sent {
	s.tb.Helper()
	return s.Wait(ctx, Posted, Answered, Updated, FollowedUp, Edited, Form, Completed)
}

// Wait waits for the next thing done in one of these ways and forgets what was
// done before it.
func (s *Server) Wait(ctx context.Context, ways ...How) Sent {
	s.tb.Helper()
	var found Sent
	s.await(ctx, "what the bot says", func() bool {
		at := slices.IndexFunc(s.sent, func(sent Sent) bool { return slices.Contains(ways, sent.How) })
		if at < 0 {
			return false
		}
		found = s.sent[at]
		s.sent = s.sent[at+1:]
		return true
	})
	return found
}

// Quiet waits for the next thing for which nobody's telephone rings, which Next
// doesn't fetch.
func (s *Server) Quiet(ctx context.Context) Sent {
	s.tb.Helper()
	var found Sent
	s.await(ctx, "what the bot says silently", func() bool {
		if len(s.quiet) == 0 {
			return false
		}
		found, s.quiet = s.quiet[0], s.quiet[1:]
		return true
	})
	return found
}

// QuietLeft is what Quiet didn't fetch.
func (s *Server) QuietLeft() []Sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.quiet)
}

// Rest returns what the bot did and nobody waited for yet.
func (s *Server) Rest() []Sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.sent
	s.sent = nil
	return all
}
