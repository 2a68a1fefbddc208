package telegram

import (
	"context"
	"errors"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
)

var (
	question = bot.Message{
		Text:    "<i>Capitals · 1 of 2</i>\n<b>" + bot.Escape("Rome & Paris: which is in Italy?") + "</b>",
		Ask:     &bot.Ask{Label: "Your answer", Title: "Rome & Paris"},
		Buttons: [][]bot.Button{{{Label: "Hint", Command: "/hint r1.1 1"}, {Label: "Skip", Command: "/skip r1.1"}}},
	}
	verdict = bot.Message{Text: "<b>Right.</b> Rome.", Tone: bot.Good}
)

// script plays a quiz of one card, and tells what it heard.
func script(heard chan<- bot.Event) bot.Handler {
	return func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		heard <- e
		switch {
		case e.Command == "hint":
			m := question
			m.Text += "\nIt begins with R."
			m.Edit = true
			return []bot.Message{m}, nil
		case e.Command == "quiz":
			return []bot.Message{question}, nil
		case e.Command != "":
			return []bot.Message{{Text: "No idea.", Private: true}}, nil
		}
		return []bot.Message{verdict, question}, nil
	}
}

func TestConversation(t *testing.T) { bothWays(t, testConversation) }

func testConversation(t *testing.T, s *telegramtest.Server) {
	heard := make(chan bot.Event, 10)
	run(t, s, script(heard), nil)
	chat := telegramtest.Private(anna)

	s.Say(chat, anna, "/quiz\u00a0crm ")
	e := await(t, heard)
	want := bot.Event{
		ID: "telegram:870000001", At: noon, Sent: e.Sent, Place: bot.Place{Platform: "telegram", Chat: "11"},
		From:    bot.Person{Account: bot.Account{Platform: "telegram", ID: "11"}, Name: "Anna", Lang: "nl"},
		Command: "quiz", Text: "crm",
	}
	if !reflect.DeepEqual(e, want) {
		t.Errorf("heard %+v, want %+v", e, want)
	}
	m := s.Next(t.Context())
	if want := "Capitals · 1 of 2\nRome & Paris: which is in Italy?"; m.Text != want || m.ForceReply || m.ReplyTo != 0 {
		t.Errorf("the question is %+v, want %q", m, want)
	}

	s.Press(m, "Hint")
	e = await(t, heard)
	if e.Command != "hint" || e.Text != "r1.1 1" || !e.Pressed || e.Direct {
		t.Errorf("heard %+v of the button", e)
	}
	hint := s.Next(t.Context())
	if !hint.Edited || hint.ID != m.ID || !strings.HasSuffix(hint.Text, "It begins with R.") || len(hint.Buttons) != 1 {
		t.Errorf("the hint is %+v, want it to replace message %d", hint, m.ID)
	}
	s.Press(hint, "Hint") // shows the same again: not modified, so nothing is sent
	await(t, heard)

	s.Say(chat, anna, "rome")
	if e = await(t, heard); e.Command != "" || e.Text != "rome" || e.Pressed {
		t.Errorf("heard %+v of the answer", e)
	}
	if m = s.Next(t.Context()); m.Text != "✅ Right. Rome." || m.Buttons != nil {
		t.Errorf("the verdict is %+v", m)
	}
	if m = s.Next(t.Context()); len(m.Buttons) != 1 {
		t.Errorf("the next question is %+v", m)
	}
	s.Confirmed(t.Context())
}

func TestGroup(t *testing.T) { bothWays(t, testGroup) }

func testGroup(t *testing.T, s *telegramtest.Server) {
	heard := make(chan bot.Event, 10)
	paced := make(chan string, 10)
	run(t, s, script(heard), func(c *Config) {
		c.Pace = func(_ context.Context, chat string, how bot.Sending) error {
			if how != bot.SendAside {
				return errors.New("not a group")
			}
			paced <- chat
			return nil
		}
	})
	class := telegramtest.Group(-500)

	asked := s.Say(class, anna, "/quiz@Overhoor_Test_Bot crm")
	if e := await(t, heard); e.Command != "quiz" || !e.Place.Group || e.Direct {
		t.Errorf("heard %+v", e)
	}
	q := s.Next(t.Context())
	if !q.ForceReply || q.Selective || q.Hint != "Your answer" || q.ReplyTo != asked || !strings.HasSuffix(q.Text, "\n\nHint /hint · Skip /skip") {
		t.Errorf("the question is %+v, want it to force a reply of all", q)
	}
	if got := await(t, paced); got != "-500" {
		t.Errorf("waited for a turn in %q", got)
	}

	s.Say(class, bram, "/quiz@another_bot crm")
	s.Say(class, bram, "rome") // plain text doesn't reach a bot in privacy mode
	answer := s.Reply(q, bram, "rome")
	if e := await(t, heard); e.Text != "rome" || !e.Direct || e.ReplyTo == "" || e.From.ID != "12" {
		t.Errorf("heard %+v of the reply", e)
	}
	if v := s.Next(t.Context()); v.ReplyTo != answer {
		t.Errorf("the verdict %+v answers %d, want %d", v, v.ReplyTo, answer)
	}
	if next := s.Next(t.Context()); !next.ForceReply || next.ReplyTo != 0 {
		t.Errorf("the next question is %+v", next)
	}
}

// A reply tells its question by the buttons under that; where none are shown, as
// a reply is asked for, only the time is known.
func TestReplyTellsItsQuestion(t *testing.T) {
	for name, reads := range map[string]bool{"reads all": true, "privacy mode": false} {
		t.Run(name, func(t *testing.T) {
			s := telegramtest.New(t)
			s.ReadsAll = reads
			heard := make(chan bot.Event, 10)
			question := bot.Message{Text: "Rome?", Ask: &bot.Ask{Label: "Antwoord", Ref: "k3f9a.2"},
				Buttons: [][]bot.Button{{{Label: "Hint", Command: "/hint k3f9a.2 1"}}, {{Label: "Punten", Command: "/remember off"}}}}
			run(t, s, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
				heard <- e
				return []bot.Message{question}, nil
			}, nil)
			class := telegramtest.Group(-500)
			s.Say(class, anna, "/quiz crm")
			await(t, heard)
			q := s.Next(t.Context())
			s.Reply(q, bram, "rome")
			if e := await(t, heard); (e.Ref == "k3f9a.2") != reads || e.ReplyTo == "" || !e.Direct {
				t.Errorf("heard %+v", e)
			}
			s.Next(t.Context())
		})
	}
}

func TestGroupPrivate(t *testing.T) { bothWays(t, testGroupPrivate) }

func testGroupPrivate(t *testing.T, s *telegramtest.Server) {
	private := bot.Message{Text: "Only for <b>you</b> &amp; me", Private: true}
	start := bot.Message{Text: "Begin?", Buttons: [][]bot.Button{{{Label: "Yes", Command: "/yes"}}}}
	run(t, s, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		switch {
		case e.Command == "start":
			return []bot.Message{start}, nil
		case e.Text == "long":
			return []bot.Message{{Text: bot.Text(strings.Repeat("x", 201)), Private: true}}, nil
		}
		return []bot.Message{private}, nil
	}, nil)
	class := telegramtest.Group(-501)
	s.Say(class, anna, "/start")
	m := s.Next(t.Context())

	s.PressAs(m, bram, "Yes")
	if a := s.Next(t.Context()); !a.Alert || a.Text != "Only for you & me" {
		t.Errorf("who pressed sees %+v, want an alert", a)
	}
	m.Buttons[0][0].Data = "/yes long"
	s.PressAs(m, bram, "Yes")
	if a := s.Next(t.Context()); a.Alert || a.Text == "" {
		t.Errorf("what doesn't fit in an alert is %+v, want a message", a)
	}
	asked := s.Say(class, bram, "/me")
	if a := s.Next(t.Context()); a.ReplyTo != asked || a.Alert {
		t.Errorf("who wrote sees %+v, want a reply to %d", a, asked)
	}
}

func TestReadingBotNeedsNoReplies(t *testing.T) { bothWays(t, testReadingBotNeedsNoReplies) }

func testReadingBotNeedsNoReplies(t *testing.T, s *telegramtest.Server) {
	s.ReadsAll = true
	run(t, s, says(question), nil)
	s.Say(telegramtest.Group(-502), anna, "rome")
	if m := s.Next(t.Context()); m.ForceReply || len(m.Buttons) != 1 {
		t.Errorf("the question is %+v, want buttons", m)
	}
}

func TestAnEventTellsWhatWeAreNotShown(t *testing.T) {
	for _, reads := range []bool{false, true} {
		s := telegramtest.New(t)
		s.ReadsAll = reads
		heard := make(chan bot.Event, 10)
		run(t, s, script(heard), nil)
		s.Say(telegramtest.Group(-502), anna, "/quiz crm")
		if e := await(t, heard); e.Deaf == reads {
			t.Errorf("reading all %t: heard %+v", reads, e)
		}
		s.Say(telegramtest.Private(anna), anna, "/quiz crm")
		if e := await(t, heard); e.Deaf {
			t.Errorf("in private: heard %+v", e)
		}
	}
}

func TestTopics(t *testing.T) { bothWays(t, testTopics) }

func testTopics(t *testing.T, s *telegramtest.Server) {
	heard := make(chan bot.Event, 10)
	run(t, s, script(heard), nil)
	topic := telegramtest.Topic(-600, 7)
	s.Say(topic, anna, "/quiz crm")
	e := await(t, heard)
	if e.Place.Thread != "7" || e.Place.Chat != "-600" || e.ReplyTo != "" || e.Direct {
		t.Errorf("heard %+v, want the thread and no reply", e)
	}
	m := s.Next(t.Context())
	if m.Chat != topic {
		t.Errorf("the question is in %+v, want %+v", m.Chat, topic)
	}
	s.Reply(m, anna, "rome")
	if e = await(t, heard); e.Place.Thread != "7" || !e.Direct {
		t.Errorf("heard %+v", e)
	}
}

func TestOldMessagesAreNotEdited(t *testing.T) { bothWays(t, testOldMessagesAreNotEdited) }

func testOldMessagesAreNotEdited(t *testing.T, s *telegramtest.Server) {
	heard := make(chan bot.Event, 10)
	run(t, s, script(heard), nil)
	chat := telegramtest.Private(anna)
	s.Say(chat, anna, "/quiz")
	m := s.Next(t.Context())

	s.PressOld(m, anna, "/hint r1.1 1")
	if again := s.Next(t.Context()); again.Edited {
		t.Errorf("an old message was edited: %+v", again)
	}
	if n := len(s.Requests("editMessageText")); n > 0 {
		t.Errorf("tried %d times to edit what is out of reach", n)
	}
	s.Fail("editMessageText", telegramtest.BadRequest("message can't be edited"))
	s.Press(m, "Hint")
	if again := s.Next(t.Context()); again.Edited || !strings.Contains(again.Text, "begins with") {
		t.Errorf("what can't be edited is sent: %+v", again)
	}
	s.Confirmed(t.Context())
}

// A group that becomes a supergroup is followed: told by the message in the old
// chat, by that in the new one, and by an answer to what is sent.
func TestMigration(t *testing.T) { bothWays(t, testMigration) }

func testMigration(t *testing.T, s *telegramtest.Server) {
	type move struct{ from, to bot.Place }
	moves := make(chan move, 10)
	b := run(t, s, says(verdict), func(c *Config) {
		c.Moved = func(_ context.Context, from, to bot.Place) error { moves <- move{from, to}; return nil }
	})
	group := telegramtest.Group(-700)
	s.Meet(group, anna)
	super := s.Migrate(group, anna)
	old := bot.Place{Platform: "telegram", Chat: "-700", Group: true}
	now := bot.Place{Platform: "telegram", Chat: strconv.FormatInt(super.ID, 10), Group: true}
	for range 2 {
		if got := await(t, moves); got != (move{old, now}) {
			t.Errorf("followed %+v", got)
		}
	}
	if err := b.adapter.Send(t.Context(), old, verdict); err != nil {
		t.Fatal(err)
	}
	if got := await(t, moves); got != (move{old, now}) {
		t.Errorf("followed %+v", got)
	}
	if m := s.Next(t.Context()); m.Chat.ID != super.ID {
		t.Errorf("it went to %d, want %d", m.Chat.ID, super.ID)
	}
	s.Confirmed(t.Context())
	if got := s.Unread(); len(got) > 0 {
		t.Errorf("said %+v to nobody's message", got)
	}
}

func TestBlockedSaysNothing(t *testing.T) { bothWays(t, testBlockedSaysNothing) }

func testBlockedSaysNothing(t *testing.T, s *telegramtest.Server) {
	b := run(t, s, says(verdict), nil)
	chat := telegramtest.Private(anna)
	s.Say(chat, anna, "hoi")
	s.Next(t.Context())
	s.Block(chat, anna)
	s.Confirmed(t.Context())
	if got := s.Unread(); len(got) > 0 {
		t.Errorf("said %+v to who blocked us", got)
	}
	err := b.adapter.Send(t.Context(), bot.Place{Platform: "telegram", Chat: "11"}, verdict)
	if !errors.Is(err, bot.ErrGone) {
		t.Errorf("Send() = %v, want ErrGone", err)
	}
}

func TestHandlerErrors(t *testing.T) { bothWays(t, testHandlerErrors) }

func testHandlerErrors(t *testing.T, s *telegramtest.Server) {
	b := run(t, s, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		if e.Command == "panic" {
			panic("oh no")
		}
		return []bot.Message{{Text: "Send it again."}}, errors.New("store is away")
	}, nil)
	chat := telegramtest.Private(anna)
	s.Meet(chat, anna)
	s.PressOld(telegramtest.Sent{Chat: chat, ID: 1}, anna, "/panic") // and yet the button is answered
	s.Say(chat, anna, "secret answer")
	if m := s.Next(t.Context()); m.Text != "Send it again." {
		t.Errorf("said %+v", m)
	}
	s.Confirmed(t.Context())
	log := b.log.String()
	if !strings.Contains(log, "store is away") || !strings.Contains(log, "panic of string") || strings.Contains(log, "oh no") || strings.Contains(log, "secret answer") {
		t.Errorf("the log is\n%s", log)
	}
}

// In private chats and in groups the menu has what works there, in every
// language; a menu that is as it should be isn't set again.
func TestMenu(t *testing.T) {
	s := telegramtest.New(t)
	commands := []bot.Command{
		{Name: "quiz", Alone: true, Group: true, About: map[string]string{"en": "Begin", "nl": "Begin maar"}},
		{Name: "stop", Alone: true, About: map[string]string{"en": strings.Repeat("x", 300)}},
		{Name: "join", Group: true, About: map[string]string{"en": "Join"}},
		{Name: "not-a-name", Alone: true, About: map[string]string{"en": "x"}},
	}
	start := func() *bench { return run(t, s, says(), func(c *Config) { c.Commands = commands }) }
	b := start()
	menus := s.AwaitRequests(t.Context(), "setMyCommands", 4)
	s.AwaitRequests(t.Context(), "getUpdates", 1)
	for i, want := range []struct{ scope, lang, has, lacks string }{
		{"all_private_chats", "", `"Begin"`, "join"},
		{"all_private_chats", "nl", "Begin maar", "not-a"},
		{"all_group_chats", "", `"join"`, "stop"},
		{"all_group_chats", "nl", "Begin maar", "stop"},
	} {
		p := menus[i].Params
		if !strings.Contains(p["scope"], want.scope) || p["language_code"] != want.lang ||
			!strings.Contains(p["commands"], want.has) || strings.Contains(p["commands"], want.lacks) {
			t.Errorf("menu %d is %v, want %+v", i, p, want)
		}
	}
	again := func(polls, sets int) {
		t.Helper()
		b.stop()
		await(t, b.ended)
		polls += len(s.Requests("getUpdates"))
		b = start()
		s.AwaitRequests(t.Context(), "getUpdates", polls)
		if n := len(s.Requests("setMyCommands")); n != sets {
			t.Errorf("set %d menus so far, want %d", n, sets)
		}
	}
	again(1, 4)
	commands[2].About = map[string]string{"en": "Take part"}
	again(1, 6)
}

// What is asked of one person in a group forces a reply from nobody else, even
// when it is long.
func TestAskOne(t *testing.T) { bothWays(t, testAskOne) }

func testAskOne(t *testing.T, s *telegramtest.Server) {
	m := question
	m.Private = true
	m.Text += bot.Text(strings.Repeat("\nAnd more.", 500))
	run(t, s, says(m), nil)
	asked := s.Say(telegramtest.Group(-503), anna, "/me")
	first, last := s.Next(t.Context()), s.Next(t.Context())
	if first.ForceReply || !last.ForceReply || !last.Selective || last.ReplyTo != asked {
		t.Errorf("asked %+v, then %+v", first, last)
	}
}
