package bot

import (
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/scheduler"
)

func TestRate(t *testing.T) {
	right := grade.Judgement{Verdict: grade.Correct}
	some := func(found, missing int) grade.Judgement {
		return grade.Judgement{Verdict: grade.Partial, Found: make([]string, found), Missing: make([]string, missing)}
	}
	for _, test := range []struct {
		name string
		j    grade.Judgement
		e    Effort
		want scheduler.Rating
	}{
		{"right", right, Effort{}, scheduler.Good},
		{"right, slowly", right, Effort{Typed: 10, Took: time.Minute}, scheduler.Good},
		{"right, at once", right, Effort{Typed: 10, Took: 6 * time.Second}, scheduler.Easy},
		{"right at once, with a hint", right, Effort{Took: time.Second, Hints: 1}, scheduler.Hard},
		{"right at the second go", right, Effort{Goes: 1}, scheduler.Hard},
		{"right, in doubt", right, Effort{Took: time.Second, Doubt: true}, scheduler.Hard},
		{"most of it", some(3, 1), Effort{}, scheduler.Hard},
		{"half of it", some(1, 1), Effort{}, scheduler.Hard},
		{"little of it", some(1, 3), Effort{Goes: 1}, scheduler.Again},
		{"forgotten", grade.Judgement{}, Effort{}, scheduler.Again},
		{"forgotten, with a hint", grade.Judgement{}, Effort{Hints: 2}, scheduler.Again},
	} {
		if got := rate(test.j, test.e); got != test.want {
			t.Errorf("%s: rated %d, want %d", test.name, got, test.want)
		}
	}
}
