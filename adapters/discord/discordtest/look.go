package discordtest

import (
	"slices"
	"unicode/utf8"
)

// embed is what a bot may put in one here.
type embed struct {
	Description string `json:"description"`
	Color       int    `json:"color"`
	Image       *struct {
		URL string `json:"url"`
	} `json:"image"`
}

// attachment tells of a file that comes with a message.
type attachment struct {
	ID          string `json:"id"`
	Name        string `json:"filename"`
	Description string `json:"description"`
}

// File stands under a message of the bot's. Alt is what is read aloud.
type File struct {
	Name, Alt string
	Data      []byte
}

// checkLooks holds embeds and files against the limits.
func (s *Server) checkLooks(m messageBody) {
	var embeds []embed
	var attached []attachment
	if m.Embeds != nil {
		embeds = *m.Embeds
	}
	if m.Attached != nil {
		attached = *m.Attached
	}
	if len(attached) != len(m.files) {
		s.complain("%d attachments are told of, %d files came", len(attached), len(m.files))
	}
	all := 0
	for _, e := range embeds {
		n := utf8.RuneCountInString(e.Description)
		if all += n; n > 4096 || e.Description == "" && e.Image == nil {
			s.complain("an embed with a description of %d characters", n)
		}
		if e.Image != nil && !slices.ContainsFunc(attached, func(a attachment) bool { return e.Image.URL == "attachment://"+a.Name }) {
			s.complain("an embed with the image %q, which isn't attached", e.Image.URL)
		}
	}
	if len(embeds) > 10 || all > 6000 {
		s.complain("%d embeds of %d characters", len(embeds), all)
	}
}

// text is what a message says, wherever it says it.
func (m *message) text() string {
	text := m.content
	for _, e := range m.embeds {
		text += e.Description
	}
	return text
}
