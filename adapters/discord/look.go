package discord

import (
	"cmp"
	"fmt"

	"github.com/overhoor/overhoor/bot"
)

// embed is a text with a bar in a colour beside it, or a picture under it. What
// has neither is plain content, which everyone sees and can select.
type embed struct {
	Description string   `json:"description,omitempty"`
	Color       int      `json:"color,omitempty"`
	Image       *picture `json:"image,omitempty"`
}

type picture struct {
	URL string `json:"url"`
}

// attachment tells of a file that comes with a message; Description is read
// aloud to who can't see it.
type attachment struct {
	ID          string `json:"id"`
	Name        string `json:"filename"`
	Description string `json:"description,omitempty"`
}

const (
	imageName = "picture.png"
	maxAlt    = 1024
)

// colour is the bar of a tone, on light and on dark alike, and 0 for none. The
// words say the same, so nobody has to see it.
func colour(t bot.Tone) int {
	switch t {
	case bot.Good:
		return 0x2E9E5B
	case bot.Almost:
		return 0xE0A100
	case bot.Wrong:
		return 0xD64545
	case bot.Unsure:
		return 0x5B7BD6
	}
	return 0
}

// dress gives a payload the looks of its message: the picture of a message
// stands under its first part.
func (p *payload) dress(m bot.Message, first bool) {
	e := embed{Description: p.Content, Color: colour(m.Tone)}
	if first && m.Image != nil && len(m.Image.PNG) > 0 {
		e.Image = &picture{URL: "attachment://" + imageName}
		p.Attachments = []attachment{{ID: "0", Name: imageName, Description: cut(m.Image.Alt, maxAlt)}}
		p.file = &upload{imageName, "image/png", m.Image.PNG}
	} else if f := m.Document; first && f != nil && len(f.Data) > 0 {
		p.Attachments = []attachment{{ID: "0", Name: f.Name}}
		p.file = &upload{f.Name, "text/plain; charset=utf-8", f.Data}
	}
	if e.Color != 0 || e.Image != nil {
		p.Content, p.Embeds = "", []embed{e}
	}
}

// plainer is the payload with less of what must be allowed: first without its
// picture, then as plain content. It is false when nothing is left to leave out.
func (p payload) plainer() (payload, bool) {
	if len(p.Embeds) == 0 {
		return p, false
	}
	e := p.Embeds[0]
	if e.Image != nil && e.Color != 0 {
		e.Image = nil
		p.Embeds = []embed{e}
	} else {
		p.Content, p.Embeds = e.Description, []embed{}
	}
	p.Attachments, p.file = []attachment{}, nil
	return p, true
}

// allowed says a payload in the plainest way that it takes to be allowed.
func allowed(p payload, say func(payload) error) error {
	err := say(p)
	for hasCode(err, codeForbidden) {
		var less bool
		if p, less = p.plainer(); !less {
			break
		}
		err = say(p)
	}
	return err
}

// words are what a payload says, however it looks.
func (p payload) words() string {
	text := p.Content
	for _, e := range p.Embeds {
		text = cmp.Or(text, e.Description)
	}
	for _, a := range p.Attachments {
		text += fmt.Sprint("\x00", a.Description)
	}
	return text
}
