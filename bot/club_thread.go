package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
)

// mostTaken is of how many earnings a board remembers that it has them.
const mostTaken = 200

// Threads tells whether an event begins a round of a group that wants each in a
// thread of its own: an adapter that can opens one, and hands the event over as
// if it had come from there, with where it came from as its Parent.
func (e *Engine) Threads(ctx context.Context, ev Event) bool {
	v, ok := e.verbs[ev.Command]
	if !ok || v.names[0] != "quiz" || !ev.Place.Group || ev.Place.Thread != "" {
		return false
	}
	view, err := e.Store.Read(ctx, ev.Place, ev.From.Account)
	if err != nil {
		e.Log.Warn("read whether a round wants a thread", slog.Any("error", err))
		return false
	}
	if !view.Club.Rules.Threads || view.Club.Home != (Place{}) {
		return false
	}
	t := e.talk(ev, view)
	want := t.wished()
	deck, ok := t.find(want.deck)
	return ok && !t.fresh() && t.forbidden(deck, want.mode) == nil
}

// adopt makes what was read of a thread that was just opened that of its
// channel: the same rules hold there, and points go to the channel's board.
func (e *Engine) adopt(ctx context.Context, v *View, parent Place) (club bool, err error) {
	if parent == (Place{}) || v.Club.Home == parent {
		return false, nil
	}
	from, err := e.Store.Club(ctx, parent)
	if err != nil {
		return false, err
	}
	c := from.Club.clone()
	v.Club.Home, v.Club.Rules, v.Club.Lang, v.Club.Zone, v.Club.Told = parent, c.Rules, c.Lang, c.Zone, true
	v.Club.Rules.Recap = off // its channel's is enough
	return true, nil
}

// deliverAll brings earnings from a thread to its channel's board, and returns
// those that failed: they stay for whoever comes next.
func (e *Engine) deliverAll(ctx context.Context, to Place, all []Earnings) (failed []Earnings) {
	for _, earned := range all {
		if err := e.deliver(ctx, to, earned); err != nil {
			e.Log.Warn("bring points from a thread to its channel", slog.Any("error", err))
			failed = append(failed, earned)
		}
	}
	return failed
}

// deliverEarnings does so right after they were written, and lets the thread
// carry no more what its channel has.
func (t *talk) deliverEarnings(ctx context.Context) {
	all := t.club.Earnings
	left := t.deliverAll(ctx, t.club.Home, all)
	if len(left) == len(all) {
		return
	}
	is := func(a Earnings) func(Earnings) bool { return func(b Earnings) bool { return a.ID == b.ID } }
	done := func(e Earnings) bool { return slices.ContainsFunc(all, is(e)) && !slices.ContainsFunc(left, is(e)) }
	for try := 0; ; try++ {
		err := t.dropEarnings(ctx, t.event.Place, done)
		if errors.Is(err, ErrStale) && try < tries {
			continue
		}
		if err != nil { // whoever comes next does it
			t.Log.Warn("let a thread be done with its points", slog.Any("error", err))
		}
		return
	}
}

// dropEarnings takes what is done from what a thread carries.
func (e *Engine) dropEarnings(ctx context.Context, p Place, done func(Earnings) bool) error {
	view, err := e.Store.Club(ctx, p)
	if err != nil || !slices.ContainsFunc(view.Club.Earnings, done) {
		return err
	}
	view.Club.Earnings = slices.DeleteFunc(view.Club.Earnings, done)
	return e.Store.CommitGroup(ctx, GroupStep{Place: p, Club: &view.Club})
}

// deliver brings earnings to the board of a channel, which remembers what it
// has: doing it twice changes nothing.
func (e *Engine) deliver(ctx context.Context, to Place, earned Earnings) error {
	for try := 0; ; try++ {
		view, err := e.Store.Club(ctx, to)
		if err != nil {
			return err
		}
		board, err := e.Store.Board(ctx, to)
		if err != nil {
			return err
		}
		if slices.Contains(board.Taken, earned.ID) {
			return nil
		}
		board.take(earned)
		board.Taken = append(board.Taken, earned.ID)
		board.Taken = board.Taken[max(0, len(board.Taken)-mostTaken):]
		step := GroupStep{Place: to, Board: &board}
		if row := view.Club.Row.Studied(earned.Date, everyDay); earned.Tally.Answers > 0 && row != view.Club.Row {
			view.Club.Row, step.Club = row, &view.Club
		}
		err = e.Store.CommitGroup(ctx, step)
		if err == nil || !errors.Is(err, ErrStale) || try == tries {
			return err
		}
	}
}

// commitBoard writes a board that lies at another place than the event, before
// what else the event changed: that is nothing of which the board tells.
func (t *talk) commitBoard(ctx context.Context) error {
	step := GroupStep{Event: t.event.ID, Place: t.club.Home, Board: &t.board}
	if err := t.Store.CommitGroup(ctx, step); err != nil {
		return fmt.Errorf("write the channel's board: %w", err)
	}
	return nil
}
