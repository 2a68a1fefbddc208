package bot

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/phrase"
)

// nameItems gives each item of a list to who names it first, a point each, until
// all are named; any other card goes to the first right answer.
func (t *talk) nameItems(ctx context.Context, text string) ([]Message, error) {
	turn, race := &t.round.Cards[t.round.At], t.round.Race
	items := t.graders[turn.Deck].Items(turn.Card)
	if items == nil {
		return t.raceFor(ctx, text)
	}
	alone := t.raceJudge(t.round.At, text)
	var mine []string
	for _, item := range items {
		if has(item, alone) && !race.named(item) {
			mine = append(mine, item)
			race.Named = append(race.Named, Named{Item: item, Learner: t.learner, Name: t.name()})
		}
	}
	switch {
	case len(mine) == 0 && len(alone.Found) > 0:
		return []Message{{Private: true, React: markKnown, Text: t.say(phrase.TogetherKnown, nil)}}, nil
	case len(mine) == 0:
		return t.raceMissed(grade.Judgement{}), t.mixUp(ctx, alone)
	}
	race.earn(t.learner, t.name(), len(mine))
	t.newRound = true
	if left := len(items) - len(race.Named); left > 0 {
		turn.Judged = &grade.Judgement{Found: race.items("")} // what hints leave out
		return []Message{t.sayNamed(mine, left)}, nil
	}
	whole := lines(strong(t.say(phrase.TogetherAll, nil)), t.namedBy())
	t.closeList(items)
	return t.raceNext(Message{Tone: Good, Text: whole}), nil
}

// sayNamed tells all what was named since they were told last, or nods when that
// was only just now.
func (t *talk) sayNamed(mine []string, left int) Message {
	if t.justSpoke() {
		named := t.name() + ": " + strings.Join(mine, ", ")
		return Message{Tone: Good, Private: true, React: markGood, Text: t.count(phrase.TogetherNamed, left, phrase.Args{"Named": cut(named, longest)})}
	}
	var parts []string
	by := make(map[Learner][]string)
	race := t.round.Race
	for i := range race.Named {
		if n := &race.Named[i]; !n.Told {
			n.Told = true
			by[n.Learner] = append(by[n.Learner], n.Item)
		}
	}
	for _, n := range race.Named {
		if items := by[n.Learner]; items != nil {
			parts = append(parts, n.Name+": "+strings.Join(items, ", "))
			delete(by, n.Learner)
		}
	}
	return Message{Tone: Good, Text: t.count(phrase.TogetherNamed, left, phrase.Args{"Named": cut(strings.Join(parts, " · "), longest)})}
}

// named tells whether an item has been named.
func (r *Race) named(item string) bool {
	return slices.ContainsFunc(r.Named, func(n Named) bool { return n.Item == item })
}

// items are those that a learner named; "" for all.
func (r *Race) items(by Learner) []string {
	var all []string
	for _, n := range r.Named {
		if by == "" || n.Learner == by {
			all = append(all, n.Item)
		}
	}
	return all
}

// namers are those who named an item, each with how many, in a fixed order.
func (r *Race) namers() []Earned {
	count := make(map[Learner]int)
	for _, n := range r.Named {
		count[n.Learner]++
	}
	var all []Earned
	for _, l := range slices.Sorted(maps.Keys(count)) {
		all = append(all, Earned{Learner: l, Points: count[l]})
	}
	return all
}

// closeList goes on from a list of which some items are named. Who named his
// fair share of a whole list recalled it, who named less had it in part: the
// others may only have been quicker. What nobody named, nobody recalled.
func (t *talk) closeList(items []string) {
	turn, race := t.round.Cards[t.round.At], t.round.Race
	namers := race.namers()
	var missing []string
	for _, item := range items {
		if !race.named(item) {
			missing = append(missing, item)
		}
	}
	for _, n := range namers {
		j := grade.Judgement{Verdict: grade.Partial, Found: race.items(n.Learner), Missing: missing}
		if len(missing) == 0 && n.Points*len(namers) >= len(items) {
			j.Verdict = grade.Correct
		}
		t.pend(n.Learner, turn, rate(j, Effort{Hints: turn.Effort.Hints}))
		delete(race.Tries, n.Learner)
	}
	t.closeCard(namers)
}

// mostNamers is how many who named items are told with them.
const mostNamers = 6

// namedBy is who named what, a line each; the rest is one line.
func (t *talk) namedBy() Text {
	race := t.round.Race
	var all []Text
	var rest []string
	told := make(map[Learner]bool)
	for _, n := range race.Named {
		switch {
		case told[n.Learner]:
		case len(told) < mostNamers:
			told[n.Learner] = true
			all = append(all, Escape(cut(n.Name+": "+strings.Join(race.items(n.Learner), ", "), longest/mostNamers)))
		default:
			rest = append(rest, n.Item)
		}
	}
	return lines(append(all, Escape(cut(strings.Join(rest, ", "), longest/mostNamers)))...)
}

// foundOf says how much of a list was named, "" when nothing was.
func (t *talk) foundOf(items []string) Text {
	n := len(t.round.Race.Named)
	if n == 0 || items == nil {
		return ""
	}
	return t.say(phrase.TogetherSome, phrase.Args{"Found": strconv.Itoa(n), "Of": strconv.Itoa(len(items))})
}
