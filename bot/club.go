package bot

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// mostMembers is how many learners of a group can count in what it is asked.
const mostMembers = 500

// Club is what a group keeps beside its rounds: its card of the day, its exam,
// and who counts in them. The zero Club is a group that asked for nothing.
type Club struct {
	Version  int64      `json:"-"`                 // counts the writes; kept by the Store
	Lang     string     `json:"lang,omitempty"`    // "nl" or "en", of the admin who chose last
	Zone     string     `json:"zone,omitempty"`    // IANA name; "" is the program's default
	Daily    string     `json:"daily,omitempty"`   // "08:30" in Zone: when the card of the day comes; "" means never
	Evening  string     `json:"evening,omitempty"` // when its answer is told; "" is the default
	Deck     string     `json:"deck,omitempty"`    // that it is taken from; "" for that of the newest race
	Members  []Learner  `json:"members,omitempty"` // who said that they take part
	Card     *DayCard   `json:"card,omitempty"`    // the newest card of the day, also when it is over
	Asked    []Asked    `json:"asked,omitempty"`   // cards of the last two weeks and the newest one, oldest first
	Pushed   string     `json:"pushed,omitempty"`  // local date of the newest card
	Silent   int        `json:"silent,omitempty"`  // cards in a row that nobody answered
	Paused   bool       `json:"paused,omitempty"`  // so many that we keep still until somebody uses us
	Gone     bool       `json:"gone,omitempty"`    // the chat was closed to us when we spoke last
	Row      Streak     `json:"row,omitzero"`      // of days on which somebody here answered
	Exam     *ClubExam  `json:"exam,omitempty"`
	Rules    Rules      `json:"rules,omitzero"`
	Recapped string     `json:"recapped,omitempty"` // local date of the newest picture of a week
	Duel     *Duel      `json:"duel,omitempty"`     // that was offered last
	Told     bool       `json:"told,omitempty"`     // what would be nicer if we could read all
	Home     Place      `json:"home,omitzero"`      // of a thread that a round was opened in: its channel
	Earnings []Earnings `json:"earnings,omitempty"` // that Home's board doesn't have yet
	Notices  []Notice   `json:"notices,omitempty"`
	Welcomed []Learner  `json:"welcomed,omitempty"` // newcomers who were told that their answers will count
	New      []Newcomer `json:"new,omitempty"`      // newcomers, as they were kept once
	Pending  Carried    `json:"pending,omitempty"`  // loads, as they were kept once
	Said     Said       `json:"said,omitzero"`      // the reply to the event that changed it last
	Cried    Said       `json:"cried,omitzero"`     // what was said last that nobody asked for
}

// DayCard is a card of the day.
type DayCard struct {
	ID     string          `json:"id"` // in the commands of its buttons
	Deck   string          `json:"deck"`
	Card   string          `json:"card"`
	Until  time.Time       `json:"until"` // when the answer is told
	Told   bool            `json:"told,omitempty"`
	Accept []string        `json:"accept,omitempty"` // right answers that classmates taught the card
	Tries  map[Learner]Try `json:"tries,omitempty"`  // of those who have yet to get it
	Right  []Winner        `json:"right,omitempty"`  // who had it, the first one first
}

// Try is what somebody did to get a card that he hasn't got yet.
type Try struct {
	Misses int       `json:"misses,omitempty"`
	Hints  int       `json:"hints,omitempty"`
	At     time.Time `json:"at,omitzero"` // of the first miss
}

// Winner is who had the card of the day.
type Winner struct {
	Learner Learner `json:"learner"`
	Name    string  `json:"name"`
	Points  int     `json:"points,omitempty"`
}

// Asked is a card that was the card of a day.
type Asked struct {
	Deck string `json:"deck"`
	Card string `json:"card"`
	Date string `json:"date"` // local, "2026-11-24"
}

func (c Club) clone() Club {
	c.Members, c.Asked, c.Pending = slices.Clone(c.Members), slices.Clone(c.Asked), slices.Clone(c.Pending)
	c.Notices, c.Rules, c.Earnings = slices.Clone(c.Notices), c.Rules.clone(), slices.Clone(c.Earnings)
	c.New, c.Welcomed = slices.Clone(c.New), slices.Clone(c.Welcomed)
	if c.Card != nil {
		card := *c.Card
		card.Tries, card.Right = maps.Clone(card.Tries), slices.Clone(card.Right)
		c.Card = &card
	}
	if c.Duel != nil {
		duel := *c.Duel
		c.Duel = &duel
	}
	if c.Exam != nil {
		exam := *c.Exam
		c.Exam = &exam
	}
	return c
}

// evening is when the answer is told, where the group chose nothing else.
const evening = "19:00"

// shortest is how long a card of the day may be answered at least; where the
// evening comes sooner, it is the next one's.
const shortest = 3 * time.Hour

// latest is how long after its hour a card of the day is still asked, when a
// race was run then or nobody was there to ask it.
const latest = 6 * time.Hour

// hour is the last hour of the card of the day that is not after slot.
func (c *Club) hour(slot time.Time, cal scheduler.Calendar) (time.Time, error) {
	hour := slot.Add(-50 * time.Hour) // surely more than one ago
	for {
		next, err := cal.NextAt(hour, c.Daily)
		if err != nil || next.After(slot) {
			return hour, err
		}
		hour = next
	}
}

// closing is when the answer is told to the card of an hour: in the evening, or
// with the next card if that comes first.
func (c *Club) closing(hour time.Time, cal scheduler.Calendar) (time.Time, error) {
	tonight, err := cal.NextAt(hour.Add(shortest), cmp.Or(c.Evening, evening))
	if err != nil {
		return time.Time{}, err
	}
	next, err := cal.NextAt(hour, c.Daily)
	if err != nil || tonight.Before(next) {
		return tonight, err
	}
	return next, nil
}

// asking tells whether the card of the day can be answered.
func (c *Club) asking() bool { return c.Card != nil && !c.Card.Told }

// join takes a learner in; leave lets him go. They tell whether that changed
// anything.
func (c *Club) join(l Learner) bool {
	if slices.Contains(c.Members, l) || len(c.Members) >= mostMembers {
		return false
	}
	c.Members = append(c.Members, l)
	return true
}

func (c *Club) leave(l Learner) bool {
	found := len(c.Members)
	c.Members = slices.DeleteFunc(c.Members, func(m Learner) bool { return m == l })
	return len(c.Members) < found
}

// miss notes an answer that was not right.
func (c *DayCard) miss(l Learner, now time.Time) {
	try := c.Tries[l]
	if try.Misses++; try.Misses == 1 {
		try.At = now
	}
	c.try(l, try)
}

func (c *DayCard) try(l Learner, try Try) {
	if c.Tries == nil {
		c.Tries = make(map[Learner]Try)
	}
	c.Tries[l] = try
}

// had tells whether a learner has had the card.
func (c *DayCard) had(l Learner) bool {
	return slices.ContainsFunc(c.Right, func(w Winner) bool { return w.Learner == l })
}

// missed are those who answered and never had it, in a fixed order.
func (c *DayCard) missed() []Learner {
	all := slices.Sorted(maps.Keys(c.Tries))
	return slices.DeleteFunc(all, func(l Learner) bool { return c.Tries[l].Misses == 0 })
}

func (c *DayCard) turn() Turn { return Turn{Deck: c.Deck, Card: c.Card, Accept: c.Accept} }

// names are those who had the card, the first one first.
func (c *DayCard) names() string {
	var all []string
	for _, w := range c.Right {
		all = append(all, w.Name)
	}
	return strings.Join(all, ", ")
}
