package bot

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// Load is the reviews that a group carries for its learners since an event. It
// lies beside the round and the club, so that what is brought to its learners can
// be taken off without regard to what happens in the group meanwhile.
type Load struct {
	Event   string  `json:"-"` // that it came from
	Version int64   `json:"-"` // counts the writes; kept by the Store
	Number  int     `json:"n"` // it is carried after those of lower numbers
	Reviews Carried `json:"of"`
}

// Carried is reviews that a group carries. A card that is closed makes one for
// each who answered: what these have in common is kept once, as all that happens
// in the group reads it.
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

// carried is all that the group carries for learners.
func (t *talk) carried() []Pending { return append(carried(t.loads), t.carry...) }

func carried(loads []Load) (all []Pending) {
	for _, l := range loads {
		all = append(all, l.Reviews...)
	}
	return all
}

// takeOver has the group carry on what a version before this one kept in its
// round and its club.
func (t *talk) takeOver() {
	if race := t.round.Race; race != nil && len(race.Pending) > 0 {
		t.carry, race.Pending, t.newRound = append(t.carry, race.Pending...), nil, true
	}
	c := &t.club
	if len(c.Pending) > 0 {
		t.carry, c.Pending, t.newClub = append(t.carry, c.Pending...), nil, true
	}
	for _, n := range c.New {
		if n.Told {
			c.Welcomed = append(c.Welcomed, n.Learner)
		}
		n.Told, t.newClub = false, true
		t.comes(n)
	}
	c.New = nil
}

// loaded is what the group carries since this event, to be written.
func (t *talk) loaded() []Load {
	if len(t.carry) == 0 {
		return nil
	}
	number := 1
	if n := len(t.loads); n > 0 {
		number += t.loads[n-1].Number
	}
	return []Load{{Event: t.event.ID, Number: number, Reviews: t.carry}}
}

// lighter are those of the loads that have fewer reviews without what is done.
func lighter(all []Load, done func(Pending) bool) (changed []Load) {
	for _, l := range all {
		left := slices.DeleteFunc(slices.Clone(l.Reviews), done)
		if len(left) < len(l.Reviews) {
			l.Reviews = left
			changed = append(changed, l)
		}
	}
	return changed
}

// unload takes what is done from what a group carries.
func (e *Engine) unload(ctx context.Context, p Place, done func(Pending) bool, told func(Notice) bool) error {
	v, err := e.Store.Club(ctx, p)
	if err != nil {
		return err
	}
	step := GroupStep{Place: p, Loads: lighter(v.Loads, done)}
	if v.Club.notTo(told) {
		step.Club = &v.Club
	}
	if len(step.Loads) == 0 && step.Club == nil {
		return nil
	}
	return e.Store.CommitGroup(ctx, step)
}

// notTo drops notices that were told, and tells whether there were any.
func (c *Club) notTo(told func(Notice) bool) bool {
	found := len(c.Notices)
	c.Notices = slices.DeleteFunc(c.Notices, told)
	return len(c.Notices) < found
}

// finishFound finishes what a group was found to carry for learners for longer
// than its events would need, and tells whether its club changed by that.
func (e *Engine) finishFound(ctx context.Context, p Place, v *View) (club bool) {
	v.Round, v.Club = v.Round.Clone(), v.Club.clone()
	e.finishLoads(ctx, p, v)
	untold := e.noticeAll(ctx, v.Club.Notices)
	club = v.Club.notTo(func(n Notice) bool { return !slices.Contains(untold, n) })
	found := len(v.Club.Earnings)
	v.Club.Earnings = e.deliverAll(ctx, v.Club.Home, v.Club.Earnings)
	return club || len(v.Club.Earnings) < found
}

// finishLoads finishes those loads that are older than a lease, and what else
// waits for their learners. Of those who do so at one moment, one takes off what
// is done.
func (e *Engine) finishLoads(ctx context.Context, p Place, v *View) {
	all := carried(v.Loads)
	overdue := make(map[Learner]bool)
	for _, p := range all {
		overdue[p.Learner] = overdue[p.Learner] || e.clock().Sub(p.At) > Lease
	}
	mine := slices.DeleteFunc(all, func(p Pending) bool { return !overdue[p.Learner] })
	if len(mine) == 0 {
		return
	}
	done := doneOf(mine, e.finishAll(ctx, mine))
	if changed := lighter(v.Loads, done); len(changed) > 0 {
		err := e.Store.CommitGroup(ctx, GroupStep{Place: p, Loads: changed})
		if err != nil && !errors.Is(err, ErrStale) {
			e.Log.Warn("let a group be done with reviews", slog.Any("error", err))
			return
		}
	}
	for i := range v.Loads {
		v.Loads[i].Reviews = slices.DeleteFunc(slices.Clone(v.Loads[i].Reviews), done)
	}
	v.Loads = slices.DeleteFunc(v.Loads, func(l Load) bool { return len(l.Reviews) == 0 })
}

// doneOf tells which reviews are among all and not among those that failed.
func doneOf(all, failed []Pending) func(Pending) bool {
	type of struct {
		event   string
		learner Learner
	}
	done := make(map[of]bool, len(all))
	for _, p := range all {
		done[of{p.Event, p.Learner}] = true
	}
	for _, p := range failed {
		delete(done, of{p.Event, p.Learner})
	}
	return func(p Pending) bool { return done[of{p.Event, p.Learner}] }
}
