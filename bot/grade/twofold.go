package grade

import (
	"regexp"

	"github.com/overhoor/overhoor/bot/grade/facts"
)

const questionWord = `(?:wie|wiens|wat|welke?|wanneer|waar\p{L}*|hoe|hoeveel|who|whose|what|which|when|where|how|why|wer|was|welche[rsnm]?|wann|wo\p{L}*|warum|qui|que|quand|où|comment|quelle?s?|combien|pourquoi)`

var (
	// asksTwice finds a question of two parts: "wie ... en in welk jaar".
	asksTwice = regexp.MustCompile(`(?i)(?:^|\s)` + questionWord + `,?\s(?:.*\s)?(?:en|and|und|et)\s+(?:\p{L}+\s+)?` + questionWord + `(?:[\s?.:,)]|$)`)
	// countsTwo finds a question for the numbers of two things.
	countsTwo = regexp.MustCompile(`(?i)(?:hoeveel|how many|wie viele|combien de)\s+\p{L}+\s+(?:en|and|und|et)\s+\p{L}+`)
)

// question is of how many parts a question is, as far as they are told apart.
type question uint8

const (
	ofOne   question = iota
	ofTwo            // it asks for a number or a date, and for something in words
	ofCount          // it asks for several numbers
)

// partsOf tells of which parts the answer to a question is.
func partsOf(front string, wanted []facts.Fact) question {
	switch {
	case len(wanted) > 0 && asksTwice.MatchString(front):
		return ofTwo
	case len(wanted) > 1 && countsTwo.MatchString(front):
		return ofCount
	}
	return ofOne
}

// ruledParts rules on an answer to a question of two parts: each is judged, and
// one that is right makes it right in part. It may have nothing to rule.
func (e *evidence) ruledParts(chances func() [3]float64) (ruled [3]float64, ok bool) {
	half := [3]float64{Wrong: 0.02, Partial: 0.96, Correct: 0.02}
	f := e.facts
	if f.equal > 0 && f.wrong > 0 && f.wanted > 1 {
		return half, true
	}
	if e.card.question != ofTwo || e.denied() || f.wrong+f.equal == 0 {
		return ruled, false
	}
	said, kept, last, others := e.beside()
	switch {
	case f.wrong == 0 && f.equal == f.wanted && kept > 0.9 && last > 0.9 && e.card.shape == shapeFact && asksWho.MatchString(e.card.Front):
		return [3]float64{Wrong: 0.01, Partial: 0.02, Correct: 0.97}, true // a surname is enough
	case f.wrong > 0 && f.equal+f.vague == 0 && (kept > 0.9 && said > 0.35 || kept > 0.6 && said > 0.8):
		return half, true
	case f.wrong > 0 && f.equal+f.vague == 0 && said < 0.05 && e.card.shape == shapeFact:
		return [3]float64{Wrong: 0.96, Partial: 0.03, Correct: 0.01}, true
	case f.wrong > 0 || f.equal < f.wanted || said > 0.05:
	case others == 0 && len(e.given.facts) <= f.wanted:
		return half, true
	case others > 0 && len(e.given.facts) <= f.wanted: // perhaps in words that nothing here knows
		c := chances()
		return [3]float64{Wrong: c[Wrong] / 4, Partial: c[Partial] + 0.75*(c[Wrong]+c[Correct]), Correct: c[Correct] / 4}, true
	}
	return ruled, false
}

// beside tells how much of the words beside the numbers of the back was said,
// how much of the answer's own words they are, how well the last of them was
// said, and how many others the answer has.
func (e *evidence) beside() (said, kept, last float64, others int) {
	a := e.core
	all, found, mine := 0.0, 0.0, 0.0
	for i, u := range a.want.units {
		if u.role == content && !inFact(a.want.facts, u.token) {
			all += u.weight
			last = a.said(i)
			found += u.weight * last
		}
	}
	given := 0.0
	for j, u := range a.given.units {
		if u.role != content || inFact(a.given.facts, u.token) || e.card.asked[u.form.Root] {
			continue
		}
		given += u.weight
		mine += u.weight * a.asked(j)
		if a.asked(j) < 0.3 {
			others++
		}
	}
	return ratio(found, all), ratio(mine, given), last, others
}

// inFact tells whether a token is of one of the facts.
func inFact(list []facts.Fact, token int) bool {
	for _, f := range list {
		if token >= f.From && token < f.To {
			return true
		}
	}
	return false
}
