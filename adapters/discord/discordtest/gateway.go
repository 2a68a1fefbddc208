package discordtest

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
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
	lines      map[*line]bool // that are open
	sessions   map[string]*session
	count      int // of shards, as the bot says
	events     []*event
	close      int   // close code for who identifies, 0 accepts
	instead    []int // of READY, the next times
	beat       int   // heartbeat interval in ms
	deaf       bool  // heartbeats are not acknowledged
	identifies int
	resumes    int
	byes       []int // close codes of the bot's
	beats      int
	doubled    int // times that a shard was served twice
}

// line is one connection, and session what the bot may resume on another.
type line struct {
	conn  *websocket.Conn
	on    *session // nil before it is ready
	ended bool     // we closed it
}

type session struct {
	id      string
	shard   int
	intents int
	seq     int
	told    map[*event]int // sequence numbers
	gone    bool
}

// event is what the bot is told, in order.
type event struct {
	guild  string // whose it is, "" for the first shard's
	done   bool   // it was told on some session
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
	l := &line{conn: conn}
	s.mu.Lock()
	if q := r.URL.Query(); q.Get("v") == "" || q.Get("encoding") != "json" {
		s.complain("gateway opened with %q", r.URL.RawQuery)
	}
	s.gateway.lines[l] = true
	l.write(map[string]any{"op": opHello, "d": map[string]any{"heartbeat_interval": s.gateway.beat}})
	s.mu.Unlock()
	for {
		var p packet
		err := conn.ReadJSON(&p)
		s.mu.Lock()
		if err != nil {
			s.left(l, err)
			s.mu.Unlock()
			return
		}
		s.receive(l, p)
		s.change()
		s.mu.Unlock()
	}
}

// left notes the end of a connection. s.mu is held.
func (s *Server) left(l *line, err error) {
	delete(s.gateway.lines, l)
	if end := (*websocket.CloseError)(nil); errors.As(err, &end) && !l.ended {
		s.gateway.byes = append(s.gateway.byes, end.Code)
		if l.on != nil && (end.Code == websocket.CloseNormalClosure || end.Code == websocket.CloseGoingAway) {
			l.on.gone = true
		}
	}
	s.change()
}

// receive does what the bot says on the gateway. s.mu is held.
func (s *Server) receive(l *line, p packet) {
	switch p.Op {
	case opHeartbeat:
		s.gateway.beats++
		if !s.gateway.deaf {
			l.write(map[string]any{"op": opAck})
		}
	case opIdentify:
		s.identify(l, p.Data)
	case opResume:
		s.gateway.resumes++
		s.resume(l, p.Data)
	default:
		s.complain("gateway: op %d: %s", p.Op, p.Data)
		l.hangUp(4001)
	}
}

func (s *Server) identify(l *line, data []byte) {
	var d struct {
		Token      string            `json:"token"`
		Intents    int               `json:"intents"`
		Properties map[string]string `json:"properties"`
		Shard      *[2]int           `json:"shard"`
	}
	err := json.Unmarshal(data, &d)
	if d.Shard == nil {
		d.Shard = &[2]int{0, 1}
	}
	s.gateway.identifies++
	switch {
	case s.gateway.close != 0:
		l.hangUp(s.gateway.close)
	case d.Token != s.Token && d.Token != "Bot "+s.Token:
		l.hangUp(4004)
	case d.Shard[0] < 0 || d.Shard[0] >= d.Shard[1]:
		l.hangUp(4010)
	case err != nil || d.Properties["os"]+d.Properties["$os"] == "" || l.on != nil:
		s.complain("gateway: identify out of order: %v", err)
		l.hangUp(4005)
	case s.other(l):
	default:
		made := &session{id: "session-" + s.newID(), shard: d.Shard[0], intents: d.Intents, told: map[*event]int{}}
		s.gateway.sessions[made.id], s.gateway.count = made, d.Shard[1]
		s.occupy(l, made)
		made.seq++
		l.write(map[string]any{"op": opDispatch, "s": made.seq, "t": "READY", "d": map[string]any{
			"v": 9, "user": s.bot(), "guilds": []any{}, "session_id": made.id, "shard": d.Shard,
			"resume_gateway_url": "ws://unused", "application": map[string]any{"id": s.App, "flags": 0}}})
		s.flush()
	}
}

// occupy lets a line serve a session. Nobody else may serve its shard.
func (s *Server) occupy(l *line, on *session) {
	for other := range s.gateway.lines {
		if other != l && other.on != nil && other.on.shard == on.shard && !other.ended {
			s.gateway.doubled++
		}
	}
	l.on = on
}

// other sends what was asked for in place of READY.
func (s *Server) other(l *line) bool {
	if len(s.gateway.instead) == 0 {
		return false
	}
	op := s.gateway.instead[0]
	s.gateway.instead = s.gateway.instead[1:]
	if op != Silence {
		l.write(map[string]any{"op": op, "d": false})
	}
	return true
}

func (s *Server) resume(l *line, data []byte) {
	var d struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     int    `json:"seq"`
	}
	err := json.Unmarshal(data, &d)
	known := s.gateway.sessions[d.Session]
	switch {
	case s.gateway.close != 0:
		l.hangUp(s.gateway.close)
	case err != nil || d.Token != s.Token && d.Token != "Bot "+s.Token:
		l.hangUp(4004)
	case s.other(l):
	case known == nil || known.gone:
		l.write(map[string]any{"op": opInvalid, "d": false})
	case d.Seq > known.seq:
		l.hangUp(4007)
	default:
		s.occupy(l, known)
		for _, e := range s.gateway.events {
			if seq := known.told[e]; seq > d.Seq {
				s.tell(l, e, seq)
			}
		}
		known.seq++
		l.write(map[string]any{"op": opDispatch, "s": known.seq, "t": "RESUMED", "d": map[string]any{}})
		s.flush()
	}
}

// dispatch tells the bot of an event, now or when it is there. s.mu is held.
func (s *Server) dispatch(e event) {
	s.gateway.events = append(s.gateway.events, &e)
	s.flush()
}

// flush sends what wasn't sent yet, each to the shard of its guild.
func (s *Server) flush() {
	for _, e := range s.gateway.events {
		for l := range s.gateway.lines {
			if e.done || l.on == nil || l.ended || l.on.shard != shardOf(e.guild, s.gateway.count) {
				continue
			}
			e.done = true
			l.on.seq++
			l.on.told[e] = l.on.seq
			s.tell(l, e, l.on.seq)
		}
	}
}

// shardOf is the shard that is told of a guild.
func shardOf(guild string, count int) int {
	id, _ := strconv.ParseUint(guild, 10, 64) // none for a private chat
	return int(id >> 22 % uint64(max(count, 1)))
}

func (s *Server) tell(l *line, e *event, seq int) {
	if e.intent&l.on.intents != e.intent {
		return
	}
	data := e.data
	if d, ok := data.(map[string]any); ok && e.hidden && l.on.intents&messageContent == 0 {
		d["content"] = ""
	}
	l.write(map[string]any{"op": opDispatch, "s": seq, "t": e.kind, "d": data})
}

// write sends a packet.
func (l *line) write(packet map[string]any) {
	_ = l.conn.SetWriteDeadline(time.Now().Add(5 * time.Second))
	_ = l.conn.WriteJSON(packet) // a bot that went away finds out by reading
}

// hangUp closes the connection with a code.
func (l *line) hangUp(code int) {
	l.ended = true
	if l.on != nil && (code == 4007 || code == 4009) {
		l.on.gone = true
	}
	_ = l.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
}
