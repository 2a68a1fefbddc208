package grade

import "math"

// likeness is 1 minus the edit distance over the longer length, or 0 where one
// is less than half as long as the other.
func likeness(a, b []rune) float64 {
	n := max(len(a), len(b))
	if n == 0 || math.Abs(float64(len(a)-len(b))) > 0.5*float64(n) {
		return 0
	}
	return 1 - float64(distance(a, b))/float64(n)
}

// stripe is 64 rows of a table of edit distances: by which bits a row is one
// more or one less than the row above, and where in the rows a letter stands.
type stripe struct {
	more, less uint64
	letters    [128]uint64
}

// distance is the edit distance, worked out 64 rows at a time by the bits of a
// word: Myers, "A fast bit-vector algorithm for approximate string matching"
// (1999), with the carries of Hyyrö (2003). a must not be empty.
func distance(a, b []rune) int {
	var few [2]stripe
	n := (len(a) + 63) / 64
	stripes := few[:min(n, len(few))]
	if n > len(few) {
		stripes = make([]stripe, n)
	}
	for i, r := range a {
		s := &stripes[i/64]
		s.more = ^uint64(0)
		if r < 128 {
			s.letters[r] |= 1 << (i % 64)
		}
	}
	last := (len(a) - 1) % 64
	d := len(a)
	for _, r := range b {
		more, less := uint64(1), uint64(0) // carried from stripe to stripe
		for k := range stripes {
			bit := 63
			if k == len(stripes)-1 {
				bit = last
			}
			s := &stripes[k]
			more, less = s.next(s.rows(r, a[64*k:]), more, less, bit)
		}
		d += int(more) - int(less)
	}
	return d
}

// rows tells in which rows a letter stands; part is the text from the first.
func (s *stripe) rows(r rune, part []rune) uint64 {
	if r < 128 {
		return s.letters[r]
	}
	var in uint64
	for i, q := range part[:min(64, len(part))] {
		if q == r {
			in |= 1 << i
		}
	}
	return in
}

// next goes on to the next column, and tells whether it is one more or one less
// than this in the row of a bit.
func (s *stripe) next(same, more, less uint64, bit int) (moreAt, lessAt uint64) {
	x := same | less
	level := ((x&s.more + s.more) ^ s.more) | x | s.less
	up := s.less | ^(level | s.more)
	down := level & s.more
	moreAt, lessAt = up>>bit&1, down>>bit&1
	up, down = up<<1|more, down<<1|less
	s.more, s.less = down|^(level|up), up&level
	return moreAt, lessAt
}
