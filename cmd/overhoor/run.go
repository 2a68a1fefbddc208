package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/overhoor/overhoor/adapters/discord"
	"github.com/overhoor/overhoor/adapters/telegram"
	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/cmd/overhoor/config"
	"github.com/overhoor/overhoor/scheduler/daily"
)

// runCommand is `overhoor run`.
type runCommand struct {
	Config string `short:"c" placeholder:"FILE" help:"Settings to read; without it they come from the environment."`
}

// stopping is how long what was begun may take when we are told to stop.
const stopping = 10 * time.Second

var errNoToken = errors.New("no token: set telegram.token (OVERHOOR_TELEGRAM_TOKEN), discord.token " +
	"(OVERHOOR_DISCORD_TOKEN) or both; to try it without one: overhoor chat")

// Run serves until ctx ends or every platform has refused us.
func (c runCommand) Run(ctx context.Context, w *world) (err error) {
	cfg, err := config.Load(c.Config, w.env)
	if err != nil {
		return err
	}
	if cfg.Telegram.Token == "" && cfg.Discord.Token == "" {
		return errNoToken
	}
	h, err := build(ctx, cfg, newLog(cfg.Log, w), w)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	adapters, err := h.connect(ctx)
	if err != nil {
		return err
	}
	return within(ctx, stopping, func() error { return h.serve(ctx, adapters) })
}

// connect makes an adapter for each platform that has a token.
func (h *house) connect(ctx context.Context) (map[string]bot.Adapter, error) {
	adapters := make(map[string]bot.Adapter)
	if token := h.cfg.Telegram.Token; token != "" {
		a, err := telegram.New(ctx, telegram.Config{
			Token: token, APIURL: h.cfg.Telegram.APIURL, Webhook: telegram.Webhook(h.cfg.Telegram.Webhook),
			Commands: h.engine.Commands(), Log: h.log, Now: h.now, Pace: h.pace("telegram"),
			Hold: func(ctx context.Context, chat string, d time.Duration) error {
				return h.store.Hold(ctx, "telegram", chat, d)
			},
			Offer: h.engine.Offer, Notes: h.store, Lease: h.lease("telegram", token), ForAdmins: h.engine.ForAdmins, Moved: h.engine.MoveGroup,
		})
		if err != nil {
			return nil, err
		}
		adapters["telegram"] = a
	}
	if token := h.cfg.Discord.Token; token != "" {
		a, err := discord.New(ctx, discord.Config{
			Token: token, APIURL: h.cfg.Discord.APIURL, Guild: h.cfg.Discord.Guild,
			MessageContent: h.cfg.Discord.MessageContent, Complete: h.engine.Complete, Words: h.engine, Threads: h.engine.Threads,
			Commands: h.engine.Commands(), Log: h.log, Now: h.now, Pace: h.pace("discord"), Notes: h.store,
			Hold:   func(ctx context.Context, d time.Duration) error { return h.store.Hold(ctx, "discord", "", d) },
			Shards: h.cfg.Discord.Shards, Shares: shares{h.store, ofToken("discord", token)},
		})
		if err != nil {
			return nil, err
		}
		adapters["discord"] = a
	}
	return adapters, nil
}

// lease makes this process the only one that listens with a token.
func (h *house) lease(platform, token string) func(ctx context.Context) (held context.Context, release func(), err error) {
	name := ofToken(platform, token)
	return func(ctx context.Context) (context.Context, func(), error) { return h.store.Lease(ctx, name) }
}

// ofToken names what belongs to a token without telling it.
func ofToken(platform, token string) string {
	sum := sha256.Sum256([]byte(token))
	return fmt.Sprintf("%s:%x", platform, sum[:8])
}

// pace waits for a turn to send on a platform.
func (h *house) pace(platform string) bot.Pacer {
	return func(ctx context.Context, chat string, s bot.Sending) error {
		return h.turn(ctx, platform, chat, s)
	}
}

// serve lets all adapters, the daily push and the fits run until ctx ends. A platform
// that refuses us for good doesn't stop the others; when none is left, the
// reasons are the error.
func (h *house) serve(ctx context.Context, adapters map[string]bot.Adapter) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var pushing, talking sync.WaitGroup
	for _, runner := range []*daily.Runner{h.pushes(adapters), h.cries(adapters), h.fits()} {
		pushing.Go(func() { _ = runner.Run(ctx) }) // its error is always nil
	}
	refusals := make(chan error, len(adapters))
	for platform, a := range adapters {
		talking.Go(func() {
			h.log.Info("start", slog.String("platform", platform))
			if err := a.Run(ctx, h.engine.Handle); err != nil && ctx.Err() == nil {
				h.log.Error("stop", slog.String("platform", platform), slog.Any("error", err))
				refusals <- fmt.Errorf("%s: %w", platform, err)
			}
		})
	}
	talking.Wait()
	stop()
	pushing.Wait()
	close(refusals)
	var all error
	for err := range refusals {
		all = errors.Join(all, err)
	}
	h.log.Info("stopped")
	return all
}

// within does something that should end soon after ctx does.
func within(ctx context.Context, limit time.Duration, do func() error) error {
	done := make(chan error, 1)
	go func() { done <- do() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(limit):
		return fmt.Errorf("told to stop, but not done after %s: what was acknowledged is kept", limit)
	}
}
