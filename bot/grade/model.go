package grade

import (
	"math"
	"slices"

	"github.com/overhoor/overhoor/bot/grade/forest"
	"github.com/overhoor/overhoor/bot/grade/net"
)

// Model is what was learnt from labelled answers: lists are weighed by their
// items, other cards by their words.
type Model struct {
	Lists, Texts Pair
	Trust        *forest.Mix // tells whether a verdict is right, by Doubts
	Ask          float64     // what it costs to ask the learner, in the unit of costs

	trust *forest.Panel // of Trust, once quick was called
}

// quick is the same model, made ready to be asked often.
func (m *Model) quick() *Model {
	q := *m
	for _, p := range [...]*Pair{&q.Lists, &q.Texts} {
		p.panel = forest.NewPanel(p.Right, p.Whole)
	}
	q.trust = forest.NewPanel(q.Trust)
	return &q
}

// Pair tells the verdicts apart.
type Pair struct {
	Right, Whole *forest.Mix // whether it is not wrong; correct
	Net          *net.Net    // which verdict
	Tune         [2]Platt    // of right and whole

	panel *forest.Panel // of both mixes, once the model's quick was called
}

// Platt makes log odds true: by times them, and plus more. Platt,
// "Probabilistic outputs for support vector machines" (1999).
type Platt struct{ By, Plus float64 }

// Of are log odds made true.
func (p Platt) Of(odds float64) float64 { return p.By*odds + p.Plus }

// netShare is how much of the chances the network says.
const netShare = 0.45

// Raw are the log odds that anything is right, and that all is there, before
// they are made true. Forests and network err in different ways: both together
// err less.
func (p *Pair) Raw(v []float64) (right, whole float64) {
	var odds [2]float64
	if p.panel != nil {
		p.panel.LogOdds(v, odds[:])
	} else {
		odds = [2]float64{p.Right.LogOdds(v), p.Whole.LogOdds(v)}
	}
	r, w := logistic(odds[0]), logistic(odds[1])
	all, c := 1+max(0, w-r), p.Net.Chances(v)
	wrong := (1-r)/all*(1-netShare) + c[Wrong]*netShare
	correct := w/all*(1-netShare) + c[Correct]*netShare
	return -oddsOf(wrong), oddsOf(correct)
}

// oddsOf are the log odds of a chance.
func oddsOf(p float64) float64 {
	const least = 1e-4
	p = min(1-least, max(least, p))
	return math.Log(p / (1 - p))
}

// Chances are the probabilities of the three verdicts.
func (m *Model) Chances(v []float64) [3]float64 { return chancesOf(m.odds(v)) }

// odds are the log odds that anything is right, and that all is there.
func (m *Model) odds(v []float64) (right, whole float64) {
	p := &m.Texts
	if v[fList] > 0 {
		p = &m.Lists
	}
	right, whole = p.Raw(v)
	return p.Tune[0].Of(right), p.Tune[1].Of(whole)
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
	doubtful  func(Verdict) bool
	rule      func(func() [3]float64) [3]float64
}

// Chances are the probabilities of the verdicts by the log odds that a model
// gives the vector.
func (s Sample) Chances(right, whole float64) [3]float64 {
	return s.rule(func() [3]float64 { return chancesOf(right, whole) })
}

// judge is the model by which the deck is judged.
func (d *Deck) judge() *Model {
	if d.model != nil {
		return d.model
	}
	return judging()
}

// Doubts are Doubts of the sample's answer.
func (s Sample) Doubts(chances [3]float64) []float64 {
	return Doubts(s.Vector, chances, s.doubtful(likeliest(chances)))
}

// Judge makes a judgement of chances, sure when it costs less than to ask.
func (s Sample) Judge(chances [3]float64, trust, ask float64) Judgement {
	if s.Settled {
		return s.Judgement
	}
	return Judgement{Verdict: likeliest(chances), Score: chances[Correct], Sure: Risk(chances, trust) < ask}
}

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
	v = slices.Clip(v) // Doubts are put in room of their own
	return Sample{Vector: v, List: v[fList] > 0, Settled: settled, Judgement: j, rule: e.ruled, doubtful: e.doubtful}
}

// Traits gives the features' names and which way each may count, for training:
// 0 both ways, -1 only against the answer, Unseen not at all.
func Traits(lists bool) (names []string, ways []int8) {
	cards := uint8(inTexts)
	if lists {
		cards = inLists
	}
	for _, t := range traits {
		if t.cards&cards == 0 {
			t.way = forest.Unseen
		}
		names, ways = append(names, t.name), append(ways, t.way)
	}
	return names, ways
}

// costs tell how bad a verdict (first) is when another is true (second): to
// accept what is wrong teaches an error, to refuse what is right discourages.
var costs = [3][3]float64{
	Wrong:   {0, 1, 3},
	Partial: {1, 0, 1},
	Correct: {3, 1, 0},
}

// judge chooses the likeliest verdict, sure when to be wrong about it is
// expected to cost less than to ask.
func (m *Model) judge(v []float64, chances [3]float64, doubtful func(Verdict) bool) Judgement {
	verdict := likeliest(chances)
	trust := logistic(m.trustOdds(Doubts(v, chances, doubtful(verdict))))
	return Judgement{Verdict: verdict, Score: chances[Correct], Sure: Risk(chances, trust) < m.Ask}
}

// trustOdds are the log odds that a verdict is right, by its Doubts.
func (m *Model) trustOdds(doubts []float64) float64 {
	if m.trust == nil {
		return m.Trust.LogOdds(doubts)
	}
	var odds [1]float64
	m.trust.LogOdds(doubts, odds[:])
	return odds[0]
}

// doubts is how many there are besides what was seen of the answer.
const doubts = 7

// Doubts are what tells whether the likeliest verdict is right: all that was
// seen of the answer, the chances, and whether a rule doubts the verdict.
func Doubts(v []float64, chances [3]float64, doubtful bool) []float64 {
	verdict := likeliest(chances)
	best, next := chances[verdict], 0.0
	for other, p := range chances {
		if Verdict(other) != verdict {
			next = max(next, p)
		}
	}
	return append(v, chances[Wrong], chances[Partial], chances[Correct], best, best-next, float64(verdict), flag(doubtful))
}

// Risk is what the likeliest verdict is expected to cost when it is right with
// the chance trust.
func Risk(chances [3]float64, trust float64) float64 {
	verdict := likeliest(chances)
	cost, rest := 0.0, 0.0
	for truth, p := range chances {
		if Verdict(truth) != verdict {
			cost, rest = cost+p*costs[verdict][truth], rest+p
		}
	}
	return (1 - trust) * ratio(cost, rest)
}
