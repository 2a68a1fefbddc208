// Package simulate lets learners whose memory is known study for an exam in
// several ways, and tells what they know on the day and a month later. It is
// pure: all luck comes from a seed, and it is the same for each way to study.
package simulate

import (
	"math/rand/v2"
	"time"
)

// Case is one learner with one exam before him.
type Case struct {
	Seed    uint64
	Cards   int     // in the deck, none of them met
	Days    int     // until the exam
	Minutes int     // he studies a day
	Missed  float64 // share of the days on which he doesn't, 0 to 1
}

// Range is what the cases are made of: each minutes with each days with each
// cards, in turn.
type Range struct {
	Minutes, Days, Cards []int
}

// leastMissed and mostMissed bound the share of days that learners miss.
const (
	leastMissed = 0.10
	mostMissed  = 0.30
)

// Cases makes so many cases. Those of one seed are always the same.
func (r Range) Cases(seed uint64, n int) []Case {
	cases := make([]Case, n)
	luck := rand.New(rand.NewPCG(seed, 0))
	for i := range cases {
		cases[i] = Case{
			Seed:    luck.Uint64(),
			Minutes: r.Minutes[i%len(r.Minutes)],
			Days:    r.Days[i/len(r.Minutes)%len(r.Days)],
			Cards:   r.Cards[i/len(r.Minutes)/len(r.Days)%len(r.Cards)],
			Missed:  leastMissed + (mostMissed-leastMissed)*luck.Float64(),
		}
	}
	return cases
}

// Result is what a learner came to.
type Result struct {
	Exam  float64 // share of all cards that he can recall on the exam day, 0 to 1
	Later float64 // the same a month later, without any study in between
	Spent time.Duration
	Said  float64 // what the plan said on the first day for the exam day; else 0
}

// month is how many days after the exam a learner is looked at again.
const month = 30

// Compare lets the learner of a case study in each way. All but plan-lite and
// fsrs-due take the time that the plan takes: day by day, but for cramming, which
// puts it at the end, on no day more than so many times the daily minutes.
func Compare(c Case, policies []Policy, cramTimes int) []Result {
	daily, growing := make([]time.Duration, c.Days), make([]time.Duration, c.Days)
	exam := newPlanned(c, Plan)
	for day := range daily {
		if c.studies(day) {
			daily[day], growing[day] = time.Duration(c.Minutes)*time.Minute, exam.time(day)
		}
	}
	plan, planned := c.study(Plan, growing)
	results := make([]Result, len(policies))
	for i, p := range policies {
		switch p {
		case Plan:
			results[i] = plan
		case Cramming:
			results[i], _ = c.study(p, c.crams(plan.Spent, cramTimes))
		case Worth:
			results[i], _ = c.study(p, growing)
		case Due:
			results[i], _ = c.study(p, daily)
		default:
			results[i], _ = c.study(p, planned)
		}
	}
	return results
}

// study lets the learner study in one way in the time that he has on each day,
// and returns what he used of it. A card that ran over a day's time is taken from
// the next day's, and what is left is kept, so that ways stay equal.
func (c Case) study(p Policy, daily []time.Duration) (Result, []time.Duration) {
	l, way := born(c), p.begin(c)
	used := make([]time.Duration, c.Days)
	var left time.Duration
	for day, time := range daily {
		if time == 0 {
			continue
		}
		left = time + p.keeps(left)
		for _, card := range way.order(day) {
			if left <= 0 {
				break
			}
			rating, took := l.ask(card, day)
			left -= took
			used[day] += took
			way.answered(card, day, rating)
		}
		l.spent += used[day]
	}
	r := Result{Exam: l.known(c.Days), Later: l.known(c.Days + month), Spent: l.spent}
	if plan, ok := way.(*planned); ok {
		r.Said = plan.said
	}
	return r, used
}

// keeps is what a day's rest is to the next one: those who have the plan's time
// keep it, the others have so many minutes a day and never more.
func (p Policy) keeps(left time.Duration) time.Duration {
	if p == Plan || p == Worth || p == Due {
		return min(0, left)
	}
	return left
}
