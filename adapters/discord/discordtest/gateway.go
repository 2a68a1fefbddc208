package discordtest

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// Gateway operations.
const (
	opDispatch  = 0
	opHeartbeat = 1
	opIdentify  = 2
	opResume    = 6
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
)

// Intents that decide what a bot is told.
const (
	guildMessages  = 1 << 9
	directMessages = 1 << 12
	messageContent = 1 << 15
)

// Silence, given to [Server.Instead], is no packet at all.
const Silence = -1

// gateway is the WebSocket side of a Server.
type gateway struct {
	conn       *websocket.Conn // the newest
	ended      *websocket.Conn // the one that we closed
	ready      bool
	session    string
	sessions   map[string]bool // that can be resumed
	intents    int
	seq        int
	events     []*event
	close      int   // close code for who identifies, 0 accepts
	instead    []int // of READY, the next times
	identifies int
	resumes    int
	byes       []int // close codes of the bot's
	beats      int
}

// event is what the bot is told, in order.
type event struct {
	seq    int // 0 until it was sent
	kind   string
	data   any
	intent int  // it is only for who asked for this
	hidden bool // its text is only for who has Message Content
}

type packet struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
}

func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	s.mu.Lock()
	if q := r.URL.Query(); q.Get("v") == "" || q.Get("encoding") != "json" {
		s.complain("gateway opened with %q", r.URL.RawQuery)
	}
	s.gateway.conn, s.gateway.ready = conn, false
	s.write(map[string]any{"op": opHello, "d": map[string]any{"heartbeat_interval": 41250}})
	s.mu.Unlock()
	for {
		var p packet
		err := conn.ReadJSON(&p)
		s.mu.Lock()
		if err != nil {
			s.left(conn, err)
			s.mu.Unlock()
			return
		}
		if s.gateway.conn == conn {
			s.receive(p)
		}
		s.change()
		s.mu.Unlock()
	}
}

// left notes the end of a connection. s.mu is held.
func (s *Server) left(conn *websocket.Conn, err error) {
	if s.gateway.conn == conn {
		s.gateway.conn, s.gateway.ready = nil, false
	}
	if end, ok := err.(*websocket.CloseError); ok && s.gateway.ended != conn {
		s.gateway.byes = append(s.gateway.byes, end.Code)
		if end.Code == websocket.CloseNormalClosure || end.Code == websocket.CloseGoingAway {
			delete(s.gateway.sessions, s.gateway.session)
		}
	}
	s.change()
}

// receive does what the bot says on the gateway. s.mu is held.
func (s *Server) receive(p packet) {
	switch p.Op {
	case opHeartbeat:
		s.gateway.beats++
		s.write(map[string]any{"op": opAck})
	case opIdentify:
		s.gateway.identifies++
		s.identify(p.Data)
	case opResume:
		s.gateway.resumes++
		s.resume(p.Data)
	default:
		s.complain("gateway: op %d: %s", p.Op, p.Data)
		s.hangUp(4001)
	}
}

func (s *Server) identify(data []byte) {
	var d struct {
		Token      string            `json:"token"`
		Intents    int               `json:"intents"`
		Properties map[string]string `json:"properties"`
	}
	err := json.Unmarshal(data, &d)
	switch {
	case s.gateway.close != 0:
		s.hangUp(s.gateway.close)
	case d.Token != s.Token && d.Token != "Bot "+s.Token:
		s.hangUp(4004)
	case err != nil || d.Properties["os"]+d.Properties["$os"] == "" || s.gateway.ready:
		s.complain("gateway: identify out of order: %v", err)
		s.hangUp(4005)
	case s.other():
	default:
		s.gateway.session = "session-" + s.newID()
		s.gateway.sessions[s.gateway.session] = true
		s.gateway.intents = d.Intents
		s.gateway.ready = true
		s.gateway.seq++
		s.write(map[string]any{"op": opDispatch, "s": s.gateway.seq, "t": "READY", "d": map[string]any{
			"v": 9, "user": s.bot(), "guilds": []any{}, "session_id": s.gateway.session,
			"resume_gateway_url": "ws://unused", "application": map[string]any{"id": s.App, "flags": 0}}})
		s.flush()
	}
}

// other sends what was asked for in place of READY.
func (s *Server) other() bool {
	if len(s.gateway.instead) == 0 {
		return false
	}
	op := s.gateway.instead[0]
	s.gateway.instead = s.gateway.instead[1:]
	if op != Silence {
		s.write(map[string]any{"op": op, "d": false})
	}
	return true
}

func (s *Server) resume(data []byte) {
	var d struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     int    `json:"seq"`
	}
	err := json.Unmarshal(data, &d)
	switch {
	case s.gateway.close != 0:
		s.hangUp(s.gateway.close)
	case err != nil || d.Token != s.Token && d.Token != "Bot "+s.Token:
		s.hangUp(4004)
	case d.Seq > s.gateway.seq:
		s.hangUp(4007)
	case s.other():
	case !s.gateway.sessions[d.Session]:
		s.write(map[string]any{"op": opInvalid, "d": false})
	default:
		s.gateway.ready = true
		for _, e := range s.gateway.events {
			if e.seq > d.Seq {
				s.tell(e)
			}
		}
		s.gateway.seq++
		s.write(map[string]any{"op": opDispatch, "s": s.gateway.seq, "t": "RESUMED", "d": map[string]any{}})
		s.flush()
	}
}

// dispatch tells the bot of an event, now or when it is there. s.mu is held.
func (s *Server) dispatch(e event) {
	s.gateway.events = append(s.gateway.events, &e)
	s.flush()
}

// flush sends what wasn't sent yet.
func (s *Server) flush() {
	for _, e := range s.gateway.events {
		if s.gateway.ready && e.seq == 0 {
			s.gateway.seq++
			e.seq = s.gateway.seq
			s.tell(e)
		}
	}
}

func (s *Server) tell(e *event) {
	if e.intent&s.gateway.intents != e.intent {
		return
	}
	data := e.data
	if d, ok := data.(map[string]any); ok && e.hidden && s.gateway.intents&messageContent == 0 {
		d["content"] = ""
	}
	s.write(map[string]any{"op": opDispatch, "s": e.seq, "t": e.kind, "d": data})
}

// write sends a packet to the newest connection.
func (s *Server) write(packet map[string]any) {
	if s.gateway.conn == nil {
		return
	}
	_ = s.gateway.conn.SetWriteDeadline(time.Now().Add(5 * time.Second))
	_ = s.gateway.conn.WriteJSON(packet) // a bot that went away finds out by reading
}

// hangUp closes the connection with a code.
func (s *Server) hangUp(code int) {
	if s.gateway.conn == nil {
		return
	}
	s.gateway.ready, s.gateway.ended = false, s.gateway.conn
	_ = s.gateway.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
}
