package grade

import (
	"strconv"
	"strings"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// segment is one thing that an answer to a list card enumerates.
type segment struct {
	span
	number int // the learner's own number before it, 0 for none
}

// segments cuts an answer where a list goes on: at commas, lines, numbers and
// words that join.
func (p *passage) segments() []segment {
	var out []segment
	now, last := segment{}, 0
	flush := func(to int) {
		if now.to = to; now.to > now.from {
			out = append(out, now)
		}
	}
	for i, t := range p.tokens {
		at := p.first[i]
		n := ordinalBullet(p, i, last)
		switch {
		case n > 0:
			last = n
			flush(at)
			now = segment{span: span{from: p.first[i+1]}, number: n}
		case roleOf(t) == joining:
			flush(at)
			now = segment{span: span{from: p.first[i+1]}}
		case i > 0 && breaksList(p, i):
			if now.from < at {
				flush(at)
				now = segment{span: span{from: at}}
			}
		}
	}
	flush(len(p.units))
	return out
}

// ordinalBullet reads a learner's own numbering: "1.", "2)", and "3" where 2
// was before it.
func ordinalBullet(p *passage, i, last int) int {
	t := p.tokens[i]
	if t.Kind != words.Number || len(t.Raw) > 2 || i+1 >= len(p.tokens) || p.tokens[i+1].Kind != words.Word {
		return 0
	}
	n, err := strconv.Atoi(t.Raw)
	after := p.between(i + 1)
	if err != nil || n < 1 || n > 20 || after == "" || strings.Contains(after, "-") {
		return 0
	}
	if strings.ContainsAny(after, ".)/:") || n == last+1 && (n > 1 || i == 0) {
		return n
	}
	return 0
}

func breaksList(p *passage, i int) bool {
	return p.tokens[i].Gap >= words.Comma || strings.ContainsAny(p.between(i), "+&>→•*|")
}

// isBare tells whether a segment enumerates words without any separator.
func (p *passage) isBare(s span) bool {
	for _, u := range p.units[s.from:s.to] {
		if u.role != content {
			return false
		}
	}
	return s.to-s.from >= 3
}

// isTalk tells whether a segment is about the learner, not about the subject.
func isTalk(p *passage, s span) bool {
	text := strings.ToLower(p.slice(s))
	return dontKnow.in(text) || orders.in(text)
}

// slice is the text of some units as it was written.
func (p *passage) slice(s span) string {
	if s.from >= s.to {
		return ""
	}
	first, last := p.tokens[p.units[s.from].token], p.tokens[p.units[s.to-1].token]
	return p.text[first.At : last.At+len(last.Raw)]
}
