package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/decks"
)

// gradeCommand is `overhoor grade`.
type gradeCommand struct {
	Deck string   `placeholder:"FILE" help:"The deck that the cards belong to. Without it the cards that are read are the deck."`
	Eval []string `placeholder:"FILE" sep:"none" help:"Measure the judge on files of labelled rows instead; may be given more than once."`
	More []string `arg:"" optional:"" name:"file" help:"More files of labelled rows, behind --eval."`
}

// verdictRow is a line that comes out.
type verdictRow struct {
	ID      json.RawMessage `json:"id"`
	Verdict string          `json:"verdict"`
	Sure    bool            `json:"sure"`
	Score   float64         `json:"score"`
	Found   []string        `json:"found"`
	Missing []string        `json:"missing"`
}

// Run judges the rows of the standard input, or measures.
func (c gradeCommand) Run(w *world) error {
	switch {
	case len(c.Eval) > 0:
		return evaluate(append(c.Eval, c.More...), w)
	case len(c.More) > 0:
		return fmt.Errorf("%s: the answers are read from the standard input; labelled rows go behind --eval", c.More[0])
	}
	deck := newPile()
	if c.Deck != "" {
		found, err := readDeck(c.Deck, w.in)
		if err != nil {
			return err
		}
		deck.take(found.Deck)
	}
	rows, bad, err := readRows("line ", w.in, w.err)
	if err != nil {
		return err
	}
	kept := rows[:0]
	for _, r := range rows {
		if r.card, err = deck.add(r); err != nil {
			bad = true
			fmt.Fprintf(w.err, "%s: %v\n", r.where, err)
			continue
		}
		kept = append(kept, r)
	}
	if err := judge(deck.compile(), kept, w.out); err != nil {
		return err
	}
	if bad {
		return errTold
	}
	return nil
}

// judge writes a verdict for each row, in their order.
func judge(deck *grade.Deck, rows []row, out io.Writer) error {
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	for _, r := range rows {
		j := deck.Judge(r.card, r.attempt())
		err := lines.Encode(verdictRow{
			ID: r.ID, Verdict: nameOf(j.Verdict), Sure: j.Sure, Score: j.Score,
			Found: orNone(j.Found), Missing: orNone(j.Missing),
		})
		if err != nil {
			return fmt.Errorf("write verdicts: %w", err)
		}
	}
	return nil
}

// orNone is a list that JSON shows as [] when it is empty.
func orNone(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// pile is the cards that rows are about, each once.
type pile struct {
	deck    decks.Deck
	known   map[cardKey]string // ID of the card
	byFront map[string]string  // ID of the deck's card that asks this
}

// cardKey tells cards apart.
type cardKey struct{ front, back, lang string }

func newPile() *pile {
	return &pile{known: make(map[cardKey]string), byFront: make(map[string]string)}
}

// take begins the pile with a deck's cards.
func (p *pile) take(d *decks.Deck) {
	p.deck = *d
	for _, card := range d.Cards {
		p.byFront[decks.CardID(card.Front)] = card.ID
	}
}

// add finds the card that a row is about, or adds it, and returns its ID.
func (p *pile) add(r row) (id string, err error) {
	if id, ok := p.byFront[decks.CardID(r.Front)]; ok {
		return id, nil
	}
	if r.Back == "" {
		return "", errors.New("no back: give the right answer, or a deck that has a card with this front (--deck)")
	}
	key := cardKey{r.Front, r.Back, r.Lang}
	if id, ok := p.known[key]; ok {
		return id, nil
	}
	id = fmt.Sprintf("row-%d", len(p.deck.Cards)+1)
	p.known[key] = id
	p.deck.Cards = append(p.deck.Cards, decks.Card{ID: id, Front: r.Front, Back: r.Back, Lang: r.Lang})
	return id, nil
}

func (p *pile) compile() *grade.Deck { return grade.Compile(&p.deck) }

// openRows reads the rows of a file.
func openRows(name string, report io.Writer) (rows []row, bad bool, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, false, fmt.Errorf("read labelled rows: %w", err)
	}
	defer f.Close()
	return readRows(name+":", f, report)
}
