package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"
)

// ephemeral is the flag of a message that one person sees.
const ephemeral = 1 << 6

// silent is the flag of a message for which no telephone rings.
const silent = 1 << 12

// message is what stands in a channel.
type message struct {
	id         string
	channel    Channel
	content    string
	embeds     []embed
	files      []File
	components []json.RawMessage
	flags      int
	reply      string
}

// messageBody is a message as a bot may send it: other fields are refused.
type messageBody struct {
	Content    *string            `json:"content"`
	Components *[]json.RawMessage `json:"components"`
	Embeds     *[]embed           `json:"embeds"`
	Attached   *[]attachment      `json:"attachments"`
	Mentions   *mentions          `json:"allowed_mentions"`
	Flags      *int               `json:"flags"`
	TTS        *bool              `json:"tts"`
	Nonce      *string            `json:"nonce"`
	Enforce    *bool              `json:"enforce_nonce"`
	Reference  *messageReference  `json:"message_reference"`

	files [][]byte // that came beside the JSON
}

type mentions struct {
	Parse       *[]string `json:"parse"`
	Roles       []string  `json:"roles"`
	Users       []string  `json:"users"`
	RepliedUser bool      `json:"replied_user"`
}

type messageReference struct {
	Type            int    `json:"type"`
	MessageID       string `json:"message_id"`
	ChannelID       string `json:"channel_id"`
	GuildID         string `json:"guild_id"`
	FailIfNotExists *bool  `json:"fail_if_not_exists"`
}

// strict decodes JSON and refuses fields that it doesn't know.
func strict(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one value")
	}
	return nil
}

// readMessage decodes a message and holds it against Discord's limits and
// against the rule that no message can ping.
func (s *Server) readMessage(text []byte) (messageBody, bool) {
	var m messageBody
	if err := strict(text, &m); err != nil {
		s.complain("message %s: %v", text, err)
		return m, false
	}
	before := len(s.complaints)
	if m.Mentions == nil || m.Mentions.Parse == nil || len(*m.Mentions.Parse)+len(m.Mentions.Roles)+len(m.Mentions.Users) > 0 || m.Mentions.RepliedUser {
		s.complain("a message that can ping: %s", text)
	}
	if m.Content != nil && utf8.RuneCountInString(*m.Content) > 2000 {
		s.complain("content of %d characters, 2000 are allowed", utf8.RuneCountInString(*m.Content))
	}
	if m.Nonce != nil && len(*m.Nonce) > 25 {
		s.complain("nonce %q is longer than 25", *m.Nonce)
	}
	if m.Components != nil {
		s.checkRows(*m.Components)
	}
	m.files, s.uploads = s.uploads, nil
	s.checkLooks(m)
	return m, len(s.complaints) == before
}

// notEmpty is the rule for a new message.
func (m messageBody) notEmpty() bool {
	return m.Content != nil && strings.TrimSpace(*m.Content) != "" || m.Embeds != nil && len(*m.Embeds) > 0
}

// row is a row of buttons.
type row struct {
	Type       int      `json:"type"`
	ID         int      `json:"id"`
	Components []button `json:"components"`
}

type button struct {
	Type     int             `json:"type"`
	ID       int             `json:"id"`
	Style    int             `json:"style"`
	Label    string          `json:"label"`
	CustomID string          `json:"custom_id"`
	URL      string          `json:"url"`
	SKU      string          `json:"sku_id"`
	Disabled bool            `json:"disabled"`
	Emoji    json.RawMessage `json:"emoji"`
}

// checkRows holds buttons against the limits.
func (s *Server) checkRows(rows []json.RawMessage) {
	if len(rows) > 5 {
		s.complain("%d rows of buttons, 5 are allowed", len(rows))
	}
	taken := map[string]bool{}
	for _, text := range rows {
		var r row
		if err := strict(text, &r); err != nil {
			s.complain("row %s: %v", text, err)
			continue
		}
		if r.Type != 1 || len(r.Components) == 0 || len(r.Components) > 5 {
			s.complain("a row of type %d with %d buttons", r.Type, len(r.Components))
		}
		for _, b := range r.Components {
			s.checkButton(b, taken)
		}
	}
}

func (s *Server) checkButton(b button, taken map[string]bool) {
	switch {
	case b.Type != 2 || b.Style < 1 || b.Style > 4:
		s.complain("button %q of type %d and style %d", b.Label, b.Type, b.Style)
	case b.Label == "" || utf8.RuneCountInString(b.Label) > 80:
		s.complain("button label %q: 1 to 80 characters are allowed", b.Label)
	case b.CustomID == "" || utf8.RuneCountInString(b.CustomID) > 100:
		s.complain("custom ID %q of button %q: 1 to 100 characters are allowed", b.CustomID, b.Label)
	case taken[b.CustomID]:
		s.complain("custom ID %q stands twice in a message", b.CustomID)
	}
	taken[b.CustomID] = true
}

// buttons are those of a message, row after row.
func buttons(rows []json.RawMessage) []Button {
	var all []Button
	for _, text := range rows {
		var r row
		if json.Unmarshal(text, &r) != nil {
			continue
		}
		for _, b := range r.Components {
			all = append(all, Button{Label: b.Label, ID: b.CustomID})
		}
	}
	return all
}

// put keeps a new message.
func (s *Server) put(c Channel, m messageBody) *message {
	made := &message{id: s.newID(), channel: c}
	made.change(m)
	if m.Flags != nil {
		made.flags = *m.Flags
	}
	if m.Reference != nil {
		made.reply = m.Reference.MessageID
	}
	s.messages[made.id] = made
	return made
}

// change takes over the fields that are there.
func (m *message) change(b messageBody) {
	if b.Content != nil {
		m.content = *b.Content
	}
	if b.Components != nil {
		m.components = *b.Components
	}
	if b.Embeds != nil {
		m.embeds = *b.Embeds
	}
	if b.Attached != nil {
		m.files = nil
		for i, a := range *b.Attached {
			m.files = append(m.files, File{Name: a.Name, Alt: a.Description, Data: b.files[i]})
		}
	}
}

func (m *message) json(s *Server) map[string]any {
	components := m.components
	if components == nil {
		components = []json.RawMessage{}
	}
	return map[string]any{"id": m.id, "channel_id": m.channel.ID, "type": 0, "content": m.content, "author": s.bot(),
		"components": components, "embeds": []any{}, "mentions": []any{}, "mention_roles": []any{}, "attachments": []any{},
		"flags": m.flags, "tts": false, "pinned": false, "mention_everyone": false,
		"timestamp": "2026-11-24T08:00:00+00:00", "edited_timestamp": nil}
}

// createMessage says something in a channel.
func (s *Server) createMessage(r *http.Request, body []byte) answer {
	m, ok := s.readMessage(body)
	if !ok || !m.notEmpty() {
		if ok {
			s.complain("an empty message: %s", body)
		}
		return refuse(400, 50006, "Cannot send an empty message")
	}
	if m.Flags != nil && *m.Flags&ephemeral != 0 {
		s.complain("a private message without an interaction: %s", body)
	}
	id := r.PathValue("channel_id")
	if refusal, refused := s.refusal(id, m); refused {
		return refusal
	}
	if _, archived := s.archived[id]; archived {
		return refuse(http.StatusBadRequest, threadArchived, "Thread is archived")
	}
	channel := Channel{ID: id, Guild: s.guilds[id]}
	key := channel.ID
	if m.Nonce != nil && m.Enforce != nil && *m.Enforce {
		key += " " + *m.Nonce
		if again := s.messages[s.nonces[key]]; again != nil {
			return answer{200, again.json(s)}
		}
	}
	made := s.put(channel, m)
	s.nonces[key] = made.id
	s.show(Sent{How: Posted}, made)
	return answer{200, made.json(s)}
}
