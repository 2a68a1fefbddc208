package discordtest

import (
	"encoding/json"
	"time"
)

// Commands are the slash commands as they were registered last.
func (s *Server) Commands() []json.RawMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.commands
}

// Portal is what was set in the developer portal.
type Portal struct {
	Flags    int    // 1<<19 is Message Content
	Installs string // the JSON of integration_types_config; "" for null
}

// SetPortal changes what was set in the developer portal.
func (s *Server) SetPortal(p Portal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.portal = p
}

// Starts is what Discord says of shards: how many it advises, how many sessions
// may begin and when that number is full again, and how many at once.
type Starts struct {
	Shards, Remaining int
	Reset             time.Duration
	AtOnce            int
}

// SetStarts changes what Discord says of shards.
func (s *Server) SetStarts(starts Starts) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.starts = starts
}

// SetCommands makes commands known that were registered earlier.
func (s *Server) SetCommands(commands ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.commands = nil
	for _, c := range commands {
		s.commands = append(s.commands, json.RawMessage(c))
	}
}
