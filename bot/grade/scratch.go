package grade

import (
	"sync"

	"github.com/overhoor/overhoor/bot/grade/lexicon"
)

// scratch is room for one answer and its alignments; a nil one takes that for
// alignments from the heap.
type scratch struct {
	given      passage
	evidence   evidence
	cells      room[cell]
	ints       room[int]
	alignments room[alignment]
	ties       room[bool]
	numbers    room[float64]
	votes      []float64   // of each card, for being the one that was answered
	said       sayable     // what the answer's words may be
	lines      lexicon.Set // in which the answer's terms stand
	kin        lexicon.Set // the neighbours of the answer's terms
}

// sayable is a set of prints that now and then takes a stranger for one of them:
// a bit for each.
type sayable [16]uint64

func (s *sayable) add(p print)      { s[p>>14%16] |= 1 << (p >> 8 % 64) }
func (s *sayable) has(p print) bool { return s[p>>14%16]>>(p>>8%64)&1 != 0 }

// hear adds a word, by all its prints.
func (s *sayable) hear(p *prints) {
	for _, x := range [...]print{p.fold, p.stem, p.root, p.denialFold, p.denialStem} {
		s.add(x)
	}
}

// touches tells whether some word heard may be kin of another or deny it, or the
// other way round.
func (s *sayable) touches(p *prints) bool {
	return s.has(p.fold) || s.has(p.stem) || s.has(p.root) || p.denialFold != 0 && (s.has(p.denialFold) || s.has(p.denialStem))
}

// Room for most answers.
const (
	roomyCells      = 1 << 13
	roomyInts       = 1 << 11
	roomyAlignments = 1 << 5
	roomyNumbers    = 1 << 9
)

func newScratches() *sync.Pool {
	return &sync.Pool{New: func() any {
		return &scratch{
			cells:      make(room[cell], 0, roomyCells),
			ints:       make(room[int], 0, roomyInts),
			alignments: make(room[alignment], 0, roomyAlignments),
			ties:       make(room[bool], 0, roomyInts),
			numbers:    make(room[float64], 0, roomyNumbers),
		}
	}}
}

// alignment gives an empty alignment of n wanted and m given units.
func (s *scratch) alignment(n, m int) *alignment {
	if s == nil {
		s = new(scratch)
	}
	a := &s.alignments.take(1)[0]
	links := s.ints.take(n + m)
	a.tied = s.ties.take(n)
	a.cells, a.wants, a.gives = s.cells.take(n*m), links[:n:n], links[n:]
	return a
}

// hear notes what the answer that was read into given can be compared with.
func (s *scratch) hear() {
	for i := range s.given.prints {
		s.said.hear(&s.given.prints[i])
	}
	for _, u := range s.given.parts {
		s.said.hear(&s.given.units[u].form.prints)
	}
	for _, t := range s.given.terms {
		s.lines.Add(t.lines)
		s.kin.Add(t.kin)
	}
}

// list gives an empty list for up to n numbers.
func (s *scratch) list(n int) []int {
	if s == nil {
		return make([]int, 0, n)
	}
	return s.ints.take(n)[:0]
}

// room is a stretch of memory of which the first part is taken; what is left is
// zero.
type room[T any] []T

// take gives room for n; from the heap when there is none left.
func (r *room[T]) take(n int) []T {
	from := len(*r)
	if from+n > cap(*r) {
		return make([]T, n)
	}
	*r = (*r)[:from+n]
	return (*r)[from : from+n : from+n]
}

// empty takes all back.
func (r *room[T]) empty() {
	clear(*r)
	*r = (*r)[:0]
}

// free gives an answer's room back: it and its alignments are done with. What
// the learner wrote is forgotten.
func (r *reader) free(p *passage) {
	s := p.scratch
	p.text, p.facts, s.evidence = "", nil, evidence{}
	clear(p.tokens)
	clear(p.markers)
	s.cells.empty()
	s.ints.empty()
	s.alignments.empty()
	s.ties.empty()
	s.numbers.empty()
	s.said = sayable{}
	for _, t := range s.given.terms {
		s.lines.Remove(t.lines)
		s.kin.Remove(t.kin)
	}
	r.scratches.Put(s)
}
