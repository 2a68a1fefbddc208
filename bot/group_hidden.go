package bot

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/phrase"
)

// markNoted is put on an answer that is judged later.
const markNoted = "✍"

// keepAnswer keeps what a learner answers until the card is closed, which it is
// when all who take part have answered; he may think better of it till then.
// Only what is plainly meant for us is an answer here, as a nod at a right one
// would give it away.
func (t *talk) keepAnswer(ctx context.Context, text string) ([]Message, error) {
	if !t.event.Direct {
		return nil, nil
	}
	j := t.raceJudge(t.round.At, text)
	if j.Verdict != grade.Correct && t.tooEarly() {
		return t.tooLate(), nil // for the card that he saw
	}
	closes, err := t.keepJudged(ctx, j, Effort{Hints: t.round.Cards[t.round.At].Effort.Hints})
	if err != nil {
		return nil, err
	}
	noted := Message{Private: true, React: markNoted, Text: t.say(phrase.DayNoted, phrase.Args{"Name": t.name()})}
	if !closes {
		return []Message{noted}, nil
	}
	return append([]Message{noted}, t.raceNext(t.round.Race.mode().close(t))...), nil
}

// keepJudged keeps what an answer is worth, and tells whether it is the last one
// that the card waits for.
func (t *talk) keepJudged(ctx context.Context, j grade.Judgement, e Effort) (closes bool, err error) {
	race := t.round.Race
	a := Answer{Event: t.event.ID, Learner: t.learner, Name: t.name(), Rating: rate(j, e)}
	if j.Verdict == grade.Correct {
		if a.Points, err = t.worth(ctx, t.round.Cards[t.round.At]); err != nil {
			return false, err
		}
	}
	if err := t.mixUp(ctx, j); err != nil {
		return false, err
	}
	race.plays(t.learner)
	t.round.keep(a)
	// At the first card nobody knows who else will answer, but in a duel, and who
	// is the first to answer at all shouldn't hurry the others.
	left := len(race.Players) - len(race.Answers)
	ends := (t.round.At > 0 || len(race.Only) > 0) && len(race.Players) > 1
	t.keeps = &Keep{Answer: a, Version: t.round.Version, Kept: t.round.Kept, Only: ends && left < elbowRoom}
	return ends && left <= 0, nil
}

// unkeep takes back the learner's answer to the card that is asked. It waits for
// nobody either: the next one that he gives takes its place.
func (t *talk) unkeep() []Message {
	if t.round.Race.mode().choices { // some platforms tell who chose how it went
		return t.tell(phrase.ChoseAlready, nil)
	}
	if a := (Answer{Event: t.event.ID, Learner: t.learner, Undo: true}); !slices.Contains(t.round.Race.Undone, a.Event) {
		t.keeps = &Keep{Answer: a, Version: t.round.Version, Kept: t.round.Kept}
		t.round.keep(a)
	}
	return t.tell(phrase.KeptUndone, nil)
}

// elbowRoom is how many answers before the last one that a card waits for they
// are kept one after the other, so that the last one knows that it is: fewer
// processes than that handle answers of one group at the same moment.
const elbowRoom = 8

// answered tells whether a learner's answer to this card is kept, other than
// that which came in an event.
func (r *Race) answered(l Learner, event string) bool {
	return slices.ContainsFunc(r.Answers, func(a Answer) bool { return a.Learner == l && a.Event != event })
}

// keptOf tells whether the answer that came in an event is kept.
func (r *Race) keptOf(event string) bool {
	return r != nil && slices.ContainsFunc(r.Answers, func(a Answer) bool { return a.Event == event })
}

// keep puts a learner's answer in place of his earlier one.
func (r *Round) keep(a Answer) {
	race := r.Race
	race.joins(a.Learner)
	if race.Teams != nil {
		if m := race.Teams.of(a.Learner); m != nil {
			m.Seen = r.At + 1
		}
	}
	i := slices.IndexFunc(race.Answers, func(old Answer) bool { return old.Learner == a.Learner })
	switch {
	case a.Undo:
		race.Undone = append(race.Undone, a.Event)
		if i >= 0 {
			race.Answers = slices.Delete(race.Answers, i, i+1)
		}
	case i >= 0:
		race.Answers[i] = a
	default:
		race.Answers = append(race.Answers, a)
	}
}

// TakeIn lays an answer into a round that was kept beside it, after those that
// were kept before it.
func (r *Round) TakeIn(a Answer) {
	if r.Kept++; r.Race != nil {
		r.keep(a)
	}
}

// reveal closes a card and tells who had it, and the answer.
func (t *talk) reveal() Message {
	turn, answers := t.round.Cards[t.round.At], t.round.Race.Answers
	var names []string
	for _, a := range answers {
		if a.Points > 0 {
			names = append(names, a.Name+" +"+strconv.Itoa(a.Points))
		}
	}
	score := strong(t.say(phrase.RaceNobody, nil))
	if n := strconv.Itoa(len(names)); len(names) > mostNamed {
		score = strong(t.count(phrase.DayScore, len(answers), phrase.Args{"Right": n}))
	} else if len(names) > 0 {
		score = strong(t.count(phrase.DayScoreNames, len(answers), phrase.Args{"Right": n, "Names": strings.Join(names, ", ")}))
	}
	t.settleAnswers()
	return Message{Text: lines(score, t.reference(turn))}
}

// collect closes a card and says nothing yet. What comes too late for it is an
// answer to the next.
func (t *talk) collect() Message {
	race := t.round.Race
	if of := len(race.Answers); of > 0 {
		r := Result{Turn: t.round.At, Of: of}
		for _, a := range race.Answers {
			if a.Points > 0 {
				r.Right++
			}
		}
		race.Results = append(race.Results, r)
	}
	t.settleAnswers()
	race.Closed = time.Time{}
	return Message{}
}

// settleAnswers counts the answers that were kept, and goes on.
func (t *talk) settleAnswers() {
	turn, race := t.round.Cards[t.round.At], t.round.Race
	var had []Earned
	for _, a := range race.Answers {
		t.pend(a.Learner, turn, a.Rating)
		if a.Points > 0 {
			race.earn(a.Learner, a.Name, a.Points)
			had = append(had, Earned{Learner: a.Learner, Points: a.Points})
		}
	}
	t.closeCard(had)
}

// How many results are told at the end of a test, and how much of a card.
const (
	mostResults = 15
	shortCard   = 60
)

// results tell how the cards of a test went, a line each.
func (t *talk) results() Text {
	var all []Text
	for _, r := range t.round.Race.Results {
		if card, ok := t.card(t.round.Cards[r.Turn]); ok && len(all) < mostResults {
			all = append(all, t.say(phrase.TestResult, phrase.Args{
				"Right": strconv.Itoa(r.Right), "Of": strconv.Itoa(r.Of),
				"Front": cut(card.Front, shortCard), "Back": cut(firstLine(card.Back), shortCard),
			}))
		}
	}
	return lines(all...)
}
