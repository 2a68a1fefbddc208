// Package bot is the quiz: an event goes in, messages come out.
//
// It owns the words that the whole program shares and says what it needs
// stored ([Store]). It knows no platform, no database and no clock: adapters
// translate a platform into [Event] and [Message], bot/state keeps what must
// be remembered, and the time is handed in.
package bot

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// Place is where a conversation happens.
type Place struct {
	Platform string // "telegram", "discord" or "console"
	Chat     string // the platform's ID of the chat or channel
	Thread   string // the topic or thread inside it, or ""
	Group    bool   // more than one person can read and answer here
}

// Name is the place as one word, by which a queue knows a group.
func (p Place) Name() string {
	return url.QueryEscape(p.Platform) + ":" + url.QueryEscape(p.Chat) + ":" + url.QueryEscape(p.Thread)
}

// RoundName is the round of a group as one word, by which the same queue knows
// it.
func (p Place) RoundName() string { return p.Name() + roundSuffix }

const roundSuffix = ":round"

// GroupNamed is the group of that Name.
func GroupNamed(name string) (Place, error) {
	parts := strings.Split(name, ":")
	if len(parts) != 3 {
		return Place{}, fmt.Errorf("the name of a group %q: want platform:chat:thread", name)
	}
	for i := range parts {
		part, err := url.QueryUnescape(parts[i])
		if err != nil {
			return Place{}, fmt.Errorf("the name of a group %q: %w", name, err)
		}
		parts[i] = part
	}
	return Place{Platform: parts[0], Chat: parts[1], Thread: parts[2], Group: true}, nil
}

// Account is one person on one platform.
type Account struct {
	Platform string
	ID       string // the platform's ID of the person, never a name
}

// String is the account as an operator writes it: "telegram:12345".
func (a Account) String() string { return a.Platform + ":" + a.ID }

// Learner names one person on however many platforms; accounts that were
// linked share a Learner and so one memory.
type Learner string

// Person is who sent an event, as the platform presents him.
type Person struct {
	Account
	Name string // what the others call him, "" when unknown
	// Handle is by what he is called with an @, without it; "" when unknown.
	Handle string
	Lang   string // BCP 47 language of his client ("nl", "en-GB"), "" when unknown

	// Admin tells that he manages the group he speaks in. A platform that has
	// to be asked for it is asked only when Engine.ForAdmins wants to know.
	Admin bool
}

// Event is one thing that a person did: typed a message, sent a command or
// pressed a button. Pressing a button is typing its command.
type Event struct {
	ID      string    // the platform's own ID: the same thing told twice has the same ID
	At      time.Time // when it was handled first
	Sent    time.Time // when it was sent, as the platform tells it; zero where it doesn't
	Place   Place
	From    Person
	Command string // without slash and bot name, lower case: "quiz"; "" for plain text
	Text    string // what stands behind the command, or the plain text
	Pressed bool   // came from a button and not from the keyboard
	ReplyTo string // the platform's ID of the message it answers, or ""
	Ref     string // the Ref of the Ask that it answers; "" where the platform can't tell
	Quoted  string // what that message says, unless we said it; "" where that isn't known
	Direct  bool   // in a group: plainly meant for the bot (a reply, a mention, a form)
	Parent  Place  // the channel, where Place is a thread that was just opened for this event
	Deaf    bool   // in a group: we aren't shown here what isn't plainly meant for us
	File    *File  // what was sent along, or nil; Command and Text are its caption
}

// Tone is how a message feels, for those who can colour it.
type Tone uint8

// The tones of a message.
const (
	Plain Tone = iota
	Good
	Almost
	Wrong
	Unsure
)

// Message is one thing the bot says.
type Message struct {
	Text    Text
	Tone    Tone       // colours the first line where there are colours
	Buttons [][]Button // rows; at most 5 rows of 5
	Ask     *Ask       // not nil when it waits for a typed answer
	Private bool       // only for who asked, where the platform can
	Aloud   Text       // said in place of Text where all would read what is Private; "" for the same
	Urgent  bool       // a round waits for it: it goes before what else is to be said there
	Edit    bool       // replaces the message whose button was pressed, where the platform can

	// React is one emoji put on the message that is answered, in place of a
	// message, where the platform can: one of those that Telegram allows. Where
	// it can't, or nobody typed a message, Text is said as Private has it.
	React string

	// Image is a picture above the text, which is then its caption; nil for
	// none. Where none can be shown the text must do.
	Image *Image

	// Document is a file that comes with the message, which has no Image then;
	// nil for none.
	Document *Document

	// Share is a button to pass something on, where the platform has such; nil
	// for none. Text must do where it hasn't.
	Share *Share

	// Scoreboard makes it the scoreboard of a round, which is edited where it stands;
	// nil for any other message.
	Scoreboard *Scoreboard

	// Quiz makes the buttons the choices of one question, which is Text, for a
	// platform with quizzes of its own; nil where they are plain buttons.
	Quiz *Quiz
}

// Image is a picture that goes with a message.
type Image struct {
	PNG []byte `json:"-"` // not kept with what was said: it can be drawn anew
	Alt string // what is to be seen, for who can't see it
}

// Document is a file to keep.
type Document struct {
	Name string // "cards.md"
	Data []byte `json:"-"` // not kept with what was said: it can be written anew
}

// Quiz tells which button of a message is the right choice. Choosing is
// pressing that button.
type Quiz struct {
	Right int    // its place among all the buttons, row by row, from 0
	Why   string // said beside the right choice once someone has chosen; "" for nothing
}

// Ask marks a message that waits for an answer in the learner's own words.
// A platform on which one can't just type offers a form with these words.
type Ask struct {
	Label string // on the button that opens the form, at most 80 characters
	Title string // above the form: the question, cut to what the platform shows
	Ref   string // names the question, so that an answer to it comes back with it; at most 32 bytes
}

// Button is a choice under a message. Pressing it is typing Command.
type Button struct {
	Label   string // at most 80 characters
	Command string // "/hint": at most 64 bytes
}

// Command is one thing that a person can type behind a slash, for platforms
// that show a menu of them.
type Command struct {
	Name  string            // "quiz"
	About map[string]string // one line by language code; "en" is always there
	Arg   *Argument         // what may stand behind it, or nil
	File  *Argument         // what may be sent along with it, or nil
	Menu  map[string]string // its name in the menu of a message that it is made of, by language code; nil: it isn't there
	Alone bool              // it works in a private chat
	Group bool              // it works in a group
}

// Argument is what may stand behind a command.
type Argument struct {
	Name     string
	About    map[string]string // as Command.About
	Required bool
	Complete bool // a Completer knows what can be filled in
}

// Choice is one way to complete a half-typed argument.
type Choice struct {
	Label string // what the person sees
	Value string // what is then sent
}

// Completer offers at most 25 choices while a person types a command's
// argument: e carries the command and, as Text, what was typed so far.
type Completer func(ctx context.Context, e Event) []Choice

// Handler is the engine as adapters see it. The messages are for the event's
// place, in this order. An error means that nothing was counted; it is for the
// log, and the messages beside it are for the learner.
type Handler func(ctx context.Context, e Event) ([]Message, error)

// Adapter connects one platform.
type Adapter interface {
	// Run receives events and answers them until ctx ends or the platform
	// refuses for good (a revoked token). It keeps the order of the events
	// of one place and may handle different places at the same time.
	Run(ctx context.Context, handle Handler) error

	// Send says something that no event asked for. It wraps ErrGone when
	// the person or the chat doesn't want us any more.
	Send(ctx context.Context, to Place, m Message) error
}

// ErrGone is wrapped by Adapter.Send when a chat is closed to us: blocked,
// deleted, or we were thrown out. Nothing should be sent there again until an
// event comes from it.
var ErrGone = errors.New("the chat is closed to us")
