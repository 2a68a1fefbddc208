package format

import (
	"encoding/csv"
	"errors"
	"slices"
	"strings"

	"github.com/overhoor/overhoor/decks"
)

// The columns of a table, by what its first line may call them.
var columns = map[string][]string{
	"front":  {"front", "question", "term", "word", "prompt", "vraag", "voorkant", "begrip", "woord"},
	"back":   {"back", "answer", "definition", "meaning", "translation", "antwoord", "achterkant", "definitie", "betekenis", "vertaling"},
	"accept": {"accept", "also", "alternatives", "synonyms", "ook goed", "alternatieven", "synoniemen"},
	"hint":   {"hint", "tip"},
	"tags":   {"tags", "tag", "chapter", "labels", "label", "hoofdstuk"},
	"id":     {"id"},
}

// How many lines a quoted field may have, and after how many quotes that are
// never closed a quote is taken for a letter.
const (
	maxRecord = 100
	patience  = 20
)

// row is a record of a table and the line where it begins.
type row struct {
	line  int
	cells []string
}

func looksTable(lines []line) bool { return delimiter(lines) != 0 }

// delimiter finds the sign that cuts most lines into cells, or 0. A comma is a
// sign of prose too: it needs a header, or lines with equally many.
func delimiter(lines []line) rune {
	best, winner := 0, rune(0)
	for _, sign := range "\t;|," {
		var quiet builder
		rows := readRows(&quiet, lines[:min(len(lines), 200)], sign)
		fit := 0
		for _, r := range rows {
			if len(r.cells) >= 2 {
				fit++
			}
		}
		if fit > best && fit*5 >= len(rows)*3 && (sign != ',' || header(rows[0].cells) != nil || even(rows)) {
			best, winner = fit, sign
		}
	}
	return winner
}

// even tells whether most of the rows, and more than one, have equally many
// cells.
func even(rows []row) bool {
	count := map[int]int{}
	for _, r := range rows {
		count[len(r.cells)]++
	}
	for width, n := range count {
		if width >= 2 && n >= 2 && n*5 >= len(rows)*4 {
			return true
		}
	}
	return false
}

// readRows cuts lines into rows. A quote that is opened and never closed costs
// its own line only.
func readRows(b *builder, lines []line, sign rune) []row {
	var rows []row
	unclosed := 0
	for i := 0; i < len(lines); i++ {
		if lines[i].blank() {
			continue
		}
		n, text := 1, lines[i].text
		cells, err := cut(text, sign, false)
		for errors.Is(err, csv.ErrQuote) && unclosed < patience && n < maxRecord && i+n < len(lines) {
			text += "\n" + lines[i+n].text
			n++
			cells, err = cut(text, sign, false)
		}
		if err != nil {
			n, unclosed = 1, unclosed+1
			cells, err = cut(lines[i].text, sign, true)
		}
		if err != nil {
			b.problem(lines[i].n, decks.FlawStrange, "not a row of a table: %v", errors.Unwrap(err))
			continue
		}
		rows = append(rows, row{lines[i].n, cells})
		i += n - 1
	}
	return rows
}

// cut takes one row apart; lazily, a quote inside a cell is a letter.
func cut(text string, sign rune, lazy bool) ([]string, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes = sign, lazy
	return r.Read()
}

func readTable(b *builder, lines []line) {
	rows := readRows(b, lines, delimiter(lines))
	named := header(rows[0].cells)
	if named != nil {
		rows = rows[1:]
	}
	for _, r := range rows {
		if len(r.cells) < 2 {
			b.problem(r.line, decks.FlawNoAnswer, "a row needs a question and an answer: %q", short(r.cells[0]))
			continue
		}
		c := cardOf(r.cells, named)
		if c.ID != "" && !cardID.MatchString(c.ID) {
			b.problem(r.line, decks.FlawStrange, "the id %q: use at most 40 letters, digits, dashes, dots and underscores", short(c.ID))
			c.ID = ""
		}
		b.add(r.line, c)
	}
}

// header gives the name of each column, or nil when the row is no header.
func header(cells []string) []string {
	var names []string
	for _, cell := range cells {
		name := "tags"
		for column, words := range columns {
			if slices.Contains(words, strings.ToLower(flat(cell))) {
				name = column
			}
		}
		names = append(names, name)
	}
	if slices.Contains(names, "front") && slices.Contains(names, "back") {
		return names
	}
	return nil
}

// cardOf makes a card of a row: front, back, accept and tags, or as the header
// has it.
func cardOf(cells, named []string) decks.Card {
	var c decks.Card
	for i, cell := range cells {
		name := "tags"
		if i < len(named) {
			name = named[i]
		} else if i < 3 {
			name = []string{"front", "back", "accept"}[i]
		}
		switch name {
		case "front":
			c.Front = strings.TrimSpace(cell)
		case "back":
			c.Back = block([]line{{text: cell}})
		case "accept":
			c.Accept = append(c.Accept, pieces(cell, "|;")...)
		case "hint":
			c.Hint = strings.TrimSpace(cell)
		case "tags":
			c.Tags = append(c.Tags, pieces(cell, "|;,")...)
		case "id":
			c.ID = strings.TrimSpace(cell)
		}
	}
	return c
}

// pieces cuts a cell that holds several texts.
func pieces(cell, signs string) []string {
	var all []string
	for _, s := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(signs, r) }) {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}
