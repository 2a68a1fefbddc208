package discord

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/overhoor/overhoor/bot"
)

// stage is how far an interaction has been answered.
type stage uint8

const (
	fresh    stage = iota // Discord waits for the first answer
	deferred              // it knows that the answer takes longer
	answered              // it has its first answer
	expired               // it takes no answer any more: the channel is left
	others                // it was answered by someone else: nothing is left to say
)

// reply answers one interaction: at once when the handler is quick, and else
// with a deferral first.
type reply struct {
	run   *run
	i     *discordgo.Interaction
	event bot.Event
	timer *time.Timer

	thread string // that the first message leads to, or ""

	mu     sync.Mutex // one request at a time, in order
	stage  stage
	parts  int  // sent to the channel so far, for their nonces
	ghost  bool // the deferral shows "thinking" and must be filled or taken away
	unsure bool // our deferral failed, but may have got through
	failed bool // something couldn't be said: nothing follows it
}

// newReply begins to wait for an answer; when none comes in time, it defers.
func (r *run) newReply(i *discordgo.Interaction, e bot.Event) *reply {
	re := &reply{run: r, i: i, event: e}
	re.timer = time.AfterFunc(r.timing.patience, re.postpone)
	return re
}

// onMessage tells that the interaction came from a message with buttons, which
// can be updated.
func (r *reply) onMessage() bool { return r.i.Message != nil }

// postpone asks Discord for more time.
func (r *reply) postpone() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stage != fresh {
		return
	}
	kind := discordgo.InteractionResponseDeferredChannelMessageWithSource
	if r.onMessage() {
		kind = discordgo.InteractionResponseDeferredMessageUpdate
	}
	if err := r.callback(kind, nil, "ask Discord for more time"); err != nil {
		r.unsure = true
		r.run.log.Warn("interaction not deferred", "event", r.event.ID, "error", err)
	} else {
		r.stage, r.ghost = deferred, !r.onMessage()
	}
}

// callback sends the first answer. When it comes too late or was given before,
// the stage says so.
func (r *reply) callback(kind discordgo.InteractionResponseType, data any, what string) error {
	ctx, cancel := context.WithTimeout(r.run.ctx, r.run.timing.callback)
	defer cancel()
	err := r.run.rest.callback(ctx, r.i, kind, data, what)
	var refusal *apiError
	switch {
	case hasCode(err, codeUnknownInteraction):
		r.stage = expired
	case !hasCode(err, codeAcknowledged):
	case errors.As(err, &refusal) && refusal.try > 1: // our own first try got through
		return nil
	case r.unsure:
		r.stage, r.ghost = deferred, !r.onMessage()
	default:
		r.stage = others
	}
	return err
}

// answer says messages, in order: at once what one person sees or what stands
// there already, and in the channel's turn what is new to all, with what follows
// it. Meanwhile the interaction may be deferred.
func (r *reply) answer(ctx context.Context, messages []bot.Message) {
	if len(messages) == 0 {
		r.end(ctx)
	}
	place, queued := r.event.Place, false
	for n, m := range messages {
		open := place.Group && !m.Private && (!m.Edit || n > 0 || !r.onMessage())
		say := func() {
			r.say(ctx, m, n == 0, open)
			if n == len(messages)-1 {
				r.end(ctx)
			}
		}
		if queued = queued || open; !queued {
			say()
		} else if !r.run.queueUp(r.event, bot.Parcel{Urgent: urgent(messages), Free: !open, Say: say}) {
			r.end(ctx)
			return
		}
	}
}

// urgent tells whether a round waits for something of what is said.
func urgent(messages []bot.Message) bool {
	return slices.ContainsFunc(messages, func(m bot.Message) bool { return m.Urgent })
}

// say says a message; open is for one that is new to all in a channel, whose turn
// it is.
func (r *reply) say(ctx context.Context, m bot.Message, first, open bool) {
	for part, p := range draw(m, r.event.Place.Group) {
		if part > 0 && open && r.run.inTurn(ctx, r.event.Place.Chat, bot.SendAll) != nil {
			return
		}
		first := first && part == 0
		if first && r.thread != "" {
			p.Content += " <#" + r.thread + ">"
		}
		if !r.sayPart(ctx, p, first, first && m.Edit && r.onMessage()) {
			return
		}
	}
}

// sayPart says one payload, unless one before it couldn't be said.
func (r *reply) sayPart(ctx context.Context, p payload, first, edit bool) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failed {
		return false
	}
	err := allowed(p, func(p payload) error { return r.put(ctx, p, first, edit) })
	if err != nil {
		r.failed = true
		r.run.log.Error("answer not sent", "event", r.event.ID, "error", err)
	}
	return err == nil
}

// end ends an interaction when all is said. One to which nothing was said is
// acknowledged.
func (r *reply) end(ctx context.Context) {
	r.timer.Stop()
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.failed && (r.stage == fresh || r.stage == deferred) {
		r.sayNothing(ctx)
	}
	r.stage = others // for a deferral that waits for the lock
}

// put says one payload in the way that is still open.
func (r *reply) put(ctx context.Context, p payload, first, edit bool) error {
	if r.stage == fresh {
		kind := discordgo.InteractionResponseChannelMessageWithSource
		if edit {
			kind = discordgo.InteractionResponseUpdateMessage
		}
		err := r.callback(kind, p, "answer the interaction")
		if r.stage == fresh {
			if err == nil {
				r.stage = answered
			}
			return err
		}
	}
	switch r.stage {
	case others:
		return nil
	case expired:
		return r.inChannel(ctx, p)
	}
	err := r.byWebhook(ctx, p, first, edit)
	if hasCode(err, codeUnknownWebhook, codeInvalidWebhook) {
		r.stage = expired
		return r.inChannel(ctx, p)
	}
	return err
}

// byWebhook says what comes after the first answer or after a deferral.
func (r *reply) byWebhook(ctx context.Context, p payload, first, edit bool) error {
	if r.stage == deferred && first {
		r.stage = answered
		private := p.Flags&discordgo.MessageFlagsEphemeral != 0
		switch {
		case edit, r.ghost && !private:
			p.Flags = 0
			return r.run.rest.do(ctx, request{what: "edit the answer to the interaction", method: "PATCH",
				path: r.webhook() + "/messages/@original", body: p, file: p.file})
		case r.ghost: // everybody sees the deferral; a private answer can't take its place
			if err := r.takeAway(ctx); err != nil {
				return err
			}
		}
	}
	return r.run.rest.do(ctx, request{what: "follow up the interaction", method: "POST", path: r.webhook() + "?wait=true", body: p, file: p.file, once: true})
}

func (r *reply) webhook() string { return "webhooks/" + r.i.AppID + "/" + r.i.Token }

// takeAway removes a deferral that will not be filled.
func (r *reply) takeAway(ctx context.Context) error {
	return r.run.rest.do(ctx, request{what: "take the deferral away", method: "DELETE", path: r.webhook() + "/messages/@original"})
}

// inChannel says it without the interaction. What is private goes to a private
// chat.
func (r *reply) inChannel(ctx context.Context, p payload) error {
	r.parts++
	return r.run.post(ctx, r.event, p, r.parts)
}

// sayNothing ends an interaction to which there is no answer, so that Discord
// doesn't show it as failed.
func (r *reply) sayNothing(ctx context.Context) {
	var err error
	switch {
	case r.stage == fresh && r.onMessage():
		err = r.callback(discordgo.InteractionResponseDeferredMessageUpdate, nil, "acknowledge the interaction")
	case r.stage == fresh:
		hidden := map[string]any{"flags": discordgo.MessageFlagsEphemeral}
		err = r.callback(discordgo.InteractionResponseDeferredChannelMessageWithSource, hidden, "acknowledge the interaction")
		r.ghost = err == nil
	}
	if err == nil && r.ghost {
		err = r.takeAway(ctx)
	}
	if err != nil {
		r.run.log.Warn("interaction not ended", "event", r.event.ID, "error", err)
	}
}

// callback gives an interaction its first answer.
func (r *rest) callback(ctx context.Context, i *discordgo.Interaction, kind discordgo.InteractionResponseType, data any, what string) error {
	body := map[string]any{"type": kind}
	if data != nil {
		body["data"] = data
	}
	p, _ := data.(payload)
	return r.do(ctx, request{what: what, method: "POST", path: "interactions/" + i.ID + "/" + i.Token + "/callback", body: body, file: p.file})
}
