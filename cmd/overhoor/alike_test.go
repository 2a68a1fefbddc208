package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot"
)

var update = flag.Bool("update", false, "write the conversations as they go now")

// TestPlatformsSayTheSame plays the conversations of testdata/alike three times:
// to the quiz itself, through Telegram and through Discord. What the quiz says
// stands in the file; on each platform people must see the same, message by
// message. "anna: text" is typed in private and "anna@klas: text" in a group;
// "anna: [Hint]" presses the last button of that name, "clock TIME" sets the
// clock and "restart" ends the program and begins it again. Run with -update to write the
// answers as they are now, and read the difference.
func TestPlatformsSayTheSame(t *testing.T) {
	files, err := filepath.Glob("testdata/alike/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no conversations", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			script := string(text)
			got, replies := rehearse(newStage(t, bare), script)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			} else if got != script {
				t.Fatalf("the quiz says other things:\n%s\nwant:\n%s", got, script)
			}
			for platform, connect := range map[string]connection{"telegram": onTelegram, "discord": onDiscord} {
				t.Run(platform, func(t *testing.T) {
					perform(newStage(t, connect), script, replies)
				})
			}
		})
	}
}

// line is one line of a script.
type line struct {
	who, group string // group is "" in private
	text       string
}

// pressed is the label of the button that a line presses.
func (l line) pressed() (label string, ok bool) {
	label, ok = strings.CutPrefix(l.text, "[")
	return strings.TrimSuffix(label, "]"), ok
}

// parseLine takes a line apart; ok is false for what the bot said and for remarks.
func parseLine(s string) (l line, ok bool) {
	who, text, found := strings.Cut(s, ": ")
	if !found || strings.HasPrefix(s, " ") || strings.HasPrefix(s, "#") || strings.HasPrefix(who, "bot") {
		return line{}, false
	}
	l.who, l.group, _ = strings.Cut(who, "@")
	l.text = text
	return l, true
}

// rehearse plays a script to the quiz itself. It returns the script with what
// is said below each line, and the replies to each.
func rehearse(s *stage, script string) (text string, replies [][]bot.Message) {
	var b strings.Builder
	for row := range strings.Lines(script) {
		row = strings.TrimSuffix(row, "\n")
		if strings.HasPrefix(row, "bot") || strings.HasPrefix(row, "     ") {
			continue
		}
		b.WriteString(row + "\n")
		l, said := parseLine(row)
		if !said {
			s.direct(row)
			continue
		}
		s.actor.act(l)
		messages := s.reply()
		for _, m := range messages {
			b.WriteString(draw(m))
		}
		replies = append(replies, messages)
	}
	return b.String(), replies
}

// perform plays a script on a platform and compares what people see with what
// the quiz said.
func perform(s *stage, script string, replies [][]bot.Message) {
	for row := range strings.Lines(script) {
		row = strings.TrimSuffix(row, "\n")
		l, said := parseLine(row)
		if !said {
			s.direct(row)
			continue
		}
		want := replies[0]
		replies = replies[1:]
		s.actor.act(l)
		n := len(s.reply())
		if n != len(want) {
			s.t.Fatalf("%q is answered by %d messages, and by the quiz itself by %d", row, n, len(want))
		}
		for i, seen := range s.actor.seen(want) {
			if problem := seen.differs(want[i], l.group != ""); problem != "" {
				s.t.Errorf("%q, message %d: %s", row, i+1, problem)
			}
		}
	}
}

// direct obeys a line that nobody says.
func (s *stage) direct(row string) {
	word, rest, _ := strings.Cut(row, " ")
	switch word {
	case "clock":
		s.setClock(rest)
	case "restart":
		s.restart()
	}
}

// draw writes a message as the files show it.
func draw(m bot.Message) string {
	who := "bot"
	switch {
	case m.Private:
		who = "bot (private)"
	case m.Edit:
		who = "bot (edit)"
	}
	if m.React != "" {
		return fmt.Sprintf("%s: %s\n", who, m.React)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", who, strings.ReplaceAll(m.Text.Plain(), "\n", "\n     "))
	if m.Aloud != "" {
		fmt.Fprintf(&b, "     (aloud: %s)\n", m.Aloud.Plain())
	}
	if m.Image != nil {
		fmt.Fprintf(&b, "     (picture: %s)\n", m.Image.Alt)
	}
	for _, row := range m.Buttons {
		var labels []string
		for _, button := range row {
			labels = append(labels, "["+button.Label+"]")
		}
		fmt.Fprintf(&b, "     %s\n", strings.Join(labels, " "))
	}
	return b.String()
}

// seen is a message as people see it on a platform, without its markup.
type seen struct {
	text    string
	buttons []string
	emoji   string // it is one on the message that it answers
	nothing bool   // it changes nothing that people see
}

// differs says in what a message is not what the quiz said. What is private may
// be said in words for all where a platform has no whispers.
func (s seen) differs(m bot.Message, group bool) string {
	if s.nothing || m.React != "" && s.emoji == m.React {
		return ""
	}
	var labels []string
	for _, row := range m.Buttons {
		for _, b := range row {
			labels = append(labels, b.Label)
		}
	}
	if m.Ask != nil && group {
		s.buttons = slices.DeleteFunc(s.buttons, func(label string) bool { return label == m.Ask.Label })
	}
	want, aloud := calm(m.Text.Plain()), calm(m.Aloud.Plain())
	switch got := calm(s.text); {
	case got != want && (aloud == "" || got != aloud):
		return fmt.Sprintf("people see\n%s\nand the quiz said\n%s", got, want)
	case !slices.Equal(s.buttons, labels):
		return fmt.Sprintf("it has the buttons %q, want %q", s.buttons, labels)
	}
	return ""
}

// calm is a text without the blanks at the ends of its lines, which platforms
// drop.
func calm(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Join(lines, "\n")
}
