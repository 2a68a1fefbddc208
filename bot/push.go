package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
)

// busy is how recently a round must have been touched for its learner to be at
// it still: no push then. One left longer ago is gone on with, a stale one begun
// anew.
const busy = 10 * time.Minute

// perCard is how long a card takes, for telling how long today's will take.
const perCard = 35 * time.Second

// Push makes the push that was planned at slot: a greeting and the first
// question, where the learner can answer it. It also returns when his next one
// is due, the zero time if never. There are no messages when nothing is to be
// asked, when the learner is at it already, or when another slot of this date
// was served. For the same slot it says the same again, until the learner has
// answered.
func (e *Engine) Push(ctx context.Context, l Learner, slot time.Time) (Place, []Message, time.Time, error) {
	for try := 0; ; try++ {
		to, messages, next, err := e.push(ctx, l, slot)
		switch {
		case err == nil:
			return to, messages, next, nil
		case (errors.Is(err, ErrStale) || errors.Is(err, ErrSeen)) && try < tries:
			continue
		}
		return Place{}, nil, time.Time{}, fmt.Errorf("push for %s: %w", l, err)
	}
}

func (e *Engine) push(ctx context.Context, l Learner, slot time.Time) (Place, []Message, time.Time, error) {
	view, err := e.Store.Learner(ctx, l)
	if err != nil {
		return Place{}, nil, time.Time{}, err
	}
	t := e.pushTalk(l, view, slot)
	next, err := nextPush(t.profile, later(t.now, slot), t.cal)
	if err != nil {
		return Place{}, nil, time.Time{}, err
	}
	home := t.profile.Home
	if t.round.Said.Event == t.event.ID {
		return home, t.round.Said.Messages, next, nil
	}
	if !t.pushable(slot) {
		return home, nil, next, nil
	}
	messages, err := t.greet(ctx)
	if err != nil {
		return Place{}, nil, time.Time{}, err
	}
	t.profile.Pushed, t.newProfile = t.cal.Day(t.now), true
	t.profile.Snoozed = time.Time{}
	return home, messages, next, t.commit(ctx, messages)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// pushTalk is a push as an event that the learner's home sent.
func (e *Engine) pushTalk(l Learner, v View, slot time.Time) *talk {
	t := &talk{
		Engine: e, learner: l, profile: v.Profile, round: v.Round.clone(),
		now: e.clock(), cal: v.Profile.calendar(e.zone), words: e.words(v.Profile.Client, v.Profile.Lang),
	}
	t.event = Event{
		ID:    "push " + t.cal.Day(t.now) + " " + strconv.FormatInt(slot.Unix(), 10),
		Place: v.Profile.Home,
	}
	t.tidy()
	return t
}

// pushable tells whether the learner wants this push: one a date, and once
// more if he put it off.
func (t *talk) pushable(slot time.Time) bool {
	p := t.profile
	if p.Home == (Place{}) || p.Gone || p.Moved != "" {
		return false
	}
	if !p.Snoozed.IsZero() {
		return !slot.Before(p.Snoozed)
	}
	return p.Daily != "" && p.Pushed != t.cal.Day(t.now)
}

// greet makes the messages of a push; none when there is nothing to ask.
func (t *talk) greet(ctx context.Context) ([]Message, error) {
	stock, err := t.stock(ctx, t.begun())
	if err != nil {
		return nil, err
	}
	switch left := t.now.Sub(t.round.Touched); {
	case t.round.asking() && left < busy:
		return nil, nil
	case !t.round.asking() || left > stale:
		cards := t.choose(stock, false)
		if len(cards) == 0 {
			return nil, nil
		}
		if err := t.taught(ctx, cards); err != nil {
			return nil, err
		}
		t.start("", cards)
	}
	n := max(len(stock.due)+min(len(stock.fresh), t.newLeft()), len(t.round.Cards)-t.round.At)
	exam, err := t.nextExam(ctx)
	if err != nil {
		return nil, err
	}
	question := t.ask()[0]
	question.Text = lines(t.greeting(n), t.streakLine(), exam, question.Text)
	question.Buttons = append(question.Buttons, t.putOff())
	return []Message{question}, nil
}

// greeting tells the time of day, how many cards, and how long they take.
func (t *talk) greeting(cards int) Text {
	id := phrase.Morning
	switch hour := t.local().Hour(); {
	case hour >= 18:
		id = phrase.Evening
	case hour >= 12:
		id = phrase.Afternoon
	}
	hello := t.words.Say(id, nil)
	if t.profile.Name != "" {
		hello += " " + t.profile.Name
	}
	minutes := int((time.Duration(cards)*perCard + time.Minute - 1) / time.Minute)
	return Escape(hello+". ") + t.count(phrase.CardsToday, cards, nil) + " " +
		t.count(phrase.Minutes, cmp.Or(minutes, 1), nil)
}

// putOff offers to be asked again later, this evening only while it is to come.
func (t *talk) putOff() []Button {
	row := []Button{t.button(phrase.LaterLabel, "/later")}
	if t.local().Hour() < 18 {
		row = append(row, t.button(phrase.TonightLabel, "/later 19:00"))
	}
	return row
}

// local is now on the learner's clocks.
func (t *talk) local() time.Time {
	return t.now.In(t.cal.StartOfDay(t.now, 0).Location())
}
