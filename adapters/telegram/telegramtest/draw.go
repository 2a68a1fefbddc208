package telegramtest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// draw makes a message of a request, as people see it. The lock is held.
func (s *Server) draw(method string, p map[string]string, c content) (Sent, *Failure) {
	m, most := Sent{HTML: c.text, Text: c.text}, 4096
	if c.photo != "" {
		var f *Failure
		if m.Photo, f = s.photo(method, c.photo); f != nil {
			return m, f
		}
		most = 1024
	}
	if c.document != "" {
		var f *Failure
		if m.Document, f = s.document(method, c.document); f != nil {
			return m, f
		}
		most = 1024
	}
	if c.mode == "HTML" {
		var err error
		if m.Text, m.Hidden, err = read(c.text); err != nil {
			s.complain(method + ": " + err.Error())
			return m, refuse("can't parse entities: " + err.Error())
		}
	} else if c.mode != "" {
		s.complain(method + ": parse_mode is HTML here, not " + c.mode)
	}
	switch n := width(m.Text); {
	case strings.TrimSpace(m.Text) == "" && c.photo+c.document == "":
		s.complain(method + ": the text is empty")
		return m, refuse("message text is empty")
	case n > most:
		s.complain(fmt.Sprintf("%s: a text of %d characters", method, n))
		return m, refuse("message is too long")
	}
	return m, s.buttons(method, p["reply_markup"], &m)
}

// buttons reads what stands under a message. The lock is held.
func (s *Server) buttons(method, raw string, m *Sent) *Failure {
	if raw == "" {
		return nil
	}
	var under markup
	_ = json.Unmarshal([]byte(raw), &under)
	m.ForceReply, m.Hint, m.Selective = under.Force, under.Hint, under.Selective
	if n := width(under.Hint); n > 64 {
		s.complain(fmt.Sprintf("%s: a placeholder of %d characters", method, n))
		return refuse("BUTTON_TEXT_INVALID")
	}
	if !under.Force && len(under.Keyboard) == 0 {
		s.complain(method + ": a keyboard without rows: " + raw)
		return refuse("object expected as reply markup")
	}
	for _, row := range under.Keyboard {
		var line []Button
		for _, b := range row {
			button := Button{b.Text, b.Data, b.URL, b.Share}
			if why := s.wrongButton(button); why != "" {
				s.complain(fmt.Sprintf("%s: the button %q %s", method, b.Text, why))
				return refuse("BUTTON_DATA_INVALID")
			}
			line = append(line, button)
		}
		if len(line) == 0 || len(line) > 8 {
			s.complain(fmt.Sprintf("%s: a row of %d buttons", method, len(line)))
		}
		m.Buttons = append(m.Buttons, line)
	}
	return nil
}

// wrongButton says what is wrong with a button. The lock is held.
func (s *Server) wrongButton(b Button) string {
	does := 0
	for _, what := range []string{b.Data, b.URL, b.Share} {
		if what != "" {
			does++
		}
	}
	switch {
	case b.Label == "" || does != 1:
		return fmt.Sprintf("does %d things", does)
	case len(b.Data) > 64:
		return fmt.Sprintf("has %d bytes of data", len(b.Data))
	case b.URL != "" && !strings.HasPrefix(b.URL, "https://"):
		return "leads nowhere: " + b.URL
	case b.Share != "" && s.NoInline:
		return "needs inline mode"
	}
	return ""
}

var (
	tag    = regexp.MustCompile(`<[^<>]*>|[<>]|&[a-z#0-9]*;?`)
	signs  = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&")
	known  = []string{"b", "i", "u", "s", "code", "pre", "blockquote", "tg-spoiler"}
	entity = []string{"&lt;", "&gt;", "&quot;", "&amp;"}
)

// read takes the markup out of Telegram's HTML and is strict about it; hidden is
// what of the text is covered.
func read(html string) (all, hidden string, err error) {
	var open []string
	var text, covered strings.Builder
	write := func(s string) {
		text.WriteString(s)
		if slices.Contains(open, "tg-spoiler") {
			covered.WriteString(s)
		}
	}
	for html != "" {
		at := tag.FindStringIndex(html)
		if at == nil {
			break
		}
		write(html[:at[0]])
		found := html[at[0]:at[1]]
		html = html[at[1]:]
		name := strings.Trim(found, "</>")
		switch {
		case slices.Contains(entity, found):
			write(signs.Replace(found))
		case strings.HasPrefix(found, "</") && len(open) > 0 && open[len(open)-1] == name:
			open = open[:len(open)-1]
		case strings.HasPrefix(found, "<") && !strings.HasPrefix(found, "</") && slices.Contains(known, name):
			open = append(open, name)
		default:
			return "", "", fmt.Errorf("%q can't stand here", found)
		}
	}
	if len(open) > 0 {
		return "", "", fmt.Errorf("<%s> isn't closed", open[len(open)-1])
	}
	text.WriteString(html)
	return text.String(), covered.String(), nil
}

func refuse(why string) *Failure {
	f := BadRequest(why)
	return &f
}
