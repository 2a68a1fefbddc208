package telegram

import (
	"context"
	"log/slog"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/overhoor/overhoor/bot"
)

// isAdmin asks Telegram whether who sent an event manages its group. One of
// whom Telegram doesn't tell is none.
func (a *Adapter) isAdmin(ctx context.Context, e bot.Event) bool {
	var member struct {
		Status string `json:"status"`
	}
	err := a.api.call(ctx, "getChatMember", tgbotapi.Params{"chat_id": e.Place.Chat, "user_id": e.From.ID}, &member)
	if err != nil {
		a.log.Warn("ask who manages a group", slog.String("event", e.ID), slog.Any("error", err))
	}
	return member.Status == "creator" || member.Status == "administrator"
}
