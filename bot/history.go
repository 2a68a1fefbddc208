package bot

import (
	"time"

	"github.com/overhoor/overhoor/scheduler"
	"github.com/overhoor/overhoor/scheduler/fit"
)

// history is what the log tells of one card.
type history struct {
	deck, card string
	from       scheduler.Memory // before the first of past
	past       []scheduler.Past // what wasn't undone, oldest first
}

// histories takes a log apart by card, in the order in which cards come in it.
func histories(log []Review) []*history {
	var all []*history
	found := make(map[[2]string]*history)
	for _, r := range log {
		id := [2]string{r.Deck, r.Card}
		h := found[id]
		if h == nil {
			h = &history{deck: r.Deck, card: r.Card, from: r.Before}
			found[id], all = h, append(all, h)
		}
		h.add(r)
	}
	return all
}

// add takes in the card's next entry of the log. One that doesn't follow on
// what came before begins the history anew: the card came from another account,
// or what the entry undoes has left the log.
func (h *history) add(r Review) {
	if !h.endsAt(r.Before) || r.Undo && len(h.past) == 0 {
		h.from, h.past = r.Before, nil
		if r.Undo {
			h.from = r.After
			return
		}
	}
	if r.Undo {
		h.past = h.past[:len(h.past)-1]
		return
	}
	h.past = append(h.past, scheduler.Past{At: r.At, Rating: r.Rating})
}

// endsAt tells whether a memory is of as many reviews, and of the same last
// one, as the history. How strong it is doesn't count: it may have been made
// anew.
func (h *history) endsAt(m scheduler.Memory) bool {
	last := h.from.Last
	if n := len(h.past); n > 0 {
		last = h.past[n-1].At
	}
	return int(m.Reps) == int(h.from.Reps)+len(h.past) && m.Last.Equal(last)
}

// cardsToFit are the histories as the fit takes them, on the learner's days.
func cardsToFit(all []*history, cal scheduler.Calendar) (cards []fit.Card, reviews int) {
	var begin time.Time
	earlier := func(at time.Time) {
		if !at.IsZero() && (begin.IsZero() || at.Before(begin)) {
			begin = at
		}
	}
	for _, h := range all {
		earlier(h.from.Last)
		for _, p := range h.past {
			earlier(p.At)
		}
	}
	for _, h := range all {
		c := fit.Card{Before: h.from, Last: cal.Days(begin, h.from.Last)}
		for _, p := range h.past {
			c.Reviews = append(c.Reviews, fit.Review{Day: cal.Days(begin, p.At), Rating: p.Rating})
		}
		cards, reviews = append(cards, c), reviews+len(h.past)
	}
	return cards, reviews
}
