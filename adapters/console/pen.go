package console

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
	"golang.org/x/term"

	"github.com/overhoor/overhoor/bot"
)

// pen draws messages as lines.
type pen struct {
	width int // columns, 0 for no end
	color bool
	group bool
}

// speaker begins what the bot says in a group.
const speaker = "bot: "

// narrowest is the narrowest terminal that lines are wrapped for.
const narrowest = 40

func newPen(cfg Config) pen {
	p := pen{group: cfg.Group, color: cfg.Color == Always}
	if cfg.Color == Auto {
		p.color = isTerminal(cfg.In) && isTerminal(cfg.Out) && os.Getenv("NO_COLOR") == ""
	}
	p.width = columns(cfg.Out)
	if p.group && p.width > 0 {
		p.width -= len(speaker)
	}
	return p
}

// columns is how wide a terminal is; 0 for what is none.
func columns(out io.Writer) int {
	if !isTerminal(out) {
		return 0
	}
	width, _, err := term.GetSize(int(out.(*os.File).Fd()))
	if err != nil || width == 0 {
		return 80
	}
	return max(width, narrowest)
}

// message draws a message and a blank line, above it where its picture is. Its buttons are numbered from
// first on. In a group it says who speaks, and to whom when it is private.
func (p pen) message(m bot.Message, picture, asker string, first int) string {
	lead := ""
	if p.group {
		lead = speaker
		if m.Private && asker != "" {
			lead = "bot (" + asker + "): "
		}
	}
	indent := strings.Repeat(" ", min(len(lead), len(speaker)))
	lines := p.text(m)
	if picture != "" {
		lines = append(wrap(clean(picture), p.width), lines...)
	}
	for _, row := range m.Buttons {
		lines = append(lines, p.row(row, first)...)
		first += len(row)
	}
	for i := range lines {
		if i > 0 {
			lead = indent
		}
		lines[i] = strings.TrimRight(lead+lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n\n"
}

// text draws the text, its first line in the colour of its tone, or the emoji
// that stands for it.
func (p pen) text(m bot.Message) []string {
	if m.React != "" {
		return []string{m.React}
	}
	if m.Scoreboard != nil {
		m.Text = inOneLine(m.Text)
	}
	var b strings.Builder
	for _, s := range m.Text.Spans() {
		b.WriteString(p.styled(s))
	}
	var lines []string
	for i, line := range strings.Split(strings.TrimRight(b.String(), "\n"), "\n") {
		wrapped := wrap(line, p.width)
		if i == 0 {
			for j := range wrapped {
				wrapped[j] = p.paint(toneColor(m.Tone), wrapped[j], "39")
			}
		}
		lines = append(lines, wrapped...)
	}
	return lines
}

// inOneLine is a scoreboard where nothing can be edited: it stands there each time.
func inOneLine(t bot.Text) bot.Text {
	title, rest, _ := strings.Cut(string(t), "\n")
	return bot.Text(title + ": " + strings.NewReplacer("\n", ", ", " · ", " ").Replace(rest))
}

// row draws buttons as numbered choices, kept whole at the end of a line.
func (p pen) row(buttons []bot.Button, first int) []string {
	var b strings.Builder
	for i, button := range buttons {
		choice := fmt.Sprintf("[%d] %s", first+i, clean(button.Label))
		b.WriteString(strings.ReplaceAll(choice, " ", noBreak) + "  ")
	}
	lines := wrap(strings.TrimRight(b.String(), " "), p.width)
	for i := range lines {
		lines[i] = p.paint("36", strings.ReplaceAll(lines[i], noBreak, " "), "39")
	}
	return lines
}

// noBreak stands for a blank at which no line is broken.
const noBreak = "\u00a0"

// styled is a span with its style switched on and off.
func (p pen) styled(s bot.Span) string {
	text := clean(s.Text)
	if s.Strong {
		text = p.paint("1", text, "22")
	}
	if s.Soft {
		text = p.paint("2", text, "22")
	}
	return text
}

// paint puts text between two of the terminal's codes.
func (p pen) paint(on, text, off string) string {
	if !p.color || on == "" || text == "" {
		return text
	}
	return "\x1b[" + on + "m" + text + "\x1b[" + off + "m"
}

func toneColor(t bot.Tone) string {
	switch t {
	case bot.Good:
		return "32"
	case bot.Almost:
		return "33"
	case bot.Wrong:
		return "31"
	case bot.Unsure:
		return "35"
	}
	return ""
}

// clean drops control characters, so that no deck and no learner can steer the
// terminal.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\t", " "))
}

var codes = regexp.MustCompile("\x1b\\[[0-9]*m")

// wrap breaks a line at blanks so that it fits the width, 0 for no end. A word
// that is wider stands alone.
func wrap(line string, width int) []string {
	columns := func(s string) int { return runewidth.StringWidth(codes.ReplaceAllString(s, "")) }
	if width == 0 || columns(line) <= width {
		return []string{line}
	}
	var lines []string
	at := ""
	for _, word := range strings.Split(line, " ") {
		switch {
		case at == "":
			at = word
		case columns(at+" "+word) <= width:
			at += " " + word
		default:
			lines = append(lines, strings.TrimRight(at, " "))
			at = word
		}
	}
	return append(lines, at)
}
