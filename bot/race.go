package bot

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// Race is a round of a group: all answer the same card, and how a card is
// closed and what it earns is told by the round's mode.
type Race struct {
	Lang    string          `json:"lang"`
	Mode    string          `json:"mode,omitempty"` // the first name of a mode; "" for the first one
	By      Learner         `json:"by,omitempty"`   // who began it
	Only    []Player        `json:"only,omitempty"` // the two of a duel; none where all may answer
	Paused  bool            `json:"paused,omitempty"`
	Skips   []Learner       `json:"skips,omitempty"`   // who want to skip this card
	Players []Learner       `json:"players,omitempty"` // who answered in this round
	played  []Learner       // of them those who answer now: of this event only
	Scores  []Score         `json:"scores,omitempty"` // in the order of first points
	scored  bool            // points changed: in this event only
	Edition int             `json:"edition,omitempty"` // of the scoreboard that was shown last; 0 for none
	Tries   map[Learner]int `json:"tries,omitempty"`   // answers to this card that were not right
	Named   []Named         `json:"named,omitempty"`   // items of this card, in the order they were named
	Teams   *Teams          `json:"teams,omitempty"`   // in a mode that has them
	Spoke   time.Time       `json:"spoke,omitzero"`    // when something was said to all last
	Mixed   []Mixed         `json:"mixed,omitempty"`   // which cards were mixed up
	Answers []Answer        `json:"answers,omitempty"` // to this card, each learner's last, kept until it is closed
	Undone  []string        `json:"undone,omitempty"`  // the events that took back answers to this card
	Until   time.Time       `json:"until,omitzero"`    // when this card is closed, in a mode that has a time for it
	Empty   int             `json:"empty,omitempty"`   // cards in a row that nobody answered in their time
	Missed  []Missed        `json:"missed,omitempty"`  // the cards that some missed
	Results []Result        `json:"results,omitempty"` // how the cards went, in a mode that tells it at the end
	Had     []Earned        `json:"had,omitempty"`     // who had the card before, and what it earned him
	Closed  time.Time       `json:"closed,omitzero"`   // when the card before was answered; zero if nobody did
	Closing string          `json:"closing,omitempty"` // the event that closed it
	Pending Carried         `json:"pending,omitempty"` // loads, as they were kept once
	Tally   Tally           `json:"counted,omitzero"`  // answers that counted and that the board doesn't have
	Booked  *Booked         `json:"booked,omitempty"`  // what the board has of it; nil as long as the round goes on
}

// Player is who plays, by name.
type Player struct {
	Learner Learner `json:"learner"`
	Name    string  `json:"name"`
}

// Score is one learner's standing.
type Score struct {
	Learner Learner `json:"learner"`
	Name    string  `json:"name"`
	Points  int     `json:"points"`
}

// Named is an item of a list that belongs to who named it first.
type Named struct {
	Told    bool    `json:"told,omitempty"` // all know
	Item    string  `json:"item"`
	Learner Learner `json:"learner"`
	Name    string  `json:"name"`
}

// Earned is what a card gave a learner.
type Earned struct {
	Learner Learner `json:"learner"`
	Points  int     `json:"points"`
}

// Answer is what becomes of one learner's answer when its card is closed.
type Answer struct {
	Event   string           `json:"event,omitempty"` // that it came in
	Learner Learner          `json:"learner"`
	Name    string           `json:"name"`
	Rating  scheduler.Rating `json:"rating"`
	Points  int              `json:"points,omitempty"` // 0 for one that isn't right
	Undo    bool             `json:"undo,omitempty"`   // it takes back the one before, and is none itself
}

// Result is how many who answered had a card.
type Result struct {
	Turn  int `json:"turn"` // index into Round.Cards
	Right int `json:"right"`
	Of    int `json:"of"`
}

// Missed is how many answered a card and didn't have it.
type Missed struct {
	Turn int `json:"turn"` // index into Round.Cards
	By   int `json:"by"`
}

func (r *Race) clone() *Race {
	c := *r
	c.Players, c.Named, c.Had, c.Skips = slices.Clone(r.Players), slices.Clone(r.Named), slices.Clone(r.Had), slices.Clone(r.Skips)
	c.Scores, c.Pending = slices.Clone(r.Scores), slices.Clone(r.Pending)
	c.Answers, c.Results, c.Missed = slices.Clone(r.Answers), slices.Clone(r.Results), slices.Clone(r.Missed)
	c.Tries, c.Teams, c.Booked = maps.Clone(r.Tries), r.Teams.clone(), r.Booked.clone()
	c.Mixed, c.Only, c.Undone = slices.Clone(r.Mixed), slices.Clone(r.Only), slices.Clone(r.Undone)
	for i := range c.Mixed {
		c.Mixed[i].By = slices.Clone(c.Mixed[i].By)
	}
	return &c
}

// plays notes that a learner answered, and tells whether he did for the first
// time.
func (r *Race) plays(l Learner) bool {
	r.played = append(r.played, l)
	return r.joins(l)
}

// joins is plays for what was noted before this event.
func (r *Race) joins(l Learner) bool {
	if slices.Contains(r.Players, l) {
		return false
	}
	r.Players = append(r.Players, l)
	return true
}

// earn gives points, or takes them back.
func (r *Race) earn(l Learner, name string, points int) {
	r.scored = r.scored || points != 0
	if points > 0 {
		r.plays(l)
	}
	for i := range r.Scores {
		if r.Scores[i].Learner == l {
			r.Scores[i].Points += points
			return
		}
	}
	r.Scores = append(r.Scores, Score{Learner: l, Name: name, Points: points})
}

// had tells whether a learner had the card before; earned is what it gave him,
// as long as he didn't take that back.
func (r *Race) had(l Learner) bool {
	return slices.ContainsFunc(r.Had, func(e Earned) bool { return e.Learner == l })
}

func (r *Race) earned(l Learner) int {
	points := 0
	for _, e := range r.Had {
		if e.Learner == l {
			points += e.Points
		}
	}
	return points
}

// takeBack takes from a learner what the card before gave him.
func (r *Race) takeBack(l Learner, name string) (points int) {
	points = r.earned(l)
	for i := range r.Had {
		if r.Had[i].Learner == l {
			r.Had[i].Points = 0
		}
	}
	if points > 0 {
		r.earn(l, name, -points)
		if r.Teams != nil {
			r.Teams.takeBack(l, points)
		}
	}
	return points
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
	r.plays(l)
}

// missed notes that more, or fewer, answered a card and didn't have it.
func (r *Race) missed(turn, by int) {
	i := slices.IndexFunc(r.Missed, func(m Missed) bool { return m.Turn == turn })
	if i < 0 {
		i = len(r.Missed)
		r.Missed = append(r.Missed, Missed{Turn: turn})
	}
	if r.Missed[i].By += by; r.Missed[i].By <= 0 {
		r.Missed = slices.Delete(r.Missed, i, i+1)
	}
}
