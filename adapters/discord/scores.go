package discord

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"github.com/overhoor/overhoor/bot"
)

// showScores has a scoreboard shown beside all else. It is false for any other
// message.
func (a *Adapter) showScores(to bot.Place, m bot.Message) bool {
	if m.Scoreboard != nil && a.cfg.Notes != nil {
		a.scores.Show(to, m)
	}
	return m.Scoreboard != nil
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
