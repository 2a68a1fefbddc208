package bot

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
)

// tries is how often a step is tried that others keep getting in front of:
// each time one of them got through, so the largest class fits.
const tries = 256

// Handle is the engine's Handler. It reads once, decides, and writes once; when
// somebody else changed what it had read, it begins again. A panic is an error
// like any other, which tells where it was and not what was typed.
func (e *Engine) Handle(ctx context.Context, ev Event) (messages []Message, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			messages, err = e.trouble(ev), fmt.Errorf("event %s from %s: panic of %T\n%s", ev.ID, ev.Place.Platform, cause, debug.Stack())
		}
	}()
	for try := 0; ; try++ {
		messages, err = e.step(ctx, ev, try > 0)
		switch {
		case err == nil:
			return messages, nil
		case errors.Is(err, ErrStale) && try < tries:
			giveWay(ctx, try)
			continue
		}
		return e.trouble(ev), fmt.Errorf("event %s from %s: %w", ev.ID, ev.Place.Platform, err)
	}
}

// giveWay waits for a moment, so that those who want to write the same thing
// come one after another: 2 ms at most the first time, then 4, 8 and 16.
func giveWay(ctx context.Context, try int) {
	select {
	case <-ctx.Done():
	case <-time.After(rand.N(time.Millisecond << min(try+1, 4))):
	}
}

// step handles an event on what is stored now. Nothing is counted when it
// fails.
func (e *Engine) step(ctx context.Context, ev Event, again bool) ([]Message, error) {
	place := ev.Place
	if e.personal(ev) {
		place = Place{} // the group has no part in it
	}
	view, err := e.Store.Read(ctx, place, ev.From.Account)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	club := e.finishFound(ctx, place, &view)
	adopted, err := e.adopt(ctx, &view, ev.Parent)
	if err != nil {
		return nil, fmt.Errorf("read the channel: %w", err)
	}
	club = club || adopted
	if said, ok := view.said(ev.ID); ok {
		return said, nil
	}
	t := e.with(view).talk(ev, view)
	t.newClub = t.newClub || club
	messages, err := t.run(ctx, again)
	if err != nil {
		return nil, err
	}
	err = t.commit(ctx, messages)
	if errors.Is(err, ErrSeen) {
		return e.repeat(ctx, ev, t, messages)
	}
	return messages, err
}

// repeat says what was said when the event came first. What changed nothing here
// only restates how things are, so it may be said as it is now; an answer from
// further back is answered by silence.
func (e *Engine) repeat(ctx context.Context, ev Event, t *talk, messages []Message) ([]Message, error) {
	if !t.newRound && !t.newClub && t.keeps == nil && len(t.carry) == 0 {
		return messages, nil
	}
	view, err := e.Store.Read(ctx, ev.Place, ev.From.Account)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	if view.Round.Race.keptOf(ev.ID) {
		return messages, nil
	}
	said, _ := view.said(ev.ID)
	return said, nil
}

// trouble is what we say when something is wrong on our side.
func (e *Engine) trouble(ev Event) []Message {
	words := e.words(ev.From.Lang, "")
	return []Message{{Text: Escape(words.Say(phrase.Trouble, nil)), Private: true}}
}

// words are those of the language that was chosen, else of the client's, else
// of the program's.
func (e *Engine) words(client, chosen string) phrase.Words {
	if chosen != "" {
		return e.book.In(chosen)
	}
	if lang, ok := e.book.Match(client); ok {
		return e.book.In(lang)
	}
	return e.book.In(e.Lang)
}
