package telegramtest

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// User is a person.
type User struct {
	ID   int64
	Name string
	Lang string // of his client, or ""
}

// Chat is where people talk.
type Chat struct {
	ID    int64
	Type  string // "private", "group" or "supergroup"
	Topic int64  // the topic in it, of a forum, or 0
}

// Private is a user's chat with the bot.
func Private(u User) Chat { return Chat{ID: u.ID, Type: "private"} }

// Group is a group; its ID is negative.
func Group(id int64) Chat { return Chat{ID: id, Type: "group"} }

// Topic is a topic of a forum; the forum's ID is negative.
func Topic(forum, topic int64) Chat { return Chat{ID: forum, Type: "supergroup", Topic: topic} }

// conversation is a chat as the server knows it.
type conversation struct {
	Chat
	speaker  User // who spoke last
	closed   bool // the bot was blocked or thrown out
	moved    int64
	lastID   int64
	topics   []int64
	messages map[int64]*Sent // the bot's
	theirs   map[int64]bool  // those of people
	admins   map[int64]User
}

// chat finds a chat or makes it. The lock is held.
func (s *Server) chat(c Chat) *conversation {
	known := s.chats[c.ID]
	if known == nil {
		known = &conversation{Chat: c, messages: map[int64]*Sent{}, theirs: map[int64]bool{}, admins: map[int64]User{}, lastID: 100}
		known.Topic = 0
		s.chats[c.ID] = known
	}
	if c.Topic != 0 && !slices.Contains(known.topics, c.Topic) {
		known.topics = append(known.topics, c.Topic)
	}
	return known
}

// Meet makes a chat known to the bot without a word being said.
func (s *Server) Meet(c Chat, u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chat(c).speaker = u
}

// Appoint makes a user an admin of a chat.
func (s *Server) Appoint(c Chat, u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chat(c).admins[u.ID] = u
}

// getChatMember tells what a user is in a chat. The lock is held.
func (s *Server) getChatMember(p map[string]string) (any, *Failure) {
	known := s.chats[number(p["chat_id"])]
	if known == nil {
		return nil, refuse("chat not found")
	}
	id := number(p["user_id"])
	if u, ok := known.admins[id]; ok {
		return map[string]any{
			"status": "administrator", "user": u.object(), "can_be_edited": false, "is_anonymous": false,
			"can_manage_chat": true, "can_delete_messages": true, "can_manage_video_chats": true,
			"can_restrict_members": true, "can_promote_members": false, "can_change_info": true,
			"can_invite_users": true, "can_post_stories": true, "can_edit_stories": true, "can_delete_stories": true,
		}, nil
	}
	return map[string]any{"status": "member", "user": map[string]any{"id": id, "is_bot": false, "first_name": "?"}}, nil
}

// Say has a user write something in a chat and returns the message's ID. In a
// group the bot doesn't get plain text, unless ReadsAll.
func (s *Server) Say(c Chat, u User, text string) int64 {
	return s.say(c, u, text, nil)
}

// Reply has a user answer a message of the bot's.
func (s *Server) Reply(to Sent, u User, text string) int64 {
	return s.say(to.Chat, u, text, map[string]any{
		"message_id": to.ID, "from": s.me(), "chat": to.Chat.object(), "date": date, "text": to.Text,
	})
}

func (s *Server) say(c Chat, u User, text string, replyTo map[string]any) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	known := s.chat(c)
	known.speaker = u
	m := s.write(c, u)
	m["text"] = text
	if e := entities(text); len(e) > 0 {
		m["entities"] = e
	}
	if replyTo != nil {
		m["reply_to_message"] = replyTo
	}
	if c.Type == "private" || s.ReadsAll || replyTo != nil || strings.HasPrefix(text, "/") {
		s.deliver("message", m, "")
	}
	return known.lastID
}

// date is when everything is said.
const date = 1_790_000_000

// write makes a message without content. The lock is held.
func (s *Server) write(c Chat, u User) map[string]any {
	known := s.chat(c)
	known.lastID++
	known.theirs[known.lastID] = true
	m := map[string]any{"message_id": known.lastID, "date": date, "chat": c.object(), "from": u.object()}
	if c.Topic != 0 {
		m["message_thread_id"], m["is_topic_message"] = c.Topic, true
		m["reply_to_message"] = map[string]any{
			"message_id": c.Topic, "date": date, "chat": c.object(), "from": u.object(),
			"forum_topic_created": map[string]any{"name": "Topic", "icon_color": 7322096},
		}
	}
	return m
}

// Press has the user who spoke last in the chat press a button.
func (s *Server) Press(m Sent, label string) {
	s.tb.Helper()
	s.mu.Lock()
	u := s.chat(m.Chat).speaker
	s.mu.Unlock()
	s.PressAs(m, u, label)
}

// PressAs has a user press a button as it was when m was sent.
func (s *Server) PressAs(m Sent, u User, label string) {
	s.tb.Helper()
	for _, row := range m.Buttons {
		for _, b := range row {
			if b.Label == label {
				s.press(m, u, b.Data, date)
				return
			}
		}
	}
	s.tb.Fatalf("%q has no button %q but %v", m.Text, label, m.Buttons)
}

// PressOld has a user press a button under a message that is so old that
// Telegram doesn't hand it out any more.
func (s *Server) PressOld(m Sent, u User, data string) { s.press(m, u, data, 0) }

func (s *Server) press(m Sent, u User, data string, date int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	query := strconv.Itoa(len(s.queries) + 77_000)
	s.queries[query] = false
	under := map[string]any{"message_id": m.ID, "chat": m.Chat.object(), "date": date}
	if date != 0 {
		under = m.object()
		under["from"] = s.me()
		if m.Chat.Topic != 0 {
			under["message_thread_id"], under["is_topic_message"] = m.Chat.Topic, true
		}
	}
	s.deliver("callback_query", map[string]any{
		"id": query, "from": u.object(), "message": under, "chat_instance": "1", "data": data,
	}, query)
}

// Block has a user block the bot: nothing can be sent to the chat any more.
func (s *Server) Block(c Chat, u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chat(c).closed = true
	member := func(status string) map[string]any { return map[string]any{"status": status, "user": s.me()} }
	s.deliver("my_chat_member", map[string]any{
		"chat": c.object(), "from": u.object(), "date": date,
		"old_chat_member": member("member"), "new_chat_member": member("kicked"),
	}, "")
}

// Migrate makes a supergroup of a group. What is sent to the group is refused
// from now on, with the new number.
func (s *Server) Migrate(c Chat, u User) Chat {
	s.mu.Lock()
	defer s.mu.Unlock()
	super := Chat{ID: -1_000_000_000_000 + c.ID, Type: "supergroup"}
	s.chat(super).speaker = u
	s.chat(c).moved = super.ID
	m := s.write(c, u)
	m["migrate_to_chat_id"] = super.ID
	s.deliver("message", m, "")
	m = s.write(super, u)
	m["migrate_from_chat_id"] = c.ID
	s.deliver("message", m, "")
	return super
}

// Deliver hands the bot an update of any kind.
func (s *Server) Deliver(kind string, object map[string]any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deliver(kind, object, "")
}

// deliver queues an update. The lock is held.
func (s *Server) deliver(kind string, object map[string]any, query string) {
	s.lastID++
	s.updates = append(s.updates, update{
		id: s.lastID, kind: kind, query: query, body: map[string]any{"update_id": s.lastID, kind: object},
	})
	s.touch()
}

// Next waits for the next thing that the bot shows anybody, in the order in
// which it came.
func (s *Server) Next(ctx context.Context) Sent {
	s.tb.Helper()
	return s.next(ctx, func(Sent) bool { return true })
}

// NextIn is Next for one chat.
func (s *Server) NextIn(ctx context.Context, c Chat) Sent {
	s.tb.Helper()
	return s.next(ctx, func(m Sent) bool { return m.Chat.ID == c.ID })
}

func (s *Server) next(ctx context.Context, fits func(Sent) bool) Sent {
	s.tb.Helper()
	var m Sent
	s.await(ctx, "a message of the bot", func() bool {
		i := slices.IndexFunc(s.sent, fits)
		if i >= 0 {
			m = s.sent[i]
			s.sent = slices.Delete(s.sent, i, i+1)
		}
		return i >= 0
	})
	return m
}

// Unread is what the bot showed and Next didn't fetch.
func (s *Server) Unread() []Sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.sent)
}

func (u User) object() map[string]any {
	o := map[string]any{"id": u.ID, "is_bot": false, "first_name": u.Name}
	if u.Lang != "" {
		o["language_code"] = u.Lang
	}
	return o
}

// Object is the chat as Telegram tells of it.
func (c Chat) Object() map[string]any { return c.object() }

func (c Chat) object() map[string]any {
	o := map[string]any{"id": c.ID, "type": c.Type}
	if c.Type != "private" {
		o["title"] = "Class " + strconv.FormatInt(-c.ID, 10)
	}
	if c.Topic != 0 {
		o["is_forum"] = true
	}
	return o
}

var marked = regexp.MustCompile(`(?:^|\s)(/\w{1,32}(?:@\w+)?|@\w{4,32})`)

// entities marks commands and names in a text as Telegram does.
func entities(text string) []map[string]any {
	var found []map[string]any
	for _, at := range marked.FindAllStringSubmatchIndex(text, -1) {
		kind := "mention"
		if text[at[2]] == '/' {
			kind = "bot_command"
		}
		found = append(found, map[string]any{
			"type": kind, "offset": width(text[:at[2]]), "length": utf8.RuneCountInString(text[at[2]:at[3]]),
		})
	}
	return found
}

// width counts as Telegram does: UTF-16 units.
func width(s string) int { return len(utf16.Encode([]rune(s))) }
