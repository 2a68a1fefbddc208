package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// busy is how recently a round must have been touched for its learner to be at
// it still, or just done: no push then. One left longer ago is gone on with, a stale one begun
// anew.
const busy = 10 * time.Minute

// Push makes the push that was planned at slot: a greeting and the first
// question, where the learner can answer it. It also returns when his next one
// is due, the zero time if never. There are no messages when nothing is due
// yet, because he has chosen otherwise since or sits in a lecture, when nothing
// is to be asked, and when he is at it already. For the same slot it says the
// same again, until the learner has answered.
func (e *Engine) Push(ctx context.Context, l Learner, slot time.Time) (Place, []Message, time.Time, error) {
	return e.pushWhere(ctx, l, slot, func(Place) bool { return true })
}

// pushWhere is Push for whose home is served; for others it is errElsewhere.
func (e *Engine) pushWhere(ctx context.Context, l Learner, slot time.Time, served func(home Place) bool) (Place, []Message, time.Time, error) {
	for try := 0; ; try++ {
		to, messages, next, err := e.push(ctx, l, slot, served)
		switch {
		case err == nil:
			return to, messages, next, nil
		case (errors.Is(err, ErrStale) || errors.Is(err, ErrSeen)) && try < tries:
			continue
		}
		return Place{}, nil, time.Time{}, fmt.Errorf("push for %s: %w", l, err)
	}
}

func (e *Engine) push(ctx context.Context, l Learner, slot time.Time, served func(home Place) bool) (Place, []Message, time.Time, error) {
	view, err := e.Store.Learner(ctx, l)
	if err == nil && !served(view.Profile.Home) {
		err = errElsewhere
	}
	if err != nil {
		return Place{}, nil, time.Time{}, err
	}
	t := e.with(view).pushTalk(l, view, slot)
	home := t.profile.Home
	if t.round.Said.Event == t.event.ID {
		return home, t.round.Said.Messages, t.profile.nextPush(t.now, t.cal), nil
	}
	t.refreshLectures(ctx)
	if next := t.profile.nextPush(t.now, t.cal); next.IsZero() || next.After(t.now) {
		t.event.ID += " looked" // the slot itself may come again
		return home, nil, next, t.commit(ctx, nil)
	}
	decks, _ := t.profile.Push.serve(t.now, t.cal)
	t.newProfile = true
	messages, err := t.pushed(ctx, decks)
	if err != nil {
		return Place{}, nil, time.Time{}, err
	}
	return home, messages, t.profile.nextPush(t.now, t.cal), t.commit(ctx, messages)
}

// pushed makes the push of some decks and counts those that nobody has answered
// yet; after too many of them another message takes its place.
func (t *talk) pushed(ctx context.Context, of []string) ([]Message, error) {
	p, today := &t.profile.Push, t.cal.Date(t.now)
	if p.Last != today && p.Unheard >= patient {
		return t.sleep(), nil
	}
	messages, err := t.greet(ctx, of)
	if err != nil || len(messages) == 0 {
		return nil, err
	}
	if p.Last != today {
		p.Last = today
		p.Unheard++
	}
	return messages, nil
}

// pushTalk is a push as an event that the learner's home sent. It is the moment
// of its slot at least, on whatever clock.
func (e *Engine) pushTalk(l Learner, v View, slot time.Time) *talk {
	t := &talk{
		Engine: e, learner: l, profile: v.Profile, round: v.Round.Clone(),
		now: later(e.clock(), slot), cal: v.Profile.calendar(e.zone), words: e.words(v.Profile.Client, v.Profile.Lang),
	}
	t.event = Event{
		ID:    "push " + t.cal.Day(t.now) + " " + strconv.FormatInt(slot.Unix(), 10),
		Place: v.Profile.Home,
	}
	t.tidy()
	return t
}

// greet makes the messages of a push of some decks, none for all that the
// learner began; no messages when there is nothing to ask.
func (t *talk) greet(ctx context.Context, of []string) ([]Message, error) {
	if err := t.rest(ctx); err != nil {
		return nil, err
	}
	stock, err := t.stock(ctx, t.wantedDecks(of))
	if err != nil {
		return nil, err
	}
	left := t.now.Sub(t.round.Touched)
	if left < busy {
		return nil, nil
	}
	if !t.round.asking() || left > stale || len(of) > 0 && !slices.Contains(of, t.round.Deck) {
		cards := t.choose(stock, quizWish{})
		if len(cards) == 0 {
			return nil, nil
		}
		if err := t.taught(ctx, cards); err != nil {
			return nil, err
		}
		t.start(deckOf(of), cards, stock.load)
	}
	n := max(len(t.today(stock)), len(t.round.Cards)-t.round.At)
	exam, err := t.nextExam(ctx)
	if err != nil {
		return nil, err
	}
	question := t.ask()[0]
	question.Text = lines(t.greeting(n), fewLines(t.backlog(stock), exam, t.streakLine()), question.Text)
	question.Buttons = append(question.Buttons, t.putOff())
	return []Message{question}, nil
}

// mostStatus is how many lines a push says beside its greeting, so that the
// question stays on the screen of a phone.
const mostStatus = 2

// fewLines are the first of the lines that say something.
func fewLines(all ...Text) Text {
	said := slices.DeleteFunc(all, func(line Text) bool { return line == "" })
	return lines(said[:min(len(said), mostStatus)]...)
}

// deckOf is the one deck that a round is of, or "".
func deckOf(ids []string) string {
	if len(ids) == 1 {
		return ids[0]
	}
	return ""
}

// wantedDecks are the decks of those IDs; without any, all that were begun.
func (t *talk) wantedDecks(ids []string) []*decks.Deck {
	if len(ids) == 0 {
		return t.begun()
	}
	var wanted []*decks.Deck
	for _, id := range ids {
		if d, ok := t.Library.Deck(id); ok && !slices.Contains(wanted, d) {
			wanted = append(wanted, d)
		}
	}
	return wanted
}

// rest notes up to which of the missed days there was nothing to ask, so that
// they don't count against the streak. It looks only after a gap.
func (t *talk) rest(ctx context.Context) error {
	today := t.cal.Day(t.now)
	if !t.profile.Streak.gap(today) {
		return nil
	}
	stock, err := t.stock(ctx, t.begun())
	if err != nil {
		return err
	}
	if len(stock.fresh) > 0 && cmp.Or(t.profile.New, t.NewPerDay) > 0 {
		return nil // there were new cards to meet
	}
	idle := scheduler.AddDays(today, -1)
	for _, turn := range stock.due {
		idle = min(idle, scheduler.AddDays(t.cal.Day(turn.Memory.Due), -1))
	}
	if idle > max(t.profile.Streak.Last, t.profile.Streak.Idle) {
		t.profile.Streak.Idle, t.newProfile = idle, true
	}
	return nil
}

// greeting tells the time of day, how many cards, and how long they take.
func (t *talk) greeting(cards int) Text {
	id := phrase.Morning
	switch hour := t.local().Hour(); {
	case hour >= 18 || hour < 5:
		id = phrase.Evening
	case hour >= 12:
		id = phrase.Afternoon
	}
	hello := t.words.Say(id, nil)
	if t.profile.Name != "" {
		hello += " " + t.profile.Name
	}
	return Escape(hello+". ") + t.count(phrase.CardsToday, cards, nil) + " " +
		t.count(phrase.Minutes, t.profile.Pace.Minutes(cards), nil)
}

// local is now on the learner's clocks.
func (t *talk) local() time.Time {
	return t.now.In(t.cal.StartOfDay(t.now, 0).Location())
}
