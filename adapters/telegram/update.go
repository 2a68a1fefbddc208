package telegram

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"

	"github.com/overhoor/overhoor/bot"
)

// deckLink begins what a link to a deck carries: t.me/the_bot?start=deck_crm, or
// ?startgroup=deck_crm to take it to a group.
const deckLink = "deck_"

// What we read of Telegram's objects: the library drops message_thread_id and
// much else.
type (
	update struct {
		ID       int64     `json:"update_id"`
		Message  *message  `json:"message"`
		Callback *callback `json:"callback_query"`
		Vote     *vote     `json:"poll_answer"`
		Inline   *inline   `json:"inline_query"`

		kept  func()                        // is called when what it changes is kept
		aside func(lane string, job func()) // does what nothing else waits for, in a lane of its own

		// turn has something said to a group in its turn; the update is handled
		// when that is done.
		turn func(to bot.Place, p bot.Parcel)

		// beside does something in a lane of its own, until when the update isn't
		// handled.
		beside func(lane string, job func())
	}
	message struct {
		ID        int64           `json:"message_id"`
		Thread    int64           `json:"message_thread_id"`
		InTopic   bool            `json:"is_topic_message"`
		Date      int64           `json:"date"` // 0 for one that is out of reach
		From      *user           `json:"from"`
		Behind    *chat           `json:"sender_chat"` // the chat in whose name it was written
		Chat      chat            `json:"chat"`
		ReplyTo   *message        `json:"reply_to_message"`
		Quote     *quote          `json:"quote"`
		NewTopic  json.RawMessage `json:"forum_topic_created"`
		Text      string          `json:"text"`
		MovedTo   int64           `json:"migrate_to_chat_id"`   // the supergroup that this group became
		MovedFrom int64           `json:"migrate_from_chat_id"` // the group that this supergroup was
		Entities  []entity        `json:"entities"`
		Document  *document       `json:"document"`
		Photo     []document      `json:"photo"` // in several sizes, the largest last
		Voice     *document       `json:"voice"`
		Audio     *document       `json:"audio"`
		Video     *document       `json:"video"`
		Note      *document       `json:"video_note"`
		Sticker   *document       `json:"sticker"`
		Animation *document       `json:"animation"`
		Album     string          `json:"media_group_id"`
		Caption   string          `json:"caption"` // of what is sent along, in place of Text and Entities
		Marks     []entity        `json:"caption_entities"`
		Under     *keys           `json:"reply_markup"`
	}
	// keys are the buttons under a message of ours.
	keys struct {
		Rows [][]struct {
			Data string `json:"callback_data"`
		} `json:"inline_keyboard"`
	}
	// quote is the part of a message that somebody picked to answer, also of one
	// in another chat.
	quote struct {
		Text string `json:"text"`
	}
	document struct {
		ID   string `json:"file_id"`
		Name string `json:"file_name"`
		Size int64  `json:"file_size"`
	}
	callback struct {
		ID      string   `json:"id"`
		From    user     `json:"from"`
		Message *message `json:"message"`
		Data    string   `json:"data"`
	}
	user struct {
		ID        int64  `json:"id"`
		IsBot     bool   `json:"is_bot"`
		FirstName string `json:"first_name"`
		Username  string `json:"username"`
		Lang      string `json:"language_code"`
		ReadsAll  bool   `json:"can_read_all_group_messages"` // only of ourselves
		Inline    bool   `json:"supports_inline_queries"`     // the same
		Joins     bool   `json:"can_join_groups"`             // the same
	}
	chat struct {
		ID    int64  `json:"id"`
		Type  string `json:"type"`
		Title string `json:"title"`
	}
	// entity is a marked piece of a text, counted in UTF-16 units.
	entity struct {
		Type   string `json:"type"`
		Offset int    `json:"offset"`
		Length int    `json:"length"`
	}
)

// event reads an update as an event; a file in it can't be opened yet. It is
// false for what isn't for us: other bots and their commands, service messages.
func (u update) event(me user) (bot.Event, bool) {
	e := bot.Event{ID: platform + ":" + strconv.FormatInt(u.ID, 10)}
	switch {
	case u.Callback != nil:
		return u.Callback.event(e, me)
	case u.Vote != nil:
		return u.Vote.event(e, me)
	case u.Message != nil:
		return u.Message.event(e, me)
	}
	return e, false
}

func (c *callback) event(e bot.Event, me user) (bot.Event, bool) {
	if c.Message == nil || c.Data == "" {
		return e, false
	}
	var ok, forUs bool
	e.Place, ok = c.Message.place()
	e.From = c.From.person()
	e.Pressed, e.Direct = true, e.Place.Group
	e.Command, e.Text, forUs = command(c.Data, me.Username)
	return e, ok && forUs
}

func (m *message) event(e bot.Event, me user) (bot.Event, bool) {
	if d, media := m.file(); d != nil {
		e.File = &bot.File{Name: d.Name, Size: d.Size, Media: media}
		m.Text, m.Entities = m.Caption, m.Marks
	}
	var ok, forUs bool
	if e.From, ok = m.sender(); !ok || m.Text == "" && e.File == nil {
		return e, false
	}
	if m.Date > 0 {
		e.Sent = time.Unix(m.Date, 0).UTC()
	}
	e.Place, ok = m.place()
	text, mentioned := m.unmention(me.Username)
	e.Command, e.Text, forUs = command(text, me.Username)
	if e.Command == "start" {
		e.Text = strings.TrimPrefix(e.Text, deckLink)
	}
	e.Direct = e.Place.Group && mentioned
	if r := m.ReplyTo; r != nil && r.NewTopic == nil { // in a topic all that is no reply answers its beginning
		e.ReplyTo = strconv.FormatInt(r.ID, 10)
		if r.by(me) {
			e.Direct, e.Ref = e.Place.Group, r.ref()
		}
	}
	e.Quoted = m.quoted(me)
	return e, ok && forUs && (e.Command != "" || e.Text != "" || e.File != nil)
}

// ref is the question that a message of ours asks, as far as its buttons tell:
// who must reply is shown none, and of his answer only the time is known.
func (m *message) ref() string {
	if m.Under == nil {
		return ""
	}
	for _, row := range m.Under.Rows {
		for _, key := range row {
			if ref := bot.RefOf(key.Data); ref != "" {
				return ref
			}
		}
	}
	return ""
}

// by tells whether somebody wrote the message.
func (m *message) by(u user) bool { return m != nil && m.From != nil && m.From.ID == u.ID }

// quoted is the text of the message that this one answers, or the part of it
// that was picked; "" for none and for ours.
func (m *message) quoted(me user) string {
	switch {
	case m.ReplyTo.by(me):
		return ""
	case m.Quote != nil:
		return m.Quote.Text
	case m.ReplyTo != nil && m.ReplyTo.NewTopic == nil:
		return cmp.Or(m.ReplyTo.Text, m.ReplyTo.Caption)
	}
	return ""
}

// file is what was sent along, nil for nothing; media tells that it is to be
// looked at or listened to.
func (m *message) file() (d *document, media bool) {
	d = cmp.Or(m.Voice, m.Audio, m.Video, m.Note, m.Sticker, m.Animation)
	if n := len(m.Photo); n > 0 {
		d = &m.Photo[n-1]
	}
	if d != nil {
		return d, true
	}
	return m.Document, false
}

// sender is who wrote the message; ok is false for bots and channels. An admin
// who hides behind his group speaks as the group, which is an admin.
func (m *message) sender() (p bot.Person, ok bool) {
	switch {
	case m.From == nil:
		return p, false
	case m.Behind == nil:
		return m.From.person(), !m.From.IsBot
	}
	p.Account = bot.Account{Platform: platform, ID: strconv.FormatInt(m.Behind.ID, 10)}
	p.Name, p.Admin = m.Behind.Title, true
	return p, m.Behind.ID == m.Chat.ID && m.Chat.Type != "private"
}

// migration is which group became which supergroup; ok is false for any other
// message.
func (m *message) migration() (group, super int64, ok bool) {
	switch {
	case m == nil:
	case m.MovedTo != 0:
		return m.Chat.ID, m.MovedTo, true
	case m.MovedFrom != 0:
		return m.MovedFrom, m.Chat.ID, true
	}
	return 0, 0, false
}

// place is where the message stands. A thread counts only in a forum:
// elsewhere it is a chain of replies.
func (m *message) place() (bot.Place, bool) {
	p := bot.Place{Platform: platform, Chat: strconv.FormatInt(m.Chat.ID, 10), Group: m.Chat.Type != "private"}
	if m.InTopic && m.Thread != 0 {
		p.Thread = strconv.FormatInt(m.Thread, 10)
	}
	return p, m.Chat.ID != 0 && m.Chat.Type != "channel"
}

func (u user) person() bot.Person {
	name := u.FirstName
	if name == "" {
		name = u.Username
	}
	account := bot.Account{Platform: platform, ID: strconv.FormatInt(u.ID, 10)}
	return bot.Person{Account: account, Name: name, Handle: u.Username, Lang: u.Lang}
}

// unmention takes our name out of the text.
func (m *message) unmention(name string) (text string, mentioned bool) {
	units := utf16.Encode([]rune(m.Text))
	for i := len(m.Entities) - 1; i >= 0; i-- {
		e := m.Entities[i]
		if e.Type != "mention" || e.Offset < 0 || e.Length < 0 || e.Length > len(units)-e.Offset {
			continue
		}
		end := e.Offset + e.Length
		if strings.EqualFold(string(utf16.Decode(units[e.Offset:end])), "@"+name) {
			units = append(units[:e.Offset], units[end:]...)
			mentioned = true
		}
	}
	return strings.TrimSpace(string(utf16.Decode(units))), mentioned
}

// command reads a line as a command, when it begins with a slash. It is not
// for us when it names another bot.
func command(line, name string) (cmd, text string, forUs bool) {
	line = strings.TrimSpace(line)
	word, slash := strings.CutPrefix(line, "/")
	if end := strings.IndexFunc(word, unicode.IsSpace); end >= 0 {
		word, text = word[:end], strings.TrimSpace(word[end:])
	}
	word, whose, named := strings.Cut(word, "@")
	if !slash || !isName(word) {
		return "", line, true
	}
	return strings.ToLower(word), text, !named || strings.EqualFold(whose, name)
}

// isName tells whether Telegram takes a word for a command's name.
func isName(word string) bool {
	strange := strings.IndexFunc(word, func(r rune) bool {
		return r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
	return word != "" && len(word) <= 32 && strange < 0
}
