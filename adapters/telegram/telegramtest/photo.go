package telegramtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"io"
	"mime/multipart"
	"strings"
)

// attached reads the files of a form. One that no other parameter speaks of is a
// parameter itself.
func attached(form *multipart.Form, params map[string]string) (map[string]Document, error) {
	files := map[string]Document{}
	for name, headers := range form.File {
		f, err := headers[0].Open()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(f)
		_ = f.Close()
		files[name] = Document{headers[0].Filename, data}
		if err != nil {
			return nil, err
		}
		if !strings.Contains(params["media"], "attach://"+name) {
			params[name] = "attach://" + name
		}
	}
	return files, nil
}

// sendPhoto shows a picture in a chat. The lock is held.
func (s *Server) sendPhoto(p map[string]string) (any, *Failure) {
	return s.show("sendPhoto", p, content{text: p["caption"], mode: p["parse_mode"], photo: p["photo"]})
}

// editMessageMedia puts a picture in place of a message of the bot's. The lock
// is held.
func (s *Server) editMessageMedia(p map[string]string) (any, *Failure) {
	var media struct {
		Media, Caption string
		Mode           string `json:"parse_mode"`
	}
	_ = json.Unmarshal([]byte(p["media"]), &media)
	return s.edit("editMessageMedia", p, content{text: media.Caption, mode: media.Mode, photo: media.Media})
}

// photo looks at a picture that is sent along. The lock is held.
func (s *Server) photo(method, named string) ([]byte, *Failure) {
	name, ok := strings.CutPrefix(named, "attach://")
	data := s.attached[name].Data
	if !ok || data == nil {
		s.complain(method + ": there is no picture " + named)
		return nil, refuse("there is no photo in the request")
	}
	if len(data) > 10<<20 {
		s.complain(fmt.Sprintf("%s: a picture of %d bytes", method, len(data)))
		return nil, refuse("file is too big")
	}
	size, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, refuse("IMAGE_PROCESS_FAILED")
	}
	w, h := size.Width, size.Height
	if w+h > 10_000 || w > 20*h || h > 20*w {
		return nil, refuse("PHOTO_INVALID_DIMENSIONS")
	}
	return data, nil
}

// deleteMessage takes a message of the bot's away. The lock is held.
func (s *Server) deleteMessage(p map[string]string) *Failure {
	known := s.chats[number(p["chat_id"])]
	if f := known.refuses(p); f != nil {
		return f
	}
	id := number(p["message_id"])
	if known.messages[id] == nil {
		return refuse("message to delete not found")
	}
	delete(known.messages, id)
	return nil
}

// Delete takes a message away, as its sender or an admin can. In a reply to it
// the bot hears of it no more.
func (s *Server) Delete(c Chat, id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	known := s.chat(c)
	delete(known.messages, id)
	delete(known.theirs, id)
}

// SendMedia has a user send something to look at or to listen to: a "photo",
// "voice", "sticker" or another kind, with a caption, or "".
func (s *Server) SendMedia(c Chat, u User, kind, caption, album string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chat(c).speaker = u
	m := s.write(c, u)
	file := map[string]any{"file_id": "AgAC1", "file_unique_id": "u", "file_size": 9000}
	if m[kind] = file; kind == "photo" {
		m[kind] = []any{map[string]any{"file_id": "AgAC0", "file_unique_id": "s", "width": 9, "height": 9}, file}
	}
	if caption != "" {
		m["caption"] = caption
	}
	if album != "" {
		m["media_group_id"] = album
	}
	if c.Type == "private" || s.ReadsAll {
		s.deliver("message", m, "")
	}
}
