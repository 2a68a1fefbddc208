package telegramtest

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// Say has a user write something in a chat and returns the message's ID. In a
// group the bot doesn't get plain text, unless ReadsAll.
func (s *Server) Say(c Chat, u User, text string) int64 {
	return s.say(c, u, text, nil)
}

// Reply has a user answer a message of the bot's.
func (s *Server) Reply(to Sent, u User, text string) int64 {
	answered := map[string]any{
		"message_id": to.ID, "from": s.me(), "chat": to.Chat.object(), "date": date, "text": to.Text,
	}
	if to.Buttons != nil {
		answered["reply_markup"] = map[string]any{"inline_keyboard": to.keyboard()}
	}
	return s.say(to.Chat, u, text, answered)
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

// date is when everything is said, in Unix time, unless [Server.Date] says else.
const date = 1_790_000_000

// Date sets when what people write from now on was sent, as the server tells it.
func (s *Server) Date(at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.date = at.Unix()
}

// Edit has a user change a message that he wrote, of which a bot hears only if it
// asks for it.
func (s *Server) Edit(c Chat, u User, id int64, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deliver("edited_message", map[string]any{
		"message_id": id, "date": s.date, "edit_date": s.date + 1, "chat": c.object(), "from": u.object(), "text": text,
	}, "")
}

// write makes a message without content. The lock is held.
func (s *Server) write(c Chat, u User) map[string]any {
	known := s.chat(c)
	known.lastID++
	known.theirs[known.lastID] = true
	m := map[string]any{"message_id": known.lastID, "date": s.date, "chat": c.object(), "from": u.object()}
	if c.Topic != 0 {
		m["message_thread_id"], m["is_topic_message"] = c.Topic, true
		m["reply_to_message"] = map[string]any{
			"message_id": c.Topic, "date": date, "chat": c.object(), "from": u.object(),
			"forum_topic_created": map[string]any{"name": "Topic", "icon_color": 7322096},
		}
	}
	return m
}

// Expire has who pressed a button wait no more: it is too late to answer.
func (s *Server) Expire() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.queries)
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
func (s *Server) Block(c Chat, u User) { s.close(c, u, true) }

// Unblock has a user let the bot in again.
func (s *Server) Unblock(c Chat, u User) { s.close(c, u, false) }

func (s *Server) close(c Chat, u User, closed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	was, is := "kicked", "member"
	if closed {
		was, is = is, was
	}
	s.chat(c).closed = closed
	s.deliver("my_chat_member", map[string]any{
		"chat": c.object(), "from": u.object(), "date": date,
		"old_chat_member": map[string]any{"status": was, "user": s.me()},
		"new_chat_member": map[string]any{"status": is, "user": s.me()},
	}, "")
}

// Again hands the bot the update that it was handed last once more, with its
// number.
func (s *Server) Again() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.updates = append(s.updates, s.last)
	s.touch()
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
	s.last = update{id: s.lastID, kind: kind, query: query, body: map[string]any{"update_id": s.lastID, kind: object}}
	s.updates = append(s.updates, s.last)
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

// Quiet waits for the next thing for which no telephone rings, nor does when it is
// edited. Next doesn't fetch it.
func (s *Server) Quiet(ctx context.Context) Sent {
	s.tb.Helper()
	var m Sent
	s.await(ctx, "a silent message of the bot", func() bool {
		if len(s.quiet) == 0 {
			return false
		}
		m, s.quiet = s.quiet[0], s.quiet[1:]
		return true
	})
	return m
}

// QuietLeft is what Quiet didn't fetch.
func (s *Server) QuietLeft() []Sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.quiet)
}

// Unread is what the bot showed and Next didn't fetch.
func (s *Server) Unread() []Sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.sent)
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
