package telegram

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
)

// An update that comes again, with its number, is handled once; by another
// process it is the same event, which the store knows.
func TestRepeatedUpdates(t *testing.T) { bothWays(t, testRepeatedUpdates) }

func testRepeatedUpdates(t *testing.T, s *telegramtest.Server) {
	heard, again := make(chan bot.Event, 10), make(chan struct{})
	handle := func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		heard <- e
		<-again
		return nil, nil
	}
	first := run(t, s, handle, nil)
	s.Say(telegramtest.Private(anna), anna, "rome")
	one := await(t, heard)
	for range 3 {
		s.Again()
	}
	close(again) // Telegram doesn't repeat what was confirmed
	s.Confirmed(t.Context())
	if len(heard) > 0 {
		t.Errorf("handled again: %+v", await(t, heard))
	}
	first.stop()
	await(t, first.ended)
	s.Away(first.address)
	s.Again()
	run(t, s, handle, nil)
	if two := await(t, heard); two.ID != one.ID || two.Text != one.Text {
		t.Errorf("%+v came to another process as %+v", one, two)
	}
	s.Confirmed(t.Context())
}

// Nothing is confirmed before all before it was handled, in whatever order it
// came.
func TestReorderedUpdates(t *testing.T) {
	l := newLedger()
	for _, id := range []int64{5, 3, 4} {
		if !l.take(id) || l.take(id) {
			t.Errorf("%d isn't new once", id)
		}
	}
	for _, step := range []struct {
		done, offset int64
	}{{5, 0}, {3, 4}, {4, 6}} {
		l.done(step.done)
		if offset, _ := l.confirm(); offset != step.offset {
			t.Errorf("after %d confirms up to %d, want %d", step.done, offset, step.offset)
		}
	}
}

// What is answered, edited or reacted to may be gone meanwhile.
func TestDeletedMessages(t *testing.T) { bothWays(t, testDeletedMessages) }

func testDeletedMessages(t *testing.T, s *telegramtest.Server) {
	begun, goOn := make(chan bot.Event, 10), make(chan struct{}, 10)
	run(t, s, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		begun <- e
		<-goOn
		m := bot.Message{Text: "Right.", Buttons: [][]bot.Button{{{Label: "Next", Command: "/next"}}}, Edit: e.Pressed}
		if e.Command == "react" {
			m.React = "👍"
		}
		return []bot.Message{m}, nil
	}, nil)
	for _, chat := range []telegramtest.Chat{telegramtest.Group(-33), telegramtest.Topic(-601, 8)} {
		for _, text := range []string{"/answer rome", "/react"} {
			id := s.Say(chat, anna, text)
			await(t, begun)
			s.Delete(chat, id)
			goOn <- struct{}{}
			if m := s.Next(t.Context()); m.Text != "Right." || m.ReplyTo != 0 || m.Chat != chat {
				t.Errorf("%s: said %+v", text, m)
			}
		}
		s.Say(chat, anna, "/list")
		await(t, begun)
		goOn <- struct{}{}
		m := s.Next(t.Context())
		s.Press(m, "Next")
		await(t, begun)
		s.Delete(chat, m.ID)
		goOn <- struct{}{}
		if again := s.Next(t.Context()); again.Edited || again.Text != "Right." || again.Chat != chat {
			t.Errorf("in place of what is gone said %+v", again)
		}
	}
	s.Confirmed(t.Context())
}

// What comes hours late is handled as of now; who pressed a button then waits no
// more, and is answered nevertheless.
func TestLateUpdates(t *testing.T) { bothWays(t, testLateUpdates) }

func testLateUpdates(t *testing.T, s *telegramtest.Server) {
	chat := telegramtest.Private(anna)
	s.Meet(chat, anna)
	s.Say(chat, anna, "rome")
	s.PressOld(telegramtest.Sent{Chat: chat, ID: 1}, anna, "/hint r1.1 1")
	s.Expire()
	heard := make(chan bot.Event, 2)
	b := run(t, s, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		heard <- e
		return []bot.Message{{Text: bot.Escape(e.Command + " heard")}}, nil
	}, nil)
	for _, want := range []string{"heard", "hint heard"} {
		if e := await(t, heard); !e.At.Equal(noon) {
			t.Errorf("heard at %v", e.At)
		}
		if m := s.Next(t.Context()); m.Text != want {
			t.Errorf("said %+v", m)
		}
	}
	if strings.Contains(b.log.String(), "too old") {
		t.Errorf("the log is %s", b.log)
	}
}

// What the end of the program cuts off isn't confirmed: it comes again.
func TestCutOff(t *testing.T) {
	w, stop := (&Adapter{cfg: Config{Now: time.Now, ForAdmins: func(bot.Event) bool { return false }}}).begin(t.Context(),
		func(ctx context.Context, _ bot.Event) ([]bot.Message, error) { return nil, ctx.Err() })
	u := update{ID: 1, Message: &message{ID: 1, From: &user{ID: 1}, Chat: chat{ID: 1, Type: "private"}, Text: "rome"}, kept: func() {}}
	var handled []bool
	w.log = slog.New(slog.DiscardHandler)
	w.do(u, func(ok bool) { handled = append(handled, ok) })
	stop()
	w.do(u, func(ok bool) { handled = append(handled, ok) })
	if !slices.Equal(handled, []bool{true, false}) {
		t.Errorf("handled %v", handled)
	}
}
