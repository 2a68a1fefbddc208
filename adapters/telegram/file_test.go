package telegram

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
)

// read is a handler that tells of a file what it holds or why it can't be had.
func read(ctx context.Context, e bot.Event) ([]bot.Message, error) {
	if e.File == nil {
		return []bot.Message{{Text: "no file"}}, nil
	}
	body, err := e.File.Open(ctx)
	if err != nil {
		return []bot.Message{{Text: bot.Escape("error: " + err.Error())}}, nil
	}
	defer func() { _ = body.Close() }()
	data, err := io.ReadAll(body)
	return []bot.Message{{Text: bot.Escape(e.File.Name + " " + e.Command + " " + e.Text + ": " + string(data))}}, err
}

// A file comes from the server that is configured, with its caption.
func TestFile(t *testing.T) { bothWays(t, testFile) }

func testFile(t *testing.T, s *telegramtest.Server) {
	b := run(t, s, read, nil)
	chat := telegramtest.Private(anna)
	s.SendFile(chat, anna, "rooster.ics", "/daily ics", []byte("BEGIN:VCALENDAR"))
	if m := s.Next(t.Context()); m.Text != "rooster.ics daily ics: BEGIN:VCALENDAR" {
		t.Errorf("said %q", m.Text)
	}
	s.SendFile(chat, anna, "", "", []byte("x"))
	if m := s.Next(t.Context()); !strings.HasSuffix(m.Text, ": x") {
		t.Errorf("without a name and a caption said %q", m.Text)
	}
	s.Confirmed(t.Context())
	if log := b.log.String(); strings.Contains(log, "rooster") || strings.Contains(log, "documents") {
		t.Errorf("the log has %s", log)
	}
}

// What Telegram doesn't hand over is an error without the token.
func TestFileThatFails(t *testing.T) {
	s := telegramtest.New(t)
	run(t, s, read, nil)
	chat := telegramtest.Private(anna)
	for _, test := range []struct {
		data []byte
		want string
	}{{nil, "status 404"}, {make([]byte, 20<<20+1), "too big"}} {
		s.SendFile(chat, anna, "a.ics", "", test.data)
		if m := s.Next(t.Context()); !strings.Contains(m.Text, test.want) || strings.Contains(m.Text, s.Token) {
			t.Errorf("said %q, want %q", m.Text, test.want)
		}
	}
	b := build(t, s, nil)
	b.adapter.api.files = "http://127.0.0.1:1/file/bot" + s.Token + "/"
	if _, err := b.adapter.api.download(t.Context(), "documents/a"); err == nil || strings.Contains(err.Error(), s.Token) {
		t.Errorf("from nobody: %v", err)
	}
}

// A file that goes along has its name, and the text and the buttons under it. Where
// Telegram refuses it, nothing is said: without the file the text is untrue.
func TestDocument(t *testing.T) {
	s := telegramtest.New(t)
	b := build(t, s, nil)
	s.Meet(telegramtest.Private(anna), anna)
	home := bot.Place{Platform: "telegram", Chat: "11"}
	m := bot.Message{Text: "Your <b>cards</b>", Document: &bot.Document{Name: "cards.md", Data: []byte("## a\nb\n")}, Buttons: verdictButtons}
	if err := b.adapter.Send(t.Context(), home, m); err != nil {
		t.Fatal(err)
	}
	got := s.Next(t.Context())
	if got.Document == nil || got.Document.Name != "cards.md" || string(got.Document.Data) != "## a\nb\n" || got.Text != "Your cards" || got.Buttons == nil {
		t.Errorf("sent %+v", got)
	}
	for _, again := range []bot.Message{
		{Text: "one", Document: &bot.Document{Name: "cards.md"}}, {Text: "two", Image: &bot.Image{Alt: "a line"}},
	} {
		if err := b.adapter.Send(t.Context(), home, again); err != nil {
			t.Fatal(err)
		}
		if got := s.Next(t.Context()); got.Document != nil || got.Photo != nil || got.Text != string(again.Text) {
			t.Errorf("said again %+v", got)
		}
	}
	s.Fail("sendDocument", telegramtest.TooMany(1), telegramtest.BadRequest("not enough rights to send documents to the chat"))
	if err := b.adapter.Send(t.Context(), home, m); err == nil {
		t.Error("a file that was refused is no error")
	}
	if unread := s.Unread(); len(unread) != 0 {
		t.Errorf("said %+v", unread)
	}
}
