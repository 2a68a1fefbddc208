// Package format turns files into decks and decks into files. What a file is,
// it sees from the content: our own Markdown, a flashcard page copied from the
// web, a table of contents, or a table (CSV, TSV). What can't be understood is
// reported by line; the rest is read. It knows no disk, no network and no
// learners.
//
// The Markdown of a deck:
//
//	---
//	title: Weather
//	id: weather
//	lang: en
//	---
//
//	# Clouds
//
//	## Which two low clouds bring rain? {#rain}
//	- nimbostratus
//	- cumulonimbus
//
//	> hint: both names hold the Latin for rain
//	> accept: nimbostratus and cumulonimbus
//	> tags: rain, low
//
// Front matter is optional, and so is every line in it; "exact: true" makes
// spelling count. A "#" line is a chapter and tags the cards below it, a lone
// "#" ends it. A "##" line is a card's front, with its ID in braces or none
// (then [decks.CardID] makes one). The lines below are its back. Lines that
// start with ">" carry the rest: hint, accept (one answer a line), require and
// forbid (separated by "|"), tags (separated by commas), lang, exact.
//
// A backslash before a punctuation mark takes its meaning away: "\# two" is
// text. A backslash at the end of a line carries the line on to the next one,
// so that a front or a hint can have several.
package format

import (
	"errors"
	"fmt"

	"github.com/overhoor/overhoor/decks"
)

// MaxSize is the largest file that Read takes, in bytes.
const MaxSize = 2 << 20

// Kind is what sort of file it was.
type Kind string

// The kinds that Read recognises.
const (
	Markdown Kind = "Markdown deck"
	Page     Kind = "flashcard page"
	Outline  Kind = "table of contents"
	Table    Kind = "table"
)

// wants says what a file of this kind must hold at least.
func (k Kind) wants() string {
	switch k {
	case Markdown:
		return `a line "## question" with its answer below`
	case Page:
		return "a number, a question and an answer, each between blank lines"
	case Outline:
		return "a numbered heading with two or more below it"
	}
	return "a question and an answer in each row"
}

// Found is what a file held.
type Found struct {
	Kind     Kind
	Deck     *decks.Deck
	Headings int // of a table of contents, each counted once
	Problems []Problem
}

// Problem is a line that could not be read as it stands, or only with a guess.
type Problem struct {
	File   string
	Line   int // from 1; 0 when it is about the whole file
	Flaw   decks.Flaw
	Reason string
}

// String says it the way compilers do, so that editors can jump there.
func (p Problem) String() string {
	if p.Line == 0 {
		return fmt.Sprintf("%s: %s", p.File, p.Reason)
	}
	return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Reason)
}

var errUnknown = errors.New(`nothing to learn found: expected a Markdown deck ("## question", its answer below), ` +
	`a flashcard page (1, question, answer, 2, ...), a table of contents ("1.2 Heading ... 7") ` +
	`or a table (question and answer separated by a tab, semicolon or comma)`)

// Read makes a deck of a file. The name serves for messages, and as a title
// where the content has none. The error is for files in which nothing usable
// is; the problems found then come with it.
func Read(name string, data []byte) (Found, error) {
	text, err := decode(data)
	if err != nil {
		return Found{}, fmt.Errorf("%s: %w", name, err)
	}
	lines := split(text)
	b := newBuilder(name)
	found := Found{Kind: recognise(lines)}
	switch found.Kind {
	case Markdown:
		readMarkdown(b, lines)
	case Page:
		readPage(b, lines)
	case Outline:
		found.Headings = readOutline(b, lines)
	case Table:
		readTable(b, lines)
	default:
		return found, fmt.Errorf("%s: %w", name, errUnknown)
	}
	found.Deck, found.Problems = b.finish()
	if len(found.Deck.Cards) == 0 {
		return found, fmt.Errorf("%s: read as a %s, but no card in it could be used: expected %s", name, found.Kind, found.Kind.wants())
	}
	return found, nil
}

// recognise tells what the lines are, or "". The kinds that are easiest to
// tell come first.
func recognise(lines []line) Kind {
	switch {
	case len(lines) == 0:
		return ""
	case looksMarkdown(lines):
		return Markdown
	case looksPage(lines):
		return Page
	case looksOutline(lines):
		return Outline
	case looksTable(lines):
		return Table
	}
	return ""
}
