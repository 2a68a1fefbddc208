package bot_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/scheduler/daily"
)

var _ daily.Sender = (*bot.Courier)(nil)

// begun is a world in which Anna has a deck and wants a push at 08:00.
func begun(t *testing.T) (*world, bot.Learner) {
	t.Helper()
	w := newWorld(t)
	w.say("anna", "/quiz crm")
	w.say("anna", "herhaalaankopen")
	w.say("anna", "/stop")
	w.say("anna", "/daily 08:00")
	return w, w.store.who(t, anna)
}

func (w *world) pushAt(l bot.Learner, slot time.Time) ([]bot.Message, time.Time) {
	w.t.Helper()
	_, messages, next, err := w.engine.Push(context.Background(), l, slot)
	if err != nil {
		w.t.Fatal(err)
	}
	return messages, next
}

// TestPushTwice delivers one slot again, as after a process that died: it says
// the same until the learner has answered.
func TestPushTwice(t *testing.T) {
	w, l := begun(t)
	slot := w.store.plans[l]
	w.now = slot
	first, _ := w.pushAt(l, slot)
	if len(first) != 1 {
		t.Fatalf("the push is %v", first)
	}
	w.now = w.now.Add(3 * time.Minute)
	if again, _ := w.pushAt(l, slot); write(again) != write(first) {
		t.Errorf("for the same slot it says %s", write(again))
	}
	if other, _ := w.pushAt(l, slot.Add(time.Minute)); other != nil {
		t.Errorf("for another slot of the day it says %s", write(other))
	}
	w.say("anna", "identificatie, segmentatie, maatwerk")
	if after, _ := w.pushAt(l, slot); after != nil {
		t.Errorf("after the answer it says %s", write(after))
	}
}

// TestPushWhileBusy leaves a learner alone who is at it, and goes on with the
// round he left.
func TestPushWhileBusy(t *testing.T) {
	for _, test := range []struct {
		left   time.Duration
		pushed bool
	}{{time.Minute, false}, {time.Hour, true}} {
		w, l := begun(t)
		slot := w.store.plans[l]
		w.now = slot.Add(-test.left)
		w.say("anna", "/quiz crm")
		w.say("anna", "identificatie, segmentatie, maatwerk")
		before := write(w.say("anna", "/quiz"))
		w.now = slot
		messages, _ := w.pushAt(l, slot)
		if (messages != nil) != test.pushed {
			t.Errorf("a round left %v ago: the push is %v", test.left, messages)
		}
		if after := write(w.say("anna", "/quiz")); after != before {
			t.Errorf("a round left %v ago: it was at %s, now at %s", test.left, before, after)
		}
	}
}

// TestPushAcrossClockChanges wants 08:00 on the learner's clocks every day.
func TestPushAcrossClockChanges(t *testing.T) {
	for _, from := range []time.Time{
		time.Date(2026, 3, 27, 10, 0, 0, 0, time.UTC),
		time.Date(2026, 10, 23, 10, 0, 0, 0, time.UTC),
	} {
		w := newWorld(t)
		w.now = from
		w.say("anna", "/daily 08:00")
		l := w.store.who(t, anna)
		amsterdam, err := time.LoadLocation("Europe/Amsterdam")
		if err != nil {
			t.Fatal(err)
		}
		slot := w.store.plans[l]
		for day := 1; day <= 5; day++ {
			local := slot.In(amsterdam)
			if want := from.AddDate(0, 0, day).Format("2006-01-02") + " 08:00"; local.Format("2006-01-02 15:04") != want {
				t.Errorf("pushed at %v, want %s", local, want)
			}
			w.now = slot.Add(2 * time.Second)
			_, slot = w.pushAt(l, slot)
		}
	}
}

// post is an adapter that keeps what is sent, or refuses it.
type post struct {
	sent []bot.Message
	err  error
}

func (*post) Run(context.Context, bot.Handler) error { return nil }

func (p *post) Send(_ context.Context, _ bot.Place, m bot.Message) error {
	if p.err == nil {
		p.sent = append(p.sent, m)
	}
	return p.err
}

// TestCourier sends pushes, keeps the slot of one that failed, and gives up on
// a chat that is closed until its learner writes again.
func TestCourier(t *testing.T) {
	w, l := begun(t)
	adapter := &post{err: errDown}
	courier := &bot.Courier{Engine: w.engine, Adapters: map[string]bot.Adapter{"console": adapter}}
	slot := w.store.plans[l]
	w.now = slot
	if _, err := courier.Deliver(t.Context(), string(l), slot); !errors.Is(err, errDown) {
		t.Errorf("want the adapter's error, got %v", err)
	}
	adapter.err = nil
	next, err := courier.Deliver(t.Context(), string(l), slot)
	if err != nil || len(adapter.sent) != 1 || !next.Equal(slot.AddDate(0, 0, 1)) {
		t.Errorf("sent %d, next %v, %v", len(adapter.sent), next, err)
	}

	adapter.err = fmt.Errorf("send: %w", bot.ErrGone)
	w.now = next
	if again, err := courier.Deliver(t.Context(), string(l), next); err != nil || !again.IsZero() {
		t.Errorf("a closed chat is planned at %v, %v", again, err)
	}
	w.store.plans[l] = time.Time{}
	w.say("anna", "/help")
	if w.store.plans[l].IsZero() {
		t.Error("not planned again though she wrote")
	}

	adapter.err = fmt.Errorf("send: %w", bot.ErrGone)
	w.now = w.store.plans[l]
	if _, err := courier.Deliver(t.Context(), string(l), w.now); err != nil {
		t.Error(err)
	}
	w.store.plans[l] = time.Time{}
	w.say("anna@klas", "/help")
	if !w.store.plans[l].IsZero() {
		t.Error("planned again though she wrote in a group only")
	}
	e := w.event("anna", "/help")
	e.Place = bot.Place{Platform: "elsewhere", Chat: "anna"}
	w.handle(e)
	if view, _ := w.store.Learner(t.Context(), l); w.store.plans[l].IsZero() || view.Profile.Home != e.Place {
		t.Errorf("she writes from another platform, and her home is %+v", view.Profile.Home)
	}
}

// TestCourierElsewhere keeps the push of a platform this process doesn't serve.
func TestCourierElsewhere(t *testing.T) {
	w, l := begun(t)
	courier := &bot.Courier{Engine: w.engine}
	slot := w.store.plans[l]
	w.now = slot
	next, err := courier.Deliver(t.Context(), string(l), slot)
	if err != nil || !next.Equal(slot) {
		t.Errorf("without an adapter the next slot is %v, %v; want %v kept", next, err, slot)
	}
	if view, _ := w.store.Learner(t.Context(), l); view.Profile.Push.Last != "" {
		t.Error("it counts as pushed")
	}
}
