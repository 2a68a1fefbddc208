package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strconv"

	"github.com/overhoor/overhoor/bot"
)

// lane names the queue that an update waits in: one a place.
func (u update) lane() string {
	m := u.Message
	switch {
	case u.Callback != nil:
		m = u.Callback.Message
	case u.Vote != nil:
		return lane(u.Vote.quiz.Place)
	case u.Inline != nil:
		return "inline " + strconv.FormatInt(u.Inline.From.ID, 10)
	}
	if m == nil {
		return ""
	}
	place, _ := m.place()
	return lane(place)
}

func lane(p bot.Place) string { return p.Chat + "/" + p.Thread }

// reply handles an update and says what the handler has to say.
func (a *Adapter) reply(ctx context.Context, u update, handle bot.Handler) {
	if group, super, ok := u.Message.migration(); ok {
		if err := a.moveGroup(ctx, strconv.FormatInt(group, 10), super); err != nil {
			a.log.Error("follow a group", slog.Any("error", err))
		}
		return
	}
	var messages []bot.Message
	e, ok := u.event(a.me())
	if ok && !a.repeats(u.Message, e) {
		e.At, e.Deaf = a.cfg.Now(), e.Place.Group && !a.me().ReadsAll
		if e.File != nil {
			file, _ := u.Message.file()
			e.File.Open = a.api.opener(file.ID)
		}
		e.From.Admin = e.From.Admin || a.cfg.ForAdmins(e) && a.isAdmin(ctx, e)
		var err error
		if messages, err = attempt(ctx, e, handle); err != nil {
			a.log.Error("handle an event", slog.String("event", e.ID), slog.Any("error", err))
		} else if u.Vote != nil {
			messages = u.Vote.aloud(messages)
		}
	}
	u.kept()
	if u.Callback != nil {
		alert, fits := asAlert(messages)
		if !fits || !e.Place.Group {
			alert = ""
		}
		a.answer(ctx, u.Callback.ID, alert)
		if alert != "" {
			return
		}
	}
	a.sayAll(ctx, u, e.Place, messages)
}

// repeats tells whether a picture belongs to an album of which one came already:
// each comes as a message of its own, and one answer is enough.
func (a *Adapter) repeats(m *message, e bot.Event) bool {
	if m == nil || m.Album == "" || e.File == nil || !e.File.Media {
		return false
	}
	last := a.album.Swap(m.Album)
	return last == m.Album && e.Command == "" && e.Text == ""
}

// attempt calls the handler and survives its panics: one event that it chokes
// on must not stop all others, nor come again for ever.
func attempt(ctx context.Context, e bot.Event, handle bot.Handler) (messages []bot.Message, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic of %T\n%s", cause, debug.Stack())
		}
	}()
	return handle(ctx, e)
}

// sayAll says messages one after the other. Only the first can replace the
// message whose button was pressed; in a group the first answers who asked, and
// so does what is meant for him only, which all can read.
func (a *Adapter) sayAll(ctx context.Context, u update, place bot.Place, messages []bot.Message) {
	for i, m := range messages {
		if a.board.Take(place, m) {
			continue
		}
		to := target{Place: place}
		switch pressed := u.Callback; {
		case u.Vote != nil: // what it is about stands above
			to.closes = m.Edit
		case pressed == nil && place.Group && (i == 0 || m.Private):
			to.answers = u.Message.ID
		case pressed != nil && i == 0 && pressed.Message.Date != 0:
			to.edits, to.pictured = pressed.Message.ID, len(pressed.Message.Photo) > 0
		}
		if place.Group && m.Private && m.Aloud != "" {
			m.Text, m.Tone = m.Aloud, bot.Plain
		}
		if u.Message != nil && canReact(m.React) {
			u.aside("reactions "+lane(place), func() {
				if !a.react(ctx, to.Chat, u.Message.ID, bare(m.React)) {
					u.turn(place, bot.Parcel{Say: func() { a.respond(ctx, to, m) }})
				}
			})
			continue
		}
		if !place.Group {
			a.respond(ctx, to, m)
			continue
		}
		say := func() { a.respond(ctx, to, m) }
		edit := func() { a.inStep(ctx, place, bot.EditAll); say() }
		switch edits := m.Edit && to.edits != 0; {
		case edits && m.Urgent: // what comes next stands below it
			u.turn(place, bot.Parcel{Urgent: true, Free: true, Say: edit})
		case edits:
			u.beside("edits "+lane(place), edit)
		default:
			u.turn(place, bot.Parcel{Urgent: m.Urgent, Say: say})
		}
	}
}

// respond says what was asked for.
func (a *Adapter) respond(ctx context.Context, to target, m bot.Message) {
	switch err := a.say(ctx, to, m); {
	case errors.Is(err, bot.ErrGone):
		a.log.Info("a chat is closed to us", slog.Any("error", err))
	case err != nil:
		a.log.Error("answer in Telegram", slog.Any("error", err))
	}
}

// inTurn waits until a group may be told something new, inStep until something may
// be done there. Where nobody can tell the pace, it isn't waited for.
func (a *Adapter) inTurn(ctx context.Context, to bot.Place, urgent bool) {
	a.inStep(ctx, to, bot.Message{Urgent: urgent}.Sending(to))
}

func (a *Adapter) inStep(ctx context.Context, to bot.Place, how bot.Sending) {
	if err := a.cfg.Pace(ctx, to.Chat, how); err != nil && ctx.Err() == nil {
		a.log.Warn("answer without a pace", slog.Any("error", err))
	}
}
