package grade

import (
	"slices"
	"strings"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// doubtful tells whether a verdict is not to be relied on: of a formula that
// could not be read, of a paraphrase at length that shares no word with the back, of
// less than correct where nothing is missing, and of a word misspelt of which no
// dictionary tells whether it is another word.
func (e *evidence) doubtful(v Verdict) bool {
	if e.card.shape == shapeFormula {
		return !e.order
	}
	switch {
	case v == Wrong && e.list == nil && e.fit.recall < 0.2 && e.short == 0 && e.strange():
		return true
	case v == Wrong && e.list != nil && e.list.segments >= len(e.list.scores) && slices.Max(e.list.scores) < 0.3 && e.strange():
		return true
	case v == Partial && e.list != nil && e.list.lacksNothing():
		return true
	}
	if v != Correct {
		return false
	}
	read := strings.HasPrefix(e.card.lang, "nl") || strings.HasPrefix(e.card.lang, "en")
	for i, j := range e.core.wants {
		if j >= 0 && e.core.cell(i, j).by == misspelt && (!read || e.foreign(i)) {
			return true
		}
	}
	return false
}

// choosesNot tells whether an answer to a term begins with a choice that the
// card doesn't offer.
func (e *evidence) choosesNot() bool {
	if e.card.shape != shapeTerm || len(e.given.tokens) > 8 || e.fit.recall < 0.5 || e.fit.precision > 0.8 || e.whole.precision(e.given.all()) > 0.8 {
		return false
	}
	english := strings.HasPrefix(e.card.lang, "en")
	isChoice := func(t words.Token) bool { return isOr(t.Text, e.card.lang) && !(english && t.Text == "of") }
	at := slices.IndexFunc(e.given.tokens, isChoice)
	if at < 1 || slices.ContainsFunc(e.core.want.tokens, isChoice) {
		return false
	}
	return !slices.ContainsFunc(e.given.tokens[1:at+1], func(t words.Token) bool { return t.Gap >= words.Comma })
}

// speaksOfRest tells whether an answer says something of what a number leaves:
// "10 % stays and the rest goes" may have it the wrong way round.
func (e *evidence) speaksOfRest() bool {
	return slices.ContainsFunc(e.given.tokens, func(t words.Token) bool {
		return t.Fold == "rest" || t.Fold == "remaining" || t.Fold == "overige"
	})
}

// foreign tells whether a unit of a short back is a word of which no dictionary
// tells whether a slip makes another: of another language than the card's. The
// slip in a name makes no word.
func (e *evidence) foreign(unit int) bool {
	t := e.core.want.tokens[e.core.want.units[unit].token]
	name := t.Raw[1:] == t.Text[1:] && t.Raw[0] != t.Text[0]
	return e.card.shape == shapeTerm && len(e.core.want.units) <= 2 && !name && !e.native(t.Fold)
}

// lacksNothing tells whether each item was found, or as many things were said,
// and nothing wrong beside them, so that nothing could be named as the reason
// for less than correct.
func (t *taken) lacksNothing() bool {
	if len(t.left) > 0 || t.astray > 0 {
		return false
	}
	return slices.Min(t.scores) >= foundAt || t.segments >= len(t.scores) && t.repeats == 0
}

// strange tells whether an answer that shares no word with the back may still
// be right in words that nothing here knows: in another language, or at length.
func (e *evidence) strange() bool {
	if e.dunno || e.order || e.rival.mean() > 0.5 || len(e.given.facts) > 0 && len(e.card.core[0].facts) > 0 {
		return false
	}
	words := 0
	for _, u := range e.given.units {
		if u.role != content || e.card.asked[u.form.Root] {
			continue
		}
		words++
		if !e.native(u.form.Fold) {
			return true
		}
	}
	return words >= 3
}

// ruled applies what the guide rules whatever the words: steps numbered in
// another order are right in part, and so is a choice of which one is wrong; a
// short answer that the back begins with is enough, and the question repeated is
// nothing. The model is asked for its chances only where they count.
func (e *evidence) ruled(chances func() [3]float64) [3]float64 {
	if e.list != nil {
		return e.ruledList(chances)
	}
	if e.card.question != ofOne && !e.dunno && !e.order && !e.hedge {
		if parts, ok := e.ruledParts(chances); ok {
			return parts
		}
	}
	switch {
	case (e.dunno || e.order) && e.given.total() < 0.3:
		return [3]float64{Wrong: 0.97, Partial: 0.02, Correct: 0.01}
	case e.hedge:
		return inPart(chances())
	case e.dunno:
		return chances()
	case e.choosesNot():
		c := chances()
		return [3]float64{Wrong: c[Wrong], Partial: c[Partial] + c[Correct]*0.5, Correct: c[Correct] * 0.5}
	case e.card.shape == shapeFact && e.speaksOfRest() && chances()[Correct] > 0.5:
		return [3]float64{Wrong: 0.4, Partial: 0.1, Correct: 0.5}
	case e.otherLetter():
		return [3]float64{Wrong: 0.95, Partial: 0.03, Correct: 0.02}
	case e.short > 0.86 && e.card.isOtherInitial(e.raw):
		return [3]float64{Wrong: 0.5, Partial: 0.2, Correct: 0.3}
	case e.short > 0.86 && !e.denied() && len(e.contraries()) == 0, e.literal():
		return [3]float64{Wrong: 0.015, Partial: 0.015, Correct: 0.97}
	case e.silent():
		return lessRight(chances())
	case e.echoes() && e.fit.recall < 0.5 && e.short == 0 && len(e.given.facts) == 0:
		return [3]float64{Wrong: 0.95, Partial: 0.04, Correct: 0.01}
	}
	return chances()
}

// inPart are chances of an answer that is not all right.
func inPart(c [3]float64) [3]float64 {
	return [3]float64{Wrong: c[Wrong], Partial: c[Partial] + c[Correct]}
}

// lessRight are chances of an answer that has no word of the back.
func lessRight(c [3]float64) [3]float64 {
	c[Wrong], c[Correct] = c[Wrong]+c[Correct]*0.7, c[Correct]*0.3
	return c
}

// ruledList rules on lists: what is said literally, steps numbered in another
// order, and one word that says nothing of them.
func (e *evidence) ruledList(chances func() [3]float64) [3]float64 {
	t := e.list
	literal, clear, absent := 0, 0, 0
	for _, s := range t.scores {
		literal += int(flag(s >= 0.9))
		clear += int(flag(s >= 0.75))
		absent += int(flag(s <= 0.15))
	}
	switch n := len(t.scores); {
	case (e.dunno || e.order) && e.given.total() < 0.3:
		return [3]float64{Wrong: 0.97, Partial: 0.02, Correct: 0.01}
	case e.card.ordered && t.numbered && t.astray > 0:
		return inPart(chances())
	case clear == n && t.extra > 0 && t.segments <= n+2:
		c := chances()
		return [3]float64{Wrong: 0.01, Partial: 0.99 - c[Correct]*0.2, Correct: c[Correct] * 0.2}
	case absent == n && len(e.given.tokens) == 1 && e.silent():
		return [3]float64{Wrong: 0.97, Partial: 0.02, Correct: 0.01}
	case absent == n && e.silent():
		return lessRight(chances())
	case e.hedge || len(t.left) > 0 || t.stray > 0.5:
	case literal == n && !e.dunno && t.repeats == 0:
		return [3]float64{Wrong: 0.01, Partial: 0.02, Correct: 0.97}
	case literal > 0 && literal+absent == n && absent > 0 && !e.card.heaped(t, e.given):
		return [3]float64{Wrong: 0.015, Partial: 0.97, Correct: 0.015}
	}
	return chances()
}

// heaped tells whether an answer enumerates the items without anything between
// them, so that which are there can't be told for sure.
func (k *card) heaped(t *taken, given *passage) bool {
	return t.segments == 1 && len(given.tokens) >= len(k.items) && given.isBare(given.all())
}

// silent tells whether no word of the back was said, in whatever form.
func (e *evidence) silent() bool {
	return e.fit.recall < 0.02 && e.whole.recall(e.whole.want.all()) < 0.02 && e.short == 0 && e.spelt < 0.6
}

// denied tells whether the answer denies more than the back does.
func (e *evidence) denied() bool {
	for _, does := range e.given.does {
		if does == negating {
			return true
		}
	}
	return false
}
