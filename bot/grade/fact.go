package grade

import (
	"regexp"
	"strings"

	"github.com/overhoor/overhoor/bot/grade/facts"
	"github.com/overhoor/overhoor/bot/grade/words"
)

// settleFacts judges an answer to a card that asks for one number or date, as
// far as numbers settle it.
func (d *Deck) settleFacts(k *card, answer string) (Judgement, bool) {
	text, dunno, order := plainAnswer(answer)
	tokens := words.Tokens(text)
	given := facts.Find(text, tokens, k.lang)
	wanted := k.core[0].facts
	if len(wanted) == 0 || len(given) == 0 || dunno || order || denies(tokens, given) {
		return Judgement{}, false
	}
	if k.inOtherUnit(given, wanted) {
		return Judgement{Verdict: Wrong, Sure: true, Score: 0.01}, true
	}
	c := countFacts(k.ownFacts(given), wanted)
	spare := len(tokens) - 3*len(given)
	switch {
	case shortYear(given, wanted) && wanted[0].Low < wanted[0].High:
		return Judgement{Verdict: Correct, Score: 0.6}, true
	case k.question != ofOne && c.wrong > 0:
	case c.wrong == 1 && c.equal == 1 && len(given) == 2 && len(wanted) == 1 && isChoice(tokens[given[0].To:given[1].From], k.lang):
		return Judgement{Verdict: Partial, Sure: spare < 5, Score: 0.02}, true
	case c.wrong > 0 && c.equal == 0 && c.vague == 0:
		return Judgement{Verdict: Wrong, Sure: spare < 4 && len(given) == 1 && hasDigit(given[0].Raw) && !strings.Contains(text, "per "), Score: 0.02}, true
	case c.wrong == 0 && c.equal >= len(wanted) && spare < 5 && d.saysRest(k, text):
		return Judgement{Verdict: Correct, Sure: inOrder(given, wanted), Score: 0.97}, true
	case k.question == ofOne && c.wrong == 0 && c.equal == 0 && c.vague > 0 && spare < 5:
		return Judgement{Verdict: Partial, Sure: len(given) == 1 && asksDate.MatchString(k.Front), Score: 0.1}, true
	}
	return Judgement{}, false
}

// denies tells whether an answer denies one of its facts: "not in 1961"; but
// "was it not 1961?" doesn't.
func denies(tokens []words.Token, given []facts.Fact) bool {
	for _, f := range given {
		for i := f.From - 1; i >= max(0, f.From-3); i-- {
			switch tokens[i].Fold {
			case "niet", "geen", "nooit", "not", "never", "nicht", "kein", "keine", "nie", "pas":
				return i == 0 || !isSubject(tokens[i-1].Fold)
			}
		}
	}
	return false
}

func isSubject(word string) bool {
	switch word {
	case "dat", "het", "t", "that", "it", "das", "es":
		return true
	}
	return false
}

// shortYear tells whether an answer is the last two digits of the year wanted.
func shortYear(given, wanted []facts.Fact) bool {
	return len(given) == 1 && len(wanted) == 1 && given[0].Kind == facts.Quantity && given[0].Low == given[0].High && wanted[0].Kind == facts.Date && wanted[0].EndsIn(given[0].Low)
}

// isChoice tells whether what stands between two numbers leaves open which of
// them is meant.
func isChoice(between []words.Token, lang string) bool {
	return len(between) == 1 && isOr(between[0].Text, lang)
}

// asksDate finds where a question asks for all of a date, so that a year alone
// is a part of it.
var asksDate = regexp.MustCompile(`(?i)\b(?:date|datum|dag|day|tag|jour|fecha|data)\b`)

// inOtherUnit tells whether an answer is the right number in another unit than
// the back's or the one that the question asks for, or the question's own
// amount where it asks for another unit.
func (k *card) inOtherUnit(given, wanted []facts.Fact) bool {
	if len(given) != 1 || len(wanted) != 1 || !given[0].Measured() {
		return false
	}
	g, w := given[0], wanted[0]
	if w.Unit == "" {
		return k.unit.Unit != "" && (g.Unit != k.unit.Unit || g.Scale != k.unit.Scale) && facts.SameNumber(g, w)
	}
	if !w.Measured() {
		return false
	}
	if facts.Compare(g, w) == facts.Unlike {
		return facts.SameNumber(g, w)
	}
	for _, f := range k.mentioned {
		if f.Unit == g.Unit && f.Scale == g.Scale && g.Scale != w.Scale && f.Low == g.Low && f.High == g.High && facts.Compare(g, w) == facts.Equal {
			return true
		}
	}
	return false
}

// inOrder tells whether numbers come in the order of the wanted ones: 2:30 is
// not 30:2.
func inOrder(given, wanted []facts.Fact) bool {
	at := 0
	for _, w := range wanted {
		for at < len(given) && facts.Compare(given[at], w) != facts.Equal {
			at++
		}
		if at == len(given) {
			return false
		}
	}
	return true
}

// saysRest tells whether an answer says what stands beside the number in the
// back, when that tells something: "two cats".
func (d *Deck) saysRest(k *card, text string) bool {
	a := d.align(d.read(text, k.lang, d.weigh(k)), k.core[0], k.lang)
	for i, u := range a.want.units {
		if !inFact(k.core[0].facts, u.token) && !k.core[0].loosens(u.token) && u.role == content && u.weight > 0.3 && a.said(i) < 0.5 && a.want.tokens[u.token].Kind == words.Word {
			return false
		}
	}
	return true
}

// loosens tells whether a token only says that the number behind it is a rough
// one: "etwa 95 %".
func (p *passage) loosens(token int) bool {
	for _, f := range p.facts {
		if f.Loose && token == f.From-1 {
			return true
		}
	}
	return false
}

// ownFacts leaves out the facts that the question gives or that the back only
// mentions in passing: "per 100 meter".
func (k *card) ownFacts(given []facts.Fact) []facts.Fact {
	var own []facts.Fact
	for _, g := range given {
		mentioned := false
		for _, f := range k.mentioned {
			mentioned = mentioned || facts.Compare(g, f) == facts.Equal
		}
		for _, w := range k.core[0].facts {
			mentioned = mentioned && facts.Compare(g, w) != facts.Equal
		}
		if !mentioned {
			own = append(own, g)
		}
	}
	return own
}
