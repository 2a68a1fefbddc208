package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/decks/format"
)

// deckCommand is `overhoor deck`.
type deckCommand struct {
	Import importCommand `cmd:"" help:"Make Markdown decks of files: flashcard pages, tables of contents, CSV, TSV."`
}

// importCommand is `overhoor deck import`.
type importCommand struct {
	Out   string   `short:"o" placeholder:"OUT.md" help:"Where the deck goes: a file, or a folder that gets a file a deck. Without it the deck is printed."`
	Files []string `arg:"" name:"file" help:"What to read; \"-\" is the standard input."`
}

// Run reads each file and says what it found; what can't be used is reported
// and the rest goes on. Several files make one deck, unless a folder takes a
// file of each.
func (c importCommand) Run(w *world) error {
	report := w.out
	if c.Out == "" {
		report = w.err // the deck itself goes out
	}
	var read []*decks.Deck
	for _, name := range c.Files {
		found, err := readDeck(name, w.in)
		for _, p := range found.Problems {
			fmt.Fprintln(w.err, p)
		}
		if err != nil {
			fmt.Fprintln(w.err, err)
			continue
		}
		fmt.Fprintf(report, "%s: %s\n", name, tell(found))
		read = append(read, found.Deck)
	}
	if err := c.write(read, w); err != nil {
		return err
	}
	if len(read) < len(c.Files) {
		return errTold
	}
	return nil
}

// tell says what a file held.
func tell(f format.Found) string {
	cards := fmt.Sprintf("%d cards", len(f.Deck.Cards))
	if f.Kind == format.Outline {
		cards = fmt.Sprintf("%d headings, %s", f.Headings, cards)
	}
	return fmt.Sprintf("%s (%s, deck %q)", cards, f.Kind, f.Deck.ID)
}

func readDeck(name string, stdin io.Reader) (format.Found, error) {
	var data []byte
	var err error
	if name == "-" {
		data, err = io.ReadAll(stdin)
	} else {
		data, err = os.ReadFile(name)
	}
	if err != nil {
		return format.Found{}, fmt.Errorf("read a deck: %w", err)
	}
	return format.Read(filepath.Base(name), data)
}

// write puts decks where they were asked for.
func (c importCommand) write(read []*decks.Deck, w *world) error {
	if len(read) == 0 {
		return nil
	}
	if info, err := os.Stat(c.Out); c.Out != "" && err == nil && info.IsDir() {
		for _, d := range read {
			if err := writeDeck(filepath.Join(c.Out, d.ID+".md"), d); err != nil {
				return err
			}
		}
		return nil
	}
	if c.Out == "" {
		return format.WriteMarkdown(w.out, join(read, w.err))
	}
	return writeDeck(c.Out, join(read, w.err))
}

// join makes one deck of several: the first one with the others' cards. A card
// that stands in two of them is taken once, and that is reported.
func join(read []*decks.Deck, report io.Writer) *decks.Deck {
	all := *read[0]
	all.Cards = nil
	have := make(map[string]bool)
	for _, d := range read {
		for _, card := range d.Cards {
			if have[card.ID] {
				fmt.Fprintf(report, "deck %q: the card %q is in an earlier file too: that one is kept\n", d.ID, card.Front)
				continue
			}
			have[card.ID] = true
			all.Cards = append(all.Cards, card)
		}
	}
	return &all
}

// writeDeck writes a file whole or not at all.
func writeDeck(path string, d *decks.Deck) error {
	var text bytes.Buffer
	if err := format.WriteMarkdown(&text, d); err != nil {
		return err
	}
	half := path + ".part"
	if err := os.WriteFile(half, text.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write deck %s: %w", d.ID, err)
	}
	if err := os.Rename(half, path); err != nil {
		return fmt.Errorf("write deck %s: %w", d.ID, err)
	}
	return nil
}
