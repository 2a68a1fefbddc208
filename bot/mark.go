package bot

import (
	"context"
	"strings"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// What the learner says of an answer that we were not sure of.
const (
	markRight  = "right"
	markAlmost = "almost"
	markWrong  = "wrong"
)

// mark takes the learner's own verdict on an answer we were not sure of.
func (t *talk) mark(context.Context) ([]Message, error) {
	turn, ok := t.round.asked(t.arg(0))
	if !ok || !turn.Waits {
		return t.tooLate(), nil
	}
	return t.markAs(turn, t.arg(1)), nil
}

func (t *talk) markAs(turn *Turn, as string) []Message {
	j := *turn.Judged
	j.Sure = true
	switch as {
	case markRight:
		j.Verdict = grade.Correct
	case markAlmost:
		j.Verdict = grade.Partial
	case markWrong:
		j.Verdict = grade.Wrong
	default:
		return []Message{t.doubtful(turn)}
	}
	messages := t.settle(j)
	messages[0].Edit = t.event.Pressed
	return messages
}

// answerDoubt takes what is typed while we wait for the learner's verdict: one
// of its words, or else the wish to go on without counting.
func (t *talk) answerDoubt(turn *Turn, text string) ([]Message, error) {
	for label, as := range map[phrase.ID]string{
		phrase.YesLabel: markRight, phrase.AlmostLabel: markAlmost, phrase.NoLabel: markWrong,
	} {
		if t.says(text, label) {
			return t.markAs(turn, as), nil
		}
	}
	passed := Message{Text: t.say(phrase.NotCounted, nil)}
	return append([]Message{passed}, t.pass(turn)...), nil
}

// says tells whether the words of a button were typed instead of pressing it.
func (t *talk) says(text string, label phrase.ID) bool {
	const marks = ".!? "
	return strings.EqualFold(strings.TrimRight(text, marks), strings.TrimRight(t.words.Say(label, nil), marks))
}

// unanswered is the judgement of a card whose answer was asked for.
func (t *talk) unanswered(turn *Turn) grade.Judgement {
	return grade.Judgement{
		Sure:    true,
		Missing: t.graders[turn.Deck].Items(turn.Card),
		Reasons: []grade.Reason{{Kind: grade.Empty}},
	}
}

// right undoes a rating and counts the answer as right. The card then need not
// come back in this round.
func (t *talk) right(ctx context.Context) ([]Message, error) {
	i, ok := t.undoable()
	if !ok {
		return t.tooLate(), nil
	}
	turn := &t.round.Cards[i]
	if turn.Judged == nil {
		turn.Judged = &grade.Judgement{}
	}
	if turn.Verdict != grade.Correct {
		t.teach(ctx, *turn)
	}
	turn.Judged.Verdict, turn.Judged.Sure = grade.Correct, true
	turn.Verdict = grade.Correct
	turn.Effort.Doubt = false
	t.rerate(turn)
	asksAnew := t.dropComeback(i)
	messages := t.amended(i)
	if asksAnew {
		messages = append(messages, t.goesOn()...)
	}
	return messages, nil
}

// doubt lowers a rating: it was right, but a guess.
func (t *talk) doubt(context.Context) ([]Message, error) {
	i, ok := t.undoable()
	if !ok {
		return t.tooLate(), nil
	}
	turn := &t.round.Cards[i]
	if turn.Rating > scheduler.Hard {
		turn.Effort.Doubt = true
		if turn.Judged == nil {
			turn.Judged = &grade.Judgement{Verdict: grade.Correct, Sure: true}
		}
		t.rerate(turn)
	}
	return t.amended(i), nil
}

// undoable finds the turn a button stands under, if its review is still the
// card's last.
func (t *talk) undoable() (int, bool) {
	i, ok := t.round.counted(t.arg(0))
	if !ok || t.round.Cards[i].Locked {
		return 0, false
	}
	if later, ok := t.round.comeback(i); ok && t.round.Cards[later].Rating != 0 {
		return 0, false
	}
	return i, true
}

// rerate takes the review of a turn back and puts one with another rating in
// its place, as of the same moment.
func (t *talk) rerate(turn *Turn) {
	rating := rate(*turn.Judged, turn.Effort)
	if rating == turn.Rating {
		return
	}
	at := turn.After.Last
	t.review(turn.takenBack())
	turn.Rating = rating
	turn.After = t.memory(turn.Deck).Review(turn.Memory, rating, t.place(turn, at))
	t.review(turn.review(at))
}

// dropComeback takes the card's second time out of the round; it tells whether
// that was the card that is being asked.
func (t *talk) dropComeback(i int) bool {
	later, ok := t.round.comeback(i)
	return ok && t.drop(later)
}

// dropToCome takes a card out of what is to come in the round; where it was
// being asked, the next one is.
func (t *talk) dropToCome(deck, card string) []Message {
	for i := len(t.round.Cards) - 1; i >= t.round.At; i-- {
		if turn := t.round.Cards[i]; turn.Deck == deck && turn.Card == card && t.drop(i) {
			return t.goesOn()
		}
	}
	return nil
}

// goesOn asks the card that the round is at now, or ends it.
func (t *talk) goesOn() []Message {
	if t.round.asking() {
		return t.ask()
	}
	return []Message{t.summary()}
}

// drop takes a turn out of the round; it tells whether it was being asked.
func (t *talk) drop(later int) bool {
	wasAsked := later == t.round.At
	t.round.Cards = append(t.round.Cards[:later], t.round.Cards[later+1:]...)
	if later < t.round.At {
		t.round.At--
	}
	t.newRound = true
	return wasAsked
}

// amended says a verdict again, as it is now.
func (t *talk) amended(i int) []Message {
	m := t.verdict(i)
	m.Edit = t.event.Pressed
	return []Message{m}
}
