package main

import (
	"math"

	"github.com/overhoor/overhoor/bot/grade/forest"
)

// opinion is what is thought of an answer: the chances of the verdicts, and the
// chance that the likeliest is right.
type opinion struct {
	chances [3]float64
	trust   float64
}

// trusted adds to chances, of models that never saw the row, how far each
// verdict is to be trusted, by a model that never saw a row of its group.
func trusted(rows []row, chances [][3]float64, group func(row) string) []opinion {
	out := make([]opinion, len(rows))
	for i := range rows {
		out[i].chances = chances[i]
	}
	for _, in := range groupsOf(rows, group) {
		var rest []row
		var theirs []opinion
		for i, r := range rows {
			if group(r) != group(rows[in[0]]) {
				rest, theirs = append(rest, r), append(theirs, out[i])
			}
		}
		m := fitTrust(rest, theirs)
		for _, i := range in {
			if !rows[i].sample.Settled {
				out[i].trust = 1 / (1 + math.Exp(-m.LogOdds(rows[i].sample.Doubts(chances[i]))))
			}
		}
	}
	return out
}

// fitTrust fits to verdicts of models that never saw the row.
func fitTrust(rows []row, opinions []opinion) *forest.Mix {
	var x [][]float64
	var right []bool
	for i, r := range rows {
		if r.sample.Settled {
			continue
		}
		x = append(x, r.sample.Doubts(opinions[i].chances))
		right = append(right, r.sample.Judge(opinions[i].chances, 0, 0).Verdict == r.truth)
	}
	return forest.FitMix(x, right, forest.Options{Trees: 200, Depth: 4, Rate: 0.05, Leaf: 3, Shrink: 4, Share: 0.3, Rows: 0.8, Seed: 7})
}

// What the verdicts marked sure must hold on subjects never seen.
const (
	sureRight    = 0.932 // the share of them that are right
	falselySure  = 0.018 // of the wrong answers, accepted and sure; of the right, refused and sure
	askStep      = 0.01
	mostExpected = 0.6
)

// chooseAsk finds the dearest question with which the sure verdicts hold. The
// CRM cards are left out: they are the subject that is known best.
func chooseAsk(rows []row, opinions []opinion) float64 {
	var others []row
	var theirs []opinion
	for i, r := range rows {
		if r.subject != crmFile {
			others, theirs = append(others, r), append(theirs, opinions[i])
		}
	}
	best := askStep
	for ask := askStep; ask <= mostExpected; ask += askStep {
		m := measure(others, judge(others, theirs, ask))
		if m.sureRight >= sureRight && m.falseAccept <= falselySure && m.falseReject <= falselySure {
			best = ask
		}
	}
	return best
}
