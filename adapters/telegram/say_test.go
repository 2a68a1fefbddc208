package telegram

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
)

func TestSendFailures(t *testing.T) {
	home := bot.Place{Platform: "telegram", Chat: "11"}
	for name, test := range map[string]struct {
		failures []telegramtest.Failure
		place    bot.Place
		pauses   []time.Duration
		arrives  int
		fails    bool
		gone     bool
	}{
		"well":        {arrives: 1},
		"too many":    {failures: []telegramtest.Failure{telegramtest.TooMany(7)}, pauses: []time.Duration{7 * time.Second}, arrives: 1},
		"bad gateway": {failures: []telegramtest.Failure{telegramtest.BadGateway(), telegramtest.Page()}, pauses: []time.Duration{time.Second, 2 * time.Second}, arrives: 1},
		"down": {
			failures: slices.Repeat([]telegramtest.Failure{telegramtest.BadGateway()}, 6),
			pauses:   []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 16 * time.Second}, fails: true,
		},
		"busy for long": {
			failures: slices.Repeat([]telegramtest.Failure{telegramtest.TooMany(9)}, 20),
			pauses:   slices.Repeat([]time.Duration{9 * time.Second}, 20), arrives: 1,
		},
		"unavailable":      {failures: []telegramtest.Failure{telegramtest.Unavailable()}, pauses: []time.Duration{time.Second}, arrives: 1},
		"too long to wait": {failures: []telegramtest.Failure{telegramtest.TooMany(3600)}, fails: true},
		"dropped":          {failures: []telegramtest.Failure{telegramtest.Dropped()}, arrives: 1, fails: true},
		"cut off":          {failures: []telegramtest.Failure{telegramtest.Cut()}, fails: true},
		"half an answer":   {failures: []telegramtest.Failure{telegramtest.Half()}, arrives: 1, fails: true},
		"refused":          {failures: []telegramtest.Failure{telegramtest.BadRequest("something")}, fails: true},
		"blocked":          {failures: []telegramtest.Failure{telegramtest.Forbidden()}, fails: true, gone: true},
		"unknown chat":     {place: bot.Place{Platform: "telegram", Chat: "999"}, fails: true, gone: true},
		"deleted topic":    {place: bot.Place{Platform: "telegram", Chat: "11", Thread: "3"}, fails: true, gone: true},
	} {
		t.Run(name, func(t *testing.T) {
			s := telegramtest.New(t)
			b := build(t, s, nil)
			s.Meet(telegramtest.Private(anna), anna)
			s.Fail("sendMessage", test.failures...)
			if test.place == (bot.Place{}) {
				test.place = home
			}
			err := b.adapter.Send(t.Context(), test.place, verdict)
			if (err != nil) != test.fails || errors.Is(err, bot.ErrGone) != test.gone {
				t.Errorf("Send() = %v", err)
			}
			if err != nil && strings.Contains(err.Error(), s.Token) {
				t.Errorf("the token is in %v", err)
			}
			if got := s.Unread(); len(got) != test.arrives {
				t.Errorf("%d messages arrived, want %d", len(got), test.arrives)
			}
			if got := b.paused(); !slices.Equal(got, test.pauses) {
				t.Errorf("paused %v, want %v", got, test.pauses)
			}
		})
	}
}

func TestSendWhatCantBeSent(t *testing.T) {
	s := telegramtest.New(t)
	b := build(t, s, nil)
	s.Meet(telegramtest.Private(anna), anna)
	home := bot.Place{Platform: "telegram", Chat: "11"}
	if err := b.adapter.Send(t.Context(), home, bot.Message{Text: "<b> </b>\n"}); err == nil {
		t.Error("an empty message was sent")
	}
	err := b.adapter.Send(t.Context(), home, bot.Message{Text: "a < b & c</b>", Buttons: [][]bot.Button{
		{{Label: "", Command: "/a"}, {Label: "B", Command: "/b " + bot64}},
		{},
		{{Label: "D", Command: "/d"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if m := s.Next(t.Context()); m.Text != "a < b & c" || len(m.Buttons) != 1 || m.Buttons[0][0].Label != "D" {
		t.Errorf("what couldn't be a button wasn't left out: %+v", m)
	}
	if err = b.adapter.Send(t.Context(), home, bot.Message{Text: "x", Buttons: [][]bot.Button{{}}}); err != nil {
		t.Errorf("no buttons at all: %v", err)
	}
}

const bot64 = "0123456789012345678901234567890123456789012345678901234567890123"

func TestPaceOfPushes(t *testing.T) {
	s := telegramtest.New(t)
	full := errors.New("no turn")
	b := build(t, s, func(c *Config) {
		c.Pace = func(context.Context, string, bot.Sending) error { return full }
	})
	s.Meet(telegramtest.Private(anna), anna)
	if err := b.adapter.Send(t.Context(), bot.Place{Platform: "telegram", Chat: "11"}, verdict); !errors.Is(err, full) {
		t.Errorf("Send() = %v", err)
	}
}

// Whoever is told to wait tells all others: who sent too much in a group is
// told so for that group, else for everyone.
func TestRetryAfterHoldsUpEveryone(t *testing.T) {
	s := telegramtest.New(t)
	type held struct {
		chat string
		d    time.Duration
	}
	var holds []held
	turns := 0
	b := build(t, s, func(c *Config) {
		c.Pace = func(context.Context, string, bot.Sending) error { turns++; return nil }
		c.Hold = func(_ context.Context, chat string, d time.Duration) error {
			holds = append(holds, held{chat, d})
			return nil
		}
	})
	class := telegramtest.Chat{ID: -100, Type: "supergroup"}
	s.Meet(telegramtest.Private(anna), anna)
	s.Meet(class, anna)
	for _, to := range []bot.Place{{Platform: "telegram", Chat: "11"}, {Platform: "telegram", Chat: "-100", Group: true}} {
		s.Fail("sendMessage", telegramtest.TooMany(7))
		if err := b.adapter.Send(t.Context(), to, verdict); err != nil {
			t.Fatal(err)
		}
	}
	if want := []held{{"", 7 * time.Second}, {"-100", 7 * time.Second}}; !slices.Equal(holds, want) {
		t.Errorf("held up %v, want %v", holds, want)
	}
	if turns != 4 {
		t.Errorf("asked for a turn %d times, want it asked again after each wait", turns)
	}
}

// A long text arrives whole, in several messages, with the buttons under the
// last.
func TestLongText(t *testing.T) {
	s := telegramtest.New(t)
	b := build(t, s, nil)
	s.Meet(telegramtest.Private(anna), anna)
	line := "<b>Een regel</b> met <i>nadruk</i> &amp; een 🎓.\n"
	m := bot.Message{Text: bot.Text(strings.Repeat(line, 300)), Buttons: verdictButtons}
	if err := b.adapter.Send(t.Context(), bot.Place{Platform: "telegram", Chat: "11"}, m); err != nil {
		t.Fatal(err)
	}
	parts := s.Unread()
	var text []string
	for i, p := range parts {
		text = append(text, p.Text)
		if last := i == len(parts)-1; (len(p.Buttons) > 0) != last {
			t.Errorf("message %d of %d has the buttons %v", i+1, len(parts), p.Buttons)
		}
		if !strings.HasPrefix(p.Text, "Een regel") || !strings.HasSuffix(p.Text, ".") {
			t.Errorf("message %d wasn't cut at a line: %.20q", i+1, p.Text)
		}
	}
	if want := strings.TrimSpace(m.Text.Plain()); strings.Join(text, "\n") != want || len(parts) < 2 {
		t.Errorf("%d messages don't hold the whole text", len(parts))
	}
}

// Texts are cut where one would take a breath.
func TestFit(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"Een twee.\nDrie. Vier", "Een twee.\n"},
		{"Een. Twee drie vier", "Een. "},
		{"Een? Twee! Drie vier", "Een? Twee! "},
		{"een twee drie vier", "een twee "},
		{"eentweedrievier", "eentweedriev"},
		{"eentwee🎓🎓🎓", "eentwee🎓🎓"},
		{"kort", "kort"},
	} {
		if got := test.text[:fit(test.text, 12)]; got != test.want {
			t.Errorf("%q is cut behind %q, want %q", test.text, got, test.want)
		}
	}
}

var verdictButtons = [][]bot.Button{{{Label: "Why?", Command: "/why"}}}

// Pages hold all that was written but the spaces they are cut at, and none is
// too long; what is in them is what Spans makes of it.
func TestPages(t *testing.T) {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"<b>", "</b>", "<i>", "</i>", "&amp;", "&lt;", "&", "<", "\n", " ", "\xff"}),
		rapid.StringN(0, 3000, 6000),
		rapid.Map(rapid.IntRange(0, 5000), func(n int) string { return strings.Repeat("🎓", n) }),
	)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
		checkPages(t, text)
	})
}

func FuzzPages(f *testing.F) {
	f.Add("<b>a</b> &amp; <i>b")
	f.Add(strings.Repeat("a\nb <i>", 2000))
	f.Fuzz(func(t *testing.T, text string) { checkPages(t, text) })
}

func checkPages(t interface{ Fatalf(string, ...any) }, text string) {
	var all string
	for i, page := range pages(bot.Text(text), maxText) {
		shown := bot.Text(page).Plain()
		if n := width(shown); n > maxText || strings.TrimSpace(shown) == "" {
			t.Fatalf("page %d has %d characters", i, n)
		}
		all += shown
	}
	want := plain(bot.Text(strings.ToValidUTF8(text, "\uFFFD")).Spans())
	if strip(all) != strip(want) {
		t.Fatalf("%q became %q", want, all)
	}
}

func strip(s string) string { return strings.Join(strings.Fields(s), "") }
