package grade

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// taken is how an answer fits a list.
type taken struct {
	scores   []float64 // how well each item was found
	by       []segment // in which segment
	left     []segment // segments that are none of the items
	extra    int       // how many of them stand by themselves
	numbered bool      // the learner numbered his items
	astray   int       // numbered items that come before one that they follow
	repeats  int       // segments that say an item said before
	stray    float64   // weight of words that no item explains
	turned   float64   // the share of items of which the opposite was said
	segments int       // how many there are, without talk
}

// itemMatch is one possible match of an item and a run of segments.
type itemMatch struct {
	item, from, to int // segments from one to before another
	score          float64
}

// foundAt is the score at which an item counts as found.
const foundAt = 0.5

// lister matches an answer with a list.
type lister struct {
	given   *passage
	segs    []segment
	aligned [][]*alignment // of each item and form
	own     []float64      // of each given unit, how well the best item explains it
	served  []bool         // segments that say an item
	longest []int          // of each item, how many segments may say it together
	turned  []float64      // of each item, how well a segment says its opposite
}

// run is the span of some segments.
func (l *lister) run(from, to int) span { return span{l.segs[from].from, l.segs[to-1].to} }

// take assigns the answer's segments to the card's items, best first; a
// segment may hold several items when they share no words.
func (d *Deck) take(k *card, given *passage, whole *alignment) *taken {
	s := given.scratch
	l := &lister{given: given, segs: given.segments(), own: s.numbers.take(len(given.units)), turned: s.numbers.take(len(k.items)), longest: s.list(len(k.items))}
	l.aligned = make([][]*alignment, 0, len(k.items))
	for _, it := range k.items {
		forms := make([]*alignment, 0, len(it.forms))
		for _, form := range it.forms {
			a := d.align(given, form, k.lang)
			forms = append(forms, a)
			for j := range l.own {
				l.own[j] = max(l.own[j], a.asked(j))
			}
		}
		l.aligned = append(l.aligned, forms)
		l.longest = append(l.longest, min(4, it.parts))
	}
	for j := range l.own {
		l.own[j] = max(l.own[j], whole.asked(j))
	}
	t := &taken{scores: s.numbers.take(len(k.items)), by: make([]segment, len(k.items))}
	l.assign(t)
	for i, turned := range l.turned {
		if t.scores[i] < foundAt {
			t.turned += turned / float64(len(k.items))
		}
	}
	l.rest(t)
	return t
}

// matches scores each item in each segment, best first.
func (l *lister) matches() []itemMatch {
	var all []itemMatch
	for i := range l.aligned {
		for s := range l.segs {
			for to := s + 1; to <= min(s+l.longest[i], len(l.segs)); to++ {
				if score := l.score(i, l.run(s, to)) - 0.02*float64(to-s-1); score > 0.1 {
					all = append(all, itemMatch{i, s, to, score})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(x, y itemMatch) int { return cmp.Compare(y.score, x.score) })
	return all
}

func (l *lister) assign(t *taken) {
	used := make([]bool, len(l.given.units))
	l.served = make([]bool, len(l.segs))
	for _, m := range l.matches() {
		s := l.run(m.from, m.to)
		if t.scores[m.item] >= foundAt || l.gone(m.item, s, used) {
			continue
		}
		if m.score > t.scores[m.item] {
			t.scores[m.item], t.by[m.item] = m.score, segment{span: s, number: l.segs[m.from].number}
		}
		if m.score >= foundAt {
			l.claim(m.item, s, used)
			for i := m.from; i < m.to; i++ {
				l.served[i] = true
			}
		}
	}
}

// score is how well a segment says an item, by the form of it that fits best:
// what of the item is there, and what of the segment no item explains.
func (l *lister) score(item int, s span) float64 {
	best := 0.0
	for _, a := range l.aligned[item] {
		if a.want.total() == 0 { // "Do" tells nothing but where it is wanted
			best = max(best, a.literally(s))
			continue
		}
		r := a.recallIn(a.want.all(), s)
		mine, strange := 0.0, 0.0
		for j := s.from; j < s.to; j++ {
			w := l.given.units[j].weight
			said := a.asked(j)
			mine += w * said
			strange += w * (1 - l.own[j])
			if len(l.segs) > 1 {
				strange += w * (l.own[j] - said) / 2
			}
		}
		score := (1 - (1-r)*(1-r)*(1-r)) * math.Sqrt(ratio(mine, mine+strange))
		if a.contraryIn(s, l.own) {
			l.turned[item] = max(l.turned[item], score)
			score *= 0.4
		}
		if !a.telling(s) {
			score *= 0.5
		}
		best = max(best, score*l.keyed(a, s))
	}
	return best
}

// keyed is how far a segment says what a keyed item ("proton: positief") tells
// of its key, and not only the key.
func (l *lister) keyed(a *alignment, s span) float64 {
	at := strings.IndexByte(a.want.text, ':')
	if at < 0 {
		return 1
	}
	value := a.want.all()
	for value.from < value.to && a.want.tokens[a.want.units[value.from].token].At < at {
		value.from++
	}
	if value.from == 0 || value.from == value.to {
		return 1
	}
	r := a.recallIn(value, s)
	return 0.55 + 0.45*min(1, 2*r)
}

// telling tells whether a segment says a word that sets the item apart from
// the others and the question, when it has one.
func (a *alignment) telling(s span) bool {
	any := false
	for i, u := range a.want.units {
		if u.role != content || u.weight < u.rarity/2 {
			continue
		}
		any = true
		for j := s.from; j < s.to; j++ {
			if c := a.cell(i, j); c.sim > 0.3 {
				return true
			}
		}
	}
	return !any
}

// contraryIn tells whether some given units say the opposite of a word of the
// item, or deny it; but not what another item says.
func (a *alignment) contraryIn(s span, explained []float64) bool {
	for _, c := range a.contraries() {
		if c.given >= s.from && c.given < s.to && explained[c.given] < 0.9 {
			return true
		}
	}
	for j := s.from; j < s.to; j++ {
		if i := a.gives[j]; i >= 0 && a.want.units[i].weight > 0.1 && a.given.negated(j) != a.want.negated(i) != (a.cell(i, j).by == turned) {
			return true
		}
	}
	return false
}

// gone tells whether most words by which an item was found are taken.
func (l *lister) gone(item int, s span, used []bool) bool {
	mine, gone := 0.0, 0.0
	for _, a := range l.aligned[item] {
		for j := s.from; j < s.to; j++ {
			w := a.given.units[j].weight * a.asked(j)
			mine += w
			if used[j] {
				gone += w
			}
		}
	}
	return gone > mine/2
}

func (l *lister) claim(item int, s span, used []bool) {
	for _, a := range l.aligned[item] {
		for j := s.from; j < s.to; j++ {
			if a.asked(j) > 0.5 && a.given.units[j].weight > 0.2 {
				used[j] = true
			}
		}
	}
}

// rest sorts what no item took: wrong items, and items said again.
func (l *lister) rest(t *taken) {
	lower := strings.ToLower(l.given.text)
	talks := dontKnow.isNear(lower) || orders.isNear(lower)
	for s, seg := range l.segs {
		if talks && isTalk(l.given, seg.span) {
			continue
		}
		t.segments++
		if !l.served[s] && (seg.aside || s+1 < len(l.segs) && l.segs[s+1].aside && l.served[s+1]) {
			t.segments--
			continue
		}
		strange, all := 0.0, 0.0
		for j := seg.from; j < seg.to; j++ {
			w := l.given.units[j].weight
			all += w
			strange += w * (1 - l.own[j])
		}
		t.stray += strange
		switch {
		case l.served[s] && l.given.isBare(seg.span):
			t.left = append(t.left, l.unexplained(seg)...)
		case l.served[s] || all < 0.3:
		case strange > all/2, strange >= ownWord && l.best(seg.span) < foundAt:
			t.left = append(t.left, seg)
			if strange >= ownWord && !l.given.abbreviated(seg.span) {
				t.extra++
			}
		default:
			t.repeats++
		}
	}
	last := 0
	for i, seg := range t.by {
		if seg.number > 0 && t.scores[i] >= 0.75 {
			t.numbered = true
			if seg.number < last {
				t.astray++
			}
			last = max(last, seg.number)
		}
	}
}

// ownWord is the weight of words that make a segment say something else than
// the items whose words it shares.
const ownWord = 0.6

// best is how well some units say the item that they say best.
func (l *lister) best(s span) float64 {
	best := 0.0
	for i := range l.aligned {
		best = max(best, l.score(i, s))
	}
	return best
}

// unexplained are the words of a segment that no item says.
func (l *lister) unexplained(seg segment) []segment {
	var out []segment
	for j := seg.from; j < seg.to; j++ {
		if l.own[j] < 0.2 && l.given.units[j].weight > 0.6 && !l.given.units[j].part {
			out = append(out, segment{span: span{j, j + 1}})
		}
	}
	return out
}

// keep counts items that were found in an earlier go.
func (t *taken) keep(k *card, have []string) {
	for i, it := range k.items {
		if isAmong(it.text, have) {
			t.scores[i] = max(t.scores[i], 0.95)
		}
	}
}

// chances are the probabilities that all items were found and nothing wrong
// was said beside them, and that any was found.
func (t *taken) chances(ordered bool) (all, any, whole float64) {
	all, none := 1.0, 1.0
	for _, s := range t.scores {
		p := 1 / (1 + math.Exp(-12*(s-0.4)))
		all *= p
		none *= 1 - p
	}
	whole = all * math.Pow(0.35, float64(len(t.left)))
	if ordered && t.numbered && t.astray > 0 {
		whole *= 0.05
	}
	return all, 1 - none, whole
}
