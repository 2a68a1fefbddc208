package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/overhoor/overhoor/bot"
)

// run is the adapter while it runs.
type run struct {
	*Adapter
	ctx    context.Context // of all handling; outlives Run's by timing.finish
	handle bot.Handler
	queue  *queue

	registering sync.Mutex
	registered  bool
}

// Run receives events and answers them until ctx ends or Discord refuses for
// good. When ctx ends, what is being answered is finished first, for some
// seconds at most.
func (a *Adapter) Run(ctx context.Context, handle bot.Handler) error {
	handling, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	r := &run{Adapter: a, ctx: handling, handle: handle, queue: newQueue()}
	err := r.serve(ctx)
	handled, finished := r.queue.close(), make(chan struct{})
	go func() {
		defer close(finished)
		<-handled
		a.outbox.Wait()
		a.scores.Close()
	}()
	select {
	case <-finished:
	case <-time.After(a.timing.finish):
		stop()
		a.log.Warn("stopped before everything was answered")
		a.scores.Close()
	}
	a.rest.client.CloseIdleConnections()
	return err
}

// onReady learns who we are and makes the commands known.
func (r *run) onReady(_ *discordgo.Session, ready *discordgo.Ready) {
	if ready.User == nil {
		return
	}
	r.setSelf(ready.User.ID)
	app := ready.User.ID
	if ready.Application != nil && ready.Application.ID != "" {
		app = ready.Application.ID
	}
	r.queue.add("commands", func() { r.guard("commands", func() { r.register(app) }) })
}

// onInteraction takes in a slash command, a press, a form or a half-typed
// argument. It is called by the gateway and never waits.
func (r *run) onInteraction(_ *discordgo.Session, c *discordgo.InteractionCreate) {
	if c == nil || c.Interaction == nil {
		return
	}
	i := c.Interaction
	e, ok := r.fromInteraction(i)
	if !ok || !r.seen.first(e.ID) {
		return
	}
	switch data := i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		e.Command, e.Text, e.File = data.Name, typed(data.Options), r.sentAlong(data)
		switch {
		case i.Type == discordgo.InteractionApplicationCommandAutocomplete:
			r.add(i.ID, e, func() { r.complete(i, e, focused(data.Options)) })
			return
		case data.CommandType == discordgo.MessageApplicationCommand:
			r.add(i.ID, e, func() { r.openCard(i, e, data) })
			return
		}
	case discordgo.MessageComponentInteractionData:
		if ask, ok := askOf(data.CustomID); ok {
			r.add(i.ID, e, func() { r.open(i, e, ask, data.CustomID) })
			return
		}
		e = fromPress(e, data.CustomID)
	case discordgo.ModalSubmitInteractionData:
		e = fromForm(e, data)
	default:
		return
	}
	answer := r.newReply(i, e)
	queued := r.add(i.ChannelID, e, func() {
		handled := false
		defer func() {
			if !handled { // after a panic Discord says itself that nothing came
				answer.timer.Stop()
			}
		}()
		r.converse(i, e, answer)
		handled = true
	})
	if !queued {
		answer.timer.Stop()
	}
}

// onMessage takes in a plain message.
func (r *run) onMessage(_ *discordgo.Session, c *discordgo.MessageCreate) {
	if c == nil {
		return
	}
	e, ok := r.fromMessage(c.Message)
	if !ok || !r.seen.first(e.ID) {
		return
	}
	r.add(e.Place.Chat, e, func() { r.answer(e, c.ID) })
}

// answer handles a plain message. In a group the answer hangs under it, and what
// is new to all comes in the channel's turn.
func (r *run) answer(e bot.Event, message string) {
	said := 0
	messages := r.ask(e)
	for _, m := range messages {
		if m.React != "" && r.react(e, message, m) || r.scores.Take(e.Place, m) {
			continue
		}
		parts := said
		said += len(draw(m, e.Place.Group))
		say := func() { r.tell(e, message, m, parts) }
		if m.Private || !e.Place.Group {
			say()
		} else {
			r.queueUp(e, bot.Parcel{Urgent: urgent(messages), Say: say})
		}
	}
}

// queueUp has something said in its turn in the channel of an event. It is false
// when too much waits there.
func (r *run) queueUp(e bot.Event, p bot.Parcel) bool {
	say := p.Say
	p.Say = func() { r.guard(e.ID, say) }
	ok := r.outbox.Put(r.ctx, e.Place, p)
	if !ok {
		r.log.Warn("answer dropped: too many wait in its channel", "event", e.ID)
	}
	return ok
}

// tell says one message that answers a plain one, in other words where it can't
// be said in private. So many parts were said before.
func (r *run) tell(e bot.Event, message string, m bot.Message, parts int) {
	err := r.under(e, message, m, parts)
	if errors.Is(err, bot.ErrGone) && m.Private && m.Aloud != "" && e.Place.Group {
		err = r.inTurn(r.ctx, e.Place.Chat, bot.SendAll)
		if err == nil {
			err = r.under(e, message, bot.Message{Text: m.Aloud}, parts)
		}
	}
	if err == nil {
		return
	}
	r.log.Error("answer not sent", "event", e.ID, "error", err)
	if e.Place.Group && !m.Private && hasCode(err, codeForbidden, codeNoAccess) {
		r.tellLacking(r.ctx, e)
	}
}

// under says a message below the one that it answers; its first part is said when
// it is the channel's turn.
func (r *run) under(e bot.Event, message string, m bot.Message, parts int) error {
	for part, p := range draw(m, e.Place.Group) {
		number := parts + part + 1
		if number == 1 && e.Place.Group {
			p.Reference = &discordgo.MessageReference{MessageID: message, FailIfNotExists: new(bool)}
		}
		if part > 0 && e.Place.Group && !m.Private {
			if err := r.inTurn(r.ctx, e.Place.Chat, bot.SendAll); err != nil {
				return err
			}
		}
		if err := r.post(r.ctx, e, p, number); err != nil {
			return err
		}
	}
	return nil
}

// ask has an event handled.
func (r *run) ask(e bot.Event) []bot.Message {
	messages, err := r.handle(r.ctx, e)
	if err != nil {
		r.log.Error("event not handled", "event", e.ID, "error", err)
	}
	return messages
}

// add queues what an event asks for. It is false when that can't be.
func (r *run) add(queue string, e bot.Event, job func()) bool {
	ok := r.queue.add(queue, func() { r.guard(e.ID, job) })
	if !ok {
		r.log.Warn("event dropped: too many wait in its channel, or the bot is stopping", "event", e.ID)
	}
	return ok
}

// guard keeps a panic from ending the program.
func (r *run) guard(event string, job func()) {
	defer func() {
		if p := recover(); p != nil {
			r.log.Error("panic", "event", event, slog.String("panic", fmt.Sprintf("%T", p)), "stack", string(debug.Stack()))
		}
	}()
	job()
}

// open shows the form for an answer. It must be the first answer to the press.
func (r *run) open(i *discordgo.Interaction, e bot.Event, ask bot.Ask, id string) {
	ask.Label = buttonLabel(i.Message, id)
	r.respond(i, e, discordgo.InteractionResponseModal, form(ask), "open the form")
}

// openCard shows the form that makes a card of a message.
func (r *run) openCard(i *discordgo.Interaction, e bot.Event, data discordgo.ApplicationCommandInteractionData) {
	if r.cfg.Words == nil || data.Resolved == nil || data.Resolved.Messages[data.TargetID] == nil {
		return
	}
	form := formOfCard(r.cfg.Words, e, data.Resolved.Messages[data.TargetID])
	r.respond(i, e, discordgo.InteractionResponseModal, form, "open the form")
}

// complete offers what a half-typed argument could become.
func (r *run) complete(i *discordgo.Interaction, e bot.Event, typed string) {
	e.Text = typed
	choices := []map[string]string{}
	if r.cfg.Complete != nil {
		ctx, cancel := context.WithTimeout(r.ctx, r.timing.patience)
		defer cancel()
		for _, c := range r.cfg.Complete(ctx, e) {
			if len(choices) < 25 && c.Value != "" && len([]rune(c.Value)) <= maxID {
				choices = append(choices, map[string]string{"name": cut(c.Label, maxID), "value": c.Value})
			}
		}
	}
	r.respond(i, e, discordgo.InteractionApplicationCommandAutocompleteResult, map[string]any{"choices": choices}, "complete the argument")
}

// respond answers what can't be deferred.
func (r *run) respond(i *discordgo.Interaction, e bot.Event, kind discordgo.InteractionResponseType, data any, what string) {
	ctx, cancel := context.WithTimeout(r.ctx, r.timing.callback)
	defer cancel()
	if err := r.rest.callback(ctx, i, kind, data, what); err != nil {
		r.log.Warn("interaction not answered", "event", e.ID, "error", err)
	}
}
