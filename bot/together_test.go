package bot

import (
	"reflect"
	"testing"

	"github.com/overhoor/overhoor/bot/grade"
)

func TestTogether(t *testing.T) {
	items := []string{"a", "b", "c"}
	judged := func(v grade.Verdict, extra []string, found ...string) grade.Judgement {
		j := grade.Judgement{Verdict: v, Found: found, Extra: extra, Sure: true}
		for _, item := range items {
			if !has(item, j) {
				j.Reasons = append(j.Reasons, grade.Reason{Kind: grade.Lacking, Wanted: item})
			}
		}
		return j
	}
	first := judged(grade.Partial, []string{"nonsense"}, "c")
	for _, test := range []struct {
		name    string
		second  grade.Judgement
		verdict grade.Verdict
		found   []string
		reasons int
	}{
		{"the rest", judged(grade.Partial, nil, "a", "b"), grade.Correct, items, 0},
		{"all once more", judged(grade.Correct, nil), grade.Correct, items, 0},
		{"one more", judged(grade.Partial, nil, "a"), grade.Partial, []string{"a", "c"}, 1},
		{"nothing", judged(grade.Wrong, nil), grade.Partial, []string{"c"}, 2},
		{"the rest and nonsense", judged(grade.Partial, []string{"x"}, "a", "b"), grade.Partial, items, 0},
	} {
		j := together(items, first, test.second)
		if j.Verdict != test.verdict || !reflect.DeepEqual(j.Found, test.found) || len(j.Reasons) != test.reasons {
			t.Errorf("%s: %+v", test.name, j)
		}
	}
}
