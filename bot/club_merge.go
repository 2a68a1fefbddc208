package bot

import (
	"cmp"
	"slices"
)

// Absorb takes in the club of a group that this one took the place of, of which
// only the days in a row count: what is set here stands. Doing it twice changes
// nothing.
func (c *Club) Absorb(old Club) { c.Row = c.Row.join(old.Row) }

// Absorb adds what was earned in a group that this one took the place of. It is
// known by an ID among the earnings that the board has taken, so that doing it
// twice changes nothing; it is false then.
func (b *Board) Absorb(id string, old Board) bool {
	if slices.Contains(b.Taken, id) {
		return false
	}
	*b = b.clone()
	for l, m := range old.Members {
		mine, known := b.Members[l]
		if known || len(b.Members) < mostMembers {
			b.hide(l, m.Name, m.Hidden || mine.Hidden)
		}
	}
	b.absorbWeek(old)
	for _, s := range spans() {
		b.absorb(s.of(b), *s.of(&old))
	}
	b.Taken = append(slices.Concat(old.Taken, b.Taken), id)
	b.Taken = b.Taken[max(0, len(b.Taken)-mostTaken):]
	return true
}

// absorb adds the points of members in one period. Of two periods the later one
// stands, as the other is over.
func (b *Board) absorb(p *Period, old Period) {
	switch cmp.Compare(old.From, p.From) {
	case -1:
		return
	case 1:
		*p = Period{From: old.From}
	}
	for deck, points := range old.Points {
		for l, n := range points {
			if _, known := b.Members[l]; known {
				p.earn(l, deck, n)
			}
		}
	}
}

// absorbWeek adds how this week went.
func (b *Board) absorbWeek(old Board) {
	switch cmp.Compare(old.Week.From, b.Week.From) {
	case -1:
		return
	case 1:
		b.Days, b.Missed = nil, nil
	}
	for date, t := range old.Days {
		b.count(date, t)
	}
	b.miss(old.Missed)
}
