package format

import (
	"fmt"
	"slices"
	"strings"

	"github.com/overhoor/overhoor/decks"
)

// maxChapters is how many chapters one can still be asked to name.
const maxChapters = 12

// readOutline makes a list card of each heading with two or more below it, and
// of the chapters. It tells how many headings there are.
func readOutline(b *builder, lines []line) int {
	headings := once(b, readHeadings(b, lines))
	root := &heading{title: b.deck.Title, children: tree(headings)}
	var text strings.Builder
	for _, h := range headings {
		fmt.Fprintln(&text, h.title)
	}
	if b.deck.Lang = langOf(text.String()); b.deck.Lang == "" {
		b.deck.Lang = "en" // as the questions are
	}
	asker := asker{b, b.deck.Lang, map[string]bool{}}
	if n := len(titles(root)); plain(root.title) != "" && n >= 2 && n <= maxChapters {
		asker.ask(asker.top(root), root, nil)
	}
	for _, chapter := range root.children {
		asker.walk(root, chapter, []string{plain(chapter.title)})
	}
	return len(headings)
}

// once leaves out the headings that come back, as in a table that stands there
// twice, and sorts them by number.
func once(b *builder, all []*heading) []*heading {
	slices.SortStableFunc(all, func(x, y *heading) int { return slices.Compare(x.number, y.number) })
	var kept []*heading
	for _, h := range all {
		if plain(h.title) == "" {
			b.problem(h.line, decks.FlawNoQuestion, "heading %s has no words", dotted(h.number))
			continue
		}
		if n := len(kept); n > 0 && slices.Equal(kept[n-1].number, h.number) {
			if kept[n-1].title != h.title {
				b.problem(h.line, decks.FlawTwice, "heading %s is %q on line %d and %q here", dotted(h.number), short(kept[n-1].title), kept[n-1].line, short(h.title))
			}
			continue
		}
		kept = append(kept, h)
	}
	return kept
}

// tree puts sorted headings below one another and gives the topmost.
func tree(headings []*heading) []*heading {
	var top, path []*heading
	for _, h := range headings {
		for len(path) > 0 && !below(path[len(path)-1].number, h.number) {
			path = path[:len(path)-1]
		}
		if len(path) == 0 {
			top = append(top, h)
		} else {
			parent := path[len(path)-1]
			parent.children = append(parent.children, h)
		}
		path = append(path, h)
	}
	return top
}

func below(a, b []int) bool { return len(a) < len(b) && slices.Equal(a, b[:len(a)]) }

// asker words the questions, each only once.
type asker struct {
	b     *builder
	lang  string
	asked map[string]bool
}

// walk asks for the children of a heading and of all below it.
func (a asker) walk(parent, h *heading, tags []string) {
	if n := len(titles(h)); n >= 2 {
		front := a.front(parent, plain(h.title), n)
		if a.asked[front] {
			front = a.front(parent, dotted(h.number)+" "+plain(h.title), n)
		}
		a.asked[front] = true
		a.ask(front, h, tags)
	}
	for _, child := range h.children {
		a.walk(h, child, tags)
	}
}

func (a asker) ask(front string, h *heading, tags []string) {
	var back []string
	for i, title := range titles(h) {
		back = append(back, fmt.Sprintf("%d. %s", i+1, title))
	}
	a.b.add(h.line, decks.Card{Front: front, Back: strings.Join(back, "\n"), Tags: tags})
}

func (a asker) top(root *heading) string {
	if a.lang == "nl" {
		return fmt.Sprintf("Welke %d hoofdstukken heeft '%s'?", len(titles(root)), plain(root.title))
	}
	return fmt.Sprintf("Which %d chapters does '%s' have?", len(titles(root)), plain(root.title))
}

func (a asker) front(parent *heading, name string, n int) string {
	question := fmt.Sprintf("which %d parts does '%s' have?", n, name)
	if a.lang == "nl" {
		question = fmt.Sprintf("welke %d onderdelen heeft '%s'?", n, name)
	}
	if plain(parent.title) == "" {
		return strings.ToUpper(question[:1]) + question[1:]
	}
	return plain(parent.title) + ": " + question
}

// titles are those of the headings right below one. What stands there twice
// can be named only once.
func titles(h *heading) []string {
	var all []string
	for _, child := range h.children {
		if title := plain(child.title); !slices.Contains(all, title) {
			all = append(all, title)
		}
	}
	return all
}

// plain is a title without the colon at its end.
func plain(title string) string { return strings.TrimSpace(strings.TrimRight(title, ": ")) }

func dotted(number []int) string {
	var all []string
	for _, n := range number {
		all = append(all, fmt.Sprint(n))
	}
	return strings.Join(all, ".")
}
