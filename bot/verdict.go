package bot

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// verdict says how a turn went: the verdict first, then the answer, then when
// the card comes back.
func (t *talk) verdict(i int) Message {
	turn := t.round.Cards[i]
	j := turn.Judged
	if j == nil {
		j = &grade.Judgement{Verdict: grade.Correct}
	}
	m := Message{Text: lines(
		t.verdictLine(turn, *j),
		t.typos(*j),
		soft(t.returns(i)),
	)}
	ref := t.round.ref(i)
	switch j.Verdict {
	case grade.Correct:
		m.Tone = Good
		if turn.Rating > scheduler.Hard {
			m.Buttons = [][]Button{{t.button(phrase.DoubtLabel, "/doubt "+ref)}}
		}
		return m
	case grade.Partial:
		m.Tone = Almost
	default:
		if unsaid(*j) {
			return t.withLeech(m, turn)
		}
		m.Tone = Wrong
	}
	if turn.Shown == nil { // a choice needs no reasons, and there is no arguing with it
		m.Buttons = [][]Button{{t.button(phrase.WhyLabel, "/why "+ref), t.button(phrase.RightLabel, "/right "+ref)}}
	}
	return t.withLeech(m, turn)
}

// verdictLine is the verdict and the reference answer.
func (t *talk) verdictLine(turn Turn, j grade.Judgement) Text {
	if items := t.graders[turn.Deck].Items(turn.Card); items != nil {
		switch j.Verdict {
		case grade.Correct:
			return lines(strong(t.say(phrase.Good, nil)), t.ticks(items, j, true))
		case grade.Partial:
			return lines(strong(t.tally(phrase.AlmostOf, items, j)), t.ticks(items, j, true))
		}
		return lines(t.wrong(turn, j), t.ticks(items, j, true))
	}
	switch j.Verdict {
	case grade.Correct:
		return strong(t.say(phrase.Good, nil)) + " " + t.reference(turn)
	case grade.Partial:
		return strong(t.say(phrase.Almost, nil)) + " " + t.reference(turn)
	}
	return lines(t.wrong(turn, j), t.reference(turn))
}

// reference is the card's own answer, of a list an item a line.
func (t *talk) reference(turn Turn) Text {
	items := t.graders[turn.Deck].Items(turn.Card)
	if items == nil {
		card, _ := t.card(turn)
		return Escape(cut(card.Back, longest))
	}
	all := make([]Text, len(items))
	for i, item := range items {
		all[i] = "· " + Escape(cut(item, longest/len(items)))
	}
	return lines(all...)
}

// wrong says that it is wrong, and what it is instead if it is another card's
// answer.
func (t *talk) wrong(turn Turn, j grade.Judgement) Text {
	if unsaid(j) {
		return strong(t.say(phrase.ThisIsIt, nil))
	}
	if other, ok := t.card(Turn{Deck: turn.Deck, Card: j.Other}); ok {
		return strong(t.say(phrase.WrongOther, phrase.Args{"Front": cut(other.Front, 80)}))
	}
	return strong(t.say(phrase.Wrong, nil))
}

// unsaid tells whether nothing was answered.
func unsaid(j grade.Judgement) bool {
	return len(j.Reasons) == 1 && j.Reasons[0].Kind == grade.Empty
}

// tally is a sentence about how many of the items were found.
func (t *talk) tally(id phrase.ID, items []string, j grade.Judgement) Text {
	return t.say(id, phrase.Args{"N": strconv.Itoa(found(items, j)), "Of": strconv.Itoa(len(items))})
}

// found is how many of the items were named.
func found(items []string, j grade.Judgement) int {
	n := 0
	for _, item := range items {
		if has(item, j) {
			n++
		}
	}
	return n
}

// has tells whether an item was named: of a right answer each was.
func has(item string, j grade.Judgement) bool {
	return j.Verdict == grade.Correct || slices.Contains(j.Found, item)
}

// ticks marks each item as found or missing; the missing ones are named only
// with reveal.
func (t *talk) ticks(items []string, j grade.Judgement, reveal bool) Text {
	var marked []Text
	for _, item := range items {
		text := Escape(cut(item, longest/len(items)))
		switch {
		case has(item, j):
			marked = append(marked, "✓ "+text)
		case reveal:
			marked = append(marked, "✗ "+text)
		}
	}
	return lines(marked...)
}

// typos shows what was misspelt; it costs nothing.
func (t *talk) typos(j grade.Judgement) Text {
	var marked []string
	for _, r := range j.Reasons {
		if r.Kind == grade.Typo && len(marked) < 3 {
			marked = append(marked, echo(r.Given, 40)+" → "+cut(r.Wanted, 40))
		}
	}
	if len(marked) == 0 {
		return ""
	}
	return t.say(phrase.Spelling, phrase.Args{"Words": strings.Join(marked, ", ")})
}

// returns says when the card of a turn comes back.
func (t *talk) returns(i int) Text {
	if _, ok := t.round.comeback(i); ok {
		return t.say(phrase.BackSoon, nil)
	}
	if t.left(t.round.Cards[i]) {
		return t.say(phrase.LeftForTomorrow, nil)
	}
	if t.examined(t.round.Cards[i]) {
		return "" // the plan for the exam may bring it sooner
	}
	return t.back(phrase.BackIn, t.round.Cards[i].After.Due)
}

// back fills in when something is due: "over 4 dagen".
func (t *talk) back(id phrase.ID, due time.Time) Text {
	return t.say(id, phrase.Args{"When": t.when(due)})
}

// when is a day from today, in words.
func (t *talk) when(due time.Time) string {
	switch days := t.cal.Days(t.now, due); {
	case days == 0:
		return t.words.Say(phrase.Today, nil)
	case days == 1:
		return t.words.Say(phrase.Tomorrow, nil)
	case days < 60:
		return t.words.Count(phrase.InDays, days, nil)
	default:
		return t.words.Count(phrase.InMonths, days/30, nil)
	}
}

// doubtful shows the answer and asks the learner whether he had it.
func (t *talk) doubtful(turn *Turn) Message {
	ref := t.round.ref(t.round.At)
	return Message{
		Text: lines(
			strong(t.say(phrase.NotSure, nil)),
			t.reference(*turn),
			t.say(phrase.HadIt, nil),
		),
		Tone: Unsure,
		Buttons: [][]Button{{
			t.button(phrase.YesLabel, "/mark "+ref+" "+markRight),
			t.button(phrase.AlmostLabel, "/mark "+ref+" "+markAlmost),
			t.button(phrase.NoLabel, "/mark "+ref+" "+markWrong),
		}},
	}
}
