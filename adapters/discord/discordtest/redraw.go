package discordtest

import "net/http"

// editMessage puts something in place of a message that the bot sent before.
func (s *Server) editMessage(r *http.Request, body []byte) answer {
	m, ok := s.readMessage(body)
	if !ok {
		return refuse(http.StatusBadRequest, 50035, "Invalid Form Body")
	}
	if m.Nonce != nil || m.Reference != nil || m.Flags != nil {
		s.complain("an edit with what can't be changed: %s", body)
	}
	old := s.messages[r.PathValue("message_id")]
	if old == nil || old.channel.ID != r.PathValue("channel_id") {
		return refuse(http.StatusNotFound, unknownMessage, "Unknown Message")
	}
	old.change(m)
	s.show(Sent{How: Redrawn}, old)
	return answer{200, old.json(s)}
}

// Remove deletes a message of the bot's, as a moderator does.
func (s *Server) Remove(m Sent) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.messages, m.ID)
}
