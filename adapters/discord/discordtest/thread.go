package discordtest

import (
	"net/http"
	"unicode/utf8"
)

const threadArchived = 50083

// openThread makes a public thread in a channel of a guild.
func (s *Server) openThread(r *http.Request, body []byte) answer {
	var t struct {
		Name string `json:"name"`
		Type int    `json:"type"`
		Rest int    `json:"auto_archive_duration"`
	}
	parent := r.PathValue("channel_id")
	switch err := strict(body, &t); {
	case err != nil || t.Type != 11 || t.Name == "" || utf8.RuneCountInString(t.Name) > 100 || s.guilds[parent] == "":
		s.complain("thread %s in channel %s: %v", body, parent, err)
		return refuse(http.StatusBadRequest, 50035, "Invalid Form Body")
	case s.forbids(parent, CreateThreads):
		return refuse(http.StatusForbidden, lacksPermission, "Missing Permissions")
	}
	thread := s.guildOf(s.guilds[parent])
	s.show(Sent{How: Opened, Channel: thread, Title: t.Name}, nil)
	return answer{http.StatusCreated, map[string]any{"id": thread.ID, "type": 11, "name": t.Name, "parent_id": parent}}
}

// Archive puts a thread away; one that is locked stays there.
func (s *Server) Archive(thread Channel, locked bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.archived[thread.ID] = locked
}

func (s *Server) unarchive(r *http.Request, body []byte) answer {
	var t struct {
		Archived *bool `json:"archived"`
	}
	id := r.PathValue("channel_id")
	locked, archived := s.archived[id]
	if err := strict(body, &t); err != nil || t.Archived == nil || *t.Archived || !archived {
		s.complain("change channel %s: %s", id, body)
		return refuse(http.StatusBadRequest, 50035, "Invalid Form Body")
	}
	if locked {
		return refuse(http.StatusForbidden, lacksPermission, "Missing Permissions")
	}
	delete(s.archived, id)
	return answer{http.StatusOK, map[string]any{"id": id, "type": 11}}
}
