package discordtest

import (
	"context"
	"time"

	"github.com/gorilla/websocket"
)

// Refuse closes the gateway with a code for who identifies or resumes from now
// on; 0 accepts again.
func (s *Server) Refuse(code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.close = code
}

// Instead sends these in place of READY or RESUMED, one each time: an
// operation, or [Silence].
func (s *Server) Instead(ops ...int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.instead = ops
}

// Close closes all gateway connections with a code.
func (s *Server) Close(code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.gateway.lines {
		l.hangUp(code)
	}
}

// Reconnect asks the bot to connect anew.
func (s *Server) Reconnect() { s.Packet(`{"op":7,"d":null}`) }

// Packet sends any text on all gateway connections.
func (s *Server) Packet(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.gateway.lines {
		_ = l.conn.WriteMessage(websocket.TextMessage, []byte(text))
	}
}

// Binary sends any bytes on all gateway connections, as if they were compressed.
func (s *Server) Binary(data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.gateway.lines {
		_ = l.conn.WriteMessage(websocket.BinaryMessage, data)
	}
}

// Drop cuts the gateway connections without a word.
func (s *Server) Drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.gateway.lines {
		l.ended = true
		l.conn.NetConn().Close()
	}
}

// Forget makes all sessions unknown, so that none can be resumed.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, known := range s.gateway.sessions {
		known.gone = true
	}
}

// Invalidate ends the sessions that are being served, on their connections.
func (s *Server) Invalidate() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.gateway.lines {
		if l.on != nil {
			l.on.gone, l.on = true, nil
			l.write(map[string]any{"op": opInvalid, "d": false})
		}
	}
}

// Heartbeat sets how often the bot is told to send one, at its next connection.
func (s *Server) Heartbeat(every time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.beat = int(every.Milliseconds())
}

// Deafen stops acknowledging heartbeats, or begins again.
func (s *Server) Deafen(deaf bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.deaf = deaf
}

// Repeat tells the bot its newest event again.
func (s *Server) Repeat() {
	s.mu.Lock()
	defer s.mu.Unlock()
	again := *s.gateway.events[len(s.gateway.events)-1]
	again.done = false
	s.dispatch(again)
}

// Connected waits until the bot has identified itself and resumed so often, and
// is connected.
func (s *Server) Connected(ctx context.Context, identifies, resumes int) {
	s.tb.Helper()
	s.await(ctx, "the gateway", func() bool {
		return len(s.serving()) > 0 && s.gateway.identifies >= identifies && s.gateway.resumes >= resumes
	})
}

// Serving waits until each of so many shards is served.
func (s *Server) Serving(ctx context.Context, shards int) {
	s.tb.Helper()
	s.await(ctx, "all shards", func() bool { return s.gateway.count == shards && len(s.serving()) == shards })
}

// serving are the shards that have a connection. s.mu is held.
func (s *Server) serving() map[int]bool {
	all := map[int]bool{}
	for l := range s.gateway.lines {
		if l.on != nil && !l.ended {
			all[l.on.shard] = true
		}
	}
	return all
}

// Doubled says how often a shard was served twice at once.
func (s *Server) Doubled() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.doubled
}

// Logins says how often the bot has identified itself and resumed.
func (s *Server) Logins() (identifies, resumes int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.identifies, s.gateway.resumes
}

// Goodbye waits until the bot has closed the gateway, and returns the code.
func (s *Server) Goodbye(ctx context.Context) (code int) {
	s.tb.Helper()
	s.await(ctx, "the gateway to be closed", func() bool {
		if n := len(s.gateway.byes); n > 0 {
			code = s.gateway.byes[n-1]
			return true
		}
		return false
	})
	return code
}

// Lines is how many gateway connections are open.
func (s *Server) Lines() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.gateway.lines)
}
