package bot

import (
	"strconv"

	"github.com/overhoor/overhoor/bot/phrase"
)

// leaf is a part of a long list, as one message shows it.
type leaf struct {
	from, to int      // what is shown: from the first, 0, to before the second
	turn     []Button // to the leaves before and after it; nil when there are none
}

// leaf finds the part of a list of n, so many on each, that begins with the
// number from, counted from 1; with anything else it is the first. The buttons
// are the command and the number that their leaf begins with.
func (t *talk) leaf(n, most int, from, command string) leaf {
	p := leaf{}
	if at, err := strconv.Atoi(from); err == nil && at > 1 && at <= n {
		p.from = at - 1
	}
	p.to = min(n, p.from+most)
	if p.from > 0 {
		p.turn = append(p.turn, t.button(phrase.PreviousLabel, command+" "+strconv.Itoa(max(1, p.from-most+1))))
	}
	if p.to < n {
		p.turn = append(p.turn, t.button(phrase.NextLabel, command+" "+strconv.Itoa(p.to+1)))
	}
	return p
}

// turning is the message with the buttons to the other leaves.
func (p leaf) turning(m Message) Message {
	if p.turn != nil {
		m.Buttons = append(m.Buttons, p.turn)
	}
	return m
}
