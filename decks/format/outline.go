package format

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/overhoor/overhoor/decks"
)

// What a table of contents is made of.
var (
	numbered = regexp.MustCompile(`^(?i:(?:hoofdstuk|chapter)\s+)?([1-9]\d{0,2}(?:\.[1-9]\d{0,2}){0,5})[.:)]?\s+(\S.*)$`)
	leader   = regexp.MustCompile(`^(.*?)\s*(?:[.…·_](?:\s*[.…·_])+|\t|\s{3,})\s*(\d{1,4})$`)
	lastWord = regexp.MustCompile(`^(.*\S)\s+(\d{1,4})$`)
	pageMark = regexp.MustCompile(`(?i)^(?:(?:pagina|page|pag\.?|p\.|blz\.?|seite)\s*\|?\s*)?\d+(?:\s*(?:van|of|/|\|)\s*\d+)?$`)
	contents = regexp.MustCompile(`(?i)^(?:inhoud|inhoudsopgave|inhoudstafel|contents|table of contents|inhaltsverzeichnis|table des matières|índice)$`)
)

// longest is how many letters a heading has at most, all its lines together.
const longest = 300

// heading is a line of a table of contents.
type heading struct {
	line     int
	number   []int
	title    string
	page     int // 0 when it has none
	children []*heading
}

// contentsLine is a line without what a page break leaves before it.
func contentsLine(l line) string {
	return strings.TrimSpace(strings.TrimLeft(l.text, ", \t"))
}

func furniture(text string) bool {
	return text == "" || pageMark.MatchString(text) || contents.MatchString(text)
}

// looksOutline wants numbered headings in most lines, and page numbers or
// numbers of two levels in a good part of those.
func looksOutline(lines []line) bool {
	all, headings, sure := 0, 0, 0
	for _, l := range lines {
		text := contentsLine(l)
		if furniture(text) {
			continue
		}
		all++
		if m := numbered.FindStringSubmatch(text); m != nil {
			headings++
			if leader.MatchString(text) || strings.Contains(m[1], ".") {
				sure++
			}
		}
	}
	return headings >= 3 && headings*5 >= all*3 && sure*3 >= headings
}

// contentsReader is a table of contents half read.
type contentsReader struct {
	*builder
	rest     []line // not yet read
	headings []*heading
	lastPage int  // of the whole table; 0 when it has no page numbers
	open     bool // the last heading still lacks its page
}

// readHeadings reads all headings in the order of the file, repeated ones too.
func readHeadings(b *builder, lines []line) []*heading {
	r := &contentsReader{builder: b}
	for _, l := range lines {
		if m := leader.FindStringSubmatch(contentsLine(l)); m != nil {
			r.lastPage = max(r.lastPage, count(m[2]))
		}
	}
	for i, l := range lines {
		r.rest = lines[i+1:]
		if text := contentsLine(l); !furniture(text) {
			r.read(l.n, text)
		}
	}
	return r.headings
}

func (r *contentsReader) read(n int, text string) {
	if m := numbered.FindStringSubmatch(text); m != nil {
		if number := parts(m[1]); !r.open || r.begins(number) {
			r.headings = append(r.headings, &heading{line: n, number: number})
			r.extend(m[2])
			return
		}
	}
	switch {
	case r.open && len(r.last().title)+len(text) < longest:
		r.extend(text)
	case text == r.deck.Title:
	case len(r.headings) == 0 && r.deck.Title == "":
		r.deck.Title = flat(text)
	default:
		r.problem(n, decks.FlawStray, "neither a numbered heading nor a page mark: %q", short(text))
	}
}

func (r *contentsReader) last() *heading { return r.headings[len(r.headings)-1] }

// begins tells whether a number begins a heading although the last one still
// lacks its page: it follows that one's, or the table starts again. In
//
//	1.1.6 Meet the
//	2 founders ... 8
//	1.1.7 Offices ... 9
//
// it does not: 1.1.7 follows 1.1.6 but not 2.
func (r *contentsReader) begins(number []int) bool {
	last := r.last().number
	if !follows(last, number) {
		return slices.Equal(r.headings[0].number, number)
	}
	for _, l := range r.rest {
		if m := numbered.FindStringSubmatch(contentsLine(l)); m != nil {
			next := parts(m[1])
			return follows(number, next) || !follows(last, next)
		}
	}
	return true
}

// extend adds a line to the last heading. Where headings have pages, one
// without goes on in the next line.
func (r *contentsReader) extend(text string) {
	h := r.last()
	if m := leader.FindStringSubmatch(text); m != nil {
		text, h.page = m[1], count(m[2])
	} else if m := lastWord.FindStringSubmatch(text); m != nil {
		if page := count(m[2]); page >= r.pageBefore() && page <= r.lastPage {
			text, h.page = m[1], page
		}
	}
	h.title = flat(h.title + " " + text)
	r.open = r.lastPage > 0 && h.page == 0
}

// pageBefore is the page of the heading before the last one.
func (r *contentsReader) pageBefore() int {
	if len(r.headings) < 2 {
		return 1
	}
	return max(1, r.headings[len(r.headings)-2].page)
}

// count is the number that at most four digits stand for.
func count(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

func parts(number string) []int {
	var all []int
	for p := range strings.SplitSeq(number, ".") {
		all = append(all, count(p))
	}
	return all
}

// follows tells whether a heading with number b can come after one with a: the
// next chapter, or further on in this one and at most one level deeper.
func follows(a, b []int) bool {
	if len(b) == 1 {
		return b[0] == a[0]+1
	}
	return slices.Compare(a, b) < 0 && b[0] <= a[0]+1 && len(b) <= len(a)+1
}
