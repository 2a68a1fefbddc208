package bot

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// Carried is the reviews that a group carries for its learners. A card that is
// closed makes one for each who answered: what these have in common is kept
// once, as all that happens in the group reads it.
type Carried []Pending

// batch is reviews that differ only in whose they are and how they are rated.
type batch struct {
	Event   string           `json:"event"`
	Deck    string           `json:"deck"`
	Card    string           `json:"card"`
	At      time.Time        `json:"at"`
	Undo    string           `json:"undo,omitempty"`
	Groups  string           `json:"groups,omitempty"`
	Of      []string         `json:"of,omitempty"`      // the rating, a space and the learner
	Learner Learner          `json:"learner,omitempty"` // in place of Of, as it was written once
	Rating  scheduler.Rating `json:"rating,omitempty"`
}

func (b batch) fits(p Pending) bool {
	return b.Event == p.Event && b.Deck == p.Deck && b.Card == p.Card && b.At.Equal(p.At) && b.Undo == p.Undo && b.Groups == p.Groups
}

// MarshalJSON writes batches, in the order of the reviews.
func (c Carried) MarshalJSON() ([]byte, error) {
	var all []batch
	for _, p := range c {
		if n := len(all); n == 0 || !all[n-1].fits(p) {
			all = append(all, batch{Event: p.Event, Deck: p.Deck, Card: p.Card, At: p.At, Undo: p.Undo, Groups: p.Groups})
		}
		last := &all[len(all)-1]
		last.Of = append(last.Of, strconv.Itoa(int(p.Rating))+" "+string(p.Learner))
	}
	return json.Marshal(all)
}

// UnmarshalJSON reads batches, and single reviews.
func (c *Carried) UnmarshalJSON(b []byte) error {
	var all []batch
	if err := json.Unmarshal(b, &all); err != nil {
		return err
	}
	*c = nil
	for _, b := range all {
		p := Pending{Event: b.Event, Learner: b.Learner, Deck: b.Deck, Card: b.Card, Rating: b.Rating, At: b.At, Undo: b.Undo, Groups: b.Groups}
		if b.Of == nil {
			*c = append(*c, p)
		}
		for _, of := range b.Of {
			rating, learner, _ := strings.Cut(of, " ")
			n, err := strconv.Atoi(rating)
			if err != nil || learner == "" {
				return errors.New("a review on its way has no learner or no rating")
			}
			p.Rating, p.Learner = scheduler.Rating(n), Learner(learner)
			*c = append(*c, p)
		}
	}
	return nil
}

// carried is all that the group's round and club carry for learners.
func (t *talk) carried() []Pending { return carried(&t.round, &t.club) }

func carried(r *Round, c *Club) []Pending {
	if r.Race == nil {
		return slices.Clone(c.Pending)
	}
	return slices.Concat(r.Race.Pending, c.Pending)
}

// unload takes what is done from what a group carries.
func (e *Engine) unload(ctx context.Context, p Place, done func(Pending) bool, told func(Notice) bool) error {
	v, err := e.Store.Club(ctx, p)
	if err != nil {
		return err
	}
	step := GroupStep{Place: p}
	round, club := v.drop(done, told)
	if round {
		step.Round = &v.Round
	}
	if club {
		step.Club = &v.Club
	}
	if !round && !club {
		return nil
	}
	return e.Store.CommitGroup(ctx, step)
}

// drop does so in what was read of it, and tells whether its round and its club
// now carry less.
func (v *View) drop(done func(Pending) bool, told func(Notice) bool) (round, club bool) {
	if race := v.Round.Race; race != nil {
		found := len(race.Pending)
		race.Pending = slices.DeleteFunc(race.Pending, done)
		round = len(race.Pending) < found
	}
	c := &v.Club
	found := len(c.Pending) + len(c.Notices)
	c.Pending, c.Notices = slices.DeleteFunc(c.Pending, done), slices.DeleteFunc(c.Notices, told)
	return round, len(c.Pending)+len(c.Notices) < found
}

// finishFound finishes what a group was found to carry for learners for longer
// than its events would need, and tells whether its round and its club now
// carry less.
func (e *Engine) finishFound(ctx context.Context, v *View) (round, club bool) {
	v.Round, v.Club = v.Round.Clone(), v.Club.clone()
	done, untold := e.finishOverdue(ctx, carried(&v.Round, &v.Club)), e.noticeAll(ctx, v.Club.Notices)
	round, club = v.drop(done, func(n Notice) bool { return !slices.Contains(untold, n) })
	found := len(v.Club.Earnings)
	v.Club.Earnings = e.deliverAll(ctx, v.Club.Home, v.Club.Earnings)
	return round, club || len(v.Club.Earnings) < found
}

// finishOverdue finishes those pending reviews that are older than a lease, and
// what else waits for their learners, and tells which are done.
func (e *Engine) finishOverdue(ctx context.Context, all []Pending) (done func(Pending) bool) {
	overdue := make(map[Learner]bool)
	for _, p := range all {
		overdue[p.Learner] = overdue[p.Learner] || e.clock().Sub(p.At) > Lease
	}
	mine := slices.DeleteFunc(all, func(p Pending) bool { return !overdue[p.Learner] })
	failed := e.finishAll(ctx, mine)
	return func(p Pending) bool { return isIn(mine, p) && !isIn(failed, p) }
}
