package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/overhoor/overhoor/bot"
)

// target is where a message goes.
type target struct {
	bot.Place
	answers int64 // the message that it answers, or 0
	edits   int64 // the message that it may replace, or 0
}

// say draws a message and sends it. Nothing asks for a reply where the bot
// reads everything anyway.
func (a *Adapter) say(ctx context.Context, to target, m bot.Message) error {
	d := draw(m, to.Group && !a.me().ReadsAll)
	if len(d.texts) == 0 {
		return errors.New("telegram: a message without text can't be sent")
	}
	if d.reply != nil {
		d.reply.Selective = m.Private && to.answers != 0
	}
	for i, text := range d.texts {
		p := tgbotapi.Params{
			"chat_id": to.Chat, "text": text, "parse_mode": "HTML",
			"link_preview_options": `{"is_disabled":true}`,
		}
		if i == len(d.texts)-1 {
			if err := d.markup(p); err != nil {
				return err
			}
		}
		if i == 0 && m.Edit && to.edits != 0 && d.reply == nil {
			if err := a.edit(ctx, to.edits, p); err == nil || refused(err).Code != http.StatusBadRequest {
				return err
			}
		}
		if err := a.send(ctx, to, p); err != nil {
			return err
		}
	}
	return nil
}

// markup adds what stands under the text.
func (d drawing) markup(p tgbotapi.Params) error {
	switch {
	case d.reply != nil:
		return p.AddInterface("reply_markup", d.reply)
	case d.keys != nil:
		return p.AddInterface("reply_markup", d.keys)
	}
	return nil
}

// send sends a new message.
func (a *Adapter) send(ctx context.Context, to target, p tgbotapi.Params) error {
	p.AddNonEmpty("message_thread_id", to.Thread)
	if to.answers != 0 {
		p["reply_parameters"] = `{"message_id":` + strconv.FormatInt(to.answers, 10) + `,"allow_sending_without_reply":true}`
	}
	err := a.request(ctx, "sendMessage", p)
	if moved := refused(err).MigrateToChatID; moved != 0 {
		if err := a.moveGroup(ctx, to.Chat, moved); err != nil {
			return err
		}
		p["chat_id"] = strconv.FormatInt(moved, 10)
		err = a.request(ctx, "sendMessage", p)
	}
	return err
}

// moveGroup has the quiz follow a group that became a supergroup.
func (a *Adapter) moveGroup(ctx context.Context, chat string, super int64) error {
	to := strconv.FormatInt(super, 10)
	a.log.Info("a group became a supergroup", slog.String("chat", chat), slog.String("now", to))
	return a.cfg.Moved(ctx, bot.Place{Platform: platform, Chat: chat, Group: true}, bot.Place{Platform: platform, Chat: to, Group: true})
}

// edit replaces the text and the buttons of a message.
func (a *Adapter) edit(ctx context.Context, id int64, p tgbotapi.Params) error {
	edited := maps.Clone(p)
	edited["message_id"] = strconv.FormatInt(id, 10)
	err := a.request(ctx, "editMessageText", edited)
	if strings.Contains(refused(err).Message, "message is not modified") {
		return nil
	}
	return err
}

// answer ends the waiting of a pressed button, and shows text, if there is
// any, to who pressed it only. It is too late when the bot was away for a
// while: then nobody waits any more.
func (a *Adapter) answer(ctx context.Context, id, text string) {
	p := tgbotapi.Params{"callback_query_id": id}
	p.AddNonEmpty("text", text)
	p.AddBool("show_alert", text != "")
	err := a.request(ctx, "answerCallbackQuery", p)
	if err != nil && refused(err).Code != http.StatusBadRequest {
		a.log.Warn("answer a pressed button", slog.Any("error", err))
	}
}

// asAlert is the text of messages that can be shown to who pressed a button
// and to nobody else: one short private message without buttons.
func asAlert(messages []bot.Message) (text string, ok bool) {
	if len(messages) != 1 {
		return "", false
	}
	m := messages[0]
	text = (emoji(m) + m.Text).Plain()
	fits := len(utf16.Encode([]rune(text))) <= maxAlert
	return text, fits && text != "" && m.Private && m.Ask == nil && len(m.Buttons) == 0
}

const (
	tries    = 4           // how often a request is sent at most
	patience = time.Minute // the longest wait between two of them
)

// request calls a method, and calls it again as long as Telegram says that it
// was too busy. The error wraps bot.ErrGone when the chat is closed to us.
func (a *Adapter) request(ctx context.Context, method string, p tgbotapi.Params) error {
	for failed := 0; ; failed++ {
		err := a.api.call(ctx, method, p, nil)
		if closed(err) {
			return fmt.Errorf("%w: %w", bot.ErrGone, err)
		}
		if err == nil || !temporary(err) || failed+1 == tries {
			return err
		}
		wait := backoff(err, failed, patience)
		busy := refused(err).RetryAfter > 0
		if busy {
			a.hold(ctx, p["chat_id"], wait)
		}
		if wait > patience {
			return err
		}
		stopped := a.pause(ctx, wait)
		if stopped == nil && busy {
			stopped = a.cfg.Pace(ctx, p["chat_id"], isGroup(p["chat_id"]))
		}
		if stopped != nil {
			return fmt.Errorf("%w, after %w", stopped, err)
		}
	}
}

// hold tells everyone that Telegram has had enough for a while: of us, or of
// us in a group, where it has a limit of its own.
func (a *Adapter) hold(ctx context.Context, chat string, d time.Duration) {
	if !isGroup(chat) {
		chat = ""
	}
	if err := a.cfg.Hold(context.WithoutCancel(ctx), chat, d); err != nil {
		a.log.Warn("hold up what is sent", slog.Any("error", err))
	}
}

// isGroup tells a group from a private chat by its number.
func isGroup(chat string) bool { return strings.HasPrefix(chat, "-") }

// closed tells whether a chat doesn't want us any more.
func closed(err error) bool {
	api := refused(err)
	if api.Code == http.StatusForbidden {
		return true
	}
	for _, why := range []string{
		"chat not found", "group chat was deactivated", "PEER_ID_INVALID", "message thread not found",
		"TOPIC_CLOSED", "TOPIC_DELETED", "not enough rights to send", "have no rights to send",
	} {
		if api.Code == http.StatusBadRequest && strings.Contains(api.Message, why) {
			return true
		}
	}
	return false
}
