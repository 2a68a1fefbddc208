package telegramtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
)

// Sent is something that the bot showed.
type Sent struct {
	Chat       Chat
	ID         int64
	HTML       string    // as it came
	Text       string    // as people see it, under the picture if there is one
	Hidden     string    // what of it is covered until one taps on it
	Photo      []byte    // PNG, nil for none
	Document   *Document // a file to keep, nil for none
	Poll       *Poll     // a quiz, whose question is Text; nil for none
	Buttons    [][]Button
	ForceReply bool
	Hint       string // in the field of a forced reply
	Selective  bool   // the reply is forced from one only
	ReplyTo    int64  // the message that it answers, or 0
	Edited     bool   // it replaced the message with this ID
	Alert      bool   // it was shown to who pressed a button, and to nobody else
	Silent     bool   // no telephone rings for it: Quiet fetches it
}

// Document is a file that goes along with a message.
type Document struct {
	Name string
	Data []byte
}

// Button is a button under a message: it sends Data, opens URL, or lets one
// choose a chat in which to look for Share.
type Button struct{ Label, Data, URL, Share string }

// markup is a reply_markup.
type markup struct {
	Keyboard [][]struct {
		Text  string `json:"text"`
		Data  string `json:"callback_data"`
		URL   string `json:"url"`
		Share string `json:"switch_inline_query"`
	} `json:"inline_keyboard"`
	Force     bool   `json:"force_reply"`
	Hint      string `json:"input_field_placeholder"`
	Selective bool   `json:"selective"`
}

// content is what a message shows.
type content struct {
	text, mode string // the text, or the caption of a picture
	photo      string // the name of the picture that was sent along, or ""
	document   string // that of a file
}

// sendMessage shows a text in a chat. The lock is held.
func (s *Server) sendMessage(p map[string]string) (any, *Failure) {
	return s.show("sendMessage", p, content{text: p["text"], mode: p["parse_mode"]})
}

// show shows a message in a chat. The lock is held.
func (s *Server) show(method string, p map[string]string, c content) (any, *Failure) {
	known := s.chats[number(p["chat_id"])]
	if f := known.refuses(p); f != nil {
		return nil, f
	}
	m, f := s.draw(method, p, c)
	if f != nil {
		return nil, f
	}
	return s.place(known, p, m)
}

// place puts a message into its chat. The lock is held.
func (s *Server) place(known *conversation, p map[string]string, m Sent) (any, *Failure) {
	known.lastID++
	m.ID, m.Chat = known.lastID, known.Chat
	m.Chat.Topic = number(p["message_thread_id"])
	var reply struct {
		ID     int64 `json:"message_id"`
		Anyway bool  `json:"allow_sending_without_reply"`
	}
	if p["reply_parameters"] != "" {
		_ = json.Unmarshal([]byte(p["reply_parameters"]), &reply)
		if known.theirs[reply.ID] || known.messages[reply.ID] != nil {
			m.ReplyTo = reply.ID
		} else if !reply.Anyway {
			return nil, refuse("message to be replied not found")
		}
	}
	m.Silent = p["disable_notification"] == "true"
	known.messages[m.ID] = &m
	s.shown(m)
	return m.object(), nil
}

// shown keeps what is shown for who waits for it. The lock is held.
func (s *Server) shown(m Sent) {
	if m.Silent {
		s.quiet = append(s.quiet, m)
		return
	}
	s.sent = append(s.sent, m)
}

// refuses says why nothing can be said in a chat.
func (c *conversation) refuses(p map[string]string) *Failure {
	switch topic := number(p["message_thread_id"]); {
	case c == nil:
		return refuse("chat not found")
	case c.moved != 0:
		f := refuse("group chat was upgraded to a supergroup chat")
		f.MigrateTo = c.moved
		return f
	case c.closed:
		f := Forbidden()
		return &f
	case topic != 0 && !slices.Contains(c.topics, topic):
		return refuse("message thread not found")
	}
	return nil
}

// editMessageText puts a text in place of another. The lock is held.
func (s *Server) editMessageText(p map[string]string) (any, *Failure) {
	known := s.chats[number(p["chat_id"])]
	if old := known.message(p); old != nil && old.Photo != nil {
		s.complain("editMessageText: the message is a picture")
		return nil, refuse("there is no text in the message to edit")
	}
	return s.edit("editMessageText", p, content{text: p["text"], mode: p["parse_mode"]})
}

// message is the one of the bot's that a request is about, nil for none.
func (c *conversation) message(p map[string]string) *Sent {
	if c == nil {
		return nil
	}
	return c.messages[number(p["message_id"])]
}

// edit replaces a message of the bot's. The lock is held.
func (s *Server) edit(method string, p map[string]string, c content) (any, *Failure) {
	known := s.chats[number(p["chat_id"])]
	if f := known.refuses(p); f != nil {
		return nil, f
	}
	old := known.message(p)
	if old == nil {
		return nil, refuse("message to edit not found")
	}
	m, f := s.draw(method, p, c)
	if f != nil {
		return nil, f
	}
	if m.ForceReply {
		s.complain(method + ": a message can't be edited into a forced reply")
	}
	m.ID, m.Chat, m.ReplyTo, m.Edited = old.ID, old.Chat, old.ReplyTo, true
	if m.HTML == old.HTML && bytes.Equal(m.Photo, old.Photo) && fmt.Sprint(m.Buttons) == fmt.Sprint(old.Buttons) {
		return nil, refuse("message is not modified: specified new message content and reply markup are exactly the same")
	}
	m.Silent = old.Silent
	*old = m
	s.shown(m)
	return m.object(), nil
}

// answerCallbackQuery ends the waiting of a pressed button. The lock is held.
func (s *Server) answerCallbackQuery(p map[string]string) *Failure {
	id := p["callback_query_id"]
	if _, known := s.queries[id]; !known {
		return refuse("query is too old and response timeout expired or query ID is invalid")
	}
	if width(p["text"]) > 200 {
		s.complain("answerCallbackQuery: text of more than 200 characters")
		return refuse("MESSAGE_TOO_LONG")
	}
	s.queries[id] = true
	if p["text"] != "" {
		m := Sent{Text: p["text"], Alert: true}
		for _, u := range s.updates {
			if u.query == id {
				under := u.body["callback_query"].(map[string]any)["message"].(map[string]any)
				m.Chat = s.chats[under["chat"].(map[string]any)["id"].(int64)].Chat
			}
		}
		s.sent = append(s.sent, m)
	}
	return nil
}

// setMessageReaction takes one emoji, which the bot's tests find among its
// requests. The lock is held.
func (s *Server) setMessageReaction(p map[string]string) *Failure {
	known := s.chats[number(p["chat_id"])]
	if f := known.refuses(map[string]string{}); f != nil {
		return f
	}
	var emojis []struct{ Emoji string }
	_ = json.Unmarshal([]byte(p["reaction"]), &emojis)
	if len(emojis) > 1 {
		s.complain("setMessageReaction: a bot puts one emoji on a message")
		return refuse("REACTIONS_TOO_MANY")
	}
	if id := number(p["message_id"]); !known.theirs[id] && known.messages[id] == nil {
		return refuse("message to react not found")
	}
	return nil
}

var commandName = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)

// setMyCommands looks at a menu. The lock is held.
func (s *Server) setMyCommands(p map[string]string) *Failure {
	var commands []struct{ Command, Description string }
	_ = json.Unmarshal([]byte(p["commands"]), &commands)
	if len(commands) > 100 {
		s.complain("setMyCommands: more than 100 commands")
	}
	for _, c := range commands {
		if n := len([]rune(c.Description)); !commandName.MatchString(c.Command) || n < 1 || n > 256 {
			s.complain(fmt.Sprintf("setMyCommands: %q, %q", c.Command, c.Description))
			return refuse("BOT_COMMAND_INVALID")
		}
	}
	if lang := p["language_code"]; lang != "" && len(lang) != 2 {
		s.complain("setMyCommands: language_code has two letters: " + lang)
	}
	if s.menus == nil {
		s.menus = make(map[menuKey]json.RawMessage)
	}
	s.menus[menuKey{p["scope"], p["language_code"]}] = json.RawMessage(p["commands"])
	return nil
}

// getMyCommands is the menu that was set. The lock is held.
func (s *Server) getMyCommands(p map[string]string) any {
	if menu := s.menus[menuKey{p["scope"], p["language_code"]}]; menu != nil {
		return menu
	}
	return []string{}
}

// keyboard is the buttons under a message.
func (m Sent) keyboard() [][]map[string]string {
	var rows [][]map[string]string
	for _, buttons := range m.Buttons {
		var row []map[string]string
		for _, b := range buttons {
			row = append(row, map[string]string{"text": b.Label, "callback_data": b.Data})
		}
		rows = append(rows, row)
	}
	return rows
}

// object is the message as Telegram answers with it.
func (m Sent) object() map[string]any {
	o := map[string]any{"message_id": m.ID, "date": date, "chat": m.Chat.object()}
	switch {
	case m.Poll != nil:
		o["poll"] = m.Poll.object(m.Text)
		return o
	case m.Document != nil:
		o["caption"] = m.Text
		o["document"] = map[string]any{"file_id": "BQAC", "file_unique_id": "u", "file_name": m.Document.Name, "file_size": len(m.Document.Data)}
		return o
	case m.Photo == nil:
		o["text"] = m.Text
		return o
	}
	o["caption"] = m.Text
	o["photo"] = []any{map[string]any{"file_id": "AgAC", "file_unique_id": "u", "width": 90, "height": 90}}
	return o
}
