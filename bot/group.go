package bot

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// raceQuiz begins a race, or shows again the card it is at.
func (t *talk) raceQuiz(ctx context.Context) ([]Message, error) {
	want, _ := t.wanted()
	if t.resumes(want) {
		return []Message{t.raceQuestion()}, nil
	}
	if t.fresh() {
		return t.tell(phrase.RaceGoesOn, nil), nil
	}
	if want == "" || want == allDue {
		return t.offer(phrase.WhichDeck), nil
	}
	deck, ok := t.find(want)
	if !ok {
		return t.unknownDeck(want), nil
	}
	cards := t.shuffled(deck)
	if len(cards) == 0 {
		return t.tell(phrase.NoDecks, nil), nil
	}
	if err := t.taught(ctx, cards); err != nil {
		return nil, err
	}
	t.startRace(deck.ID, cards)
	m := t.raceQuestion()
	m.Text = lines(strong(t.count(phrase.RaceBegins, len(cards), phrase.Args{"Deck": shortTitle(deck)})), m.Text)
	return []Message{m}, nil
}

// shuffled is a round of cards drawn from a deck.
func (t *talk) shuffled(deck *decks.Deck) []Turn {
	cards := make([]Turn, len(deck.Cards))
	for i, c := range deck.Cards {
		cards[i] = Turn{Deck: deck.ID, Card: c.ID}
	}
	for i := len(cards) - 1; i > 0; i-- {
		j := t.Random(i + 1)
		cards[i], cards[j] = cards[j], cards[i]
	}
	return t.apart(cards, nil)[:min(len(cards), t.RoundSize)]
}

// startRace puts a race in place of what there was; the reviews it still had
// to apply go along.
func (t *talk) startRace(deck string, cards []Turn) {
	race := &Race{Lang: t.words.Lang}
	if t.round.Race != nil {
		race.Pending = t.round.Race.Pending
	}
	t.round = Round{
		Version: t.round.Version, ID: t.code(roundCode), Deck: deck, Cards: cards, Started: t.now, Race: race,
	}
	t.newRound = true
}

// raceQuestion is the card all are asked.
func (t *talk) raceQuestion() Message {
	m := t.question()
	ref := t.round.ref(t.round.At)
	m.Buttons = [][]Button{{t.button(phrase.HintLabel, "/hint "+ref+" 1"), t.button(phrase.SkipLabel, "/skip "+ref)}}
	return m
}

// raceAnswer judges what somebody in the group typed. What isn't meant for us
// and isn't right is left alone.
func (t *talk) raceAnswer() []Message {
	text := strings.TrimSpace(cut(t.event.Text, mostTyped))
	if !t.round.asking() && !t.lateCard() {
		if !t.event.Direct {
			return nil
		}
		return t.offer(phrase.NoRound)
	}
	var now grade.Judgement
	if t.round.asking() {
		now = t.raceJudge(t.round.At, text)
	}
	switch {
	case now.Verdict == grade.Correct:
		return t.raceWon()
	case t.raceTakes(text):
		return t.raceLate()
	}
	return t.raceMissed(now)
}

// raceTakes tells whether an answer is right for the race's card, or for the
// one before while that still earns points.
func (t *talk) raceTakes(text string) bool {
	return t.round.asking() && t.raceJudge(t.round.At, text).Verdict == grade.Correct ||
		t.lateCard() && t.raceJudge(t.round.At-1, text).Verdict == grade.Correct
}

// lateCard tells whether the card before still earns the learner points.
func (t *talk) lateCard() bool {
	race := t.round.Race
	return race != nil && t.round.At > 0 && t.round.At <= len(t.round.Cards) && race.late(t.learner, t.now)
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

// raceWon gives the first one right the card, and goes on.
func (t *talk) raceWon() []Message {
	turn := t.round.Cards[t.round.At]
	race := t.round.Race
	race.earn(t.learner, t.name(), pointsFirst)
	t.pend(t.learner, turn, rate(grade.Judgement{Verdict: grade.Correct}, t.raceEffort(turn)))
	delete(race.Tries, t.learner)
	t.closeCard(t.learner)
	won := Message{Tone: Good, Text: lines(
		strong(t.say(phrase.RaceWon, phrase.Args{"Name": t.name(), "Points": strconv.Itoa(pointsFirst)})),
		t.reference(turn),
	)}
	return t.raceNext(won)
}

// raceEffort counts earlier goes at a card as help.
func (t *talk) raceEffort(turn Turn) Effort {
	return Effort{Hints: turn.Effort.Hints, Goes: t.round.Race.Tries[t.learner]}
}

// mostLate is how many who were just too late all are told of.
const mostLate = 3

// raceLate gives a point to who had it too, just too late.
func (t *talk) raceLate() []Message {
	turn, race := t.round.Cards[t.round.At-1], t.round.Race
	race.earn(t.learner, t.name(), pointsLater)
	race.Right = append(race.Right, t.learner)
	if !race.counted(t.learner) {
		t.pend(t.learner, turn, rate(grade.Judgement{Verdict: grade.Correct}, Effort{Hints: turn.Effort.Hints}))
	}
	t.newRound = true
	if len(race.Right) > 1+mostLate && !t.event.Direct {
		return nil
	}
	m := Message{Private: len(race.Right) > 1+mostLate, Text: t.say(phrase.RaceLate, phrase.Args{"Name": t.name(), "Points": strconv.Itoa(pointsLater)})}
	if !t.round.asking() {
		m.Text = lines(m.Text, soft(t.standings()))
	}
	return []Message{m}
}

// raceMissed tells only who answered that it isn't right, and nothing more.
func (t *talk) raceMissed(j grade.Judgement) []Message {
	if !t.event.Direct && j.Verdict == grade.Wrong {
		return nil
	}
	if t.round.asking() {
		t.round.Race.miss(t.learner)
		t.newRound = true
	}
	m := Message{Private: true, Tone: Wrong, Text: t.say(phrase.RaceWrong, nil)}
	if j.Verdict == grade.Partial {
		m.Tone, m.Text = Almost, t.say(phrase.RaceAlmost, nil)
	}
	return []Message{m}
}

// raceSkip shows the answer to all, and goes on.
func (t *talk) raceSkip(context.Context) ([]Message, error) {
	turn, ok := t.round.asked(t.arg(0))
	if !ok {
		return t.tooLate(), nil
	}
	answer := t.reference(*turn)
	t.closeCard("")
	return t.raceNext(Message{Text: lines(strong(t.say(phrase.RaceNobody, nil)), answer)}), nil
}

// raceStop ends the race.
func (t *talk) raceStop(context.Context) ([]Message, error) {
	if !t.round.asking() {
		return t.tell(phrase.NoRound, nil), nil
	}
	t.closeCard("")
	t.round.Cards = t.round.Cards[:t.round.At]
	return []Message{t.raceEnd()}, nil
}

// closeCard goes on to the next card: who tried this one and didn't get it has
// forgotten it. Without a winner it earns nobody points any more.
func (t *talk) closeCard(winner Learner) {
	turn, race := t.round.Cards[t.round.At], t.round.Race
	race.Right, race.Closed = nil, time.Time{}
	if winner != "" {
		race.Right, race.Closed = []Learner{winner}, t.now
	}
	for l := range race.Tries {
		t.pend(l, turn, scheduler.Again)
	}
	race.Counted = slices.DeleteFunc(race.Counted, func(p Pending) bool { return p.Event != t.event.ID })
	race.Tries = nil
	t.round.At++
	t.newRound = true
}

// pend has a review applied to a learner's memory.
func (t *talk) pend(l Learner, turn Turn, r scheduler.Rating) {
	p, race := t.pending(l, turn, r, t.now), t.round.Race
	race.Pending, race.Counted = append(race.Pending, p), append(race.Counted, p)
}

func (t *talk) pending(l Learner, turn Turn, r scheduler.Rating, at time.Time) Pending {
	return Pending{Event: t.event.ID, Learner: l, Deck: turn.Deck, Card: turn.Card, Rating: r, At: at}
}

// raceNext says how the card went, the standings, and the next card.
func (t *talk) raceNext(m Message) []Message {
	if !t.round.asking() {
		return []Message{m, t.raceEnd()}
	}
	m.Text = lines(m.Text, soft(t.standings()))
	return []Message{m, t.raceQuestion()}
}

// raceEnd is the final standings.
func (t *talk) raceEnd() Message {
	m := Message{Text: strong(t.say(phrase.RaceOver, nil))}
	switch best := t.round.Race.standings(); {
	case len(best) == 0:
	case len(best) > 1 && best[0].Points == best[1].Points:
		m.Text = lines(strong(t.say(phrase.RaceTie, nil)), t.standings())
	default:
		m.Text = lines(strong(t.say(phrase.RaceWinner, phrase.Args{"Name": best[0].Name})), t.standings())
	}
	m.Buttons = [][]Button{{t.button(phrase.AnotherRound, "/quiz "+t.round.Deck)}}
	return m
}

// standings is one line of the best.
func (t *talk) standings() Text {
	var all []string
	for _, s := range t.round.Race.standings() {
		if len(all) == 8 {
			break
		}
		all = append(all, s.Name+" "+strconv.Itoa(s.Points))
	}
	if len(all) == 0 {
		return ""
	}
	return t.say(phrase.Standings, phrase.Args{"All": strings.Join(all, " · ")})
}
