package grade

import (
	"strconv"
	"strings"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// segment is one thing that an answer to a list card enumerates.
type segment struct {
	span
	number int  // the learner's own number before it, 0 for none
	aside  bool // it elaborates what stands before it: in parentheses, an example
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
	steps := p.sequence()
	for i := 0; i < len(p.tokens); i++ {
		at := p.first[i]
		n, long := p.numbering(i, last, steps)
		switch {
		case n > 0:
			last = n
			flush(at)
			i += long - 1
			now = segment{span: span{from: p.first[i+1]}, number: n}
		case p.joins(i):
			flush(at)
			now = segment{span: span{from: p.first[i+1]}, aside: now.aside && !strings.Contains(p.between(i), ")")}
		case i > 0 && breaksList(p, i):
			if now.from < at {
				flush(at)
				now = segment{span: span{from: at}, aside: p.elaborates(i, now.aside)}
			}
		}
	}
	flush(len(p.units))
	return out
}

// elaborates tells whether what begins at a token says more about what stands
// before it: in parentheses, which may go on, or as an example.
func (p *passage) elaborates(i int, within bool) bool {
	between := p.between(i)
	open, shut := strings.LastIndexByte(between, '('), strings.LastIndexByte(between, ')')
	if open >= 0 || shut >= 0 {
		return open > shut
	}
	return within || isExample(p.tokens[i].Fold)
}

func isExample(word string) bool {
	switch word {
	case "bv", "bijv", "bijvoorbeeld", "zoals", "eg", "like", "oftewel", "dus", "namelijk", "ofwel":
		return true
	}
	return false
}

// numbering reads how the learner tells which step is next, and in how many
// tokens: "2)", "stap 2", or in a sequence "daarna".
func (p *passage) numbering(i, last int, sequence bool) (n, long int) {
	if n = ordinalBullet(p, i, last); n > 0 {
		return n, 1
	}
	if i+2 < len(p.tokens) && isStep(p.tokens[i].Fold) && p.tokens[i+1].Kind == words.Number {
		if n, err := strconv.Atoi(p.tokens[i+1].Raw); err == nil && n >= 1 && n <= 20 {
			return n, 2
		}
	}
	if long = p.sequencer(i); sequence && long > 0 && i+long < len(p.tokens) {
		return last + 1, long
	}
	return 0, 0
}

func isStep(word string) bool {
	switch word {
	case "stap", "fase", "stadium", "step", "phase", "stage", "schritt", "nummer", "nr":
		return true
	}
	return false
}

// sequence tells whether an answer says in words what comes first and what
// comes next.
func (p *passage) sequence() bool {
	n := 0
	for i := range p.tokens {
		if p.sequencer(i) > 0 {
			n++
		}
	}
	return n >= 2
}

// sequencer is how many tokens long a word is that says that the next step
// begins here, 0 when none does.
func (p *passage) sequencer(i int) int {
	starts := i == 0 || p.tokens[i].Gap >= words.Comma || p.joins(i-1)
	switch p.tokens[i].Fold {
	case "daarna", "vervolgens", "tenslotte", "uiteindelijk", "afterwards", "finally", "lastly", "danach", "anschliessend", "schliesslich", "zuletzt", "ensuite", "enfin":
		return 1
	case "eerst", "dan", "first", "firstly", "then", "next", "zuerst", "dann", "puis":
		if starts {
			return 1
		}
	case "ten", "tot", "als", "after":
		if i+1 < len(p.tokens) && starts {
			switch p.tokens[i+1].Fold {
			case "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "slotte", "slot", "laatste", "that":
				return 2
			}
		}
	}
	return 0
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
	if p.tokens[i].Gap >= words.Comma {
		return true
	}
	between := p.between(i)
	return between != " " && strings.ContainsAny(between, "+&>→•*|")
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

// abbreviated tells whether some units are only initials: "NOIR: nominal, ..."
func (p *passage) abbreviated(s span) bool {
	text := p.slice(s)
	return len(text) <= 2 || len(text) <= 6 && text == strings.ToUpper(text)
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
