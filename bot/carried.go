package bot

import (
	"encoding/json"
	"errors"
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
