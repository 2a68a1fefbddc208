package exam

import (
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// Pace is how long a card takes.
type Pace struct {
	Recalled  time.Duration
	Forgotten time.Duration // to read the answer, and once more later on
	New       time.Duration // never met before
}

// Typing is the pace of short typed answers. fsrs-rs's measurements for cards
// that are only turned over lie at about 7, 23 and 30 s (review_costs of Good
// and Again, learn_costs of Again); a recalled answer that has to be typed takes
// longer.
func Typing() Pace {
	return Pace{Recalled: 15 * time.Second, Forgotten: 25 * time.Second, New: 30 * time.Second}
}

// Times is the pace of somebody who takes so many times as long.
func (p Pace) Times(n float64) Pace {
	times := func(d time.Duration) time.Duration { return time.Duration(n * float64(d)) }
	return Pace{Recalled: times(p.Recalled), Forgotten: times(p.Forgotten), New: times(p.New)}
}

// Cost is how long it takes to answer a card with that outcome.
func (p Pace) Cost(isNew bool, r scheduler.Rating) time.Duration {
	switch {
	case isNew:
		return p.New
	case r == scheduler.Again:
		return p.Forgotten
	}
	return p.Recalled
}

// expected is how long a known card takes at a chance of recall.
func (p Pace) expected(recall float64) time.Duration {
	return p.Forgotten - time.Duration(recall*float64(p.Forgotten-p.Recalled))
}
