package bot

import (
	"cmp"
	"maps"
	"slices"

	"github.com/overhoor/overhoor/scheduler"
)

// Board is what the members of a group earned. It lies beside the club and is
// written when a round ends and when the answer to a card of the day is told, so
// that no answer has to carry it. The zero Board is one on which nobody earned
// anything.
type Board struct {
	Version int64              `json:"-"` // counts the writes; kept by the Store
	Week    Period             `json:"week,omitzero"`
	Month   Period             `json:"month,omitzero"`
	Term    Period             `json:"term,omitzero"`
	Members map[Learner]Member `json:"members,omitempty"`
	Days    map[string]Tally   `json:"days,omitempty"`   // how this week went, by local date
	Missed  []MissedCard       `json:"missed,omitempty"` // this week's
	Taken   []string           `json:"taken,omitempty"`  // the newest earnings from threads
}

// Member is how a learner appears on the board.
type Member struct {
	Name   string `json:"name,omitempty"`
	Hidden bool   `json:"hidden,omitempty"` // he chose to be nobody in particular
}

// Tally is how many answers counted, and how many of them were right.
type Tally struct {
	Answers int `json:"answers,omitempty"`
	Right   int `json:"right,omitempty"`
}

func (t Tally) plus(o Tally) Tally  { return Tally{t.Answers + o.Answers, t.Right + o.Right} }
func (t Tally) minus(o Tally) Tally { return Tally{t.Answers - o.Answers, t.Right - o.Right} }

// tally is a review as one answer.
func (p Pending) tally() Tally {
	if p.Rating > scheduler.Again {
		return Tally{Answers: 1, Right: 1}
	}
	return Tally{Answers: 1}
}

// MissedCard is how many answered a card and didn't have it.
type MissedCard struct {
	Deck string `json:"deck"`
	Card string `json:"card"`
	By   int    `json:"by"`
}

// What a board keeps at most, beside mostMembers.
const (
	mostBoardDecks  = 20 // points in further decks count in all decks only
	mostBoardMissed = 100
)

func (b Board) clone() Board {
	for _, s := range spans() {
		p := s.of(&b)
		p.Points = maps.Clone(p.Points)
		for deck, points := range p.Points {
			p.Points[deck] = maps.Clone(points)
		}
	}
	b.Members, b.Days, b.Missed = maps.Clone(b.Members), maps.Clone(b.Days), slices.Clone(b.Missed)
	b.Taken = slices.Clone(b.Taken)
	return b
}

// turn begins the periods anew that are over on a date. Of those who have no
// points in any period any more only their choice is kept.
func (b *Board) turn(date string) {
	over := false
	for _, s := range spans() {
		if p := s.of(b); p.From < s.starts(date) {
			*p, over = Period{From: s.starts(date)}, true
		}
	}
	if !over {
		return
	}
	maps.DeleteFunc(b.Members, func(l Learner, m Member) bool { return !m.Hidden && !b.has(l) })
	maps.DeleteFunc(b.Days, func(day string, _ Tally) bool { return day < b.Week.From })
	if len(b.Days) == 0 {
		b.Missed = nil
	}
}

func (b *Board) has(l Learner) bool {
	return slices.ContainsFunc(spans(), func(s span) bool {
		for _, points := range s.of(b).Points {
			if points[l] != 0 {
				return true
			}
		}
		return false
	})
}

// earn gives points on a date, or takes some back. It does nothing when there is
// no room for one more learner.
func (b *Board) earn(l Learner, name, deck, date string, points int) {
	b.turn(date)
	m, known := b.Members[l]
	if !known && len(b.Members) >= mostMembers {
		return
	}
	if b.Members == nil {
		b.Members = make(map[Learner]Member)
	}
	m.Name = cmp.Or(name, m.Name)
	b.Members[l] = m
	for _, s := range spans() {
		s.of(b).earn(l, deck, points)
	}
}

// tally counts answers on a date, less than none for what was taken back, and
// the cards that were missed.
func (b *Board) tally(date string, t Tally, missed []MissedCard) {
	b.turn(date)
	b.count(date, t)
	b.miss(missed)
}

func (b *Board) count(date string, t Tally) {
	if b.Days == nil {
		b.Days = make(map[string]Tally)
	}
	day := b.Days[date].plus(t)
	b.Days[date] = Tally{max(0, day.Answers), max(0, day.Right)}
}

func (b *Board) miss(missed []MissedCard) {
	for _, m := range missed {
		i := slices.IndexFunc(b.Missed, func(k MissedCard) bool { return k.Deck == m.Deck && k.Card == m.Card })
		switch {
		case i >= 0:
			b.Missed[i].By += m.By
		case len(b.Missed) < mostBoardMissed:
			b.Missed = append(b.Missed, m)
		}
	}
}

// moved gives what a learner earned to the one he was linked into.
func (b *Board) moved(from, to Learner) {
	for _, s := range spans() {
		for _, points := range s.of(b).Points {
			if n, ok := points[from]; ok {
				points[to] += n
				delete(points, from)
			}
		}
	}
	old, was := b.Members[from]
	if !was {
		return
	}
	delete(b.Members, from)
	m := b.Members[to]
	b.Members[to] = Member{Name: cmp.Or(m.Name, old.Name), Hidden: m.Hidden || old.Hidden}
}

// hide lets a learner appear without his name, or with it again.
func (b *Board) hide(l Learner, name string, hidden bool) {
	if b.Members == nil {
		b.Members = make(map[Learner]Member)
	}
	m := b.Members[l]
	m.Name, m.Hidden = cmp.Or(m.Name, name), hidden
	b.Members[l] = m
}

// placed is one place on the board.
type placed struct {
	learner Learner
	rank    int // from 1; who has as many points has the same
	points  int
}

// ranking is who has points in the period of a date, the best first; deck is ""
// for all decks.
func (b *Board) ranking(s span, date, deck string) []placed {
	p := s.of(b)
	if p.From != s.starts(date) {
		return nil
	}
	sum := make(map[Learner]int)
	for d, points := range p.Points {
		if deck != "" && d != deck {
			continue
		}
		for l, n := range points {
			sum[l] += n
		}
	}
	var all []placed
	for l, n := range sum {
		if n > 0 {
			all = append(all, placed{learner: l, points: n})
		}
	}
	slices.SortFunc(all, func(a, c placed) int {
		return cmp.Or(c.points-a.points, cmp.Compare(b.sortName(a.learner), b.sortName(c.learner)), cmp.Compare(a.learner, c.learner))
	})
	for i := range all {
		all[i].rank = i + 1
		if i > 0 && all[i].points == all[i-1].points {
			all[i].rank = all[i-1].rank
		}
	}
	return all
}

// sortName orders who have as many points; who is hidden comes last, as his place
// would tell his name.
func (b *Board) sortName(l Learner) string {
	if m := b.Members[l]; !m.Hidden {
		return m.Name
	}
	return "\uffff"
}

// week is how a week went, from the date of its Monday on.
func (b *Board) week(monday string) (days [7]Tally, all Tally) {
	for i := range days {
		days[i] = b.Days[scheduler.AddDays(monday, i)]
		all = all.plus(days[i])
	}
	return days, all
}
