package telegram

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/notestest"
)

// choice is a question of which the second button is right.
func choice(question string) bot.Message {
	return bot.Message{
		Text: bot.Text("<b>" + question + "</b>"), Quiz: &bot.Quiz{Right: 1, Why: "Rome & its <hills>."},
		Buttons: [][]bot.Button{{{Label: "Paris", Command: "/pick r1.1 1"}, {Label: "Rome", Command: "/pick r1.1 2"}}, {{Label: "Bern", Command: "/pick r1.1 3"}}},
	}
}

// A quiz question is Telegram's own quiz, in its topic; a vote is the press of a
// button, also for another process; the next question ends it.
func TestQuiz(t *testing.T) { bothWays(t, testQuiz) }

func testQuiz(t *testing.T, s *telegramtest.Server) {
	notes := &notestest.Notes{}
	heard := make(chan bot.Event, 10)
	handle := func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		heard <- e
		switch {
		case e.Text == "r1.1 2":
			return []bot.Message{{Text: "Bram has it."}, choice("And then?")}, nil
		case e.Command == "pick":
			return []bot.Message{{Text: "Wrong.", Private: true}}, nil
		case e.Command == "typed":
			return []bot.Message{question}, nil
		}
		return []bot.Message{choice("Which is in Italy?")}, nil
	}
	change := func(c *Config) { c.Notes = notes }
	first := run(t, s, handle, change)
	topic := telegramtest.Topic(-600, 7)
	asked := s.Say(topic, anna, "/quiz")
	await(t, heard)
	q := s.Next(t.Context())
	if q.Poll == nil || q.Text != "Which is in Italy?" || q.Chat != topic || q.ReplyTo != asked ||
		!slices.Equal(q.Poll.Options, []string{"Paris", "Rome", "Bern"}) || q.Poll.Right != 1 || q.Poll.Why != "Rome & its <hills>." {
		t.Fatalf("asked %+v %+v", q, q.Poll)
	}
	first.stop()
	await(t, first.ended)
	s.Away(first.address)

	second := run(t, s, handle, change)
	s.Vote(q, anna, "Bern")
	e := await(t, heard)
	place := bot.Place{Platform: "telegram", Chat: "-600", Thread: "7", Group: true}
	if e.Place != place || e.Command != "pick" || e.Text != "r1.1 3" || !e.Pressed || !e.Direct || e.From.ID != "11" || e.From.Name != "Anna" {
		t.Errorf("heard %+v of the vote", e)
	}
	s.Vote(q, bram, "Rome")
	await(t, heard)
	if m := s.Next(t.Context()); m.Text != "Bram has it." || m.Chat != topic || m.ReplyTo != 0 {
		t.Errorf("said %+v; who votes sees in the quiz whether he is right", m)
	}
	next := s.Next(t.Context())
	s.AwaitRequests(t.Context(), "stopPoll", 1)
	s.Confirmed(t.Context())
	if next.Poll == nil || !s.Ended(q) || s.Ended(next) || s.Vote(q, anna, "Rome") {
		t.Errorf("asked %+v; the one before ended: %t", next, s.Ended(q))
	}
	for range 2 {
		s.Say(topic, anna, "/typed")
		await(t, heard)
		s.Next(t.Context())
	}
	s.Confirmed(t.Context())
	if !s.Ended(next) || len(s.Requests("stopPoll")) != 2 {
		t.Errorf("a typed question ended the quiz: %t, with %d requests", s.Ended(next), len(s.Requests("stopPoll")))
	}
	second.stop()
	await(t, second.ended)
}

// The last quiz of a round ends with what closes its card: what is put in its
// place after a vote, or what is said when its time is over.
func TestLastQuiz(t *testing.T) { bothWays(t, testLastQuiz) }

func testLastQuiz(t *testing.T, s *telegramtest.Server) {
	b := run(t, s, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		if e.Command == "stats" {
			return []bot.Message{{Text: "Stats."}}, nil
		}
		if e.Pressed {
			return []bot.Message{{Text: "Rome.", Edit: true}, {Text: "The end."}}, nil
		}
		return []bot.Message{choice("Which is in Italy?")}, nil
	}, func(c *Config) { c.Notes = &notestest.Notes{} })
	topic := telegramtest.Topic(-602, 9)
	place := bot.Place{Platform: "telegram", Chat: "-602", Thread: "9", Group: true}
	for _, closes := range []func(q telegramtest.Sent){
		func(q telegramtest.Sent) { s.Vote(q, anna, "Rome") },
		func(telegramtest.Sent) {
			for _, text := range []bot.Text{"Rome.", "The end."} {
				if err := b.adapter.Send(t.Context(), place, bot.Message{Text: text}); err != nil {
					t.Fatal(err)
				}
			}
		},
	} {
		s.Say(topic, anna, "/quiz")
		q := s.Next(t.Context())
		s.Say(topic, anna, "/stats")
		if s.Next(t.Context()); s.Ended(q) {
			t.Error("ended by something else that was said")
		}
		closes(q)
		for _, want := range []string{"Rome.", "The end."} {
			if m := s.Next(t.Context()); m.Text != want || m.Chat != topic {
				t.Errorf("said %+v, want %q", m, want)
			}
		}
		if s.Confirmed(t.Context()); !s.Ended(q) {
			t.Error("the last quiz didn't end")
		}
	}
	if n := len(s.Requests("stopPoll")); n != 2 {
		t.Errorf("ended %d quizzes", n)
	}
}

// What can't be a quiz is asked with buttons.
func TestNoQuiz(t *testing.T) {
	s := telegramtest.New(t)
	b := build(t, s, func(c *Config) { c.Notes = &notestest.Notes{} })
	class := telegramtest.Group(-30)
	s.Meet(class, anna)
	s.Meet(telegramtest.Private(anna), anna)
	b.adapter.self.Store(&user{ReadsAll: true})
	group := bot.Place{Platform: "telegram", Chat: "-30", Group: true}
	long := strings.Repeat("x", 301)
	for name, test := range map[string]struct {
		to     bot.Place
		change func(*bot.Message)
	}{
		"in private":                   {bot.Place{Platform: "telegram", Chat: "11"}, func(*bot.Message) {}},
		"a long question":              {group, func(m *bot.Message) { m.Text = bot.Text(long) }},
		"a long explanation":           {group, func(m *bot.Message) { m.Quiz.Why = long[:201] }},
		"an explanation of many lines": {group, func(m *bot.Message) { m.Quiz.Why = "a\nb\nc\nd" }},
		"a long choice":                {group, func(m *bot.Message) { m.Buttons[0][0].Label = long[:101] }},
		"one choice":                   {group, func(m *bot.Message) { m.Buttons = m.Buttons[1:] }},
		"eleven choices":               {group, func(m *bot.Message) { m.Buttons = slices.Repeat(m.Buttons[1:], 11) }},
		"no right one":                 {group, func(m *bot.Message) { m.Quiz.Right = 3 }},
		"something hidden":             {group, func(m *bot.Message) { m.Text = "a <s>b</s>" }},
		"for one person":               {group, func(m *bot.Message) { m.Private = true }},
		"a picture":                    {group, func(m *bot.Message) { m.Image = picture(t, 9, 9) }},
		"refused": {group, func(*bot.Message) {
			s.Fail("sendPoll", telegramtest.BadRequest("not enough rights to send polls to the chat"))
		}},
	} {
		m := choice("Which is in Italy?")
		test.change(&m)
		if err := b.adapter.Send(t.Context(), test.to, m); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := s.Next(t.Context()); got.Poll != nil || len(got.Buttons) != len(m.Buttons) {
			t.Errorf("%s: asked %+v", name, got)
		}
	}
	if n := len(s.Requests("sendPoll")); n != 1 {
		t.Errorf("asked %d quizzes", n)
	}
}

// A vote in a quiz that nobody remembers, that was taken back or that lies is
// passed over; the others go on.
func TestStrangeVotes(t *testing.T) { bothWays(t, testStrangeVotes) }

func testStrangeVotes(t *testing.T, s *telegramtest.Server) {
	notes := &notestest.Notes{}
	heard := make(chan bot.Event, 10)
	b := run(t, s, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		heard <- e
		if e.Pressed {
			return []bot.Message{{Text: "Send it again.", Private: true}}, errors.New("the store is away")
		}
		return []bot.Message{choice("Which is in Italy?")}, nil
	}, func(c *Config) { c.Notes = notes })
	class := telegramtest.Group(-31)
	s.Say(class, anna, "/quiz")
	await(t, heard)
	q := s.Next(t.Context())
	s.Confirmed(t.Context())
	eva := map[string]any{"id": 13, "is_bot": false, "first_name": "Eva"}
	for _, options := range [][]any{{}, {9}, {-1}, {0, 1}} {
		s.Deliver("poll_answer", map[string]any{"poll_id": q.Poll.ID, "user": eva, "option_ids": options})
	}
	s.Deliver("poll_answer", map[string]any{"poll_id": q.Poll.ID, "option_ids": []any{1}})
	s.Deliver("poll_answer", map[string]any{"poll_id": q.Poll.ID, "option_ids": []any{1}, "voter_chat": map[string]any{"id": -99, "type": "channel"}})
	s.Deliver("poll_answer", map[string]any{"poll_id": q.Poll.ID, "option_ids": []any{1}, "voter_chat": class.Object()})
	if e := await(t, heard); e.Text != "r1.1 2" || e.From.ID != "-31" || !e.From.Admin {
		t.Errorf("heard %+v of an admin behind his group", e)
	}
	if m := s.Next(t.Context()); m.Text != "Send it again." {
		t.Errorf("when it goes wrong said %+v", m)
	}
	s.Confirmed(t.Context())
	notes.Forget()
	s.Vote(q, anna, "Rome") // a restart without its notes, or two days later
	s.Say(class, bram, "/quiz")
	if e := await(t, heard); e.From.ID != "12" {
		t.Errorf("heard %+v", e)
	}
	s.Confirmed(t.Context())
	if log := b.log.String(); strings.Contains(log, "Rome") {
		t.Errorf("the log tells of answers:\n%s", log)
	}
}

// A quiz whose votes would count for nothing is ended, and asked with buttons.
func TestQuizWithoutStore(t *testing.T) {
	s := telegramtest.New(t)
	b := build(t, s, func(c *Config) { c.Notes = &notestest.Notes{Away: true} })
	s.Meet(telegramtest.Group(-32), anna)
	b.adapter.self.Store(&user{ReadsAll: true})
	if err := b.adapter.Send(t.Context(), bot.Place{Platform: "telegram", Chat: "-32", Group: true}, choice("Which?")); err != nil {
		t.Fatal(err)
	}
	q, again := s.Next(t.Context()), s.Next(t.Context())
	if !s.Ended(q) || len(again.Buttons) != 2 || !strings.Contains(b.log.String(), "remember a quiz") {
		t.Errorf("ended: %t, then asked %+v; the log is %s", s.Ended(q), again, b.log)
	}
}
