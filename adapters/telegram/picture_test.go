package telegram

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"strconv"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
)

// picture is a PNG of one size; another size is another picture.
func picture(t *testing.T, width, height int) *bot.Image {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return &bot.Image{PNG: b.Bytes(), Alt: "A line that goes <up>"}
}

// A picture has the text and the buttons under it, in the topic it belongs to.
func TestPicture(t *testing.T) { bothWays(t, testPicture) }

func testPicture(t *testing.T, s *telegramtest.Server) {
	shown := picture(t, 90, 60)
	handle := func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		m := bot.Message{Text: "<b>Week 3</b> &amp; on", Image: shown, Buttons: [][]bot.Button{{{Label: "Next", Command: "/next"}}}}
		if e.Command == "bare" {
			m = bot.Message{Image: shown}
		}
		return []bot.Message{m}, nil
	}
	run(t, s, handle, nil)
	for _, chat := range []telegramtest.Chat{telegramtest.Private(anna), telegramtest.Topic(-600, 7)} {
		said := s.Say(chat, anna, "/stats")
		m := s.Next(t.Context())
		if !bytes.Equal(m.Photo, shown.PNG) || m.Text != "Week 3 & on" || len(m.Buttons) != 1 || m.Chat != chat {
			t.Errorf("shown %+v", m)
		}
		if chat.Topic != 0 && m.ReplyTo != said {
			t.Errorf("it answers %d, want %d", m.ReplyTo, said)
		}
		s.Say(chat, anna, "/bare")
		if m := s.Next(t.Context()); m.Text != shown.Alt || m.Photo == nil {
			t.Errorf("without words shown %+v", m)
		}
	}
}

// What is too long for a caption goes on in a message of its own.
func TestPictureWithALongText(t *testing.T) {
	s := telegramtest.New(t)
	b := build(t, s, nil)
	s.Meet(telegramtest.Private(anna), anna)
	text := strings.Repeat("One sentence of it. ", 100)
	m := bot.Message{Text: bot.Text(text), Image: picture(t, 9, 9), Buttons: verdictButtons}
	if err := b.adapter.Send(t.Context(), bot.Place{Platform: "telegram", Chat: "11"}, m); err != nil {
		t.Fatal(err)
	}
	first, last := s.Next(t.Context()), s.Next(t.Context())
	if first.Photo == nil || first.Buttons != nil || !strings.HasSuffix(first.Text, "it.") || len(first.Text) < 1000 {
		t.Errorf("first shown %+v", first)
	}
	if last.Photo != nil || last.Buttons == nil || first.Text+" "+last.Text != strings.TrimSpace(text) {
		t.Errorf("then said %+v", last)
	}
}

// A button replaces a picture by another, a text by a picture and a picture by
// a text.
func TestPicturesAreReplaced(t *testing.T) { bothWays(t, testPicturesAreReplaced) }

func testPicturesAreReplaced(t *testing.T, s *telegramtest.Server) {
	one, two := picture(t, 9, 9), picture(t, 8, 8)
	next := [][]bot.Button{{{Label: "Next", Command: "/next"}}}
	book := []bot.Message{
		{Text: "text", Buttons: next},
		{Text: "one", Image: one, Buttons: next, Edit: true},
		{Text: "two", Image: two, Buttons: next, Edit: true},
		{Text: "two", Image: two, Buttons: next, Edit: true}, // not modified
		{Text: "text again", Buttons: next, Edit: true},
	}
	turned := 0
	run(t, s, func(context.Context, bot.Event) ([]bot.Message, error) {
		turned++
		return []bot.Message{book[(turned-1)%len(book)]}, nil
	}, nil)
	for _, chat := range []telegramtest.Chat{telegramtest.Private(anna), telegramtest.Topic(-600, 7)} {
		turnPages(t, s, chat, one, two)
	}
}

func turnPages(t *testing.T, s *telegramtest.Server, chat telegramtest.Chat, one, two *bot.Image) {
	removed := len(s.Requests("deleteMessage"))
	s.Say(chat, anna, "/stats")
	text := s.Next(t.Context())
	s.Press(text, "Next")
	first := s.Next(t.Context())
	if !first.Edited || first.ID != text.ID || !bytes.Equal(first.Photo, one.PNG) || first.Buttons == nil {
		t.Errorf("the text became %+v", first)
	}
	s.Press(first, "Next")
	second := s.Next(t.Context())
	if !second.Edited || !bytes.Equal(second.Photo, two.PNG) || second.Text != "two" {
		t.Errorf("the picture became %+v", second)
	}
	s.Press(second, "Next")
	s.Press(second, "Next")
	if again := s.Next(t.Context()); again.Edited || again.Photo != nil || again.Text != "text again" || again.Chat != chat {
		t.Errorf("in place of the picture said %+v", again)
	}
	gone := s.AwaitRequests(t.Context(), "deleteMessage", removed+1)[removed]
	if gone.Params["message_id"] != strconv.FormatInt(second.ID, 10) || gone.Params["chat_id"] != strconv.FormatInt(chat.ID, 10) {
		t.Errorf("took away %v", gone)
	}
}

// Where a picture isn't taken its text must do; a picture is tried again when
// Telegram was too busy.
func TestPictureThatFails(t *testing.T) {
	s := telegramtest.New(t)
	b := build(t, s, nil)
	s.Meet(telegramtest.Private(anna), anna)
	home := bot.Place{Platform: "telegram", Chat: "11"}
	m := bot.Message{Text: "Week 3", Image: picture(t, 9, 9), Buttons: verdictButtons}
	for _, failure := range []telegramtest.Failure{
		telegramtest.BadRequest("not enough rights to send photos to the chat"), telegramtest.BadRequest("PHOTO_INVALID_DIMENSIONS"),
	} {
		s.Fail("sendPhoto", failure)
		if err := b.adapter.Send(t.Context(), home, m); err != nil {
			t.Fatal(err)
		}
		if got := s.Next(t.Context()); got.Text != "Week 3" || got.Photo != nil || got.Buttons == nil {
			t.Errorf("%s: said %+v", failure.Description, got)
		}
	}
	s.Fail("sendPhoto", telegramtest.TooMany(2), telegramtest.BadGateway())
	if err := b.adapter.Send(t.Context(), home, m); err != nil {
		t.Fatal(err)
	}
	if got := s.Next(t.Context()); got.Photo == nil {
		t.Errorf("said %+v", got)
	}
	if n := len(b.paused()); n != 2 {
		t.Errorf("paused %d times", n)
	}
}

// What can only be looked at or listened to reaches the quiz as such, an album
// once.
func TestMedia(t *testing.T) { bothWays(t, testMedia) }

func testMedia(t *testing.T, s *telegramtest.Server) {
	run(t, s, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		if e.File == nil || !e.File.Media || e.File.Size != 9000 { // of a photo the largest
			return []bot.Message{{Text: "no media"}}, nil
		}
		return []bot.Message{{Text: bot.Escape("media " + e.Command + " " + e.Text)}}, nil
	}, nil)
	chat := telegramtest.Private(anna)
	for _, kind := range []string{"photo", "voice", "audio", "video", "video_note", "sticker", "animation"} {
		s.SendMedia(chat, anna, kind, "", "")
		if m := s.Next(t.Context()); m.Text != "media" {
			t.Errorf("to a %s said %q", kind, m.Text)
		}
	}
	for range 3 {
		s.SendMedia(chat, anna, "photo", "", "album")
	}
	s.SendMedia(chat, anna, "photo", "my answer", "album")
	for _, want := range []string{"media", "media  my answer"} {
		if m := s.Next(t.Context()); m.Text != want {
			t.Errorf("to the album said %q, want %q", m.Text, want)
		}
	}
	s.Confirmed(t.Context())
}

// What a message hides is covered until one taps on it, marked up or not.
func TestSpoiler(t *testing.T) {
	s := telegramtest.New(t)
	b := build(t, s, nil)
	s.Meet(telegramtest.Private(anna), anna)
	home := bot.Place{Platform: "telegram", Chat: "11"}
	m := bot.Message{Text: "It was <s>Rome, <b>not &lt;Paris&gt;</b></s>. Well?"}
	for range 2 {
		if err := b.adapter.Send(t.Context(), home, m); err != nil {
			t.Fatal(err)
		}
		if got := s.Next(t.Context()); got.Hidden != "Rome, not <Paris>" || got.Text != "It was Rome, not <Paris>. Well?" {
			t.Errorf("said %+v", got)
		}
		m.Image = picture(t, 9, 9) // and the same under a picture
	}
}
