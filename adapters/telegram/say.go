package telegram

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/overhoor/overhoor/bot"
)

// target is where a message goes.
type target struct {
	bot.Place
	answers  int64 // the message that it answers, or 0
	edits    int64 // the message that it may replace, or 0
	pictured bool  // that message is a picture
	closes   bool  // the question that was asked there last is over
}

// say draws a message and sends it. Nothing asks for a reply where the bot
// reads everything anyway.
func (a *Adapter) say(ctx context.Context, to target, m bot.Message) error {
	if asked, err := a.sayQuiz(ctx, to, m); asked || err != nil {
		return err
	}
	d := draw(m, to.Group && !a.me().ReadsAll)
	if len(d.texts) == 0 {
		return errors.New("telegram: a message without text can't be sent")
	}
	if d.reply != nil {
		d.reply.Selective = m.Private && to.answers != 0
	}
	if d.reply == nil {
		d.share(m.Share, a.me())
	}
	posts, err := d.posts(to)
	if err != nil {
		return err
	}
	for i, p := range posts {
		if i > 0 && to.Group {
			if err := a.cfg.Pace(ctx, to.Chat, bot.SendAll); err != nil {
				return err
			}
		}
		if i == 0 && m.Edit && to.edits != 0 && d.reply == nil {
			err = a.replace(ctx, to, p)
		} else {
			err = a.sendOr(ctx, to, p)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sendOr sends a new message; without its picture where that isn't taken: a
// group can forbid pictures.
func (a *Adapter) sendOr(ctx context.Context, to target, p post) error {
	err := a.send(ctx, to, p, nil)
	if p.pictured() && refused(err).Code == http.StatusBadRequest {
		a.log.Warn("send a picture", slog.Any("error", err))
		err = a.send(ctx, to, p.bare(), nil)
	}
	return err
}

// send sends a new message and reads what Telegram made of it, unless result is
// nil.
func (a *Adapter) send(ctx context.Context, to target, p post, result any) error {
	p.params.AddNonEmpty("message_thread_id", to.Thread)
	if to.answers != 0 {
		p.params["reply_parameters"] = `{"message_id":` + strconv.FormatInt(to.answers, 10) + `,"allow_sending_without_reply":true}`
	}
	err := a.ask(ctx, p.method, p.params, result, p.files...)
	if moved := refused(err).MigrateToChatID; moved != 0 {
		if err := a.moveGroup(ctx, to.Chat, moved); err != nil {
			return err
		}
		p.params["chat_id"] = strconv.FormatInt(moved, 10)
		err = a.ask(ctx, p.method, p.params, result, p.files...)
	}
	return err
}

// moveGroup has the quiz follow a group that became a supergroup.
func (a *Adapter) moveGroup(ctx context.Context, chat string, super int64) error {
	to := strconv.FormatInt(super, 10)
	a.log.Info("a group became a supergroup", slog.String("chat", chat), slog.String("now", to))
	return a.cfg.Moved(ctx, bot.Place{Platform: platform, Chat: chat, Group: true}, bot.Place{Platform: platform, Chat: to, Group: true})
}

// replace puts a message in place of an old one, or sends it when that can't
// be. A picture can take the place of a text, a text not that of a picture: then
// the picture goes.
func (a *Adapter) replace(ctx context.Context, to target, p post) error {
	if to.pictured && p.files == nil {
		err := a.send(ctx, to, p, nil)
		if err == nil {
			a.remove(ctx, to)
		}
		return err
	}
	edit, err := p.edit(to.edits)
	if err != nil {
		return err
	}
	err = a.request(ctx, edit.method, edit.params, edit.files...)
	switch {
	case strings.Contains(refused(err).Message, "message is not modified"):
		return nil
	case refused(err).Code == http.StatusBadRequest:
		return a.sendOr(ctx, to, p)
	}
	return err
}

// remove takes away the message that another one came in place of. One that is
// too old for that stays.
func (a *Adapter) remove(ctx context.Context, to target) {
	p := tgbotapi.Params{"chat_id": to.Chat, "message_id": strconv.FormatInt(to.edits, 10)}
	if err := a.request(ctx, "deleteMessage", p); err != nil {
		a.log.Debug("remove a picture", slog.Any("error", err))
	}
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
	fits := width(text) <= maxAlert
	return text, fits && text != "" && m.Private && m.Ask == nil && len(m.Buttons) == 0
}
