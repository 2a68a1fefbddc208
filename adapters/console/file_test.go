package console

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot"
)

// A path behind a command sends the file that lies there.
func TestAPathSendsAFile(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.WriteFile("mijn rooster.ics", []byte("BEGIN:VCALENDAR"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ line, text, name string }{
		{"/daily ics ./mijn rooster.ics", "ics", "mijn rooster.ics"},
		{"/daily ics " + filepath.Join(dir, "mijn rooster.ics"), "ics", "mijn rooster.ics"},
		{"/daily ics  mijn rooster.ics ", "ics", "mijn rooster.ics"},
		{"/daily ics ./ander.ics", "ics ./ander.ics", ""},
		{"/daily ics ./", "ics ./", ""},
		{"/daily ics https://school.example/rooster.ics", "ics https://school.example/rooster.ics", ""},
		{"ics ./mijn rooster.ics", "ics ./mijn rooster.ics", ""},
	} {
		_, events := converse(t, Config{}, test.line+"\n", nil)
		if len(events) != 1 || events[0].Text != test.text || (events[0].File != nil) != (test.name != "") {
			t.Errorf("%q became %+v", test.line, events)
			continue
		}
		f := events[0].File
		if f == nil {
			continue
		}
		body, err := f.Open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(body)
		_ = body.Close()
		if err != nil || f.Name != test.name || f.Size != 15 || string(data) != "BEGIN:VCALENDAR" {
			t.Errorf("%q sends %q of %d bytes: %q, %v", test.line, f.Name, f.Size, data, err)
		}
	}
}

// A file that went away meanwhile is an error without its name.
func TestAFileThatWent(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("geheim.ics", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, events := converse(t, Config{}, "/daily ics geheim.ics\n", nil)
	if err := os.Remove("geheim.ics"); err != nil {
		t.Fatal(err)
	}
	if _, err := events[0].File.Open(t.Context()); err == nil || strings.Contains(err.Error(), "geheim") {
		t.Errorf("error %v", err)
	}
}

// A picture lies in a file of its own, whose place is said; where it can't be
// kept its words are.
func TestAPictureIsKept(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "pictures")
	reply := func(bot.Event) []bot.Message {
		return []bot.Message{{Text: "Jullie week.", Image: &bot.Image{PNG: []byte("\x89PNG"), Alt: "zeven dagen"}}}
	}
	out, _ := converse(t, Config{Pictures: folder}, "x\ny\n", reply)
	files, err := filepath.Glob(filepath.Join(folder, "*.png"))
	if err != nil || len(files) != 2 {
		t.Fatalf("kept %q (%v)", files, err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil || string(data) != "\x89PNG" || !strings.Contains(out, "(a picture: "+path+")\nJullie week.\n") {
			t.Errorf("%s holds %q (%v), said %q", path, data, err, out)
		}
	}
	out, _ = converse(t, Config{Pictures: files[0]}, "x\n", reply)
	if out != "(a picture: zeven dagen)\nJullie week.\n\n" {
		t.Errorf("said %q", out)
	}
}

// A file to keep does too, under its name.
func TestAFileIsKept(t *testing.T) {
	folder := t.TempDir()
	reply := func(bot.Event) []bot.Message {
		return []bot.Message{{Text: "Je kaarten.", Document: &bot.Document{Name: "kaarten.md", Data: []byte("## a")}}}
	}
	out, _ := converse(t, Config{Pictures: folder}, "/card file\n", reply)
	files, err := filepath.Glob(filepath.Join(folder, "overhoor-*-kaarten.md"))
	if err != nil || len(files) != 1 || !strings.Contains(out, "(a file: "+files[0]+")\nJe kaarten.\n") {
		t.Fatalf("kept %q (%v), said %q", files, err, out)
	}
	if data, err := os.ReadFile(files[0]); err != nil || string(data) != "## a" {
		t.Errorf("it holds %q (%v)", data, err)
	}
}
