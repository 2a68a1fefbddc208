package bot

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"unicode"

	"github.com/overhoor/overhoor/bot/grade"
)

// backers is how many learners make an answer right for everyone: one who gave
// it and two classmates.
const backers = 3

// taught adds to turns the answers that classmates taught their cards.
func (t *talk) taught(ctx context.Context, turns []Turn) error {
	if t.Answers == nil {
		return nil
	}
	accepted := make(map[string]map[string][]string)
	for i := range turns {
		deck := turns[i].Deck
		if accepted[deck] == nil {
			all, err := t.Answers.Accepted(ctx, deck)
			if err != nil {
				return fmt.Errorf("read what %s was taught: %w", deck, err)
			}
			accepted[deck] = all
		}
		turns[i].Accept = accepted[deck][turns[i].Card]
	}
	return nil
}

// teach proposes an answer whose learner says that it is right; with enough
// backers it is right from now on. Proposing is a courtesy to the others: when
// it fails, the learner's own review goes on.
func (t *talk) teach(ctx context.Context, turn Turn) {
	answer := normal(turn.Heard)
	if t.Answers == nil || answer == "" || !teachable(*turn.Judged) {
		return
	}
	n, err := t.Answers.Propose(ctx, turn.Deck, turn.Card, answer, t.learner)
	if err == nil && n >= backers {
		err = t.Answers.Accept(ctx, turn.Deck, turn.Card, answer)
	}
	if err != nil {
		t.Log.Warn("propose an answer", slog.String("deck", turn.Deck), slog.String("card", turn.Card), slog.Any("error", err))
	}
}

// teachable tells whether a judgement leaves room for another opinion: what
// answers another card or contradicts this one is never taught.
func teachable(j grade.Judgement) bool {
	if j.Other != "" {
		return false
	}
	for _, r := range j.Reasons {
		switch r.Kind {
		case grade.Contradicted, grade.Swapped, grade.Number, grade.Elsewhere, grade.Echo, grade.Empty:
			return false
		}
	}
	return true
}

// mostTaught is how many characters an answer may have to be taught.
const mostTaught = 200

// normal makes one of two spellings that should count as one: no capitals, no
// spaces or signs around it. It is empty for what is too long to be taught.
func normal(answer string) string {
	answer = strings.Join(strings.Fields(strings.ToLower(answer)), " ")
	answer = strings.TrimFunc(answer, func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSpace(r) })
	if len([]rune(answer)) > mostTaught {
		return ""
	}
	return answer
}
