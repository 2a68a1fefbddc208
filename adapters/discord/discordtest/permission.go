package discordtest

import "net/http"

// Permission is what a bot may do in a channel.
type Permission uint64

// The permissions that this Discord asks for.
const (
	AddReactions    Permission = 1 << 6
	ViewChannel     Permission = 1 << 10
	SendMessages    Permission = 1 << 11
	EmbedLinks      Permission = 1 << 14
	AttachFiles     Permission = 1 << 15
	ReadHistory     Permission = 1 << 16
	CreateThreads   Permission = 1 << 35
	SendInThreads   Permission = 1 << 38
	everything                 = AddReactions | ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadHistory | CreateThreads | SendInThreads
	lacksPermission            = 50013
	unknownMessage             = 10008
	unknownEmoji               = 10014
)

// Forbid takes permissions from the bot in a channel.
func (s *Server) Forbid(c Channel, p Permission) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.forbidden[c.ID] |= p
}

// forbids tells whether the bot lacks any of these in a channel. s.mu is held.
func (s *Server) forbids(channel string, p Permission) bool { return s.forbidden[channel]&p != 0 }

// refusal is what a message is refused with that the bot may not send.
func (s *Server) refusal(channel string, m messageBody) (answer, bool) {
	asks := SendMessages
	if m.Embeds != nil && len(*m.Embeds) > 0 {
		asks |= EmbedLinks
	}
	if len(m.files) > 0 {
		asks |= AttachFiles
	}
	return refuse(http.StatusForbidden, lacksPermission, "Missing Permissions"), s.forbids(channel, asks)
}

// react puts an emoji on a message of somebody's.
func (s *Server) react(r *http.Request, _ []byte) answer {
	channel, id, emoji := r.PathValue("channel_id"), r.PathValue("message_id"), r.PathValue("emoji_name")
	switch {
	case s.said[id] != channel:
		s.complain("a reaction to a message that never was")
		return refuse(http.StatusNotFound, unknownMessage, "Unknown Message")
	case s.forbids(channel, AddReactions|ReadHistory):
		return refuse(http.StatusForbidden, lacksPermission, "Missing Permissions")
	case emoji == "✍" || emoji == "":
		return refuse(http.StatusBadRequest, unknownEmoji, "Unknown Emoji")
	}
	s.show(Sent{How: Reacted, Channel: Channel{ID: channel, Guild: s.guilds[channel]}, ReplyTo: id, Emoji: emoji}, nil)
	return answer{}
}
