package format

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/overhoor/overhoor/decks"
)

// What stands around the cards of a flashcard page.
var (
	pageCount  = regexp.MustCompile(`(?i)^flashcards in (.+?)(?: deck)? \((\d+)\):?$`)
	pageTitle  = regexp.MustCompile(`(?i)^(.+?) flashcards(?: preview)?$`)
	pageCrumbs = regexp.MustCompile(`(?i) > flashcards$`)
	pageFoot   = regexp.MustCompile(`(?i)^(?:decks in .+ class \(\d+\):?|study these flashcards|brainscape.*|©.*)$`)
)

// maxGap is how many cards in a row a page may lack.
const maxGap = 10

func looksPage(lines []line) bool {
	p := newPage(lines)
	starts := p.starts()
	return len(starts) > 1 || len(starts) == 1 && p.said > 0
}

// page is a flashcard page: a number, a question and an answer, each between
// blank lines.
type page struct {
	head   []line
	lines  []line // of the cards
	marks  []mark // lines that hold a number and nothing else, between blank lines
	titles []string
	said   int // number of cards that the page says it has
}

type mark struct{ number, at int }

// newPage divides the lines. The cards begin behind the line that counts them,
// or at the first number.
func newPage(lines []line) page {
	var p page
	begin, end := 0, len(lines)
	for i, l := range lines {
		if m := pageCount.FindStringSubmatch(l.text); m != nil && p.said == 0 {
			p.titles = append([]string{m[1]}, p.titles...)
			p.said, _ = strconv.Atoi(m[2])
			begin = i + 1
		} else if m := pageTitle.FindStringSubmatch(l.text); m != nil && p.said == 0 {
			p.titles = append(p.titles, m[1])
		} else if pageFoot.MatchString(l.text) && i > begin+4 {
			end = i
			break
		}
	}
	p.head, p.lines = lines[:begin], lines[begin:end]
	for i, l := range p.lines {
		n, err := strconv.Atoi(strings.TrimSpace(l.text))
		if err == nil && n > 0 && (i == 0 || p.lines[i-1].blank()) && i+1 < len(p.lines) && p.lines[i+1].blank() {
			p.marks = append(p.marks, mark{n, i})
		}
	}
	return p
}

// starts picks the marks that begin cards.
func (p page) starts() []mark {
	var starts []mark
	from, number := 0, 1
	for gap := 0; gap < maxGap && from < len(p.marks); gap++ {
		if i := p.next(starts, from, number+gap); i >= 0 {
			starts = append(starts, p.marks[i])
			from, number, gap = i+1, p.marks[i].number+1, -1
		}
	}
	return starts
}

// next finds the mark, from an index on, that begins the card of this number,
// or -1. It is the first one that leaves the card before it a question and an
// answer (so "5" can be the answer to card 4), unless the card after it would
// begin earlier: then the card before it simply has no answer.
func (p page) next(starts []mark, from, number int) int {
	bare, passed := -1, false
	for i := from; i < len(p.marks); i++ {
		m := p.marks[i]
		switch {
		case m.number == number+1 && bare >= 0:
			passed = true
		case m.number != number:
		case passed:
			return bare
		case len(starts) == 0 || p.whole(starts[len(starts)-1].at, m.at):
			return i
		case bare < 0:
			bare = i
		}
	}
	return bare
}

// whole tells whether the lines between two marks hold a question and an answer.
func (p page) whole(from, to int) bool {
	front, back := p.cut(from, to)
	return front != "" && back != ""
}

// cut takes the question, up to a blank line, and the answer out of the lines
// between two marks.
func (p page) cut(from, to int) (front, back string) {
	lines := p.lines[from+1 : to]
	for len(lines) > 0 && lines[0].blank() {
		lines = lines[1:]
	}
	i := 0
	for i < len(lines) && !lines[i].blank() {
		i++
	}
	return strings.TrimSpace(block(lines[:i])), block(lines[i:])
}

func readPage(b *builder, lines []line) {
	p := newPage(lines)
	starts := p.starts()
	if len(p.titles) > 0 {
		b.deck.Title = flat(p.titles[0])
	}
	p.checkHead(b, starts[0])
	for i, start := range starts {
		end := len(p.lines)
		if i+1 < len(starts) {
			end = starts[i+1].at
		}
		front, back := p.cut(start.at, end)
		b.add(p.lines[start.at].n, decks.Card{Front: front, Back: back})
	}
	p.checkNumbers(b, starts)
}

// checkHead reports the lines above the first card that are not understood.
func (p page) checkHead(b *builder, first mark) {
	for _, l := range append(p.head[:len(p.head):len(p.head)], p.lines[:first.at]...) {
		known := pageCount.MatchString(l.text) || pageTitle.MatchString(l.text) || pageCrumbs.MatchString(l.text)
		if !l.blank() && !known {
			b.problem(l.n, decks.FlawStray, "text before the first card: %q", short(l.text))
		}
	}
}

// checkNumbers reports what the page's own count says is missing.
func (p page) checkNumbers(b *builder, starts []mark) {
	want := 1
	for _, s := range starts {
		for ; want < s.number; want++ {
			b.problem(p.lines[s.at].n, decks.FlawLost, "card %d is not on the page, or its number does not stand alone between blank lines", want)
		}
		want = s.number + 1
	}
	if p.said > 0 && p.said != len(starts) {
		b.problem(0, decks.FlawLost, "the page says that it has %d cards, %d were found", p.said, len(starts))
	}
}
