package grade

import (
	"github.com/overhoor/overhoor/bot/grade/facts"
	"github.com/overhoor/overhoor/bot/grade/lexicon"
	"github.com/overhoor/overhoor/bot/grade/words"
)

// means tells by what means two units were found alike.
type means uint8

const (
	unlike means = iota
	sameForm
	sameRoot
	misspelt
	sameSense
	contrary   // one is the other's opposite
	contrasted // opposites if they speak of the same thing: before and after
	turned     // one is the other's opposite, denied: "niet statisch" for "dynamisch"
)

// cell is how one wanted unit compares to one given unit.
type cell struct {
	sim float32 // 0 to 1; of an opposite, too
	by  means
}

// alignment is how two passages compare: a cell for each pair of units, and
// for each unit its best counterpart.
type alignment struct {
	want, given *passage
	cells       []cell // want's units × given's
	wants       []int  // the given unit that says it best, -1 for none
	gives       []int  // the wanted unit it says best, -1 for none
	tied        []bool // wanted units that have a cell with something in it
	opposes     bool   // some cell is an opposite
	opposed     []pair // what contraries found
	looked      bool   // it looked
}

// align compares what was given with what was wanted.
func (r *reader) align(given, want *passage, lang string) *alignment {
	a := r.compare(given, want)
	a.fromAfar()
	a.settle()
	a.bySlip(r, lang)
	return a
}

// skim is align without looking for slips of the pen, or far in the lexicon.
func (r *reader) skim(given, want *passage) *alignment {
	a := r.compare(given, want)
	a.settle()
	return a
}

// compare compares each wanted unit with each given one.
func (r *reader) compare(given, want *passage) *alignment {
	n, m := len(want.units), len(given.units)
	a := given.scratch.alignment(n, m)
	a.want, a.given = want, given
	a.byForm()
	a.bySense(r.lex)
	a.byNumber()
	return a
}

func (a *alignment) cell(i, j int) *cell { return &a.cells[i*len(a.given.units)+j] }

// row are the cells of a wanted unit.
func (a *alignment) row(i int) []cell {
	n := len(a.given.units)
	return a.cells[i*n : i*n+n]
}

func (a *alignment) tie(i, j int, sim float64, by means) {
	if c := a.cell(i, j); float32(sim) > c.sim {
		*c, a.tied[i] = cell{float32(sim), by}, true
		a.opposes = a.opposes || by == contrary || by == contrasted
	}
}

func (a *alignment) byForm() {
	for i := range a.want.prints {
		w := &a.want.prints[i]
		if s := a.given.scratch; s != nil && !s.said.touches(w) {
			continue
		}
		for j := range a.given.prints {
			g := &a.given.prints[j]
			if sim := w.kinship(g); sim > 0 {
				a.tieSpans(a.want.unitsOf(i), a.given.unitsOf(j), sim, formed(sim))
			} else if w.denies(g) || g.denies(w) {
				a.tieSpans(a.want.unitsOf(i), a.given.unitsOf(j), 0.01, contrary)
			}
		}
	}
	for i := range a.want.units {
		w := &a.want.units[i]
		if !w.part && len(a.given.parts) == 0 {
			continue
		}
		if s := a.given.scratch; s != nil && !s.said.touches(&w.form.prints) {
			continue
		}
		if !w.part {
			for _, j := range a.given.parts {
				a.tieKin(w, i, j)
			}
			continue
		}
		for j := range a.given.units {
			a.tieKin(w, i, j)
		}
	}
}

func (a *alignment) tieKin(w *unit, i, j int) {
	if sim := w.form.kinship(&a.given.units[j].form.prints); sim > 0 {
		a.tie(i, j, sim, formed(sim))
	}
}

func formed(sim float64) means {
	if sim == 1 {
		return sameForm
	}
	return sameRoot
}

// unitsOf is the span of a token's units.
func (p *passage) unitsOf(token int) span { return span{p.first[token], p.first[token+1]} }

// trust is how far a relation of the lexicon counts as saying the same.
func trust(r lexicon.Relation) float64 {
	switch r {
	case lexicon.Same:
		return 1
	case lexicon.Synonym, lexicon.Translation:
		return 0.9
	case lexicon.Describes:
		return 0.8
	case lexicon.Derived:
		return 0.75
	case lexicon.Near, lexicon.Narrower:
		return 0.6
	case lexicon.Broader:
		return 0.4
	}
	return 0
}

func (a *alignment) bySense(lex *lexicon.Lexicon) {
	for i := range a.want.terms {
		w := &a.want.terms[i]
		if s := a.given.scratch; s != nil && !s.lines.Has(w.lines) {
			continue
		}
		for j := range a.given.terms {
			g := &a.given.terms[j]
			if w.id != g.id && !w.sketch.Meets(&g.sketch) {
				continue
			}
			rs := lex.Relations(g.id, w.id)
			switch r := rs.Strongest(); {
			case rs == 0:
			case r != lexicon.Opposite && r != lexicon.Contrast:
				a.tieSpans(w.at, g.at, trust(r), sameSense)
			case a.given.negated(g.at.from) != a.want.negated(w.at.from) && r == lexicon.Opposite:
				a.tieSpans(w.at, g.at, 0.7, turned)
			case r == lexicon.Opposite:
				a.tieSpans(w.at, g.at, 0.01, contrary)
			default:
				a.tieSpans(w.at, g.at, 0.01, contrasted)
			}
		}
	}
}

// byNumber notes numbers that differ, and ties those that are equal however
// they are written.
func (a *alignment) byNumber() {
	for _, w := range a.want.facts {
		for _, g := range a.given.facts {
			if compareFacts(g, w) >= facts.Finer {
				a.tieSpans(a.want.unitsFrom(w.From, w.To), a.given.unitsFrom(g.From, g.To), 1, sameForm)
			}
		}
	}
	for i := range a.want.tokens {
		w := &a.want.tokens[i]
		if w.Kind != words.Number {
			continue
		}
		for j := range a.given.tokens {
			g := &a.given.tokens[j]
			if g.Kind == words.Number && w.Fold != g.Fold {
				a.tieSpans(a.want.unitsOf(i), a.given.unitsOf(j), 0.01, contrary)
			}
		}
	}
}

// unitsFrom is the span of some tokens' units.
func (p *passage) unitsFrom(from, to int) span { return span{p.first[from], p.first[to]} }

func (a *alignment) tieSpans(w, g span, sim float64, by means) {
	for i := w.from; i < w.to; i++ {
		for j := g.from; j < g.to; j++ {
			a.tie(i, j, sim, by)
		}
	}
}

// leastSim is above what a counterpart must be alike.
const leastSim = 0.1

// settle finds each unit's best counterpart; of equals, one that nothing else
// took yet.
func (a *alignment) settle() {
	best := a.given.scratch.list(len(a.gives)) // of each given unit, the first wanted unit that it is most like
	for j := range a.gives {
		a.gives[j], best = -1, append(best, -1)
	}
	for i := range a.wants {
		a.wants[i] = -1
		if !a.tied[i] {
			continue
		}
		most := float32(leastSim)
		for j, c := range a.row(i) {
			if c.sim <= leastSim {
				continue
			}
			if c.sim > most || c.sim == most && a.wants[i] >= 0 && a.gives[a.wants[i]] >= 0 && a.gives[j] < 0 {
				most, a.wants[i] = c.sim, j
			}
			if best[j] < 0 || c.sim > a.cell(best[j], j).sim {
				best[j] = i
			}
		}
		if j := a.wants[i]; j >= 0 && (a.gives[j] < 0 || most > a.cell(a.gives[j], j).sim) {
			a.gives[j] = i
		}
	}
	for j := range a.gives {
		if a.gives[j] < 0 {
			a.gives[j] = best[j]
		}
	}
}

// said is how well a wanted unit was given.
func (a *alignment) said(i int) float64 {
	if j := a.wants[i]; j >= 0 {
		return float64(a.cell(i, j).sim)
	}
	return 0
}

// asked is how well a given unit was wanted.
func (a *alignment) asked(j int) float64 {
	if i := a.gives[j]; i >= 0 {
		return float64(a.cell(i, j).sim)
	}
	return 0
}

// recall is the share of the weight of some wanted units that was given.
func (a *alignment) recall(s span) float64 {
	sum, all := 0.0, 0.0
	for i := s.from; i < s.to; i++ {
		w := a.want.units[i].weight
		sum += w * a.said(i)
		all += w
	}
	return ratio(sum, all)
}

// precision is the share of the weight of some given units that was wanted.
func (a *alignment) precision(s span) float64 {
	sum, all := 0.0, 0.0
	for j := s.from; j < s.to; j++ {
		w := a.given.units[j].weight
		sum += w * a.asked(j)
		all += w
	}
	return ratio(sum, all)
}

// recallFrom is recall counting only what stands in some given units.
func (a *alignment) recallFrom(s span, counts func(j int) bool) float64 {
	sum, all := 0.0, 0.0
	for i := s.from; i < s.to; i++ {
		best := float32(0)
		for j, c := range a.row(i) {
			if c.sim > best && c.by != contrary && c.by != contrasted && counts(j) {
				best = c.sim
			}
		}
		w := a.want.units[i].weight
		sum += w * float64(best)
		all += w
	}
	return ratio(sum, all)
}

func ratio(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}

func (p *passage) all() span { return span{0, len(p.units)} }
