package simulate

import (
	"cmp"
	"slices"
	"time"

	"github.com/overhoor/overhoor/scheduler"
	"github.com/overhoor/overhoor/scheduler/exam"
)

// Policy is a way to study.
type Policy string

// The ways to study. All but the last two use all of their minutes: when what
// they would ask is done they ask ahead of time, what comes next first.
const (
	Plan     Policy = "plan"      // for the exam
	FSRS     Policy = "fsrs"      // without an exam in mind
	SM2      Policy = "sm-2"      // P. A. Wozniak, 1990
	Leitner  Policy = "leitner"   // five boxes
	Cramming Policy = "cramming"  // all of the minutes in the last days
	Worth    Policy = "plan-lite" // the plan as learners get it: only what is worth its time
	Due      Policy = "fsrs-due"  // FSRS as it is mostly used: what is due, and 20 new cards a day
)

// Policies is all of them, the plan first.
func Policies() []Policy { return []Policy{Plan, FSRS, SM2, Leitner, Cramming, Worth, Due} }

// way is a learner on his way by a policy. It sees ratings, not the memory.
type way interface {
	order(day int) []int // the cards to ask, as far as time allows
	answered(card, day int, r scheduler.Rating)
}

// begin sets out.
func (p Policy) begin(c Case) way {
	switch p {
	case SM2:
		return &boxed[sm2]{cards: make([]sm2, c.Cards)}
	case Leitner:
		return &boxed[leitner]{cards: make([]leitner, c.Cards)}
	case Cramming:
		return &cramming{cards: c.Cards}
	case FSRS:
		return newPlain(c, c.Cards, true)
	case Due:
		return newPlain(c, 20, false)
	}
	return newPlanned(c, p)
}

// noon is a moment of a day.
func noon(day int) scheduler.Moment {
	return scheduler.Moment{Now: time.Date(2026, 1, 1+day, 12, 0, 0, 0, time.UTC)}
}

// planned asks what the exam's plan says.
type planned struct {
	planner exam.Planner
	subject exam.Subject
	said    float64
}

func newPlanned(c Case, p Policy) *planned {
	w := &planned{
		planner: exam.Planner{Budget: time.Duration(c.Minutes) * time.Minute, Pace: exam.Typing()},
		subject: exam.Subject{
			FSRS: fsrs(scheduler.DefaultWeights()), Since: noon(0).Now, Day: noon(c.Days).Now, Cards: make([]scheduler.Memory, c.Cards),
		},
	}
	if p == Worth {
		w.planner.Worth = exam.Enough
		w.said = w.planner.Forecast(noon(0).Now, []exam.Subject{w.subject})[0].Known
	}
	return w
}

func (w *planned) order(day int) (cards []int) {
	for _, q := range w.planner.Today(noon(day).Now, []exam.Subject{w.subject}) {
		cards = append(cards, q.Card)
	}
	return cards
}

// time is how long the plan takes on a day.
func (w *planned) time(day int) time.Duration {
	return w.planner.Time(noon(day).Now, []exam.Subject{w.subject})
}

func (w *planned) answered(card, day int, r scheduler.Rating) {
	w.subject.Cards[card] = w.subject.FSRS.Review(w.subject.Cards[card], r, noon(day))
}

// plain asks what FSRS has due, the most forgotten first, then new cards.
type plain struct {
	fsrs     *scheduler.FSRS
	memories []scheduler.Memory
	newADay  int
	ahead    bool // also what isn't due yet
}

func newPlain(c Case, newADay int, ahead bool) *plain {
	return &plain{fsrs(scheduler.DefaultWeights()), make([]scheduler.Memory, c.Cards), newADay, ahead}
}

func (w *plain) order(day int) []int {
	at := noon(day)
	due, fresh, later := piles(len(w.memories), func(i int) (met, due bool) {
		return !w.memories[i].New(), !w.memories[i].Due.After(at.Now)
	})
	recall := func(i int) float64 { return w.fsrs.Retrievability(w.memories[i], at) }
	slices.SortStableFunc(due, func(a, b int) int { return cmp.Compare(recall(a), recall(b)) })
	slices.SortStableFunc(later, func(a, b int) int { return w.memories[a].Due.Compare(w.memories[b].Due) })
	all := append(due, fresh[:min(len(fresh), w.newADay)]...)
	if w.ahead {
		all = append(all, later...)
	}
	return all
}

func (w *plain) answered(card, day int, r scheduler.Rating) {
	w.memories[card] = w.fsrs.Review(w.memories[card], r, noon(day))
}

// piles sorts cards into those that are due, those never met and the rest.
func piles(n int, look func(i int) (met, due bool)) (due, fresh, later []int) {
	for i := range n {
		switch met, isDue := look(i); {
		case !met:
			fresh = append(fresh, i)
		case isDue:
			due = append(due, i)
		default:
			later = append(later, i)
		}
	}
	return due, fresh, later
}
