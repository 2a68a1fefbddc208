package console

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot"
)

// converse feeds lines to a console and returns what it showed and what the
// handler got.
func converse(t *testing.T, cfg Config, input string, reply func(bot.Event) []bot.Message) (string, []bot.Event) {
	t.Helper()
	var out bytes.Buffer
	var events []bot.Event
	cfg.In, cfg.Out, cfg.Log = strings.NewReader(input), &out, slog.New(slog.DiscardHandler)
	err := New(cfg).Run(t.Context(), func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		events = append(events, e)
		if reply == nil {
			return nil, nil
		}
		return reply(e), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), events
}

func TestALineBecomesAnEvent(t *testing.T) {
	for _, tt := range []struct{ line, command, text string }{
		{"/quiz crm", "quiz", "crm"},
		{"/QUIZ\tcrm extra ", "quiz", "crm extra"},
		{"/stop", "stop", ""},
		{"een klant die terugkomt", "", "een klant die terugkomt"},
		{"/", "", "/"},
		{"12", "", "12"},
		{"=2", "", "2"},
		{"= 2", "", "= 2"},
		{"KW = (T x A x P) - K", "", "KW = (T x A x P) - K"},
		{"\ufeff/help", "help", ""},
		{"met \xff erin", "", "met \ufffd erin"},
	} {
		_, events := converse(t, Config{}, tt.line+"\n", nil)
		if len(events) != 1 || events[0].Command != tt.command || events[0].Text != tt.text {
			t.Errorf("%q: %+v, want command %q and text %q", tt.line, events, tt.command, tt.text)
		}
	}
}

func TestEmptyLinesSayNothing(t *testing.T) {
	if out, events := converse(t, Config{}, "\n  \r\n", nil); len(events) != 0 || out != "" {
		t.Errorf("%q, %+v", out, events)
	}
}

func TestTheNumberOfAChoicePressesIt(t *testing.T) {
	reply := func(e bot.Event) []bot.Message {
		if e.Command != "quiz" {
			return []bot.Message{{Text: "ok"}}
		}
		return []bot.Message{
			{Text: "Goed.", Buttons: [][]bot.Button{{{Label: "Ik twijfelde", Command: "/doubt r1"}}}},
			{Text: "Wat?", Buttons: [][]bot.Button{{{Label: "Hint", Command: "/hint"}, {Label: "Stop", Command: "/stop"}}}},
		}
	}
	out, events := converse(t, Config{}, "2\n/quiz\n2\n1\n4\n=2\n02\n", reply)
	if want := "Goed.\n[1] Ik twijfelde\n\nWat?\n[2] Hint  [3] Stop\n\n"; !strings.Contains(out, want) {
		t.Errorf("shown %q, want %q in it", out, want)
	}
	type got struct {
		command, text string
		pressed       bool
	}
	var all []got
	for _, e := range events {
		all = append(all, got{e.Command, e.Text, e.Pressed})
	}
	want := []got{
		{"", "2", false}, {"quiz", "", false}, {"hint", "", true}, {"doubt", "r1", true},
		{"", "4", false}, {"", "2", false}, {"", "02", false},
	}
	if !reflect.DeepEqual(all, want) {
		t.Errorf("events %v, want %v", all, want)
	}
}

func TestEventsAreOneKeepOfTheirOwnAcrossRestarts(t *testing.T) {
	seen := map[string]bool{}
	for range 3 {
		_, events := converse(t, Config{}, "a\nb\n", nil)
		for _, e := range events {
			if seen[e.ID] || e.ID == "" {
				t.Fatalf("event ID %q came twice", e.ID)
			}
			seen[e.ID] = true
		}
	}
}

func TestAGroupTalksByName(t *testing.T) {
	reply := func(e bot.Event) []bot.Message {
		return []bot.Message{
			{Text: "Goed, " + bot.Escape(e.From.Name) + ".\nDe stand: 1"},
			{Text: "Alleen voor jou.", Private: true},
			{Text: "Bijna.", Private: true, React: "🤔"},
		}
	}
	out, events := converse(t, Config{Group: true}, "anna: /quiz crm\nzonder naam\nbram: klantbinding\n", reply)
	want := "bot: Goed, anna.\n     De stand: 1\n\nbot (anna): Alleen voor jou.\n\nbot (anna): 🤔\n\n" + errNoName.Error() + "\n" +
		"bot: Goed, bram.\n     De stand: 1\n\nbot (bram): Alleen voor jou.\n\nbot (bram): 🤔\n\n"
	if out != want {
		t.Errorf("shown:\n%s\nwant:\n%s", out, want)
	}
	if len(events) != 2 {
		t.Fatalf("%d events, want 2", len(events))
	}
	anna, bram := events[0], events[1]
	if !anna.Place.Group || anna.Place != bram.Place {
		t.Errorf("places %+v and %+v, want one group", anna.Place, bram.Place)
	}
	if anna.From.ID != "anna" || bram.From.ID != "bram" || !bram.Direct || bram.Text != "klantbinding" {
		t.Errorf("events %+v", events)
	}
}

// A terminal edits nothing: a scoreboard is a line, and the last one is in what was
// said.
func TestAScoreboardIsALine(t *testing.T) {
	reply := func(e bot.Event) []bot.Message {
		board := &bot.Scoreboard{Round: "r", Edition: 1, Closed: e.Text == "b"}
		return []bot.Message{{Text: "Goed."}, {Text: "<b>Stand · CRM</b>\n1. Bram · 5\n2. Eva · 4", Scoreboard: board}}
	}
	out, _ := converse(t, Config{Group: true}, "anna: a\nanna: b\n", reply)
	want := "bot: Goed.\n\nbot: Stand · CRM: 1. Bram 5, 2. Eva 4\n\nbot: Goed.\n\n"
	if out != want {
		t.Errorf("shown:\n%s\nwant:\n%s", out, want)
	}
}

func TestColours(t *testing.T) {
	reply := func(bot.Event) []bot.Message {
		return []bot.Message{{Text: "<b>Goed.</b> Terug\nmorgen", Tone: bot.Good}}
	}
	out, _ := converse(t, Config{Color: Always}, "x\n", reply)
	if want := "\x1b[32m\x1b[1mGoed.\x1b[22m Terug\x1b[39m\nmorgen\n\n"; out != want {
		t.Errorf("coloured %q, want %q", out, want)
	}
	for _, color := range []Color{Auto, Never} {
		if out, _ := converse(t, Config{Color: color}, "x\n", reply); out != "Goed. Terug\nmorgen\n\n" {
			t.Errorf("plain %q", out)
		}
	}
}

func TestNoTextSteersTheTerminal(t *testing.T) {
	out, _ := converse(t, Config{}, "x\n", func(bot.Event) []bot.Message {
		return []bot.Message{{Text: bot.Escape("a\x1b[2Jb\x07c\r\td")}}
	})
	if out != "a[2Jbc d\n\n" {
		t.Errorf("shown %q", out)
	}
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		line  string
		width int
		want  []string
	}{
		{"aa bb cc", 0, []string{"aa bb cc"}},
		{"aa bb cc", 5, []string{"aa bb", "cc"}},
		{"\x1b[1maa\x1b[22m bb cc", 5, []string{"\x1b[1maa\x1b[22m bb", "cc"}},
		{"écru één", 4, []string{"écru", "één"}},
		{"維基 百科", 5, []string{"維基", "百科"}},
		{"klantrelatiemanagement is", 10, []string{"klantrelatiemanagement", "is"}},
		{"", 5, []string{""}},
	} {
		if got := wrap(tt.line, tt.width); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("wrap(%q, %d) = %q, want %q", tt.line, tt.width, got, tt.want)
		}
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	silent, nobody := io.Pipe()
	defer nobody.Close()
	ctx, stop := context.WithCancel(t.Context())
	c := New(Config{In: silent, Out: io.Discard, Log: slog.New(slog.DiscardHandler)})
	done := make(chan error)
	go func() { done <- c.Run(ctx, nil) }()
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestALineTooLongIsAnError(t *testing.T) {
	c := New(Config{In: strings.NewReader(strings.Repeat("a", 2*longest)), Out: io.Discard})
	if err := c.Run(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "shorter") {
		t.Errorf("error %v, want one that says what to do", err)
	}
}

func TestSendKnowsItsPlaceOnly(t *testing.T) {
	var out bytes.Buffer
	c := New(Config{In: strings.NewReader(""), Out: &out})
	if err := c.Send(t.Context(), bot.Place{Platform: Platform, Chat: "me"}, bot.Message{Text: "Goedemorgen."}); err != nil {
		t.Error(err)
	}
	if out.String() != "Goedemorgen.\n\n" {
		t.Errorf("sent %q", out.String())
	}
	if err := c.Send(t.Context(), bot.Place{Platform: Platform, Chat: "anna"}, bot.Message{}); !errors.Is(err, bot.ErrGone) {
		t.Errorf("error %v, want ErrGone", err)
	}
}

func TestTabCompletesCommandsAndArguments(t *testing.T) {
	c := New(Config{
		In: strings.NewReader(""), Out: io.Discard,
		Commands: []bot.Command{{Name: "quiz"}, {Name: "stop"}, {Name: "stats"}},
		Complete: func(_ context.Context, e bot.Event) []bot.Choice {
			return []bot.Choice{{Label: "CRM", Value: e.Text + "rm"}}
		},
	})
	for line, want := range map[string][]string{
		"/st":     {"/stop", "/stats"},
		"/quiz c": {"/quiz crm"},
		"st":      nil,
	} {
		if got := c.completions(t.Context(), line); !reflect.DeepEqual(got, want) {
			t.Errorf("%q completes to %q, want %q", line, got, want)
		}
	}
}

func TestInAGroupEverybodyIsAnAdmin(t *testing.T) {
	for _, group := range []bool{false, true} {
		_, events := converse(t, Config{Group: group}, "anna: /daily 08:30\n", nil)
		if len(events) != 1 || events[0].From.Admin != group {
			t.Errorf("group %t: %+v", group, events)
		}
	}
}
