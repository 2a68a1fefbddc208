package telegram

import (
	"context"
	"log/slog"
	"slices"
	"strconv"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// reactions are the emojis that Telegram takes for a reaction.
const reactions = "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 " +
	"🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 " +
	"😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 " +
	"🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"

// react puts an emoji on a message and tells whether it stands there: a group
// can forbid reactions, or some of them.
func (a *Adapter) react(ctx context.Context, to target, emoji string) bool {
	emoji = strings.ReplaceAll(emoji, "\uFE0F", "") // Telegram writes them without
	if to.answers == 0 || !slices.Contains(strings.Fields(reactions), emoji) {
		return false
	}
	p := tgbotapi.Params{"chat_id": to.Chat, "message_id": strconv.FormatInt(to.answers, 10)}
	err := p.AddInterface("reaction", []map[string]string{{"type": "emoji", "emoji": emoji}})
	if err == nil {
		err = a.request(ctx, "setMessageReaction", p)
	}
	if err != nil {
		a.log.Debug("react to a message", slog.Any("error", err))
	}
	return err == nil
}
