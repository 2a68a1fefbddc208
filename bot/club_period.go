package bot

import (
	"maps"
	"slices"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
)

// Period is the points of one stretch of time. The next one takes its place, so
// that a board stays small however long a group plays.
type Period struct {
	From   string                     `json:"from,omitempty"` // its first local date, "2026-11-23"
	Points map[string]map[Learner]int `json:"points,omitempty"`
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

// decks are those in which somebody has points, sorted.
func (p *Period) decks() []string {
	return slices.Sorted(maps.Keys(p.Points))
}

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
