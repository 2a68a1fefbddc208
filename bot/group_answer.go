package bot

import (
	"context"
	"math"
	"strconv"
	"strings"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/phrase"
)

// What is put on an answer in place of a message.
const (
	markGood  = "👍"
	markKnown = "👌"
	markNear  = "🤔"
	markMiss  = "🤷"
)

// raceAnswer judges what somebody in the group typed, on the card that he saw:
// what is right for a card before is meant for that as long as it may be. What
// isn't meant for us and isn't right is left alone.
func (t *talk) raceAnswer(ctx context.Context) ([]Message, error) {
	if t.watches() {
		return t.lookOn(), nil
	}
	text := t.typed()
	if turn, ok := t.pastCard(); ok {
		return t.racePast(ctx, turn, text)
	}
	if turn, ok := t.meantFor(text); ok {
		if said, ok, err := t.raceLate(ctx, turn, text); ok || err != nil {
			return said, err
		}
	}
	switch {
	case t.round.asking() && t.round.Race.Paused:
		return t.whilePaused(), nil
	case t.round.asking():
		return t.round.Race.mode().answer(t, ctx, text)
	case !t.event.Direct:
		return nil, nil
	case t.round.Race.lobby():
		return t.tell(phrase.ChooseTeam, nil), nil
	case t.lateCard():
		return t.raceMissed(grade.Judgement{}), nil
	}
	return t.offer(phrase.NoRound), nil
}

// typed is what was typed, as far as it is looked at.
func (t *talk) typed() string { return strings.TrimSpace(cut(t.event.Text, mostTyped)) }

// raceTakes tells whether an answer is right for the round's card, or for one
// before while it may be meant for that.
func (t *talk) raceTakes(text string) bool {
	_, late := t.meantFor(text)
	return late || t.round.asking() && t.raceJudge(t.round.At, text).Verdict == grade.Correct
}

func (t *talk) raceJudge(turn int, text string) grade.Judgement {
	c := t.round.Cards[turn]
	return t.graders[c.Deck].Judge(c.Card, grade.Attempt{Text: text, Accept: c.Accept})
}

// name is what the group calls who answered.
func (t *talk) name() string {
	if name := shortName(t.event.From.Name); name != "" {
		return name
	}
	return t.words.Say(phrase.Somebody, nil)
}

// raceFor gives a right answer the card, and goes on.
func (t *talk) raceFor(ctx context.Context, text string) ([]Message, error) {
	j := t.raceJudge(t.round.At, text)
	if j.Verdict != grade.Correct {
		return t.raceMissed(j), t.mixUp(ctx, j)
	}
	turn, race := t.round.Cards[t.round.At], t.round.Race
	points, err := t.worth(ctx, turn)
	if err != nil {
		return nil, err
	}
	race.earn(t.learner, t.name(), points)
	t.pend(t.learner, turn, rate(j, Effort{Hints: turn.Effort.Hints, Goes: race.Tries[t.learner]}))
	delete(race.Tries, t.learner)
	t.closeCard([]Earned{{Learner: t.learner, Points: points}})
	return t.raceNext(Message{Tone: Good, Text: lines(
		strong(t.say(phrase.RaceWon, phrase.Args{"Name": t.name(), "Points": strconv.Itoa(points)})),
		t.reference(turn),
	)}), nil
}

// mostPoints is what a card earns who meets it for the first time.
const mostPoints = 5

// worth is what a card earns the learner who has it first: 1 point, and up to 4
// more the less likely he was to recall it, 1 + 4 (1 - R) rounded, so that a
// beginner can win, but nobody by having nothing remembered. Each hint takes off
// a point as long as one is left.
func (t *talk) worth(ctx context.Context, turn Turn) (int, error) {
	memories, err := t.memories(ctx, turn)
	if err != nil {
		return 0, err
	}
	recall := t.memory(turn.Deck).Retrievability(memories[turn.Card], t.moment(turn.Deck, t.now))
	if memories[turn.Card].New() && t.profile.Groups == groupsOff {
		recall = 0.5 // nobody knows: he had it before, or not
	}
	points := 1 + int(math.Round((mostPoints-1)*(1-recall)))
	return max(1, points-turn.Effort.Hints), nil
}

// raceMissed tells only who answered that it isn't right, and nothing more.
// What may have been meant for the card before doesn't count for this one, and
// what isn't plainly meant for us counts as wrong for none.
func (t *talk) raceMissed(j grade.Judgement) []Message {
	if !t.event.Direct && j.Verdict == grade.Wrong {
		return nil
	}
	if t.event.Direct && t.round.asking() && (j.Verdict == grade.Partial || !t.lateCard() && !t.tooEarly()) {
		t.round.Race.miss(t.learner)
		t.newRound = true
	}
	if j.Verdict == grade.Partial {
		return t.sayNear()
	}
	return t.sayMiss()
}

// sayNear and sayMiss tell who answered how it went, and nobody else.
func (t *talk) sayNear() []Message {
	return []Message{{Private: true, Tone: Almost, React: markNear, Text: t.say(phrase.RaceAlmost, nil)}}
}

func (t *talk) sayMiss() []Message {
	return []Message{{Private: true, Tone: Wrong, React: markMiss, Text: t.say(phrase.RaceWrong, nil)}}
}
