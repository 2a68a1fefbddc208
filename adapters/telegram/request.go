package telegram

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/overhoor/overhoor/bot"
)

const patience = time.Minute // the longest wait between two tries

// Of one request, in all.
const (
	mostFailed  = 5  // tries that Telegram, or what stands before it, couldn't serve
	mostBusy    = 30 // tries that came too soon for Telegram
	mostDropped = 2  // answers that got lost
)

// tries counts how often a request has gone wrong.
type tries struct{ failed, busy, dropped int }

// again tells whether a request that went wrong may be sent again, and counts
// it. What may have been done is done again only where that changes nothing: a
// message would stand there twice.
func (t *tries) again(method string, err error) bool {
	switch {
	case refused(err).RetryAfter > 0:
		t.busy++
		return t.busy <= mostBusy
	case temporary(err):
		t.failed++
		return t.failed <= mostFailed
	case wasDropped(err) && !strings.HasPrefix(method, "send"):
		t.dropped++
		return t.dropped <= mostDropped
	}
	return false
}

// request calls a method whose result doesn't matter.
func (a *Adapter) request(ctx context.Context, method string, p tgbotapi.Params, files ...upload) error {
	return a.ask(ctx, method, p, nil, files...)
}

// ask calls a method, and calls it again when that may help. The error wraps
// bot.ErrGone when the chat is closed to us.
func (a *Adapter) ask(ctx context.Context, method string, p tgbotapi.Params, result any, files ...upload) error {
	var t tries
	for {
		err := a.api.call(ctx, method, p, result, files...)
		if closed(err) {
			return fmt.Errorf("%w: %w", bot.ErrGone, err)
		}
		if err == nil || ctx.Err() != nil || !t.again(method, err) {
			return err
		}
		wait := backoff(err, t.failed+t.dropped-1, patience)
		busy := refused(err).RetryAfter > 0
		if busy {
			a.hold(ctx, p["chat_id"], wait)
		}
		if wait > patience {
			return err
		}
		stopped := a.pause(ctx, wait)
		if stopped == nil && busy {
			stopped = a.cfg.Pace(ctx, p["chat_id"], sending(method, p["chat_id"]))
		}
		if stopped != nil {
			return fmt.Errorf("%w, after %w", stopped, err)
		}
	}
}

// sending is how a request counts for the pace.
func sending(method, chat string) bot.Sending {
	switch {
	case !isGroup(chat):
		return bot.SendPush
	case strings.HasPrefix(method, "send"):
		return bot.SendAll
	}
	return bot.EditAll
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
