package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/overhoor/overhoor/bot"
)

// draw writes a message as the files show it.
func draw(m said) string {
	who := "bot"
	switch {
	case m.unbid:
		who = "bot (to " + m.person + ")"
	case m.Private:
		who = "bot (private)"
	case m.Edit:
		who = "bot (edit)"
	}
	if m.Scoreboard != nil {
		who = fmt.Sprintf("bot (scores %d)", m.Scoreboard.Edition)
	}
	if m.React != "" {
		return fmt.Sprintf("%s: %s\n", who, m.React)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", who, strings.ReplaceAll(m.Text.Plain(), "\n", "\n     "))
	if text := hidden(m.Text); text != "" {
		fmt.Fprintf(&b, "     (covered: %s)\n", text)
	}
	if m.Aloud != "" {
		fmt.Fprintf(&b, "     (aloud: %s)\n", m.Aloud.Plain())
	}
	if m.Image != nil {
		fmt.Fprintf(&b, "     (picture: %s)\n", strings.ReplaceAll(m.Image.Alt, "\n", "\n     "))
	}
	if m.Share != nil {
		fmt.Fprintf(&b, "     (share: %s)\n", m.Share.Label)
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

// hidden is what of a text is covered.
func hidden(t bot.Text) string {
	var b strings.Builder
	for _, s := range t.Spans() {
		if s.Hidden {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// seen is a message as people see it on a platform, without its markup.
type seen struct {
	text    string
	covered string // of the text
	buttons []string
	picture []byte
	alt     string // read aloud to who can't see the picture; "" where there is no such
	emoji   string // it is one on the message that it answers
	nothing bool   // it changes nothing that people see
	whisper bool   // only one person sees it
	alert   bool   // it is plain text in a window
}

// differs says in what a message is not what the quiz said. What is private is
// said in words for all where all can read it.
func (s seen) differs(m said) string {
	if s.nothing || m.React != "" && s.emoji == m.React {
		return ""
	}
	text := m.Text
	if m.group && m.Private && !s.whisper && m.Aloud != "" {
		text = m.Aloud
	}
	var labels []string
	for _, row := range m.Buttons {
		for _, b := range row {
			labels = append(labels, b.Label)
		}
	}
	s.buttons = slices.DeleteFunc(s.buttons, func(label string) bool {
		return m.Ask != nil && m.group && label == m.Ask.Label || m.Share != nil && label == m.Share.Label
	})
	switch got, want := calm(s.text), calm(text.Plain()); {
	case got != want:
		return fmt.Sprintf("people see\n%s\nand the quiz said\n%s", got, want)
	case !s.alert && s.covered != hidden(text):
		return fmt.Sprintf("covered is %q, want %q", s.covered, hidden(text))
	case !slices.Equal(s.buttons, labels):
		return fmt.Sprintf("it has the buttons %q, want %q", s.buttons, labels)
	case s.whisper && !m.Private:
		return "only one person sees it"
	}
	return s.pictured(m)
}

// pictured says in what a message's picture is not the quiz's.
func (s seen) pictured(m said) string {
	switch {
	case m.Image == nil && s.picture == nil:
		return ""
	case m.Image == nil:
		return "it has a picture"
	case !bytes.Equal(m.Image.PNG, s.picture):
		return fmt.Sprintf("its picture has %d bytes, want %d, or it is another", len(s.picture), len(m.Image.PNG))
	case s.alt != "" && s.alt != calm(m.Image.Alt):
		return fmt.Sprintf("its picture is read aloud as %q, want %q", s.alt, m.Image.Alt)
	}
	return ""
}

// edited wants a scoreboard to stay in the message that it was first seen in.
func (s *stage) edited(m said, message string) {
	s.t.Helper()
	if first := s.boards[m.Scoreboard.Round]; first != "" && first != message {
		s.t.Errorf("the scoreboard came again, in another message: %s", m.Text.Plain())
	}
	s.boards[m.Scoreboard.Round] = message
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
