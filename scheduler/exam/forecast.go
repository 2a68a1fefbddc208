package exam

import (
	"cmp"
	"slices"
	"time"
)

// Forecast is what a subject comes to.
type Forecast struct {
	Known   float64       // share of all cards expected to be recalled on the day, 0 to 1
	Days    int           // until the exam
	Daily   time.Duration // that it takes a day, on average until the exam
	New     int           // most cards met for the first time on a day
	LastNew int           // after how many days the last card is met, 0: today; -1: none is
}

// Forecast plays the days until the exams by the plan. As many cards are
// forgotten in it as the model expects, so it is the same each time.
func (p Planner) Forecast(now time.Time, subjects []Subject) []Forecast {
	return p.play(now, subjects, p.rank)
}

// Usual plays them without a plan, in the same minutes: what FSRS has due is
// asked, and so many new cards of each subject a day.
func (p Planner) Usual(now time.Time, subjects []Subject, newADay int) []Forecast {
	return p.play(now, subjects, usual(newADay))
}

// play goes through the days until the last exam and notes what they came to.
func (p Planner) play(now time.Time, subjects []Subject, order func([]*plan, int) []offer) []Forecast {
	plans := p.open(now, subjects)
	notes := make([]Forecast, len(plans))
	days, left := 0, p.time(plans, 0)
	for at, s := range plans {
		notes[at] = Forecast{Days: s.days, LastNew: -1}
		days = max(days, s.days)
		left -= s.spent(p.Pace)
	}
	var luck dealer
	for day := range days {
		met := make([]int, len(plans))
		for _, o := range order(plans, day) {
			if left <= 0 {
				break
			}
			s, note := plans[o.Subject], &notes[o.Subject]
			c := &s.cards[o.Card]
			if c.memory.New() {
				met[o.Subject]++
				note.New, note.LastNew = max(note.New, met[o.Subject]), day
			}
			took := s.answer(c, day, &luck, p.Pace)
			left -= took
			note.Daily += took
		}
		left = p.time(plans, day+1)
	}
	for at, s := range plans {
		notes[at].Known = s.known()
		notes[at].Daily /= time.Duration(max(1, s.days))
	}
	return notes
}

// answer reviews a card on a day and returns how long it took.
func (s *plan) answer(c *card, day int, luck *dealer, p Pace) time.Duration {
	elapsed := float64(day - c.last)
	isNew := c.memory.New()
	r := luck.deal(c.memory, s.fsrs.Recall(c.memory, elapsed))
	*c = s.card(s.fsrs.After(c.memory, elapsed, r), day)
	return p.Cost(isNew, r)
}

// known is the share of cards expected to be recalled on the exam day.
func (s *plan) known() float64 {
	sum := 0.0
	for _, c := range s.cards {
		sum += s.fsrs.Recall(c.memory, float64(s.days-c.last))
	}
	return sum / float64(max(1, len(s.cards)))
}

// usual is the order of plain FSRS: what is due, the most forgotten first, and
// some new cards.
func usual(newADay int) func([]*plan, int) []offer {
	return func(plans []*plan, day int) []offer {
		var due, fresh []offer
		for at, s := range plans {
			room := newADay
			for i, c := range s.cards {
				o := offer{Question: Question{Subject: at, Card: i}}
				switch {
				case day >= s.days:
				case !c.memory.New():
					if recall := s.fsrs.Recall(c.memory, float64(day-c.last)); recall < 0.9 && c.last < day {
						o.gain = recall
						due = append(due, o)
					}
				case room > 0:
					room--
					fresh = append(fresh, o)
				}
			}
		}
		slices.SortStableFunc(due, func(a, b offer) int { return cmp.Compare(a.gain, b.gain) })
		return append(due, fresh...)
	}
}
