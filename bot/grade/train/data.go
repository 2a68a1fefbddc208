package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/decks"
)

// row is one labelled answer.
type row struct {
	ID, Deck, Front, Back, Response, Verdict, Kind, Lang string
	Card                                                 json.RawMessage
	file                                                 string
	subject                                              string
	group                                                string // the card, over all files
	sample                                               grade.Sample
	deck                                                 *grade.Deck
	truth                                                grade.Verdict
}

var verdicts = map[string]grade.Verdict{"wrong": grade.Wrong, "partial": grade.Partial, "correct": grade.Correct}

// load reads labelled rows and boils them down. Each file is a deck; rows
// without a card's text belong to the cards of the CRM file.
func load(files []string) ([]row, error) {
	byFile := make(map[string][]row)
	var order []string
	for _, name := range files {
		rows, err := loadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read labelled answers: %w", err)
		}
		base := strings.TrimSuffix(filepath.Base(name), ".jsonl")
		if len(rows) > 0 && rows[0].Front == "" {
			rows, base = join(rows, byFile[crmFile]), crmFile
		}
		if byFile[base] == nil {
			order = append(order, base)
		}
		byFile[base] = append(byFile[base], rows...)
	}
	var all []row
	for _, base := range order {
		sampleAll(byFile[base])
		all = append(all, byFile[base]...)
	}
	return all, nil
}

const crmFile = "crm-nl"

// join gives responses the card's text, by the card's number; those whose card
// is not there are left out.
func join(responses, cards []row) []row {
	var out []row
	for _, r := range responses {
		r.group = crmFile + "/" + strings.Trim(string(r.Card), `"`)
		r.subject = crmFile
		for _, c := range cards {
			if c.group == r.group {
				r.Front, r.Back = c.Front, c.Back
				out = append(out, r)
				break
			}
		}
	}
	return out
}

func loadFile(name string) ([]row, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	base := strings.TrimSuffix(filepath.Base(name), ".jsonl")
	var rows []row
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		r := row{file: base}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s line %d: %w", name, len(rows)+1, err)
		}
		r.truth = verdicts[r.Verdict]
		r.subject = base
		if r.Deck != "" {
			r.subject = r.Deck
		}
		r.group = base + "/" + strings.Trim(string(r.Card), `"`)
		rows = append(rows, r)
	}
	return rows, lines.Err()
}

// sampleAll compiles the rows' cards as one deck and boils each answer down.
func sampleAll(rows []row) {
	d := &decks.Deck{ID: "x", Lang: "nl"}
	seen := make(map[string]bool)
	for _, r := range rows {
		if !seen[r.group] {
			seen[r.group] = true
			d.Cards = append(d.Cards, decks.Card{ID: r.group, Front: r.Front, Back: r.Back, Lang: r.Lang})
		}
	}
	deck := grade.Compile(d)
	for i := range rows {
		rows[i].deck = deck
		rows[i].sample = deck.Sample(rows[i].group, grade.Attempt{Text: rows[i].Response})
	}
}
