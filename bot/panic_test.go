package bot_test

import (
	"context"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/decks"
)

// broken is a store that panics on whatever is read.
type broken struct{ bot.Store }

func (broken) Read(context.Context, bot.Place, bot.Account) (bot.View, error) {
	panic("while judging mijn geheime antwoord")
}

// TestPanic tells the learner in a sentence, and the log nothing of what was
// typed.
func TestPanic(t *testing.T) {
	w := newWorld(t)
	engine := graded(t, &decks.Library{}, broken{w.store})
	said, err := engine.Handle(t.Context(), bot.Event{ID: "1", Text: "mijn geheime antwoord", From: bot.Person{Lang: "en"}})
	if err == nil || strings.Contains(err.Error(), "geheime") || !strings.Contains(err.Error(), "panic_test.go") {
		t.Errorf("the error is %v", err)
	}
	if len(said) != 1 || !strings.Contains(string(said[0].Text), "nothing was counted") {
		t.Errorf("said %+v", said)
	}
}
