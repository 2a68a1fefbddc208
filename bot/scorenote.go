package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// scoreNote is what all processes know of a scoreboard.
type scoreNote struct {
	Round   string    `json:"round"`
	Edition int       `json:"edition"` // the newest
	Text    Text      `json:"text"`    // of it
	Closed  bool      `json:"closed,omitempty"`
	Message string    `json:"message,omitempty"` // where it stands; "" as long as it doesn't
	Since   time.Time `json:"since,omitzero"`    // when somebody began to send it
	Anew    bool      `json:"anew,omitempty"`    // it was deleted once
	Barred  bool      `json:"barred,omitempty"`  // we may not send it here
}

// wants tells whether an edition is still to be shown.
func (n *scoreNote) wants(m Message) bool {
	if n.Message == "" && m.Scoreboard.Closed && n.Since.IsZero() {
		return false // the end of the round says the same
	}
	return !n.Barred && m.Scoreboard.Edition > n.Edition
}

// message is the newest edition as it is shown.
func (n *scoreNote) message() Message {
	return Message{Text: n.Text, Scoreboard: &Scoreboard{Round: n.Round, Edition: n.Edition, Closed: n.Closed}}
}

// noted is how long a scoreboard is remembered after its last edition.
const noted = 48 * time.Hour

func (k *Scorekeeper) read(ctx context.Context, name string) (*scoreNote, []byte, error) {
	kept, err := k.Notes.Note(ctx, name)
	note := new(scoreNote)
	if err == nil && kept != nil {
		err = json.Unmarshal(kept, note)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("look up a scoreboard: %w", err)
	}
	return note, kept, nil
}

// change changes the note, and again when somebody else did so meanwhile. It is
// nil when nothing is to be changed.
func (k *Scorekeeper) change(name string, how func(n *scoreNote) bool) (*scoreNote, error) {
	ctx, cancel := context.WithTimeout(k.asking, sending)
	defer cancel()
	for range tries {
		note, kept, err := k.read(ctx, name)
		if err != nil || !how(note) {
			return nil, err
		}
		changed, err := json.Marshal(note)
		if err != nil {
			return nil, err
		}
		swapped, err := k.Notes.SwapNote(ctx, name, kept, changed, noted)
		if err != nil {
			return nil, fmt.Errorf("note a scoreboard: %w", err)
		}
		if swapped {
			return note, nil
		}
	}
	return nil, fmt.Errorf("note a scoreboard: %w", ErrStale)
}
