package format

import (
	"regexp"
	"slices"
	"strings"

	"github.com/overhoor/overhoor/decks"
	"golang.org/x/text/language"
)

// What gives a line of Markdown its meaning, as CommonMark has it: up to three
// spaces, then the sign.
var (
	chapterLine = regexp.MustCompile(`^ {0,3}#(?:\s+(?s:(.*)))?$`)
	frontLine   = regexp.MustCompile(`^ {0,3}##(?:\s+(?s:(.*)))?$`)
	moreLine    = regexp.MustCompile(`^ {0,3}>(?s:(.*))$`)
	fieldLine   = regexp.MustCompile(`^\s*([A-Za-z]+)\s*:(?s:(.*))$`)
	deckID      = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)
)

func looksMarkdown(lines []line) bool {
	if matter, _ := cutFrontMatter(lines); matter != nil {
		return true
	}
	return slices.ContainsFunc(lines, func(l line) bool { return frontLine.MatchString(l.text) })
}

// markdown is a Markdown deck half read.
type markdown struct {
	*builder
	chapter string
	card    *decks.Card // the one being read, or nil
	line    int         // where it began
	back    []line
}

func readMarkdown(b *builder, lines []line) {
	m := &markdown{builder: b}
	matter, body := cutFrontMatter(lines)
	for _, l := range carry(matter) {
		m.deckField(l)
	}
	for _, l := range carry(body) {
		m.read(l)
	}
	m.close()
}

// cutFrontMatter cuts off the lines between "---" and "---" at the top.
func cutFrontMatter(lines []line) (matter, body []line) {
	rest := lines
	for len(rest) > 0 && rest[0].blank() {
		rest = rest[1:]
	}
	if len(rest) == 0 || rest[0].text != "---" {
		return nil, lines
	}
	for i, l := range rest[1:] {
		switch {
		case l.text == "---":
			return rest[1 : i+1 : i+1], rest[i+2:]
		case frontLine.MatchString(l.text):
			return nil, rest[1:] // never closed
		}
	}
	return nil, lines
}

// carry joins the lines that end in a backslash to what follows them. The
// joined text keeps the backslash before its newline.
func carry(lines []line) []line {
	var out []line
	for i := 0; i < len(lines); i++ {
		first := i
		for i+1 < len(lines) && carries(lines[i].text) {
			i++
		}
		joined := line{n: lines[first].n, text: lines[first].text}
		if i > first {
			var text []string
			for _, l := range lines[first : i+1] {
				text = append(text, l.text)
			}
			joined.text = strings.Join(text, "\n")
		}
		out = append(out, joined)
	}
	return out
}

// carries tells whether a line ends in a backslash that no other one escapes.
func carries(text string) bool {
	return (len(text)-len(strings.TrimRight(text, `\`)))%2 == 1
}

func (m *markdown) read(l line) {
	if match := frontLine.FindStringSubmatch(l.text); match != nil {
		m.close()
		m.open(l.n, match[1])
	} else if match := chapterLine.FindStringSubmatch(l.text); match != nil {
		m.close()
		m.chapter = value(match[1])
	} else if match := moreLine.FindStringSubmatch(l.text); match != nil {
		m.cardField(line{l.n, match[1]})
	} else if m.card != nil {
		m.back = append(m.back, line{l.n, unescape(l.text)})
	} else if !l.blank() {
		m.problem(l.n, decks.FlawStray, `text before the first question (a line "## question"): %q`, short(l.text))
	}
}

// open begins a card.
func (m *markdown) open(n int, front string) {
	m.card, m.line, m.back = &decks.Card{}, n, nil
	if m.chapter != "" {
		m.card.Tags = []string{m.chapter}
	}
	text, id, ok := cutID(front)
	if ok && !cardID.MatchString(id) {
		m.problem(n, decks.FlawStrange, "the id %q: use at most 40 letters, digits, dashes, dots and underscores", short(id))
		id = ""
	}
	m.card.Front, m.card.ID = value(text), id
}

// close ends the card that was being read.
func (m *markdown) close() {
	if m.card == nil {
		return
	}
	m.card.Back = block(m.back)
	m.add(m.line, *m.card)
	m.card = nil
}

// cutID cuts the {#id} off a front.
func cutID(front string) (text, id string, ok bool) {
	at := strings.LastIndex(front, "{#")
	if at < 0 || !strings.HasSuffix(front, "}") || strings.HasSuffix(front[:at], `\`) {
		return front, "", false
	}
	return front[:at], front[at+2 : len(front)-1], true
}

// deckField reads a line of the front matter.
func (m *markdown) deckField(l line) {
	match := fieldLine.FindStringSubmatch(l.text)
	if match == nil {
		if !l.blank() {
			m.problem(l.n, decks.FlawStrange, `front matter holds lines like "title: ...": %q`, short(l.text))
		}
		return
	}
	text := value(match[2])
	switch strings.ToLower(match[1]) {
	case "title":
		m.deck.Title = flat(text)
	case "id":
		if m.deck.ID = text; !deckID.MatchString(text) {
			m.deck.ID = slug(text)
			m.problem(l.n, decks.FlawStrange, "the id %q: use at most 40 of a-z, 0-9 and dashes; read as %q", short(text), m.deck.ID)
		}
	case "lang":
		m.deck.Lang = m.lang(l.n, text)
	case "exact":
		m.deck.Exact = m.truth(l.n, text)
	case "owners":
		m.deck.Owners = values(match[2], ',')
	default:
		m.problem(l.n, decks.FlawStrange, "unknown key %q: front matter knows title, id, lang, exact and owners", match[1])
	}
}

// cardField reads a line "> key: value".
func (m *markdown) cardField(l line) {
	match := fieldLine.FindStringSubmatch(l.text)
	if m.card == nil || match == nil {
		m.problem(l.n, decks.FlawStrange, `a ">" line stands below a question and reads like "> hint: ..."; text begins with "\>": %q`, short(l.text))
		return
	}
	c, text := m.card, value(match[2])
	switch strings.ToLower(match[1]) {
	case "hint":
		c.Hint = text
	case "accept":
		if text != "" {
			c.Accept = append(c.Accept, text)
		}
	case "require":
		c.Require = append(c.Require, values(match[2], '|')...)
	case "forbid":
		c.Forbid = append(c.Forbid, values(match[2], '|')...)
	case "tags":
		for _, tag := range values(match[2], ',') {
			if !slices.Contains(c.Tags, tag) {
				c.Tags = append(c.Tags, tag)
			}
		}
	case "lang":
		c.Lang = m.lang(l.n, text)
	case "exact":
		c.Exact = m.truth(l.n, text)
	default:
		m.problem(l.n, decks.FlawStrange, "unknown key %q: a card knows hint, accept, require, forbid, tags, lang and exact", match[1])
	}
}

func (m *markdown) lang(n int, text string) string {
	tag, err := language.Parse(text)
	if err != nil {
		m.problem(n, decks.FlawStrange, "%q is no language: write nl, en, fr-BE, ...", short(text))
		return ""
	}
	return tag.String()
}

func (m *markdown) truth(n int, text string) bool {
	if text != "true" && text != "false" {
		m.problem(n, decks.FlawStrange, "exact is true or false, not %q", short(text))
	}
	return text == "true"
}
