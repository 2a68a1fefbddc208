package discord

import (
	"cmp"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overhoor/overhoor/bot"
)

const (
	maxContent = 2000 // runes of a message; an embed takes more, but may have to do without its looks
	maxMarks   = 16   // runes of the marks around a piece
)

// escapable are the signs that get a backslash.
const escapable = "\\*_~`|[]<>#"

// What Discord would read as markup: these signs anywhere, and a line that
// begins like a list.
var (
	signs     = strings.NewReplacer(escapes()...)
	listStart = regexp.MustCompile(`^(\s*)([-+]|\d+)(\.?)`)
)

// escapes pairs each sign with how it is written.
func escapes() []string {
	var pairs []string
	for _, sign := range escapable {
		pairs = append(pairs, string(sign), `\`+string(sign))
	}
	return pairs
}

// escape makes plain text look on Discord as it was written. start says that
// it begins a line.
func escape(s string, start bool) string {
	s = signs.Replace(s)
	if !start {
		return s
	}
	m := listStart.FindStringSubmatchIndex(s)
	switch {
	case m == nil:
		return s
	case m[6] < m[7]: // "1."
		return s[:m[6]] + `\` + s[m[6]:]
	case s[m[4]] == '-' || s[m[4]] == '+':
		return s[:m[4]] + `\` + s[m[4]:]
	}
	return s
}

// markdown writes a text in Discord's markup, cut at its lines into as few
// contents as Discord allows. There is always one, and none is empty.
func markdown(t bot.Text) []string {
	var contents []string
	var now strings.Builder
	runes := 0
	for _, line := range lines(t) {
		n := utf8.RuneCountInString(line)
		if runes > 0 && runes+1+n > maxContent {
			contents = append(contents, now.String())
			now.Reset()
			runes = 0
		}
		if runes > 0 {
			now.WriteByte('\n')
			runes++
		}
		now.WriteString(line)
		runes += n
	}
	contents = append(contents, now.String())
	for i, c := range contents {
		if strings.TrimSpace(c) == "" {
			contents[i] = "\u200b"
		}
	}
	return contents
}

// lines renders each line by itself, so that markup never spans two. A line
// too long for a message becomes several.
func lines(t bot.Text) []string {
	all := []string{""}
	for _, span := range t.Spans() {
		for i, text := range strings.Split(span.Text, "\n") {
			if i > 0 {
				all = append(all, "")
			}
			for n, piece := range pieces(text) {
				last := &all[len(all)-1]
				if n > 0 || utf8.RuneCountInString(*last)+costs(piece)+maxMarks > maxContent {
					all = append(all, "")
					last = &all[len(all)-1]
				}
				*last = join(*last, style(piece, span, *last == ""))
			}
		}
	}
	return all
}

// pieces cuts a text that is too long for a message.
func pieces(s string) []string {
	var all []string
	for {
		at := reach(s, maxContent-maxMarks)
		all = append(all, s[:at])
		if s = s[at:]; s == "" {
			return all
		}
	}
}

// reach is how many bytes of a line go into room once they are escaped, cut behind
// a sentence if possible, else behind a word, else anywhere.
func reach(s string, room int) int {
	sentence, word := 0, 0
	var last rune
	for i, r := range s {
		if room -= cost(r); room < 0 {
			return cmp.Or(sentence, word, i)
		}
		if unicode.IsSpace(r) {
			word = i + utf8.RuneLen(r)
			if strings.ContainsRune(".?!…", last) {
				sentence = word
			}
		}
		last = r
	}
	return len(s)
}

// cost is how many runes a sign takes once it is escaped.
func cost(r rune) int {
	if strings.ContainsRune(escapable, r) {
		return 2
	}
	return 1
}

func costs(s string) int {
	n := 0
	for _, r := range s {
		n += cost(r)
	}
	return n
}

// style marks a piece of one line as bold, italic or hidden. The marks stand at
// the words: around a space they would be signs.
func style(s string, span bot.Span, start bool) string {
	words := strings.TrimSpace(s)
	mark := marks(span)
	if words == "" || mark == "" {
		return escape(s, start)
	}
	before, after, _ := strings.Cut(s, words)
	return before + mark + escape(words, false) + reversed(mark) + after
}

// marks are what stands before words of that style.
func marks(span bot.Span) string {
	mark := ""
	if span.Hidden {
		mark = "||"
	}
	if span.Strong {
		mark += "**"
	}
	if span.Soft {
		mark += "*"
	}
	return mark
}

// reversed are the marks as they stand behind the words.
func reversed(marks string) string {
	if stars, hidden := strings.CutPrefix(marks, "||"); hidden {
		return stars + "||"
	}
	return marks
}

// join keeps the marks of two neighbours apart: "**a**" and "*b*" side by side
// would be read as one.
func join(a, b string) string {
	if strings.HasSuffix(a, "*") && strings.HasPrefix(b, "*") {
		return a + "\u200b" + b
	}
	return a + b
}
