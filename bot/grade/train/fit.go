package main

import (
	"hash/fnv"
	"math"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/grade/forest"
	"github.com/overhoor/overhoor/bot/grade/net"
)

func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

func options(monotone []int8) forest.Options {
	return forest.Options{Trees: 200, Depth: 5, Rate: 0.08, Leaf: 1, Shrink: 2, Share: 0.3, Rows: 0.8, Monotone: monotone, Seed: 7}
}

func fit(rows []row) *grade.Model {
	return &grade.Model{Lists: fitPair(rows, true), Texts: fitPair(rows, false)}
}

func fitPair(rows []row, lists bool) grade.Pair {
	var x [][]float64
	var verdict []int
	var right, whole []bool
	for _, r := range rows {
		if r.sample.Settled || r.sample.List != lists {
			continue
		}
		x, verdict = append(x, r.sample.Vector), append(verdict, int(r.truth))
		right, whole = append(right, r.truth >= grade.Partial), append(whole, r.truth == grade.Correct)
	}
	_, ways := grade.Traits(lists)
	unseen := make([]bool, len(ways))
	for f, way := range ways {
		unseen[f] = way == forest.Unseen
	}
	o := options(ways)
	return grade.Pair{
		Right: forest.FitMix(x, right, o), Whole: forest.FitMix(x, whole, o),
		Net:  net.Fit(x, verdict, unseen, o.Seed),
		Tune: [2]grade.Platt{{By: 1}, {By: 1}},
	}
}

// odds are the log odds that anything is right, and that all is there.
type odds struct{ right, whole float64 }

// crossValidate judges each row by a model that never saw a row of its group.
func crossValidate(rows []row, group func(row) string) ([]odds, map[string]*grade.Model) {
	models := make(map[string]*grade.Model)
	out := make([]odds, len(rows))
	for _, in := range groupsOf(rows, group) {
		g := group(rows[in[0]])
		m := fit(without(rows, g, group))
		models[g] = m
		for _, i := range in {
			p := m.Texts
			if rows[i].sample.List {
				p = m.Lists
			}
			out[i].right, out[i].whole = p.Raw(rows[i].sample.Vector)
		}
	}
	return out, models
}

// groupsOf are the rows of each group.
func groupsOf(rows []row, group func(row) string) map[string][]int {
	groups := make(map[string][]int)
	for i, r := range rows {
		groups[group(r)] = append(groups[group(r)], i)
	}
	return groups
}

func without(rows []row, g string, group func(row) string) []row {
	var rest []row
	for _, r := range rows {
		if group(r) != g {
			rest = append(rest, r)
		}
	}
	return rest
}

// fitPlatt fits by gradient descent on the log loss, held near by = 1.
func fitPlatt(odds []float64, yes []bool) grade.Platt {
	p := grade.Platt{By: 1}
	for range 2000 {
		gb, gp := 0.05*(1-p.By)*float64(len(odds))/100, 0.0
		for i, o := range odds {
			t := 0.0
			if yes[i] {
				t = 1
			}
			d := t - 1/(1+math.Exp(-p.Of(o)))
			gb += d * o
			gp += d
		}
		p.By += 0.3 * gb / float64(len(odds)) / 4
		p.Plus += 0.3 * gp / float64(len(odds))
	}
	return p
}

// calibration makes the log odds true, of texts and of lists.
type calibration [2][2]grade.Platt

func kindOf(r row) int {
	if r.sample.List {
		return 1
	}
	return 0
}

// calibrate fits to predictions for rows that the models never saw.
func calibrate(rows []row, predicted []odds) calibration {
	var c calibration
	for k := range c {
		var right, whole []float64
		var isRight, isWhole []bool
		for i, r := range rows {
			if r.sample.Settled || kindOf(r) != k {
				continue
			}
			right, whole = append(right, predicted[i].right), append(whole, predicted[i].whole)
			isRight, isWhole = append(isRight, r.truth >= grade.Partial), append(isWhole, r.truth == grade.Correct)
		}
		c[k] = [2]grade.Platt{fitPlatt(right, isRight), fitPlatt(whole, isWhole)}
	}
	return c
}

// apply turns predictions into the chances of the verdicts.
func (c calibration) apply(rows []row, predicted []odds) [][3]float64 {
	out := make([][3]float64, len(predicted))
	for i, o := range predicted {
		if s := rows[i].sample; s.Settled {
			out[i][s.Judgement.Verdict] = 1
		} else {
			by := c[kindOf(rows[i])]
			out[i] = s.Chances(by[0].Of(o.right), by[1].Of(o.whole))
		}
	}
	return out
}

// model builds the calibration into a model.
func (c calibration) model(m *grade.Model, trust *forest.Mix, ask float64) *grade.Model {
	out := *m
	out.Texts.Tune, out.Lists.Tune, out.Trust, out.Ask = c[0], c[1], trust, ask
	return &out
}
