package scheduler

import (
	"math"
	"math/rand/v2"
)

// band is how much of an interval's part between two lengths, in days, it may
// be longer or shorter.
type band struct{ from, to, share float64 }

// bands are those of Anki (fuzz.rs) and ts-fsrs.
func bands() [3]band {
	return [3]band{{2.5, 7, 0.15}, {7, 20, 0.10}, {20, math.Inf(1), 0.05}}
}

// around is the days among which a card may come back that is best asked after
// so many: a day more or less, and the share of each band. Below 2.5 days it is
// one. Cards that were learned together don't stay together so.
func around(days float64) (first, last int) {
	if days < bands()[0].from {
		return whole(days), whole(days)
	}
	delta := 1.0
	for _, b := range bands() {
		delta += b.share * max(0, min(days, b.to)-b.from)
	}
	return max(2, whole(days-delta)), whole(days + delta)
}

func whole(days float64) int { return int(math.Round(days)) }

// day is after how many days a card comes back. The same review comes to the
// same day.
func (f *FSRS) day(m Memory, at Moment) int {
	longest := float64(f.set.Longest)
	days := min(max(f.model.interval(m, f.set.Retention), 1), longest)
	first, last := whole(days), whole(days)
	if f.set.Fuzz && at.Seed != 0 {
		first, last = around(days)
	}
	latest := at.latest(f.set.Longest)
	return at.lightest(min(first, latest), min(last, latest), uint64(m.Reps))
}

// lightest is the day with the least to do for what the learner does on such a
// weekday; among equals the dice decide.
func (m Moment) lightest(first, last int, dice uint64) int {
	if first == last {
		return first
	}
	var best []int
	least := math.Inf(1)
	for n := first; n <= last; n++ {
		day := m.Cal.StartOfDay(m.Now, n)
		weight := float64(m.Load.on(day, m.Cal)+1) / m.Week.share(day.Weekday())
		if weight < least {
			best, least = nil, weight
		}
		if weight == least {
			best = append(best, n)
		}
	}
	return best[rand.New(rand.NewPCG(m.Seed, dice)).IntN(len(best))]
}
