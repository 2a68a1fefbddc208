package bot

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// What an answer earns in a race.
const (
	pointsFirst = 3
	pointsLater = 1
)

// grace is how long the card before still earns points, for those who were
// typing when somebody else had it.
const grace = 15 * time.Second

// Race is a round of a group: all answer the same card, the first one right
// goes on to the next.
type Race struct {
	Lang    string          `json:"lang"`
	Scores  []Score         `json:"scores,omitempty"`  // in the order of first points
	Tries   map[Learner]int `json:"tries,omitempty"`   // answers to this card that were not right
	Counted []Pending       `json:"counted,omitempty"` // the reviews of the card before
	Right   []Learner       `json:"right,omitempty"`   // who had the card before, the first one first
	Closed  time.Time       `json:"closed,omitzero"`   // when the card before was answered; zero if nobody did
	Pending []Pending       `json:"pending,omitempty"`
}

// Score is one learner's standing.
type Score struct {
	Learner Learner `json:"learner"`
	Name    string  `json:"name"`
	Points  int     `json:"points"`
}

// Pending is a review that the group's round has counted and the learner's
// memory perhaps not yet.
type Pending struct {
	Event   string           `json:"event"`
	Learner Learner          `json:"learner"`
	Deck    string           `json:"deck"`
	Card    string           `json:"card"`
	Rating  scheduler.Rating `json:"rating"`
	At      time.Time        `json:"at"`
	Undo    string           `json:"undo,omitempty"` // the event whose review is taken back; "" for a review
}

func (r *Race) clone() *Race {
	c := *r
	c.Scores, c.Counted, c.Right = slices.Clone(r.Scores), slices.Clone(r.Counted), slices.Clone(r.Right)
	c.Pending, c.Tries = slices.Clone(r.Pending), maps.Clone(r.Tries)
	return &c
}

// earn gives points.
func (r *Race) earn(l Learner, name string, points int) {
	for i := range r.Scores {
		if r.Scores[i].Learner == l {
			r.Scores[i].Points += points
			return
		}
	}
	r.Scores = append(r.Scores, Score{Learner: l, Name: name, Points: points})
}

// earned is what the card before gave a learner.
func (r *Race) earned(l Learner) int {
	switch slices.Index(r.Right, l) {
	case -1:
		return 0
	case 0:
		return pointsFirst
	}
	return pointsLater
}

// counted tells whether a learner's review of the card before is counted.
func (r *Race) counted(l Learner) bool {
	return slices.ContainsFunc(r.Counted, func(p Pending) bool { return p.Learner == l })
}

// standings are the scores, the best first.
func (r *Race) standings() []Score {
	sorted := slices.Clone(r.Scores)
	slices.SortStableFunc(sorted, func(a, b Score) int { return cmp.Compare(b.Points, a.Points) })
	return sorted
}

// miss notes an answer to this card that was not right.
func (r *Race) miss(l Learner) {
	if r.Tries == nil {
		r.Tries = make(map[Learner]int)
	}
	r.Tries[l]++
}

// late tells whether a learner may still earn points for the card before.
func (r *Race) late(l Learner, now time.Time) bool {
	return !r.Closed.IsZero() && now.Sub(r.Closed) <= grace && !slices.Contains(r.Right, l)
}
