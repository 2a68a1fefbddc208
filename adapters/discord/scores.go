package discord

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/overhoor/overhoor/bot"
)

// withScores is for a channel to which we were only taken along, or in which we may
// not speak, where nothing can be sent or edited beside the answers to interactions:
// the scores stand in what is said, above the next question.
func withScores(messages []bot.Message) []bot.Message {
	var all []bot.Message
	for _, m := range messages {
		if m.Scoreboard == nil {
			all = append(all, m)
			continue
		}
		i := slices.IndexFunc(all, func(m bot.Message) bool { return !m.Private && m.Quiz == nil })
		if i < 0 || m.Scoreboard.Closed {
			continue // the end says the same
		}
		title, rest, _ := strings.Cut(m.Text.Plain(), "\n")
		line := "<i>" + bot.Escape(title+": "+strings.ReplaceAll(rest, "\n", ", ")) + "</i>"
		how, next, more := strings.Cut(string(all[i].Text), "\n\n")
		if all[i].Text = bot.Text(how) + "\n" + line; more {
			all[i].Text += bot.Text("\n\n" + next)
		}
	}
	return all
}

// SendScores implements bot.ScoreWriter. Nobody is called for it.
func (a *Adapter) SendScores(ctx context.Context, to bot.Place, m bot.Message) (message string, err error) {
	p := draw(m, true)[0]
	p.Flags = discordgo.MessageFlagsSuppressNotifications
	p.Nonce, p.Enforce = nonce(to.Chat, m.Scoreboard.Round, strconv.Itoa(m.Scoreboard.Edition)), true
	var sent struct {
		ID string `json:"id"`
	}
	err = a.rest.do(ctx, request{what: "send a scoreboard", method: "POST", path: "channels/" + to.Chat + "/messages", body: p, into: &sent})
	var refusal *apiError
	switch {
	case closed(err):
		return "", fmt.Errorf("%w: %w", bot.ErrGone, err)
	case err != nil && !errors.As(err, &refusal):
		return "", fmt.Errorf("%w: %w", bot.ErrUnsure, err)
	}
	return sent.ID, err
}

// EditScores implements bot.ScoreWriter.
func (a *Adapter) EditScores(ctx context.Context, to bot.Place, message string, m bot.Message) error {
	err := a.rest.do(ctx, request{what: "edit a scoreboard", method: "PATCH", path: "channels/" + to.Chat + "/messages/" + message, body: draw(m, true)[0]})
	switch {
	case hasCode(err, codeUnknownMessage):
		return fmt.Errorf("%w: %w", bot.ErrNoMessage, err)
	case closed(err):
		return fmt.Errorf("%w: %w", bot.ErrGone, err)
	}
	return err
}
