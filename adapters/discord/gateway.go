package discord

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// Why a connection is given up: the library neither connected nor gave up; it
// ended; no session began on it.
var (
	errHung      = errors.New("the gateway didn't become ready in time")
	errEnded     = errors.New("the connection to the gateway ended")
	errNoSession = errors.New("the gateway begins no session")
)

// fatal explains the close codes after which trying again is no use.
func fatal(err error) error {
	var end *websocket.CloseError
	var refused *discordgo.RESTError
	switch {
	case errors.Is(err, errToken):
		return errToken
	case errors.As(err, &refused) && refused.Response != nil && refused.Response.StatusCode == http.StatusUnauthorized:
		return errToken
	case !errors.As(err, &end):
		return nil
	}
	switch end.Code {
	case 4004:
		return errToken
	case 4010:
		return errors.New("no such shard (4010): set discord.shards to 0, or to a higher number")
	case 4011:
		return errors.New("the bot is in too many guilds for one connection (4011): set discord.shards to 0, or to a higher number")
	case 4012:
		return errors.New("this version of the gateway is spoken no more (4012): update the program")
	case 4013:
		return errors.New("unknown intents were asked for (4013): update the program")
	case 4014:
		return errors.New("the Message Content intent is not granted (4014): switch it on on the Bot page of the developer portal, or set discord.message_content to false")
	}
	return nil
}

// listen keeps a gateway connection for a shard, of so many, until ctx ends or
// Discord refuses for good. The library's own reconnecting is off: it would go on for ever after
// a refusal, and hang where this doesn't.
func (r *run) listen(ctx context.Context, shard, shards int) error {
	session := r.newSession(shard, shards)
	wait := r.timing.backoff
	for {
		began := time.Now()
		spent, err := r.connect(ctx, session)
		switch {
		case ctx.Err() != nil:
			return nil
		case fatal(err) != nil:
			return fmt.Errorf("discord: %w", fatal(err))
		case spent:
			session = r.newSession(shard, shards)
		}
		r.log.Warn("gateway connection ended, connecting again", "shard", shard, "error", withoutURL(err))
		if time.Since(began) > time.Minute {
			wait = r.timing.backoff
		}
		if !sleep(ctx, wait+rand.N(wait/2+1)) {
			return nil
		}
		wait = min(2*wait, time.Minute)
	}
}

// refused is why we stop, when it is not that we were asked to.
func (r *run) refused() error {
	if r.rest.refused.Err() != nil {
		return fmt.Errorf("discord: %w", errToken)
	}
	return nil
}

// connect opens the gateway and stays until the connection ends or ctx does.
// spent says that the session can't be used again.
func (r *run) connect(ctx context.Context, l *link) (spent bool, err error) {
	l.forgetDown()
	if l.hasSession() {
		l.mayIdentify(false)
	} else if err := r.turn(ctx, l.shard); err != nil {
		return false, err
	}
	opened := make(chan error, 1)
	go func() { opened <- l.Open() }()
	select {
	case err = <-opened:
	case <-ctx.Done():
		return r.abandon(l, opened), ctx.Err()
	case <-time.After(r.timing.open):
		return r.abandon(l, opened), errHung
	}
	if err != nil {
		return errors.Is(err, discordgo.ErrWSShardBounds), err // the session is over
	}
	r.log.Info("connected to Discord", "shard", l.shard)
	if err = r.stay(ctx, l); err == nil {
		return !r.hangUp(l), nil
	}
	// The library notices and closes its session too. Opened before it has, the
	// next connection would be the one that it says goodbye on.
	select {
	case <-l.down:
		return errors.Is(err, errNoSession), err
	case <-time.After(r.timing.leave):
		return !r.hangUp(l), err
	}
}

// stay waits until the connection ends, or ctx does: then it returns nil. One on
// which events come but no answers to our heartbeats is dead too, and so is one
// on which no session begins.
func (r *run) stay(ctx context.Context, l *link) error {
	pulse := time.NewTicker(r.timing.pulse)
	defer pulse.Stop()
	wire, began := l.current(), time.Now()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-wire.gone:
			return errEnded
		case <-pulse.C:
			if l.unheard() > r.timing.silence {
				r.log.Warn("Discord doesn't answer heartbeats", "shard", l.shard)
				wire.Close()
			}
			if !l.isOn() && time.Since(began) > r.timing.open {
				wire.Close()
				return errNoSession
			}
		}
	}
}

// abandon breaks off an opening. The library can hang in it for ever, with its
// lock held; then it is left alone.
func (r *run) abandon(l *link, opened <-chan error) (spent bool) {
	l.end()
	select {
	case err := <-opened:
		if err == nil {
			r.hangUp(l)
		}
	case <-time.After(r.timing.leave):
		r.log.Warn("the Discord library hangs, its session is given up")
	}
	return true
}

// hangUp closes the session, which can hang with its lock held. It is false
// when it does.
func (r *run) hangUp(l *link) bool {
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		_ = l.Close() // always nil
	}()
	select {
	case <-closed:
		return true
	case <-time.After(r.timing.leave):
		l.end()
		return false
	}
}
