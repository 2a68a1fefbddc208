package bot_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/decks/format"
)

// readDeck reads files as the program does, with fewer words for what is wrong.
func readDeck(name string, file []byte) (*decks.Deck, []bot.Unread) {
	found, err := format.Read(name, file)
	var unread []bot.Unread
	for _, p := range found.Problems {
		why := decks.FlawStray
		if p.Flaw == decks.FlawNoAnswer {
			why = decks.FlawNoAnswer
		}
		unread = append(unread, bot.Unread{Line: p.Line, Why: why})
	}
	if err != nil {
		return nil, unread
	}
	return found.Deck, unread
}

// writeDeck writes files as the program does.
func writeDeck(d *decks.Deck) ([]byte, error) {
	var b bytes.Buffer
	err := format.WriteMarkdown(&b, d)
	return b.Bytes(), err
}

// deckFiles are files with cards that people send, by name.
func deckFiles() map[string]string {
	return map[string]string{
		"crm.md": "verdwaald\n\n# Klanten\n\n## Wat is een persona? {#retentie}\neen bedachte klant\n\n> hint: denk aan een gezicht\n> accept: verzonnen klant\n\n" +
			"## Welke 2 soorten?\nwarm\nkoud\n\n## Zonder antwoord\n\n## wat is een persona? \niets anders\n",
		"woorden.csv":     "vraag;antwoord\nhond;dog\nkat;cat\nWat is een persona?;iemand die niet bestaat\n",
		"veel.csv":        many(250),
		"lang.txt":        "vraag\tantwoord\n" + strings.Repeat("x", 400) + "\tte lang\nkort\tgoed\n",
		"leeg.md":         "## Alleen een vraag\n\n## Nog een vraag\n",
		"<b>@iedereen.md": "## a\nb\n",
	}
}

// many is a table of so many cards.
func many(n int) string {
	var b strings.Builder
	b.WriteString("front,back\n")
	for i := range n {
		fmt.Fprintf(&b, "woord %d,word %d\n", i+1, i+1)
	}
	return b.String()
}

// A yes to a file survives what goes wrong around it: all its cards are kept, or
// none and the question still stands.
func TestFileIsKeptWhole(t *testing.T) {
	for _, op := range []string{"read", "before commit", "after commit"} {
		t.Run(op, func(t *testing.T) {
			w := newWorld(t)
			w.say("anna", "+woorden.csv+")
			yes := w.line("anna", "[Ja]")
			failed := false
			w.store.fail = func(at string) error {
				if failed || !strings.HasSuffix(at, op) {
					return nil
				}
				failed = true
				return errDown
			}
			if _, err := w.engine.Handle(t.Context(), yes); err == nil {
				t.Fatalf("nothing went wrong at %q", op)
			}
			w.handle(yes)
			view, err := w.store.Learner(t.Context(), "console:anna")
			if err != nil || len(view.Own) != 3 {
				t.Errorf("kept %d cards, %v", len(view.Own), err)
			}
		})
	}
}
