package simulate_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/overhoor/overhoor/scheduler/simulate"
)

func cases(n int) []simulate.Case {
	return simulate.Range{
		Minutes: []int{5, 10}, Days: []int{14, 28}, Cards: []int{60, 120},
	}.Cases(7, n)
}

func TestCasesTakeEachCombinationInTurn(t *testing.T) {
	all := cases(16)
	seen := make(map[[3]int]int)
	for _, c := range all {
		seen[[3]int{c.Minutes, c.Days, c.Cards}]++
		if c.Missed < 0.1 || c.Missed > 0.3 {
			t.Errorf("%v of the days missed", c.Missed)
		}
	}
	if len(seen) != 8 {
		t.Errorf("%d combinations of 8", len(seen))
	}
	if !reflect.DeepEqual(all, cases(16)) {
		t.Error("the same seed made other cases")
	}
}

// TestThePlanWins is the claim that the plan makes, on a few learners.
func TestThePlanWins(t *testing.T) {
	all := cases(32)
	results := make(map[simulate.Policy][]simulate.Result)
	for _, c := range all {
		for i, r := range simulate.Compare(c, simulate.Policies(), 3) {
			p := simulate.Policies()[i]
			results[p] = append(results[p], r)
		}
	}
	plan := results[simulate.Plan]
	for _, p := range simulate.Policies() {
		s := simulate.Summarise(all, results[p], plan)
		if !(s.Exam.At > 0.3 && s.Exam.At < 1 && s.Later.At < s.Exam.At) || s.Minutes <= 0 {
			t.Errorf("%s: %+v", p, s)
		}
		switch p {
		case simulate.FSRS, simulate.SM2, simulate.Leitner:
			if s.ExamBehind.At < s.ExamBehind.Within || s.LaterBehind.At < s.LaterBehind.Within {
				t.Errorf("%s is behind the plan by %+v on the day, %+v later", p, s.ExamBehind, s.LaterBehind)
			}
		case simulate.Cramming:
			if s.LaterBehind.At < s.LaterBehind.Within {
				t.Errorf("cramming is behind the plan by %+v a month later", s.LaterBehind)
			}
		case simulate.Worth:
			if s.Off > 0.1 || s.Said == 0 {
				t.Errorf("the plan said %v and was off by %v", s.Said, s.Off)
			}
		}
	}
	if again := simulate.Compare(all[3], []simulate.Policy{simulate.Plan}, 3)[0]; again != plan[3] {
		t.Errorf("%+v, and then %+v", plan[3], again)
	}
}

// TestAllTakeTheTimeOfThePlan holds each way to the time that the plan took, to
// within the card that runs over it. Worth and Due have minutes of their own.
func TestAllTakeTheTimeOfThePlan(t *testing.T) {
	for _, c := range cases(16) {
		for _, times := range []int{1, 3, 1000} {
			results := simulate.Compare(c, simulate.Policies(), times)
			plan := results[0].Spent
			for i, p := range simulate.Policies() {
				spent := results[i].Spent
				if most := float64(c.Minutes+1) * float64(c.Days); spent.Minutes() > most {
					t.Errorf("%s: %v of %v minutes in %+v", p, spent.Minutes(), most, c)
				}
				own := p == simulate.Worth || p == simulate.Due
				if !own && (spent-plan).Abs() > 30*time.Second {
					t.Errorf("%s took %v, the plan %v in %+v", p, spent, plan, c)
				}
			}
		}
	}
}
