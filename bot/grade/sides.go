package grade

import (
	"strings"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// sides are the two halves of a comparison: which part of the back speaks of
// which of the things compared.
type sides struct {
	names [2]map[string]bool // roots that name one side only
	parts [2]span            // of core[0]
	both  map[string]bool    // names that stand in the other part as well
	// shared tells of the units of core[0] whether their word stands in the other
	// part as well.
	shared []bool
}

// nameWithin is how many units from its beginning a side is named.
const nameWithin = 4

// findSides reads a back of two parts that each begin with a name that the
// front gave: "weer is ...; klimaat is ...". nil when it is not built so.
func findSides(p *passage, asked map[string]bool) *sides {
	for i, t := range p.tokens {
		if i == 0 || t.Gap < words.Sentence && !strings.Contains(p.between(i), ";") {
			continue
		}
		cut := p.first[i]
		s := &sides{parts: [2]span{{0, cut}, {cut, len(p.units)}}}
		s.names[0] = ownNames(p, s.parts[0], s.parts[1], asked)
		s.names[1] = ownNames(p, s.parts[1], s.parts[0], asked)
		if len(s.names[0]) > 0 && len(s.names[1]) > 0 {
			s.both = make(map[string]bool)
			for k := range s.names {
				for name := range s.names[k] {
					s.both[name] = holds(p.units[s.parts[1-k].from:s.parts[1-k].to], name)
				}
			}
			for i := range p.units {
				other := s.parts[int(flag(i < cut))]
				s.shared = append(s.shared, holds(p.units[other.from:other.to], p.units[i].form.Root))
			}
			return s
		}
	}
	return nil
}

// ownNames are the words of the front near one part's beginning that do not
// stand near the other's.
func ownNames(p *passage, part, other span, asked map[string]bool) map[string]bool {
	names := make(map[string]bool)
	for _, u := range p.units[part.from:min(part.from+nameWithin, part.to)] {
		if u.role == content && asked[u.form.Root] {
			names[u.form.Root] = true
		}
	}
	for _, u := range p.units[other.from:min(other.from+nameWithin, other.to)] {
		delete(names, u.form.Root)
	}
	return names
}

// between is what stands between a token and the one before it.
func (p *passage) between(i int) string {
	from := p.tokens[i-1].At + len(p.tokens[i-1].Raw)
	if from > p.tokens[i].At {
		return ""
	}
	return p.text[from:p.tokens[i].At]
}

// named tells which side a unit names, -1 for none. Four letters of a name
// will do: "assim" for "assimilatie".
func (s *sides) named(f *form) int {
	for k := range s.names {
		if s.names[k][f.Root] {
			return k
		}
		for name := range s.names[k] {
			if len(f.Fold) >= 3 && len(name) > len(f.Fold) && strings.HasPrefix(name, f.Fold) {
				return k
			}
		}
	}
	return -1
}

// tell says of each given unit which side it speaks of, and whether it names
// one. A name holds for its
// clause, or from where it stands when another was named there already, until
// the next name.
func (s *sides) tell(given *passage) (side []int, names []bool, named [2]bool) {
	side, names = make([]int, len(given.units)), make([]bool, len(given.units))
	now, clause, begin := -1, -1, 0
	here := false // a name stood in this clause
	for j, u := range given.units {
		if c := given.clause[u.token]; c != clause {
			clause, begin, here = c, j, false
		}
		k := s.named(u.form)
		names[j] = k >= 0
		if k >= 0 && !(here && s.both[u.form.Root]) {
			named[k], here = true, true
			if now < 0 {
				begin = 0
			}
			for b := begin; b < j && k != now; b++ {
				side[b] = k
			}
			now, begin = k, j
		}
		side[j] = now
	}
	return side, names, named
}

// weigh tells how much of each half was given where the answer speaks of that
// half, and how much where it speaks of the other; and how well what was said of
// each half fits the back.
func (s *sides) weigh(a *alignment) (own, crossed, fits [2]float64, named [2]bool) {
	side, names, named := s.tell(a.given)
	for k := range fits {
		good, all := 0.0, 0.0
		for j, u := range a.given.units {
			if side[j] == k && !names[j] {
				good += u.weight * a.asked(j)
				all += u.weight
			}
		}
		fits[k] = ratio(good, all)
	}
	for k, part := range s.parts {
		own[k] = s.recallOf(a, part, func(j int) bool { return side[j] == k })
		crossed[k] = s.recallOf(a, part, func(j int) bool { return side[j] == 1-k })
	}
	return own, crossed, fits, named
}

// recallOf is how much of one half some given units say; words that stand in
// the other half as well tell little.
func (s *sides) recallOf(a *alignment, part span, counts func(int) bool) float64 {
	sum, all := 0.0, 0.0
	for i := part.from; i < part.to; i++ {
		w := a.want.units[i].weight
		if s.shared[i] {
			w *= 0.2
		}
		all += w
		sum += w * a.recallFrom(span{i, i + 1}, counts)
	}
	return ratio(sum, all)
}

func holds(units []unit, root string) bool {
	for _, u := range units {
		if u.form.Root == root {
			return true
		}
	}
	return false
}
