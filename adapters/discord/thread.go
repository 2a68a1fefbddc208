package discord

import (
	"context"
	"errors"
	"slices"

	"github.com/bwmarrin/discordgo"

	"github.com/overhoor/overhoor/bot"
)

// threadRights are what a round in a thread takes.
const threadRights = discordgo.PermissionCreatePublicThreads | discordgo.PermissionSendMessagesInThreads

// Parts of an answer are numbered, in its channel and elsewhere.
const (
	threadPart   = 100
	lackingPart  = 200
	reactionPart = 300
)

const (
	publicThread = 11
	threadRest   = 24 * 60 // minutes without a word after which it is archived
	maxThread    = 100     // runes of its name
)

// converse answers an interaction. A round may get a thread of its own: then the
// channel gets one line that leads there.
func (r *run) converse(i *discordgo.Interaction, e bot.Event, answer *reply) {
	thread, opened := r.openThread(i, e)
	if thread != "" {
		e.Parent, e.Place.Chat = e.Place, thread
	}
	messages := r.ask(e)
	if e.Place.Group && (!ofServer(i) || !may(i, discordgo.PermissionViewChannel|discordgo.PermissionSendMessages)) {
		messages = withScores(messages)
	}
	messages = slices.DeleteFunc(messages, func(m bot.Message) bool { return r.scores.Take(e.Place, m) })
	if m, ok := r.lacking(i, e); ok {
		messages = append(messages, m)
	}
	if thread == "" {
		answer.answer(r.ctx, messages)
		return
	}
	here, there := []bot.Message{opened}, []bot.Message(nil)
	for _, m := range messages {
		if m.Private {
			here = append(here, m)
		} else {
			there = append(there, m)
		}
	}
	answer.thread = thread
	answer.answer(r.ctx, here)
	for n, m := range there {
		r.queueUp(e, bot.Parcel{Urgent: m.Urgent, Say: func() { r.inThread(e, m, threadPart+10*n) }})
	}
}

// inThread says a message in the thread of its event.
func (r *run) inThread(e bot.Event, m bot.Message, parts int) {
	for part, p := range draw(m, true) {
		var err error
		if part > 0 {
			err = r.inTurn(r.ctx, e.Place.Chat, bot.SendAll)
		}
		if err == nil {
			err = r.post(r.ctx, e, p, parts+part)
		}
		if err != nil {
			r.log.Error("answer not sent", "event", e.ID, "error", err)
			return
		}
	}
}

// threaded tells whether a round that an event asks for is to have a thread.
func (r *run) threaded(i *discordgo.Interaction, e bot.Event) bool {
	return r.cfg.Threads != nil && r.cfg.Words != nil && e.Command == "quiz" && ofServer(i) && r.cfg.Threads(r.ctx, e)
}

// openThread opens a thread for a round, if it is to have one. Where there can
// be none the round is played in the channel.
func (r *run) openThread(i *discordgo.Interaction, e bot.Event) (thread string, opened bot.Message) {
	if !r.threaded(i, e) || !may(i, threadRights) {
		return "", bot.Message{}
	}
	title, opened, ok := r.cfg.Words.Thread(e)
	if !ok {
		return "", bot.Message{}
	}
	var made struct {
		ID string `json:"id"`
	}
	err := r.rest.do(r.ctx, request{what: "open a thread", method: "POST", path: "channels/" + i.ChannelID + "/threads", once: true, into: &made,
		body: map[string]any{"name": cut(title, maxThread), "type": publicThread, "auto_archive_duration": threadRest}})
	if err != nil {
		r.log.Info("a round stays in its channel", "event", e.ID, "error", err)
		return "", bot.Message{}
	}
	return made.ID, opened
}

// wake takes a thread out of the archive, which one that was locked doesn't
// leave.
func (a *Adapter) wake(ctx context.Context, thread string, archived error) error {
	err := a.rest.do(ctx, request{what: "take thread " + thread + " out of the archive", method: "PATCH", path: "channels/" + thread,
		body: map[string]bool{"archived": false}})
	if err != nil {
		return errors.Join(archived, err)
	}
	return nil
}
