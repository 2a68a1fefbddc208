package grade

import "sync"

// scratch is room for one answer and its alignments; a nil one takes that for
// alignments from the heap.
type scratch struct {
	given      passage
	cells      room[cell]
	ints       room[int]
	alignments room[alignment]
	votes      []float64 // of each card, for being the one that was answered
}

// Room for most answers.
const (
	roomyCells      = 1 << 13
	roomyInts       = 1 << 11
	roomyAlignments = 1 << 5
)

func newScratches() *sync.Pool {
	return &sync.Pool{New: func() any {
		return &scratch{
			cells:      make(room[cell], 0, roomyCells),
			ints:       make(room[int], 0, roomyInts),
			alignments: make(room[alignment], 0, roomyAlignments),
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
	a.cells, a.wants, a.gives = s.cells.take(n*m), links[:n:n], links[n:]
	return a
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
	p.text, p.facts = "", nil
	clear(p.tokens)
	clear(p.markers)
	s.cells.empty()
	s.ints.empty()
	s.alignments.empty()
	r.scratches.Put(s)
}
