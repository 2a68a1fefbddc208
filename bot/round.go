package bot

import (
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// Profile is what we know of a learner beside his memory.
type Profile struct {
	Version  int64     `json:"-"` // counts the writes; kept by the Store
	Name     string    `json:"name,omitempty"`
	Lang     string    `json:"lang,omitempty"`     // "nl" or "en"; "" follows the platform
	Zone     string    `json:"zone,omitempty"`     // IANA name; "" is the program's default
	Daily    string    `json:"daily,omitempty"`    // "08:00" in Zone; "" means no push
	Home     Place     `json:"home,omitzero"`      // the private chat that pushes go to
	Decks    []string  `json:"decks,omitempty"`    // decks he has begun, the newest first
	Accounts []Account `json:"accounts,omitempty"` // all that speak for him
	Moved    Learner   `json:"moved,omitempty"`    // set when this learner was linked into another
	Pushed   string    `json:"pushed,omitempty"`   // local date of the last push, "2026-11-24"
}

// Round is one quiz going on at a place. The zero Round is no round.
type Round struct {
	Version int64  `json:"-"` // counts the writes; kept by the Store
	ID      string `json:"id,omitempty"`
	Deck    string `json:"deck,omitempty"`
	Cards   []Turn `json:"cards,omitempty"` // in the order of asking
	At      int    `json:"at,omitempty"`    // index into Cards of the card that is asked

	Started time.Time `json:"started,omitzero"`
	Touched time.Time `json:"touched,omitzero"`
}

// Turn is one card of a round.
type Turn struct {
	Card   string           `json:"card"`
	Memory scheduler.Memory `json:"memory,omitzero"` // as it was read; spares a round trip
}
