package grade

import (
	"github.com/overhoor/overhoor/bot/grade/forest"
)

// Model is what was learnt from labelled answers: lists are weighed by their
// items, other cards by their words.
type Model struct{ Lists, Texts Pair }

// Pair tells wrong from the rest, and correct from the rest.
type Pair struct{ Right, Whole *forest.Forest }

// Chances are the probabilities of the three verdicts.
func (m *Model) Chances(v []float64) [3]float64 {
	p := m.Texts
	if v[fList] > 0 {
		p = m.Lists
	}
	right, whole := p.Right.Chance(v), p.Whole.Chance(v)
	whole = min(whole, right)
	return [3]float64{Wrong: 1 - right, Partial: right - whole, Correct: whole}
}

// likeliest is the likeliest verdict.
func likeliest(c [3]float64) Verdict {
	switch {
	case c[Correct] >= c[Partial] && c[Correct] >= c[Wrong]:
		return Correct
	case c[Partial] >= c[Wrong]:
		return Partial
	}
	return Wrong
}

// Sample is an answer boiled down to what a model looks at, for training one.
type Sample struct {
	Vector    []float64
	List      bool
	Settled   bool // a rule decides, no model is asked
	Judgement Judgement
}

// Sample prepares an answer for training.
func (d *Deck) Sample(id string, a Attempt) Sample {
	k := d.byID[id]
	j, settled := d.settle(k, a)
	v := d.gather(k, a.Text).vector()
	return Sample{Vector: v, List: v[fList] > 0, Settled: settled, Judgement: j}
}

// Traits gives the features' names and the ways they may count, for training:
// 0 both ways, 1 only for, -1 only against, Unseen not at all.
func Traits(lists bool) (names []string, right, whole []int8) {
	cards := uint8(inTexts)
	if lists {
		cards = inLists
	}
	for _, t := range traits {
		if t.cards&cards == 0 {
			t.right, t.whole = forest.Unseen, forest.Unseen
		}
		names, right, whole = append(names, t.name), append(right, t.right), append(whole, t.whole)
	}
	return names, right, whole
}

// Judge judges a vector.
func (m *Model) Judge(v []float64) Judgement {
	c := m.Chances(v)
	return Judgement{Verdict: likeliest(c), Score: c[Correct], Sure: max(c[0], c[1], c[2]) > 0.8}
}
