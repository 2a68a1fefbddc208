package telegramtest

import (
	"slices"
	"strconv"
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
