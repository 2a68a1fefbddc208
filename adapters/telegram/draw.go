package telegram

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/overhoor/overhoor/bot"
)

// Telegram's limits. Characters are counted as UTF-16 units, which is never
// too few.
const (
	maxText        = 4096 // of a message, without its markup
	maxCaption     = 1024 // of what stands under a picture
	maxAlert       = 200  // of the answer to a pressed button
	maxPlaceholder = 64   // in the field where the answer is typed
	maxData        = 64   // bytes behind a button
)

// drawing is a message as Telegram shows it: one text or, when it is long,
// several, the last with the buttons or the request for a reply under it. A
// picture or a file has the first text under it.
type drawing struct {
	files []upload // one or none
	texts []string // HTML
	reply *tgbotapi.ForceReply
	keys  *tgbotapi.InlineKeyboardMarkup
}

// draw makes the drawing. forced asks for a reply instead of showing buttons,
// because a message can't have both; the buttons then stand in the text as
// commands that can be tapped.
func draw(m bot.Message, forced bool) drawing {
	text, first := emoji(m)+m.Text, maxText
	var d drawing
	if d.files = along(m); d.files != nil {
		first = maxCaption
	}
	if m.Image != nil && text == "" {
		text = bot.Escape(m.Image.Alt)
	}
	if !forced || m.Ask == nil {
		d.texts, d.keys = pages(text, first), keyboard(m.Buttons)
		return d
	}
	if line := commands(m.Buttons); line != "" {
		text += "\n\n" + line
	}
	d.texts = pages(text, first)
	d.reply = &tgbotapi.ForceReply{ForceReply: true, InputFieldPlaceholder: truncate(m.Ask.Label, maxPlaceholder)}
	return d
}

// along is what is sent with a message: its picture or its file. What is said again
// has neither.
func along(m bot.Message) []upload {
	switch {
	case m.Image != nil && len(m.Image.PNG) > 0:
		return []upload{{"photo", "picture.png", m.Image.PNG}}
	case m.Document != nil && len(m.Document.Data) > 0:
		return []upload{{"document", m.Document.Name, m.Document.Data}}
	}
	return nil
}

// emoji is the tone as the message's first sign, when it has none yet.
func emoji(m bot.Message) bot.Text {
	if strings.ContainsFunc(string(m.Text), func(r rune) bool { return r >= 0x1F000 }) {
		return ""
	}
	switch m.Tone {
	case bot.Good:
		return "✅ "
	case bot.Almost:
		return "🟡 "
	case bot.Wrong:
		return "❌ "
	case bot.Unsure:
		return "🤔 "
	}
	return ""
}

// keyboard are the buttons under a message, nil when there are none: Telegram
// refuses a keyboard without rows. What can't be a button is left out.
func keyboard(rows [][]bot.Button) *tgbotapi.InlineKeyboardMarkup {
	var keys [][]tgbotapi.InlineKeyboardButton
	for _, row := range rows {
		var line []tgbotapi.InlineKeyboardButton
		for _, b := range row {
			if b.Label != "" && b.Command != "" && len(b.Command) <= maxData {
				line = append(line, tgbotapi.NewInlineKeyboardButtonData(b.Label, b.Command))
			}
		}
		if line != nil {
			keys = append(keys, line)
		}
	}
	if keys == nil {
		return nil
	}
	return &tgbotapi.InlineKeyboardMarkup{InlineKeyboard: keys}
}

// commands is what the buttons do, as commands to tap on. They come without
// the arguments: those only tell old buttons from new.
func commands(rows [][]bot.Button) bot.Text {
	var all []string
	for _, row := range rows {
		for _, b := range row {
			command, _, _ := strings.Cut(b.Command, " ")
			all = append(all, string(bot.Escape(b.Label+" "+command)))
		}
	}
	return bot.Text(strings.Join(all, " · "))
}

// pages cuts a text into pieces that fit in a message, as HTML; the first may be
// shorter. Pieces with nothing to see are left out.
func pages(text bot.Text, room int) []string {
	var pages []string
	spans := bot.Text(strings.ToValidUTF8(string(text), "\uFFFD")).Spans()
	for rest := plain(spans); rest != ""; {
		at := fit(rest, room)
		var page []bot.Span
		page, spans = split(spans, at)
		if strings.TrimSpace(rest[:at]) != "" {
			pages = append(pages, strings.TrimSpace(markup(page)))
			room = maxText
		}
		rest = rest[at:]
	}
	return pages
}

func plain(spans []bot.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// fit is how many bytes of s go into room, cut behind a line if possible, else
// behind a sentence, else behind a word, else anywhere.
func fit(s string, room int) int {
	line, sentence, word := 0, 0, 0
	var last rune
	for i, r := range s {
		if room -= units(r); room < 0 {
			return cmp.Or(line, sentence, word, i)
		}
		if unicode.IsSpace(r) {
			word = i + utf8.RuneLen(r)
			if strings.ContainsRune(".?!…", last) {
				sentence = word
			}
		}
		last = r
		if r == '\n' {
			line = word
		}
	}
	return len(s)
}

// split cuts spans behind so many bytes.
func split(spans []bot.Span, at int) (head, tail []bot.Span) {
	for i, s := range spans {
		if at < len(s.Text) {
			left, right := s, s
			left.Text, right.Text = s.Text[:at], s.Text[at:]
			return append(head, left), append([]bot.Span{right}, spans[i+1:]...)
		}
		head = append(head, s)
		at -= len(s.Text)
	}
	return head, nil
}

// markup writes spans in Telegram's HTML.
func markup(spans []bot.Span) string {
	var b strings.Builder
	for _, s := range spans {
		html := string(bot.Escape(s.Text))
		if html != "" && s.Soft {
			html = "<i>" + html + "</i>"
		}
		if html != "" && s.Strong {
			html = "<b>" + html + "</b>"
		}
		if html != "" && s.Hidden {
			html = "<tg-spoiler>" + html + "</tg-spoiler>"
		}
		b.WriteString(html)
	}
	return b.String()
}

// truncate cuts s to at most n UTF-16 units.
func truncate(s string, n int) string {
	for i, r := range s {
		if n -= units(r); n < 0 {
			return s[:i]
		}
	}
	return s
}

// width is how many UTF-16 units a text takes.
func width(s string) int {
	n := 0
	for _, r := range s {
		n += units(r)
	}
	return n
}

// units is how many UTF-16 units a character takes.
func units(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}
