package discord

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/overhoor/overhoor/bot"
)

// Discord's limits, in runes and pieces.
const (
	maxLabel  = 80
	maxID     = 100
	maxTitle  = 45
	maxInRow  = 5
	maxRows   = 5
	maxAnswer = 1000
)

// payload is a message as Discord wants it. All fields are sent each time: an
// update clears what it leaves out.
type payload struct {
	Content     string                           `json:"content"`
	Components  []discordgo.MessageComponent     `json:"components"`
	Embeds      []embed                          `json:"embeds"`
	Attachments []attachment                     `json:"attachments"`
	Mentions    discordgo.MessageAllowedMentions `json:"allowed_mentions"` // none, ever
	Flags       discordgo.MessageFlags           `json:"flags,omitempty"`
	Nonce       string                           `json:"nonce,omitempty"`
	Enforce     bool                             `json:"enforce_nonce,omitempty"`
	Reference   *discordgo.MessageReference      `json:"message_reference,omitempty"`

	file *upload // of the only attachment, sent beside the JSON; nil for none
}

// draw makes a message into as many payloads as its length asks for. The
// buttons hang under the last.
func draw(m bot.Message, group bool) []payload {
	var all []payload
	for part, content := range markdown(m.Text) {
		p := payload{
			Content:     content,
			Components:  []discordgo.MessageComponent{},
			Embeds:      []embed{},
			Attachments: []attachment{},
			Mentions:    discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
		}
		p.dress(m, part == 0)
		if m.Private && group {
			p.Flags = discordgo.MessageFlagsEphemeral
		}
		all = append(all, p)
	}
	all[len(all)-1].Components = components(m, group)
	return all
}

// components draws the buttons. In a group, where the bot can't read what is
// typed, a question gets one that opens a form.
func components(m bot.Message, group bool) []discordgo.MessageComponent {
	taken := map[string]bool{}
	var rows [][]discordgo.MessageComponent
	if m.Ask != nil && group {
		rows = append(rows, []discordgo.MessageComponent{discordgo.Button{
			Label:    label(m.Ask.Label, m.Ask.Title),
			Style:    discordgo.PrimaryButton,
			CustomID: askID(*m.Ask),
		}})
	}
	for _, buttons := range m.Buttons {
		var row []discordgo.MessageComponent
		for _, b := range buttons {
			id := customID(b.Command, taken)
			if id == "" {
				continue
			}
			row = append(row, discordgo.Button{Label: label(b.Label, b.Command), Style: discordgo.SecondaryButton, CustomID: id})
		}
		rows = append(rows, row)
	}
	return fit(rows)
}

// customID is the command, numbered when the message has it already. A command
// that doesn't fit gives "".
func customID(command string, taken map[string]bool) string {
	id := command
	for n := 2; taken[id]; n++ {
		id = fmt.Sprintf("%d:%s", n, command)
	}
	if command == "" || len(id) > maxID {
		return ""
	}
	taken[id] = true
	return id
}

// fit makes rows that Discord accepts: none empty, and when there are too
// many or too wide ones, all buttons in rows of five.
func fit(rows [][]discordgo.MessageComponent) []discordgo.MessageComponent {
	rows = slices.DeleteFunc(rows, func(r []discordgo.MessageComponent) bool { return len(r) == 0 })
	wide := slices.ContainsFunc(rows, func(r []discordgo.MessageComponent) bool { return len(r) > maxInRow })
	if wide || len(rows) > maxRows {
		rows = slices.Collect(slices.Chunk(slices.Concat(rows...), maxInRow))
		rows = rows[:min(len(rows), maxRows)]
	}
	fitted := make([]discordgo.MessageComponent, 0, len(rows))
	for _, r := range rows {
		fitted = append(fitted, discordgo.ActionsRow{Components: r})
	}
	return fitted
}

func label(s, instead string) string {
	if strings.TrimSpace(s) == "" {
		s = instead
	}
	return cut(s, maxLabel)
}

// cut shortens a line to n runes, and says so with an ellipsis.
func cut(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" {
		return "…"
	}
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n-1]) + "…"
	}
	return s
}

// nonce makes a message idempotent: Discord gives the first back when the
// same nonce comes again within some minutes.
func nonce(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return base64.RawURLEncoding.EncodeToString(sum[:18]) // 24 signs of at most 25
}
