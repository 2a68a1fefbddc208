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

// bare is an emoji as Telegram writes it.
func bare(emoji string) string { return strings.ReplaceAll(emoji, "\uFE0F", "") }

// canReact tells whether an emoji can be a reaction.
func canReact(emoji string) bool { return slices.Contains(strings.Fields(reactions), bare(emoji)) }

// react puts an emoji on a message and tells whether it stands there: a group can
// forbid that. The answers of others don't wait for it: two hundred reactions take
// ten seconds.
func (a *Adapter) react(ctx context.Context, chat string, message int64, emoji string) bool {
	p := tgbotapi.Params{"chat_id": chat, "message_id": strconv.FormatInt(message, 10)}
	err := p.AddInterface("reaction", []map[string]string{{"type": "emoji", "emoji": emoji}})
	if err == nil {
		err = a.request(ctx, "setMessageReaction", p)
	}
	if err != nil {
		a.log.Debug("react to a message", slog.Any("error", err))
	}
	return err == nil
}
