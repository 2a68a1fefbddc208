package main

import (
	"hash/fnv"
	"math"
	"sort"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/grade/forest"
)

// How much made answers weigh beside labelled ones.
const (
	madeTexts = 0.05
	madeLists = 0.1
)

func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

func options(monotone []int8) forest.Options {
	return forest.Options{Trees: 300, Depth: 4, Rate: 0.05, Leaf: 1, Shrink: 2, Share: 0.3, Rows: 0.8, Monotone: monotone, Seed: 7}
}

func fit(rows, made []row) *grade.Model {
	return &grade.Model{Lists: fitPair(rows, made, true), Texts: fitPair(rows, made, false)}
}

func fitPair(rows, made []row, lists bool) grade.Pair {
	var x [][]float64
	var right, whole []bool
	var weights []float64
	weight := madeTexts
	if lists {
		weight = madeLists
	}
	for i, r := range append(rows[:len(rows):len(rows)], made...) {
		if r.sample.Settled || r.sample.List != lists {
			continue
		}
		x = append(x, r.sample.Vector)
		right = append(right, r.truth >= grade.Partial)
		whole = append(whole, r.truth == grade.Correct)
		if i < len(rows) {
			weights = append(weights, 1)
		} else {
			weights = append(weights, weight)
		}
	}
	_, mr, mw := grade.Traits(lists)
	return grade.Pair{Right: forest.FitMix(x, right, weights, options(mr)), Whole: forest.FitMix(x, whole, weights, options(mw))}
}

// odds are the log odds that anything is right, and that all is there.
type odds struct{ right, whole float64 }

// crossValidate judges each row by a model that never saw a row of its group.
func crossValidate(rows, made []row, group func(row) string) ([]odds, map[string]*grade.Model) {
	models := make(map[string]*grade.Model)
	groups := make(map[string][]int)
	for i, r := range rows {
		groups[group(r)] = append(groups[group(r)], i)
	}
	names := make([]string, 0, len(groups))
	for g := range groups {
		names = append(names, g)
	}
	sort.Strings(names)
	out := make([]odds, len(rows))
	for _, g := range names {
		m := fit(without(rows, g, group), without(made, g, group))
		models[g] = m
		for _, i := range groups[g] {
			p := m.Texts
			if rows[i].sample.List {
				p = m.Lists
			}
			out[i] = odds{p.Right.LogOdds(rows[i].sample.Vector), p.Whole.LogOdds(rows[i].sample.Vector)}
		}
	}
	return out, models
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

// platt makes log odds true: by times them plus more.
type platt struct{ by, plus float64 }

func (p platt) of(odds float64) float64 { return p.by*odds + p.plus }

// fitPlatt fits by gradient descent on the log loss, held near by = 1.
func fitPlatt(odds []float64, yes []bool) platt {
	p := platt{1, 0}
	for range 2000 {
		gb, gp := 0.05*(1-p.by)*float64(len(odds))/100, 0.0
		for i, o := range odds {
			t := 0.0
			if yes[i] {
				t = 1
			}
			d := t - 1/(1+math.Exp(-p.of(o)))
			gb += d * o
			gp += d
		}
		p.by += 0.3 * gb / float64(len(odds)) / 4
		p.plus += 0.3 * gp / float64(len(odds))
	}
	return p
}

// calibration is a platt for each forest: lists or not, right or whole.
type calibration [2][2]platt

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
		c[k] = [2]platt{fitPlatt(right, isRight), fitPlatt(whole, isWhole)}
	}
	return c
}

func (c calibration) apply(rows []row, predicted []odds) []odds {
	out := make([]odds, len(predicted))
	for i, o := range predicted {
		k := kindOf(rows[i])
		out[i] = odds{c[k][0].of(o.right), c[k][1].of(o.whole)}
	}
	return out
}

// model builds the calibration into a model.
func (c calibration) model(m *grade.Model, ask float64) *grade.Model {
	scale := func(p grade.Pair, by [2]platt) grade.Pair {
		return grade.Pair{Right: p.Right.Scale(by[0].by, by[0].plus), Whole: p.Whole.Scale(by[1].by, by[1].plus)}
	}
	return &grade.Model{Texts: scale(m.Texts, c[0]), Lists: scale(m.Lists, c[1]), Ask: ask}
}

// What the verdicts marked sure must hold on subjects never seen.
const (
	sureRight    = 0.945 // the share of them that are right
	falselySure  = 0.016 // of the wrong answers, accepted and sure; of the right, refused and sure
	askStep      = 0.01
	mostExpected = 0.6
)

// chooseAsk finds the dearest question with which the sure verdicts hold.
func chooseAsk(rows []row, predicted []odds) float64 {
	best := askStep
	for ask := askStep; ask <= mostExpected; ask += askStep {
		m := measure(rows, judge(rows, predicted, ask))
		if m.sureRight >= sureRight && m.falseAccept <= falselySure && m.falseReject <= falselySure {
			best = ask
		}
	}
	return best
}
