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
	wanted    = `["message","callback_query","my_chat_member"]`
	batch     = 100                    // updates in an answer; so many are handled at the same time at most
	straggler = 300 * time.Millisecond // then we look for more although an update is still being handled
	breath    = 200 * time.Millisecond // between two polls without news
	grace     = 20 * time.Second       // for what is being handled when the program stops
	goodbye   = 2 * time.Second        // for the last confirmation
	longest   = 30 * time.Second       // between two polls that fail
)

// Run receives updates and answers them until ctx ends or Telegram refuses the
// token. What is being handled then is finished first.
func (a *Adapter) Run(ctx context.Context, handle bot.Handler) error {
	defer a.api.close()
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
	*Adapter
	handle  bot.Handler
	held    context.Context // ends when nothing new may be begun
	working context.Context // ends when what was begun has had its time
	lanes   *lanes
	ledger  *ledger
	offset  int64
	greeted bool
}

// poll polls until held ends. The error is not nil only when the token is
// refused.
func (a *Adapter) poll(ctx, held context.Context, handle bot.Handler) error {
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	defer context.AfterFunc(held, func() { time.AfterFunc(grace, stop) })()

	p := &poller{Adapter: a, handle: handle, held: held, working: working, lanes: newLanes(), ledger: newLedger()}
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
			p.lanes.wait()
			return fmt.Errorf("%w: %w", errToken, err)
		}
		a.log.Warn("poll Telegram", slog.Any("error", err), slog.Int("failed", failed+1))
		p.greeted = p.greeted && refused(err).Code != http.StatusConflict // perhaps somebody set a webhook
		_ = a.pause(held, backoff(err, failed, longest))
		failed++
	}
	p.lanes.wait()
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
		news = p.begin(raw) || news
	}
	p.settle()
	if next, ok := p.ledger.confirm(); ok {
		p.offset = next
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

// begin puts an update in the lane of its place. It is false for one that
// came before.
func (p *poller) begin(raw json.RawMessage) bool {
	var number struct {
		ID int64 `json:"update_id"`
	}
	if err := json.Unmarshal(raw, &number); err != nil {
		p.log.Error("read an update of Telegram", slog.Any("error", err))
		return false
	}
	if !p.ledger.take(number.ID) {
		return false
	}
	var u update
	if err := json.Unmarshal(raw, &u); err != nil {
		p.log.Error("read an update of Telegram", slog.Int64("update", number.ID), slog.Any("error", err))
		p.ledger.done(number.ID)
		return true
	}
	p.lanes.add(u.lane(), func() {
		if p.held.Err() != nil {
			return // it comes again
		}
		defer p.ledger.done(u.ID)
		p.reply(p.working, u, p.handle)
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
		p.offset = next
	}
	ctx, cancel := context.WithTimeout(p.working, goodbye)
	defer cancel()
	if _, err := p.updates(ctx, 0); err != nil {
		p.log.Warn("confirm the last updates to Telegram", slog.Any("error", err))
	}
}
