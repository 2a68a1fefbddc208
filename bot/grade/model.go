package grade

import (
	"math"

	"github.com/overhoor/overhoor/bot/grade/forest"
)

// Model is what was learnt from labelled answers: lists are weighed by their
// items, other cards by their words.
type Model struct {
	Lists, Texts Pair
	Ask          float64 // what it costs to ask the learner, in the unit of costs
}

// judging is the model that comes with the program.
var judging = builtIn.quick()

// quick is the same model, made ready to be asked often.
func (m *Model) quick() *Model {
	pair := func(p Pair) Pair { return Pair{Right: p.Right.Quick(), Whole: p.Whole.Quick()} }
	return &Model{Lists: pair(m.Lists), Texts: pair(m.Texts), Ask: m.Ask}
}

// Pair tells wrong from the rest, and correct from the rest.
type Pair struct{ Right, Whole *forest.Mix }

// Chances are the probabilities of the three verdicts.
func (m *Model) Chances(v []float64) [3]float64 { return chancesOf(m.odds(v)) }

// odds are the log odds that anything is right, and that all is there.
func (m *Model) odds(v []float64) (right, whole float64) {
	p := m.Texts
	if v[fList] > 0 {
		p = m.Lists
	}
	return p.Right.LogOdds(v), p.Whole.LogOdds(v)
}

// By how much an embedder's opinion may move the log odds. It was not fitted:
// embedders differ. It is small, since they hardly tell a negation.
const (
	likenessMost  = 1.0
	likenessSlope = 2.0
	likenessEven  = 0.6 // the cosine that speaks neither for nor against
)

// shift is what a likeness adds to the log odds; of an answer that contradicts
// it never speaks in favour.
func (l *Likeness) shift(contradicts bool) (right, whole float64) {
	if l == nil {
		return 0, 0
	}
	lead := likenessSlope * (l.Own - l.Other)
	right = min(likenessMost, max(-likenessMost, lead))
	whole = min(likenessMost, max(-likenessMost, likenessSlope*(l.Own-likenessEven)+min(0, lead)))
	if contradicts {
		right, whole = min(0, right), min(0, whole)
	}
	return right, whole
}

// chancesOf are the probabilities of the three verdicts by the log odds that
// anything is right, and that all is there.
func chancesOf(right, whole float64) [3]float64 {
	r, w := logistic(right), logistic(whole)
	w = min(w, r)
	return [3]float64{Wrong: 1 - r, Partial: r - w, Correct: w}
}

func logistic(odds float64) float64 { return 1 / (1 + math.Exp(-odds)) }

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
	Doubtful  func(Verdict) bool
	rule      func([3]float64) [3]float64
}

// Chances are the probabilities of the verdicts by the log odds that a model
// gives the vector.
func (s Sample) Chances(right, whole float64) [3]float64 { return s.rule(chancesOf(right, whole)) }

// With returns the deck judged by another model, for trying one.
func (d *Deck) With(m *Model) *Deck {
	other := *d
	other.model = m
	return &other
}

// Sample prepares an answer for training.
func (d *Deck) Sample(id string, a Attempt) Sample {
	k := d.byID[id]
	text := bound(a.Text)
	if isEmpty(text) {
		return Sample{Vector: make([]float64, features), List: len(k.items) > 0, Settled: true, Judgement: k.nothing(a.Have)}
	}
	j, settled := d.settle(k, text, a)
	e := d.gather(k, text, a.Have)
	v := e.vector()
	return Sample{Vector: v, List: v[fList] > 0, Settled: settled, Judgement: j, rule: e.ruled, Doubtful: e.doubtful}
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

// costs tell how bad a verdict (first) is when another is true (second): to
// accept what is wrong teaches an error, to refuse what is right discourages.
var costs = [3][3]float64{
	Wrong:   {0, 1, 1.5},
	Partial: {1, 0, 1},
	Correct: {3, 1, 0},
}

// Judge judges a vector: the likeliest verdict, sure when to be wrong about it
// is expected to cost less than to ask.
func (m *Model) Judge(v []float64) Judgement {
	return Decide(m.Chances(v), m.Ask)
}

// Decide chooses the likeliest verdict.
func Decide(chances [3]float64, ask float64) Judgement {
	v := likeliest(chances)
	return Judgement{Verdict: v, Score: chances[Correct], Sure: expected(chances, v) < ask}
}

// expected is what a verdict is expected to cost.
func expected(chances [3]float64, v Verdict) float64 {
	sum := 0.0
	for truth, p := range chances {
		sum += p * costs[v][truth]
	}
	return sum
}
