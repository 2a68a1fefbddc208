package main

import (
	"context"
	"log/slog"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// sole is an adapter that listens only while this process holds a lease: of
// many processes one at a time, and when that ends the next. All may send.
type sole struct {
	bot.Adapter
	lease func(ctx context.Context) (held context.Context, release func(), err error)
	log   *slog.Logger
}

// again is how long to wait when the lease can't be asked for.
const again = 5 * time.Second

// Run waits for the lease and listens, until ctx ends or the platform refuses
// us for good.
func (s sole) Run(ctx context.Context, handle bot.Handler) error {
	for ctx.Err() == nil {
		held, release, err := s.lease(ctx)
		if err == nil {
			err = s.Adapter.Run(held, handle)
			release()
			if err != nil {
				return err
			}
			continue
		}
		if ctx.Err() == nil {
			s.log.Error("get the lease to listen", slog.Any("error", err))
		}
		select {
		case <-ctx.Done():
		case <-time.After(again):
		}
	}
	return nil
}
