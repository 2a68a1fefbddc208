package grade

import "github.com/overhoor/overhoor/bot/grade/lexicon"

// meaning is what the lexicon tells of a term, wherever it stands.
type meaning struct {
	id                lexicon.ID
	lines             []uint32 // in which it stands
	kin               []uint32 // its neighbours
	sketch, kinSketch lexicon.Sketch
}

// mostKin is how many neighbours a term has at most of which one tells
// something: who knows everybody is nobody's friend.
const mostKin = 32

// meaning looks a term up; those that came by last are remembered.
func (r *reader) meaning(id lexicon.ID) *meaning {
	slot := &r.known.meanings[id%lexicon.ID(len(r.known.meanings))]
	if m := slot.Load(); m != nil && m.id == id {
		return m
	}
	m := &meaning{id: id, lines: r.lex.Lines(id), kin: r.lex.Neighbours(id)}
	if len(m.kin) > mostKin {
		m.kin = nil
	}
	m.sketch, m.kinSketch = lexicon.SketchOf(m.lines), lexicon.SketchOf(m.kin)
	slot.Store(m)
	return m
}
