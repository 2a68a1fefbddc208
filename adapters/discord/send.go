package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"github.com/overhoor/overhoor/bot"
)

// Send says something that no event asked for. The same message to the same
// chat within some minutes is shown once, so repeating it after a crash does
// no harm.
func (a *Adapter) Send(ctx context.Context, to bot.Place, m bot.Message) error {
	if a.scores.Take(to, m) {
		return nil
	}
	m.Private = false // only an interaction can be answered to one person
	for part, p := range draw(m, to.Group) {
		if err := a.cfg.Pace(ctx, to.Chat, m.Sending(to)); err != nil {
			return fmt.Errorf("wait to send to channel %s: %w", to.Chat, err)
		}
		if err := a.deliver(ctx, to.Chat, p, nonce(to.Chat, strconv.Itoa(part), p.words())); err != nil {
			return err
		}
	}
	return nil
}

// deliver puts a payload in a channel.
func (a *Adapter) deliver(ctx context.Context, channel string, p payload, nonce string) error {
	p.Nonce, p.Enforce = nonce, true
	say := func(p payload) error {
		return a.rest.do(ctx, request{what: "send to channel " + channel, method: "POST",
			path: "channels/" + channel + "/messages", body: p, file: p.file})
	}
	err := allowed(p, say)
	if hasCode(err, codeArchived) {
		if err = a.wake(ctx, channel, err); err == nil {
			err = allowed(p, say)
		}
	}
	if closed(err) {
		return fmt.Errorf("%w: %w", bot.ErrGone, err)
	}
	return err
}

// closed tells a chat that doesn't want us from a mishap: a 403 with a code of
// Discord's (50007 for who blocks private messages), no channel any more, or a
// thread that stays in the archive.
func closed(err error) bool {
	var refusal *apiError
	return errors.As(err, &refusal) &&
		(refusal.Status == http.StatusForbidden && refusal.Code != 0 || refusal.Code == codeUnknownChannel || refusal.Code == codeArchived)
}

// inTurn waits until something may be sent. It fails only when ctx ends: where
// nobody can tell the pace, it isn't waited for.
func (a *Adapter) inTurn(ctx context.Context, chat string, how bot.Sending) error {
	err := a.cfg.Pace(ctx, chat, how)
	switch {
	case err == nil:
	case ctx.Err() != nil:
		return fmt.Errorf("wait to answer in channel %s: %w", chat, err)
	default:
		a.log.Warn("answer without a pace", "error", err)
	}
	return nil
}

// post answers an event in its channel, when it is that one's turn. What is
// private goes to a private chat: it may be meant for nobody else.
func (a *Adapter) post(ctx context.Context, e bot.Event, p payload, part int) error {
	channel, group := e.Place.Chat, e.Place.Group
	if p.Flags&discordgo.MessageFlagsEphemeral != 0 {
		p.Flags, p.Reference, group = 0, nil, false
		var err error
		if channel, err = a.privateChannel(ctx, e.From.ID); err != nil {
			return err
		}
	}
	if !group {
		if err := a.inTurn(ctx, channel, bot.SendAnswer); err != nil {
			return err
		}
	}
	return a.deliver(ctx, channel, p, nonce(e.ID, strconv.Itoa(part)))
}

// privateChannel opens the private chat with a person.
func (a *Adapter) privateChannel(ctx context.Context, user string) (string, error) {
	var channel discordgo.Channel
	err := a.rest.do(ctx, request{what: "open a private chat", method: "POST", path: "users/@me/channels",
		body: map[string]string{"recipient_id": user}, into: &channel})
	if err == nil && channel.ID == "" {
		err = errors.New("open a private chat: Discord named no channel")
	}
	return channel.ID, err
}
