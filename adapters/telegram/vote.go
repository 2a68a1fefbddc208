package telegram

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// vote is a choice in a quiz. Telegram tells only which quiz it was.
type vote struct {
	Poll    string `json:"poll_id"`
	User    *user  `json:"user"`
	Behind  *chat  `json:"voter_chat"` // in whose name it was made
	Options []int  `json:"option_ids"` // empty when it was taken back

	quiz *quiz
}

// A vote can come before another process has remembered its quiz.
const (
	looks   = 6
	between = 100 * time.Millisecond
)

// findQuiz finds what is remembered of a quiz. It is false for one that is too
// old, or isn't ours.
func (a *Adapter) findQuiz(ctx context.Context, poll string) (*quiz, bool) {
	if a.cfg.Notes == nil {
		return nil, false
	}
	var q *quiz
	var err error
	for look := 0; look < looks && q == nil; look++ {
		if look > 0 && pause(ctx, between) != nil {
			break
		}
		q, err = a.quizOf(ctx, quizNote(poll))
	}
	if err != nil {
		a.log.Error("look up what somebody voted for", slog.Any("error", err))
	}
	return q, q != nil && err == nil
}

// event is the press of the button that a choice stands for.
func (v *vote) event(e bot.Event, me user) (bot.Event, bool) {
	if len(v.Options) != 1 || v.Options[0] < 0 || v.Options[0] >= len(v.quiz.Commands) {
		return e, false
	}
	m := message{From: v.User, Behind: v.Behind, Chat: v.quiz.chat()}
	if v.User == nil && v.Behind != nil {
		m.From = &user{}
	}
	var ok, forUs bool
	e.From, ok = m.sender()
	e.Place, e.Pressed, e.Direct = v.quiz.Place, true, true
	e.Command, e.Text, forUs = command(v.quiz.Commands[v.Options[0]], me.Username)
	return e, ok && forUs
}

// aloud is what all are told after a vote. Who voted has seen in the quiz itself
// whether he was right, and the quiz stands there already.
func (v *vote) aloud(messages []bot.Message) []bot.Message {
	return slices.DeleteFunc(slices.Clone(messages), func(m bot.Message) bool {
		return m.Private || m.Edit && m.Quiz != nil
	})
}
