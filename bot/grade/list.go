package grade

import (
	"sort"
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
	now := segment{}
	flush := func(to int) {
		if now.to = to; now.to > now.from {
			out = append(out, now)
		}
	}
	for i, t := range p.tokens {
		at := p.first[i]
		n := ordinalBullet(p, i)
		switch {
		case n > 0:
			flush(at)
			now = segment{span: span{from: p.first[i+1]}, number: n}
		case roles[t.Fold] == joining:
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

// ordinalBullet reads a learner's own numbering: "1.", "2)", "3 ".
func ordinalBullet(p *passage, i int) int {
	t := p.tokens[i]
	if t.Kind != words.Number || len(t.Raw) > 2 || i+1 >= len(p.tokens) || p.tokens[i+1].Kind != words.Word {
		return 0
	}
	n := 0
	for _, r := range t.Raw {
		if r < '0' || r > '9' {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	after := p.between(i + 1)
	if n >= 1 && n <= 20 && (strings.ContainsAny(after, ".)/:") || t.Gap >= words.Comma || i > 0 && n > 1) && after != "" && !strings.Contains(after, "-") {
		return n
	}
	return 0
}

func breaksList(p *passage, i int) bool {
	return p.tokens[i].Gap >= words.Comma || strings.ContainsAny(p.between(i), "+&>→•*|")
}

// taken is how an answer fits a list.
type taken struct {
	scores   []float64 // how well each item was found
	by       []segment // in which segment
	left     []segment // segments that are none of the items
	numbered bool      // the learner numbered his items
	astray   int       // numbered items that stand in another place
	repeats  int       // segments that say an item said before
}

// itemMatch is one possible match of an item and a segment.
type itemMatch struct {
	item, seg int
	score     float64
}

// foundAt is the score at which an item counts as found.
const foundAt = 0.5

// take assigns the answer's segments to the card's items, best first; a
// segment may hold several items when they share no words.
func (d *Deck) take(k *card, given *passage, have []bool) *taken {
	segs := given.segments()
	t := &taken{scores: make([]float64, len(k.items)), by: make([]segment, len(k.items))}
	aligned := make([][]*alignment, len(k.items))
	var all []itemMatch
	for i := range k.items {
		for _, form := range k.items[i].forms {
			aligned[i] = append(aligned[i], d.align(given, form, k.lang))
		}
		for s := range segs {
			if score := itemScore(aligned[i], segs[s].span); score > 0.15 {
				all = append(all, itemMatch{i, s, score})
			}
		}
	}
	sort.SliceStable(all, func(x, y int) bool { return all[x].score > all[y].score })
	used := make([]bool, len(given.units))
	served := make([]bool, len(segs))
	for _, m := range all {
		if t.scores[m.item] >= foundAt {
			served[m.seg] = served[m.seg] || m.score >= 0.8
			continue
		}
		if overlaps(aligned[m.item], segs[m.seg].span, used) {
			continue
		}
		if m.score >= foundAt {
			claim(aligned[m.item], segs[m.seg].span, used)
			served[m.seg] = true
		}
		if m.score > t.scores[m.item] {
			t.scores[m.item], t.by[m.item] = m.score, segs[m.seg]
		}
	}
	d.rest(k, t, given, segs, served, aligned)
	for i := range have {
		if have[i] {
			t.scores[i] = 1
		}
	}
	return t
}

// itemScore is how well a segment says an item, by the form of it that fits
// best.
func itemScore(forms []*alignment, s span) float64 {
	best := 0.0
	for _, a := range forms {
		r := a.recallFrom(a.want.all(), func(j int) bool { return j >= s.from && j < s.to })
		p := a.precision(s)
		if contraryIn(a, s) {
			r *= 0.3
		}
		best = max(best, r*(0.75+0.25*p))
	}
	return best
}

// contraryIn tells whether a segment says the opposite of a word of the item.
func contraryIn(a *alignment, s span) bool {
	for i := range a.want.units {
		for j := s.from; j < s.to; j++ {
			if a.cell(i, j).by == contrary && a.asked(j) < 0.5 && a.said(i) < 0.5 {
				return true
			}
		}
	}
	return false
}

// overlaps tells whether most words by which an item was found are taken.
func overlaps(forms []*alignment, s span, used []bool) bool {
	mine, gone := 0.0, 0.0
	for _, a := range forms {
		for j := s.from; j < s.to; j++ {
			if w := a.given.units[j].weight * a.asked(j); w > 0 {
				mine += w
				if used[j] {
					gone += w
				}
			}
		}
	}
	return gone > mine/2
}

func claim(forms []*alignment, s span, used []bool) {
	for _, a := range forms {
		for j := s.from; j < s.to; j++ {
			if a.asked(j) > 0.5 && a.given.units[j].weight > 0 {
				used[j] = true
			}
		}
	}
}

// rest sorts what no item took: wrong items, and words around the items.
func (d *Deck) rest(k *card, t *taken, given *passage, segs []segment, served []bool, aligned [][]*alignment) {
	for s, seg := range segs {
		if served[s] || given.weight(seg.span) < 0.3 || isTalk(given, seg.span) {
			continue
		}
		known := 0.0
		for _, forms := range aligned {
			for _, a := range forms {
				known = max(known, a.precision(seg.span))
			}
		}
		if known < 0.5 {
			t.left = append(t.left, seg)
		} else {
			t.repeats++
		}
	}
	for i, seg := range t.by {
		if seg.number > 0 && t.scores[i] >= foundAt {
			t.numbered = true
			if seg.number != i+1 {
				t.astray++
			}
		}
	}
}

// isTalk tells whether a segment is about the learner, not about the subject.
func isTalk(p *passage, s span) bool {
	text := strings.ToLower(p.slice(s))
	return says(text, dontKnow) || says(text, orders)
}

// slice is the text of some units as it was written.
func (p *passage) slice(s span) string {
	if s.from >= s.to {
		return ""
	}
	first, last := p.tokens[p.units[s.from].token], p.tokens[p.units[s.to-1].token]
	return p.text[first.At : last.At+len(last.Raw)]
}
