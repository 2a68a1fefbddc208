package discord

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
)

// read is a handler that tells of a file what it holds or why it can't be had.
func read(ctx context.Context, e bot.Event) ([]bot.Message, error) {
	if e.File == nil {
		return []bot.Message{text("no file")}, nil
	}
	body, err := e.File.Open(ctx)
	if err != nil {
		return []bot.Message{text("error: " + err.Error())}, nil
	}
	defer func() { _ = body.Close() }()
	data, err := io.ReadAll(body)
	return []bot.Message{text(e.File.Name + " " + e.Command + " " + e.Text + ": " + string(data))}, err
}

// An attachment is read from Discord's own servers and from no other.
func TestFile(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil)
	b.adapter.files.hosts = append(b.adapter.files.hosts, strings.TrimSuffix(b.URL, "api/v10/"))
	b.run(read)
	anna := b.User("Anna")
	for _, test := range []struct {
		text string
		data []byte
		want string
	}{
		{"/daily ics", []byte("BEGIN:VCALENDAR"), "rooster.ics daily ics: BEGIN:VCALENDAR"},
		{"", []byte("x"), "rooster.ics  : x"},
		{"", nil, "error: get an attachment: refused with status 404"},
	} {
		b.Attach(b.DM(anna), anna, test.text, "rooster.ics", test.data)
		if m := b.Next(b.ctx); m.Text != test.want {
			t.Errorf("said %q, want %q", m.Text, test.want)
		}
	}
	b.SlashFile(b.DM(anna), anna, "daily", "file", "rooster.ics", []byte("BEGIN:VCALENDAR"))
	if m := b.Next(b.ctx); m.Text != "rooster.ics daily : BEGIN:VCALENDAR" || m.How != discordtest.Answered {
		t.Errorf("said %+v", m)
	}
	if log := b.logs.String(); strings.Contains(log, "rooster") || strings.Contains(log, "signature") {
		t.Errorf("the log has %s", log)
	}
}

// Whatever a message claims, no other server is asked, and no error says which.
func TestFileElsewhere(t *testing.T) {
	t.Parallel()
	f := newFiles()
	for _, address := range []string{
		"http://cdn.discordapp.com/a", "https://cdn.discordapp.com.example/a", "https://cdn.discordapp.com@example.com/a",
		"https://127.0.0.1/a", "file:///etc/passwd", "",
	} {
		if _, err := f.open(t.Context(), address); err == nil || !strings.Contains(err.Error(), "lie with Discord") {
			t.Errorf("%s: %v", address, err)
		}
	}
	f.hosts = []string{"http://127.0.0.1:1/"}
	if _, err := f.open(t.Context(), "http://127.0.0.1:1/hm=secret"); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("of a server that is down: %v", err)
	}
}

// A file that goes along has its name and the text above it, however it is sent.
func TestDocument(t *testing.T) {
	t.Parallel()
	m := bot.Message{Text: "Je <b>kaarten</b>", Document: &bot.Document{Name: "kaarten.md", Data: []byte("## a\nb\n")}}
	b := start(t, nil, func(context.Context, bot.Event) ([]bot.Message, error) { return []bot.Message{m}, nil })
	anna := b.User("Anna")
	b.Slash(b.DM(anna), anna, "card", "file")
	for range 2 {
		got := b.Next(b.ctx)
		if len(got.Files) != 1 || !sameFile(got.Files[0], discordtest.File{Name: "kaarten.md", Data: []byte("## a\nb\n")}) || got.Text != "Je **kaarten**" {
			t.Errorf("sent %+v", got)
		}
		b.Say(b.DM(anna), anna, "/card file")
	}
}
