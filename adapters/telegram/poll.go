package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/overhoor/overhoor/bot"
)

const (
	batch     = 100                    // updates in an answer; so many are handled at the same time at most
	straggler = 300 * time.Millisecond // then we look for more although an update is still being handled
	breath    = 200 * time.Millisecond // between two polls without news
	goodbye   = 2 * time.Second        // for the last confirmation
	longest   = 30 * time.Second       // between two polls that fail
)

// runPolling asks for updates, under one lease after the other, until ctx ends
// or Telegram refuses the token.
func (a *Adapter) runPolling(ctx context.Context, handle bot.Handler) error {
	for failed := 0; ctx.Err() == nil; {
		held, release, err := a.cfg.Lease(ctx)
		if err == nil {
			failed = 0
			err = a.poll(ctx, held, handle)
			release()
		}
		if errors.Is(err, errToken) {
			return err
		}
		if err != nil && ctx.Err() == nil {
			a.log.Error("get the lease to poll Telegram", slog.Any("error", err))
			_ = a.pause(ctx, backoff(err, failed, longest))
			failed++
		}
	}
	return nil
}

// poller is one stretch of polling under one lease.
type poller struct {
	*work
	ledger  *ledger
	offset  int64
	greeted bool
}

// poll polls until held ends. The error is not nil only when the token is
// refused.
func (a *Adapter) poll(ctx, held context.Context, handle bot.Handler) error {
	work, stop := a.begin(held, handle)
	defer stop()
	p := &poller{work: work, ledger: newLedger()}
	for failed := 0; held.Err() == nil; {
		err := p.step()
		if err == nil {
			failed = 0
			continue
		}
		if held.Err() != nil {
			break
		}
		if refused(err).Code == http.StatusUnauthorized || errors.Is(err, errToken) {
			p.wait()
			return fmt.Errorf("%w: %w", errToken, err)
		}
		a.log.Warn("poll Telegram", slog.Any("error", err), slog.Int("failed", failed+1))
		p.greeted = p.greeted && refused(err).Code != http.StatusConflict // perhaps somebody set a webhook
		_ = a.pause(held, backoff(err, failed, longest))
		failed++
	}
	p.wait()
	if ctx.Err() != nil {
		p.leave()
	}
	return nil
}

// step gets what is new and has it handled.
func (p *poller) step() error {
	if !p.greeted {
		if err := p.greet(p.held); err != nil {
			return err
		}
		p.greeted = true
	}
	asked := time.Now()
	updates, err := p.updates(p.held, pollTime)
	if err != nil {
		return err
	}
	news := false
	for _, raw := range updates {
		news = p.receive(raw) || news
	}
	p.settle()
	if next, ok := p.ledger.confirm(); ok {
		p.offset = max(p.offset, next)
	}
	if !news && time.Since(asked) < breath {
		return p.pause(p.held, breath) // from a server that doesn't wait for news
	}
	return nil
}

// greet makes Telegram ready for polling and shows the menu of commands.
func (a *Adapter) greet(ctx context.Context) error {
	name, err := a.Check(ctx)
	if err != nil {
		return err
	}
	if err := a.api.call(ctx, "deleteWebhook", nil, nil); err != nil {
		return err
	}
	if err := a.menu(ctx); err != nil {
		a.log.Warn("show the commands in Telegram's menu", slog.Any("error", err))
	}
	a.log.Info("polling Telegram", slog.String("bot", name))
	return nil
}

// updates asks for what comes after the offset, which confirms what came
// before it.
func (p *poller) updates(ctx context.Context, wait time.Duration) ([]json.RawMessage, error) {
	params := tgbotapi.Params{
		"timeout":         strconv.Itoa(int(wait.Seconds())),
		"limit":           strconv.Itoa(batch),
		"allowed_updates": wanted,
	}
	params.AddNonZero64("offset", p.offset)
	var updates []json.RawMessage
	err := p.api.call(ctx, "getUpdates", params, &updates)
	return updates, err
}

// receive has an update handled. It is false for one that came before.
func (p *poller) receive(raw json.RawMessage) bool {
	id, err := number(raw)
	if err != nil {
		p.log.Error("read an update of Telegram", slog.Any("error", err))
		return false
	}
	if !p.ledger.take(id) {
		return false
	}
	p.add(id, raw, func() {}, func(handled bool) {
		if handled { // else it comes again
			p.ledger.done(id)
		}
	})
	return true
}

// settle waits until all is handled, but not long: who is slow must not keep
// the others waiting.
func (p *poller) settle() {
	late := time.NewTimer(straggler)
	defer late.Stop()
	for !p.ledger.idle() {
		select {
		case <-p.ledger.changed:
		case <-late.C:
			return
		case <-p.held.Done():
			return
		}
	}
}

// leave confirms what was handled last, so that it doesn't come again.
func (p *poller) leave() {
	next, ok := p.ledger.confirm()
	if !ok && p.offset == 0 {
		return
	}
	if ok {
		p.offset = max(p.offset, next)
	}
	ctx, cancel := context.WithTimeout(p.working, goodbye)
	defer cancel()
	if _, err := p.updates(ctx, 0); err != nil {
		p.log.Warn("confirm the last updates to Telegram", slog.Any("error", err))
	}
}
