package telegramtest

import (
	"net/http"
	"strconv"
	"strings"
)

// mostFile is how large a file may be for a bot to download it.
const mostFile = 20 << 20

// SendFile has a user send a file with a caption, or "". One of nil is lost on
// Telegram's side.
func (s *Server) SendFile(c Chat, u User, name, caption string, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := "BQAC" + strconv.Itoa(len(s.files)+1)
	s.files[id] = data
	s.chat(c).speaker = u
	m := s.write(c, u)
	m["document"] = map[string]any{"file_id": id, "file_unique_id": "u" + id, "file_name": name, "file_size": len(data)}
	if caption != "" {
		m["caption"] = caption
	}
	if e := entities(caption); len(e) > 0 {
		m["caption_entities"] = e
	}
	if c.Type == "private" || s.ReadsAll || caption != "" && caption[0] == '/' {
		s.deliver("message", m, "")
	}
}

// getFile tells where a file lies. The lock is held.
func (s *Server) getFile(p map[string]string) (any, *Failure) {
	data, known := s.files[p["file_id"]]
	switch {
	case !known:
		return nil, refuse("wrong file_id or the file is temporarily unavailable")
	case len(data) > mostFile:
		return nil, refuse("file is too big")
	}
	return map[string]any{
		"file_id": p["file_id"], "file_unique_id": "u" + p["file_id"], "file_size": len(data),
		"file_path": "documents/" + p["file_id"] + " 1.ics",
	}, nil
}

// serveFile hands over a file.
func (s *Server) serveFile(w http.ResponseWriter, path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, data := range s.files {
		if path == "documents/"+id+" 1.ics" && data != nil {
			_, _ = w.Write(data)
			return
		}
	}
	w.WriteHeader(http.StatusNotFound)
}

// mostSent is how large a file may be that a bot sends.
const mostSent = 50 << 20

// sendDocument sends a file to a chat. The lock is held.
func (s *Server) sendDocument(p map[string]string) (any, *Failure) {
	return s.show("sendDocument", p, content{text: p["caption"], mode: p["parse_mode"], document: p["document"]})
}

// document looks at a file that is sent along. The lock is held.
func (s *Server) document(method, named string) (*Document, *Failure) {
	name, ok := strings.CutPrefix(named, "attach://")
	file := s.attached[name]
	switch {
	case !ok || len(file.Data) == 0:
		s.complain(method + ": there is no file " + named)
		return nil, refuse("file must be non-empty")
	case len(file.Data) > mostSent:
		return nil, refuse("file is too big")
	}
	return &file, nil
}
