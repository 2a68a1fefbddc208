package bot

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
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

// Period is the points of one stretch of time. The next one takes its place, so
// that a board stays small however long a group plays.
type Period struct {
	From   string                     `json:"from,omitempty"` // its first local date, "2026-11-23"
	Points map[string]map[Learner]int `json:"points,omitempty"`
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

// span is a kind of period.
type span struct {
	names   []string // behind /top; the first one stands in commands
	label   phrase.ID
	heading phrase.ID
	of      func(b *Board) *Period
	from    func(date time.Time) time.Time // its first day
}

// spans are all there are, the first where nobody says another. A term is half a
// year of school: from September, and from February.
func spans() []span {
	return []span{
		{[]string{"week"}, phrase.TopWeekLabel, phrase.TopWeek, func(b *Board) *Period { return &b.Week }, func(d time.Time) time.Time {
			return d.AddDate(0, 0, -(int(d.Weekday())+6)%7)
		}},
		{[]string{"month", "maand"}, phrase.TopMonthLabel, phrase.TopMonth, func(b *Board) *Period { return &b.Month }, func(d time.Time) time.Time {
			return d.AddDate(0, 0, 1-d.Day())
		}},
		{[]string{"term", "halfjaar", "periode"}, phrase.TopTermLabel, phrase.TopTerm, func(b *Board) *Period { return &b.Term }, func(d time.Time) time.Time {
			switch m := d.Month(); {
			case m >= time.September:
				return time.Date(d.Year(), time.September, 1, 0, 0, 0, 0, time.UTC)
			case m >= time.February:
				return time.Date(d.Year(), time.February, 1, 0, 0, 0, 0, time.UTC)
			}
			return time.Date(d.Year()-1, time.September, 1, 0, 0, 0, 0, time.UTC)
		}},
	}
}

// starts is the first date of the period that a date ("2026-11-28") falls in.
func (s span) starts(date string) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return s.from(day).Format(time.DateOnly)
}

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

func (p *Period) earn(l Learner, deck string, points int) {
	if p.Points == nil {
		p.Points = make(map[string]map[Learner]int)
	}
	if p.Points[deck] == nil && len(p.Points) >= mostBoardDecks {
		deck = ""
	}
	if p.Points[deck] == nil {
		p.Points[deck] = make(map[Learner]int)
	}
	p.Points[deck][l] += points
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

// decks are those in which somebody has points, sorted.
func (p *Period) decks() []string {
	return slices.Sorted(maps.Keys(p.Points))
}

// week is how a week went, from the date of its Monday on.
func (b *Board) week(monday string) (days [7]Tally, all Tally) {
	for i := range days {
		days[i] = b.Days[scheduler.AddDays(monday, i)]
		all = all.plus(days[i])
	}
	return days, all
}
