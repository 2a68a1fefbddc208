package main

import (
	"fmt"
	"math"
	"sort"

	"github.com/overhoor/overhoor/bot/grade"
)

// measures are what the judge is held to.
type measures struct {
	accuracy, loss           float64
	sure, sureRight          float64 // the share of sure verdicts, and of them that are right
	falseAccept, falseReject float64 // of the wrong answers, of the right answers
}

func measure(rows []row, js []judged) measures {
	var m measures
	var sure, right, wrong, accepted, refused float64
	for i, r := range rows {
		j := js[i]
		ok := j.Verdict == r.truth
		m.loss -= math.Log(max(0.005, j.chances[r.truth]))
		if ok {
			m.accuracy++
		}
		if j.Sure {
			sure++
			if ok {
				m.sureRight++
			}
		}
		switch r.truth {
		case grade.Wrong:
			wrong++
			if j.Sure && j.Verdict == grade.Correct {
				accepted++
			}
		case grade.Correct:
			right++
			if j.Sure && j.Verdict == grade.Wrong {
				refused++
			}
		}
	}
	n := float64(len(rows))
	m.accuracy, m.loss, m.sure, m.sureRight = m.accuracy/n, m.loss/n, sure/n, m.sureRight/max(1, sure)
	m.falseAccept, m.falseReject = accepted/max(1, wrong), refused/max(1, right)
	return m
}

func (m measures) String() string {
	return fmt.Sprintf("right %5.1f%%  sure %5.1f%%  of them right %5.1f%%  wrong accepted sure %.1f%%  right refused sure %.1f%%  log loss %.3f",
		100*m.accuracy, 100*m.sure, 100*m.sureRight, 100*m.falseAccept, 100*m.falseReject, m.loss)
}

func report(title string, rows []row, js []judged, full bool) {
	fmt.Printf("== %s\n%-24s %4d  %v\n", title, "all", len(rows), measure(rows, js))
	by := []func(row) string{
		func(r row) string { return "file " + r.file },
		func(r row) string { return "shape " + shapeOf(r) },
	}
	if full {
		by = append(by,
			func(r row) string { return "subject " + r.subject },
			func(r row) string { return "lang " + r.Lang },
			func(r row) string { return "verdict " + r.Verdict },
			func(r row) string { return "kind " + r.Kind },
		)
	}
	for _, key := range by {
		breakDown(rows, js, key)
	}
	if full {
		reliability(rows, js)
	}
}

func breakDown(rows []row, js []judged, key func(row) string) {
	at := make(map[string][]int)
	for i, r := range rows {
		at[key(r)] = append(at[key(r)], i)
	}
	names := make([]string, 0, len(at))
	for name := range at {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		var rs []row
		var some []judged
		for _, i := range at[name] {
			rs, some = append(rs, rows[i]), append(some, js[i])
		}
		fmt.Printf("%-24s %4d  %v\n", name, len(rs), measure(rs, some))
	}
}

func shapeOf(r row) string {
	for k, name := range []string{"term", "text", "list"} {
		if r.sample.Vector[k] > 0 {
			return name
		}
	}
	return "fact"
}

// reliability compares the score with how often the answer was correct.
func reliability(rows []row, js []judged) {
	const bins = 10
	var n, correct, score [bins]float64
	for i, r := range rows {
		b := min(bins-1, int(js[i].Score*bins))
		n[b]++
		score[b] += js[i].Score
		if r.truth == grade.Correct {
			correct[b]++
		}
	}
	for b := range n {
		if n[b] > 0 {
			fmt.Printf("score %.2f  correct %.2f  (%.0f)\n", score[b]/n[b], correct[b]/n[b], n[b])
		}
	}
}
