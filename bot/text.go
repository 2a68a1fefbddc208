package bot

import "strings"

// Text is what a message says, in a tiny markup that every platform can show:
// <b>strong</b>, <i>soft</i>, <s>hidden</s> until who wants to see it uncovers
// it, and &lt; &gt; &amp; for the signs themselves.
// Nothing else is a tag. Plain strings become Text through Escape only, so
// what a learner or an author wrote can't turn into markup.
type Text string

// Escape makes Text of a plain string.
func Escape(s string) Text {
	if !strings.ContainsAny(s, "&<>") {
		return Text(s) // nearly all, and quickly
	}
	return Text(strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s))
}

// Plain is the text without its markup.
func (t Text) Plain() string {
	return strings.NewReplacer("<b>", "", "</b>", "", "<i>", "", "</i>", "", "<s>", "", "</s>", "",
		"&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(string(t))
}

// Span is a piece of text with one style.
type Span struct {
	Text   string // plain
	Strong bool
	Soft   bool
	Hidden bool
}

// Spans cuts the text into pieces of one style, for platforms with a markup of
// their own.
func (t Text) Spans() []Span {
	var spans []Span
	var style Span
	rest := string(t)
	for rest != "" {
		at, tag := nextTag(rest)
		if at > 0 {
			style.Text = Text(rest[:at]).Plain()
			spans = append(spans, style)
		}
		switch tag {
		case "<b>", "</b>":
			style.Strong = tag == "<b>"
		case "<i>", "</i>":
			style.Soft = tag == "<i>"
		case "<s>", "</s>":
			style.Hidden = tag == "<s>"
		}
		rest = rest[at+len(tag):]
	}
	return spans
}

// nextTag finds the first tag in s; without one it is at the end and empty.
func nextTag(s string) (at int, tag string) {
	at = len(s)
	for _, t := range []string{"<b>", "</b>", "<i>", "</i>", "<s>", "</s>"} {
		if i := strings.Index(s, t); i >= 0 && i < at {
			at, tag = i, t
		}
	}
	return at, tag
}

// strong, soft and hidden mark up a text, if there is any.
func strong(x Text) Text { return marked("<b>", x, "</b>") }
func soft(x Text) Text   { return marked("<i>", x, "</i>") }
func hidden(x Text) Text { return marked("<s>", x, "</s>") }

func marked(open, x, end Text) Text {
	if x == "" {
		return ""
	}
	return open + x + end
}

// lines joins what isn't empty, a line each.
func lines(all ...Text) Text {
	var kept []string
	for _, l := range all {
		if l != "" {
			kept = append(kept, string(l))
		}
	}
	return Text(strings.Join(kept, "\n"))
}

// shortName is a person's name as we say it: one short line that calls nobody.
func shortName(name string) string {
	name = strings.Join(strings.Fields(strings.ReplaceAll(name, "@", "")), " ")
	return cut(name, 20)
}

// echo is what somebody typed, as we repeat it: it calls nobody either.
func echo(s string, most int) string { return cut(strings.ReplaceAll(s, "@", ""), most) }

// cut shortens a text to so many characters.
func cut(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return strings.TrimSpace(string(runes[:most-1])) + "…"
}
