package bot

import (
	"context"
	"slices"
	"strings"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/phrase"
)

// RefOf is the question that a button's command is about, as its Ask.Ref has it;
// "" for a command that is about none. A platform that shows us the message that
// somebody answers finds it on that message's buttons.
func RefOf(command string) string {
	words := strings.Fields(strings.TrimPrefix(command, "/"))
	if len(words) > 1 && slices.Contains([]string{"hint", "skip", "show"}, words[0]) {
		return words[1]
	}
	return ""
}

// pastCard is the card on which an answer was given that tells it, where that is
// no longer asked; -1 for one of another round. What was given on the card that
// is asked may still be meant for the one before: while somebody types, some
// platforms lay his answer under what is asked meanwhile.
func (t *talk) pastCard() (turn int, ok bool) {
	if t.event.Ref == "" {
		return 0, false
	}
	if turn, ok = t.round.index(t.event.Ref); !ok {
		return -1, true
	}
	return turn, turn != t.round.At
}

// racePast judges an answer on the card on which it was given, which is closed: a
// right one counts for its learner's memory only, and a wrong one for nothing. In
// a test, where no answer is told before the end, that is so until then, and
// nobody learns how it went.
func (t *talk) racePast(ctx context.Context, turn int, text string) ([]Message, error) {
	tooLate := t.tell(phrase.TooLate, nil)
	silent := turn >= 0 && t.round.asking() && t.round.Race.mode().silent
	if turn < 0 || !silent && !slices.Contains(t.lateCards(), turn) {
		return tooLate, nil
	}
	switch j := t.raceJudge(turn, text); {
	case j.Verdict == grade.Correct:
		said, ok, err := t.raceLate(ctx, turn, text)
		if silent || !ok {
			said = tooLate
		}
		return said, err
	case silent:
		return tooLate, nil
	case j.Verdict == grade.Partial:
		return t.sayNear(), nil
	}
	return t.sayMiss(), nil
}
