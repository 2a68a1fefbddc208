package telegram

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/overhoor/overhoor/bot"
)

// Telegram's limits of a quiz.
const (
	maxQuestion    = 300
	maxOption      = 100
	mostOptions    = 10 // more are taken lately, but not by all servers
	maxExplanation = 200
	mostLines      = 3 // of the explanation
)

// quizOpen is how long one can vote at most. By then every card is closed, and
// nothing happens to an event that comes again.
const quizOpen = 24 * time.Hour

// quiz is what is remembered of a quiz that stands in a group.
type quiz struct {
	Place    bot.Place `json:"place"`
	Message  int64     `json:"message"`
	Commands []string  `json:"commands"` // of the choices
}

// chat is where it stands, as far as a voter's name depends on it.
func (q *quiz) chat() chat {
	id, _ := strconv.ParseInt(q.Place.Chat, 10, 64)
	return chat{ID: id, Type: "group"}
}

// quizNote names the note of a quiz, questionNote that of the quiz which was
// asked last at a place.
func quizNote(poll string) string         { return platform + ":quiz:" + poll }
func questionNote(place bot.Place) string { return platform + ":asked:" + lane(place) }

// sayQuiz asks a quiz question as Telegram's own quiz, and ends the one before it,
// which is over with the next question at the latest. It is false for what isn't
// a quiz, or can't be one: that is said with buttons.
func (a *Adapter) sayQuiz(ctx context.Context, to target, m bot.Message) (asked bool, err error) {
	if !to.Group || a.cfg.Notes == nil || m.Quiz == nil && m.Ask == nil && !to.closes {
		return false, nil
	}
	last := a.lastQuiz(ctx, to.Place)
	p, q := drawQuiz(to.Place, m)
	if q == nil {
		a.forgetQuiz(ctx, last)
		return false, nil
	}
	var sent struct {
		ID   int64 `json:"message_id"`
		Poll struct {
			ID string `json:"id"`
		} `json:"poll"`
	}
	err = a.send(ctx, to, p, &sent)
	if refused(err).Code == http.StatusBadRequest { // a group can forbid them
		a.log.Warn("ask a quiz question", slog.Any("error", err))
		a.forgetQuiz(ctx, last)
		return false, nil
	}
	if err != nil {
		return false, err
	}
	q.Place.Chat, q.Message = p.params["chat_id"], sent.ID
	a.endQuiz(ctx, last)
	if err := a.keepQuiz(ctx, sent.Poll.ID, q); err != nil {
		a.log.Error("remember a quiz: it is asked with buttons", slog.Any("error", err))
		a.endQuiz(ctx, q)
		return false, nil
	}
	return true, nil
}

// drawQuiz draws a question as a quiz. q is nil when it can't be one.
func drawQuiz(place bot.Place, m bot.Message) (p post, q *quiz) {
	if m.Quiz == nil || m.Private || m.Image != nil || !fitsQuiz(m) {
		return p, nil
	}
	q = &quiz{Place: place}
	var options []map[string]string
	for _, row := range m.Buttons {
		for _, b := range row {
			if n := width(b.Label); n < 1 || n > maxOption || b.Command == "" {
				return p, nil
			}
			options = append(options, map[string]string{"text": b.Label})
			q.Commands = append(q.Commands, b.Command)
		}
	}
	if len(options) < 2 || len(options) > mostOptions || m.Quiz.Right < 0 || m.Quiz.Right >= len(options) {
		return p, nil
	}
	p = post{method: "sendPoll", params: tgbotapi.Params{
		"chat_id": place.Chat, "question": strings.TrimSpace(m.Text.Plain()), "type": "quiz", "is_anonymous": "false",
		"correct_option_ids": "[" + strconv.Itoa(m.Quiz.Right) + "]",
		"open_period":        strconv.Itoa(int(quizOpen.Seconds())),
	}}
	p.params.AddNonEmpty("explanation", m.Quiz.Why)
	if p.params.AddInterface("options", options) != nil {
		return p, nil
	}
	return p, q
}

// fitsQuiz tells whether a question and what explains its answer can stand in a
// quiz, where nothing can be marked up or hidden.
func fitsQuiz(m bot.Message) bool {
	for _, s := range m.Text.Spans() {
		if s.Hidden {
			return false
		}
	}
	n := width(strings.TrimSpace(m.Text.Plain()))
	return n > 0 && n <= maxQuestion && width(m.Quiz.Why) <= maxExplanation && strings.Count(m.Quiz.Why, "\n") < mostLines
}

// keepQuiz remembers a quiz for those who vote in it, and that it was asked last.
func (a *Adapter) keepQuiz(ctx context.Context, poll string, q *quiz) error {
	note, err := json.Marshal(q)
	if err != nil {
		return err
	}
	if err := a.cfg.Notes.KeepNote(ctx, quizNote(poll), note, 2*quizOpen); err != nil {
		return err
	}
	return a.cfg.Notes.KeepNote(ctx, questionNote(q.Place), note, 2*quizOpen)
}

// lastQuiz is the quiz that was asked last at a place, nil when there is none.
func (a *Adapter) lastQuiz(ctx context.Context, place bot.Place) *quiz {
	q, err := a.quizOf(ctx, questionNote(place))
	if err != nil {
		a.log.Warn("look up the last quiz", slog.Any("error", err))
	}
	return q
}

// quizOf is the quiz in a note, nil when there is none.
func (a *Adapter) quizOf(ctx context.Context, name string) (*quiz, error) {
	note, err := a.cfg.Notes.Note(ctx, name)
	if err != nil || note == nil {
		return nil, err
	}
	var q *quiz
	return q, json.Unmarshal(note, &q)
}

// forgetQuiz ends a quiz in whose place something else is asked.
func (a *Adapter) forgetQuiz(ctx context.Context, q *quiz) {
	if q == nil {
		return
	}
	a.endQuiz(ctx, q)
	if err := a.cfg.Notes.KeepNote(ctx, questionNote(q.Place), []byte("null"), quizOpen); err != nil {
		a.log.Warn("forget a quiz", slog.Any("error", err))
	}
}

// endQuiz lets nobody vote any more. One that ended or was deleted stays so.
func (a *Adapter) endQuiz(ctx context.Context, q *quiz) {
	if q == nil {
		return
	}
	p := tgbotapi.Params{"chat_id": q.Place.Chat, "message_id": strconv.FormatInt(q.Message, 10)}
	if err := a.request(ctx, "stopPoll", p); err != nil {
		a.log.Debug("end a quiz", slog.Any("error", err))
	}
}
