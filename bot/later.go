package bot

import (
	"context"
	"fmt"
	"time"

	"github.com/overhoor/overhoor/bot/dates"
	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// tonight is when an evening's push comes that was put off to it.
const tonight = "19:00"

// What may stand behind /later.
const (
	anHour   = "1h"
	tomorrow = "tomorrow"
)

// later puts today's pushes off: for an hour, until a time of day, or until
// tomorrow. In quiet hours none comes; what fell before it is let go.
func (t *talk) later(ctx context.Context) ([]Message, error) {
	at := t.now.Add(time.Hour)
	switch want := t.arg(0); want {
	case tomorrow, "morgen":
		at = t.tomorrow()
	default:
		if clock, ok := dates.Clock(want); ok && want != anHour {
			next, err := t.cal.NextAt(t.now, clock)
			if err != nil {
				return nil, err
			}
			at = next
		}
	}
	p := &t.profile.Push
	at = p.Quiet.after(at, t.cal)
	p.setAside(at, t.cal)
	p.Snoozed, t.newProfile = at, true
	if err := t.Store.Plan(ctx, t.learner, t.profile.nextPush(t.now, t.cal)); err != nil {
		return nil, fmt.Errorf("plan the push again: %w", err)
	}
	id := phrase.SeeYou
	if t.cal.Date(at) != t.cal.Date(t.now) {
		id = phrase.SeeYouTomorrow
	}
	return t.tell(id, phrase.Args{"Time": t.cal.Clock(at)}), nil
}

// tomorrow is tomorrow at the learner's first hour.
func (t *talk) tomorrow() time.Time {
	date := scheduler.AddDays(t.cal.Date(t.now), 1)
	for _, h := range t.profile.Push.Hours {
		if at, ok := t.cal.At(date, h.Clock); ok && h.Days.On(date) {
			return at
		}
	}
	if at, ok := t.cal.At(date, t.orOffered()[0].Clock); ok {
		return at
	}
	return t.now.AddDate(0, 0, 1) // a zone that skips the date
}

// putOff offers to be asked again later: in an hour if it isn't quiet then,
// this evening while it is to come, and tomorrow.
func (t *talk) putOff() []Button {
	var row []Button
	if hour := t.now.Add(time.Hour); !t.profile.Push.Quiet.holds(hour, t.cal) {
		row = append(row, t.button(phrase.LaterLabel, "/later "+anHour))
	}
	evening, ok := t.cal.At(t.cal.Date(t.now), tonight)
	if ok && evening.Sub(t.now) > time.Hour && !t.profile.Push.Quiet.holds(evening, t.cal) {
		row = append(row, t.button(phrase.TonightLabel, "/later "+tonight))
	}
	return append(row, t.button(phrase.TomorrowLabel, "/later "+tomorrow))
}
