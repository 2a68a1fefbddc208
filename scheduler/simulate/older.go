package simulate

import (
	"cmp"
	"slices"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// box is what an older method keeps of a card. The zero box is a card never
// met.
type box[T any] interface {
	due() (day int, met bool)
	after(day int, r scheduler.Rating) T
}

// boxed asks what is due, the longest overdue first, then new cards, then ahead
// of time.
type boxed[T box[T]] struct{ cards []T }

func (w *boxed[T]) order(day int) []int {
	due, fresh, later := piles(len(w.cards), func(i int) (met, due bool) {
		at, met := w.cards[i].due()
		return met, at <= day
	})
	first := func(a, b int) int {
		x, _ := w.cards[a].due()
		y, _ := w.cards[b].due()
		return cmp.Compare(x, y)
	}
	slices.SortStableFunc(due, first)
	slices.SortStableFunc(later, first)
	return slices.Concat(due, fresh, later)
}

func (w *boxed[T]) answered(card, day int, r scheduler.Rating) {
	w.cards[card] = w.cards[card].after(day, r)
}

// sm2 is SuperMemo 2: intervals of 1 and 6 days, then times the ease factor. A
// forgotten card begins anew and keeps its ease.
type sm2 struct {
	reps, interval, at int
	ease               float64 // 1.3 and more; 0: never met
}

func (c sm2) due() (int, bool) { return c.at, c.ease > 0 }

func (c sm2) after(day int, r scheduler.Rating) sm2 {
	c.ease = cmp.Or(c.ease, 2.5)
	if r == scheduler.Again {
		c.reps, c.interval, c.at = 0, 1, day+1
		return c
	}
	c.reps++
	switch c.reps {
	case 1:
		c.interval = 1
	case 2:
		c.interval = 6
	default:
		c.interval = int(float64(c.interval)*c.ease + 0.5)
	}
	missing := 5 - float64(r+1) // quality is 3, 4 or 5
	c.ease = max(1.3, c.ease+0.1-missing*(0.08+missing*0.02))
	c.at = day + c.interval
	return c
}

// leitner is a card in one of S. Leitner's five boxes, which are asked after 1,
// 2, 4, 8 and 16 days. A forgotten card goes back to the first.
type leitner struct{ box, at int }

const boxes = 5

func (c leitner) due() (int, bool) { return c.at, c.box > 0 }

func (c leitner) after(day int, r scheduler.Rating) leitner {
	if r == scheduler.Again {
		c.box = 0
	}
	c.box = min(c.box+1, boxes)
	c.at = day + 1<<(c.box-1)
	return c
}

// cramming goes through the whole deck, over and over.
type cramming struct{ cards, next int }

// A crammer studies on his last days: on cramDays of them at least, and on none
// longer than cramTimes what he studies else. A day that he misses he makes up
// for on the others.
const (
	cramDays = 3
	cramAsks = 24 * 360 // cards that he can ask on one day at most
)

func (w *cramming) order(int) (cards []int) {
	for i := range cramAsks {
		cards = append(cards, (w.next+i)%w.cards)
	}
	return cards
}

func (w *cramming) answered(int, int, scheduler.Rating) { w.next++ }

// crams is how long a crammer studies on each day who has so much time in all.
func (c Case) crams(total time.Duration, times int) []time.Duration {
	most := time.Duration(times*c.Minutes) * time.Minute
	begin, days := c.Days, 0
	for begin > 0 && (c.Days-begin < cramDays || total > most*time.Duration(days)) {
		begin--
		if c.studies(begin) {
			days++
		}
	}
	daily := make([]time.Duration, c.Days)
	for day := begin; day < c.Days; day++ {
		if c.studies(day) {
			daily[day] = total / time.Duration(days)
		}
	}
	return daily
}
