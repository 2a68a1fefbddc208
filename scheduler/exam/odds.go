package exam

import "github.com/overhoor/overhoor/scheduler"

// Odds are the chances of the four ratings, Again to Easy; they add up to 1.
type Odds [4]float64

// FirstOdds are those of a card's first rating, as fsrs-rs simulates them by
// default (first_rating_prob).
func FirstOdds() Odds { return Odds{0.24, 0.094, 0.495, 0.171} }

// RecallOdds are those of a card that is recalled with that chance: of recalled
// ones, Hard to Easy are shared out as fsrs-rs does it (review_rating_prob).
func RecallOdds(recall float64) Odds {
	return Odds{1 - recall, 0.224 * recall, 0.631 * recall, 0.145 * recall}
}

// At is the rating that luck gives, a number from 0 to 1.
func (o Odds) At(luck float64) scheduler.Rating {
	for r, p := range o {
		if luck -= p; luck < 0 {
			return scheduler.Rating(r + 1)
		}
	}
	return scheduler.Easy
}

// dealer gives ratings out as often as they are to be expected: what one was
// short of is added to its chance the next time.
type dealer struct{ first, later Odds }

func (d *dealer) deal(m scheduler.Memory, recall float64) scheduler.Rating {
	if m.New() {
		return d.first.owe(FirstOdds())
	}
	return d.later.owe(RecallOdds(recall))
}

func (o *Odds) owe(odds Odds) scheduler.Rating {
	most := 0
	for r, p := range odds {
		o[r] += p
		if o[r] > o[most] {
			most = r
		}
	}
	o[most]--
	return scheduler.Rating(most + 1)
}
