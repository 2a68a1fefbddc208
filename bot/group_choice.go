package bot

import (
	"context"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
)

// raceChoose takes the choice of somebody in the group. Each chooses once, and
// nobody is told who was right before all who take part have chosen or the time
// is over: so the quickest finger wins nothing.
func (t *talk) raceChoose(ctx context.Context) ([]Message, error) {
	n, ok := t.pressed()
	switch {
	case !ok:
		return t.tooLate(), nil
	case t.round.Race.Paused:
		return t.whilePaused(), nil
	}
	return t.keepChoice(ctx, n)
}

// typeChoice takes a choice that was typed.
func (t *talk) typeChoice(ctx context.Context, text string) ([]Message, error) {
	if !t.event.Direct {
		return nil, nil
	}
	n, ok := t.chosen(t.round.Cards[t.round.At], text)
	switch {
	case !ok:
		return t.tell(phrase.ChooseOne, nil), nil
	case t.tooEarly():
		return t.tooLate(), nil // the card that he saw may have had the same choice
	}
	return t.keepChoice(ctx, n)
}

func (t *talk) keepChoice(ctx context.Context, n int) ([]Message, error) {
	turn := t.round.Cards[t.round.At]
	if t.round.Race.answered(t.learner, t.event.ID) {
		return t.tell(phrase.ChoseAlready, nil), nil
	}
	closes, err := t.keepJudged(ctx, t.judgeChoice(turn, n), recognised(turn.Effort))
	if err != nil || !closes {
		return []Message{{
			Private: true, React: markNoted,
			Text:  t.say(phrase.Chosen, phrase.Args{"Choice": t.choiceLabel(n)}),
			Aloud: t.say(phrase.DayNoted, phrase.Args{"Name": t.name()}),
		}}, err
	}
	return t.revealChoice(), nil
}

// choiceLabel is a choice in short.
func (t *talk) choiceLabel(n int) string {
	return cut(t.backs(t.round.Cards[t.round.At])[n], longestLabel)
}

// revealWhole is reveal where nobody can have been typing: the answer is told,
// and is nobody's any more.
func (t *talk) revealWhole() Message {
	m := t.reveal()
	t.round.Race.Closed = time.Time{}
	return m
}

// revealChoice closes a card on the message that asks it, whose buttons do
// nothing any more, and asks the next one in a message of its own.
func (t *talk) revealChoice() []Message {
	card, _ := t.card(t.round.Cards[t.round.At])
	m := t.round.Race.mode().close(t)
	m.Text = lines(Escape(cut(card.Front, longest)), m.Text)
	m.Edit = t.event.Pressed
	return t.raceNext(m)
}
