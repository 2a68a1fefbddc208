package format

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/overhoor/overhoor/decks"
)

// WriteMarkdown writes a deck as Markdown from which Read makes the same deck:
// IDs are written out, so a front can be mended without losing what learners
// remember. Space around a text is not kept. The error is the writer's, or
// says which ID can't be written.
func WriteMarkdown(w io.Writer, d *decks.Deck) error {
	if !deckID.MatchString(d.ID) {
		return fmt.Errorf("write deck %q: its id must be at most 40 of a-z, 0-9 and dashes", d.ID)
	}
	out := bufio.NewWriter(w)
	fmt.Fprint(out, "---\n")
	field(out, "title", flat(d.Title))
	field(out, "id", d.ID)
	field(out, "lang", d.Lang)
	if d.Exact {
		field(out, "exact", "true")
	}
	list(out, "owners", d.Owners, ",")
	fmt.Fprint(out, "---\n")
	chapter := ""
	for _, c := range d.Cards {
		if !cardID.MatchString(c.ID) {
			return fmt.Errorf("write deck %s: card %q has the id %q: use at most 40 letters, digits, dashes, dots and underscores",
				d.ID, short(c.Front), c.ID)
		}
		first, tags := "", c.Tags
		if len(tags) > 0 {
			first, tags = tags[0], tags[1:]
		}
		if first != chapter {
			chapter = first
			fmt.Fprintln(out, strings.TrimRight("\n# "+escape(chapter, ""), " "))
		}
		writeCard(out, c, tags)
	}
	return out.Flush()
}

// writeCard writes a card below the chapter that is its first tag.
func writeCard(out io.Writer, c decks.Card, tags []string) {
	fmt.Fprintf(out, "\n## %s {#%s}\n", escape(c.Front, ""), c.ID)
	for _, l := range strings.Split(c.Back, "\n") {
		fmt.Fprintln(out, escapeLine(l))
	}
	var more strings.Builder
	field(&more, "> hint", c.Hint)
	for _, a := range c.Accept {
		field(&more, "> accept", a)
	}
	list(&more, "> require", c.Require, "|")
	list(&more, "> forbid", c.Forbid, "|")
	list(&more, "> tags", tags, ",")
	field(&more, "> lang", c.Lang)
	if c.Exact {
		field(&more, "> exact", "true")
	}
	if more.Len() > 0 {
		fmt.Fprintf(out, "\n%s", more.String())
	}
}

// field writes a line "key: text", if there is a text.
func field(out io.Writer, key, text string) {
	if text != "" {
		fmt.Fprintf(out, "%s: %s\n", key, escape(text, ""))
	}
}

// list writes a line "key: a | b", if there is an item.
func list(out io.Writer, key string, items []string, sep string) {
	var raw []string
	for _, item := range items {
		raw = append(raw, escape(item, sep))
	}
	if len(raw) > 0 {
		glue := " " + sep + " "
		if sep == "," {
			glue = ", "
		}
		fmt.Fprintf(out, "%s: %s\n", key, strings.Join(raw, glue))
	}
}

// escapeLine makes a line of a back such that it is read as text.
func escapeLine(text string) string {
	raw := escape(text, "")
	if chapterLine.MatchString(raw) || frontLine.MatchString(raw) || moreLine.MatchString(raw) {
		indent := len(raw) - len(strings.TrimLeft(raw, " "))
		return raw[:indent] + `\` + raw[indent:]
	}
	return raw
}
