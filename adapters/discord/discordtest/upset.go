package discordtest

import "context"

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

// Close closes the gateway connection with a code.
func (s *Server) Close(code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hangUp(code)
}

// Reconnect asks the bot to connect anew.
func (s *Server) Reconnect() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.write(map[string]any{"op": opReconnect})
}

// Drop cuts the gateway connection without a word.
func (s *Server) Drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.gateway.conn != nil {
		s.gateway.ready = false
		s.gateway.conn.NetConn().Close()
	}
}

// Forget makes all sessions unknown, so that none can be resumed.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.gateway.sessions)
}

// Repeat tells the bot its newest event again.
func (s *Server) Repeat() {
	s.mu.Lock()
	defer s.mu.Unlock()
	again := *s.gateway.events[len(s.gateway.events)-1]
	again.seq = 0
	s.dispatch(again)
}

// Connected waits until the bot has identified itself and resumed so often.
func (s *Server) Connected(ctx context.Context, identifies, resumes int) {
	s.tb.Helper()
	s.await(ctx, "the gateway", func() bool {
		return s.gateway.ready && s.gateway.identifies >= identifies && s.gateway.resumes >= resumes
	})
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
