package discordtest

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Slash sends a slash command; arg is its argument, or "". It returns the
// interaction's ID.
func (s *Server) Slash(c Channel, u User, name, arg string) string {
	return s.command(c, u, slash, name, arg)
}

// Complete asks for choices while a command's argument is being typed.
func (s *Server) Complete(c Channel, u User, name, typed string) string {
	return s.command(c, u, completion, name, typed)
}

func (s *Server) command(c Channel, u User, kind int, name, arg string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	options := []map[string]any{}
	if arg != "" || kind == completion {
		options = append(options, map[string]any{"name": s.argument(name), "type": 3, "value": arg, "focused": kind == completion})
	}
	data := map[string]any{"id": s.newID(), "name": name, "type": 1, "options": options}
	return s.interact(&interaction{kind: kind, channel: c, user: u}, data)
}

// argument is the name of a command's first option.
func (s *Server) argument(name string) string {
	for _, raw := range s.commands {
		var c struct {
			Name    string
			Options []struct{ Name string }
		}
		if json.Unmarshal(raw, &c) == nil && c.Name == name && len(c.Options) > 0 {
			return c.Options[0].Name
		}
	}
	return "arg"
}

// Press presses a button under a message, as it now stands there. A button
// that isn't there fails the test.
func (s *Server) Press(m Sent, u User, label string) string {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	stands := s.messages[m.ID]
	if stands == nil {
		s.tb.Fatalf("discordtest: press %q: there is no message %q", label, m.ID)
	}
	for _, b := range buttons(stands.components) {
		if b.Label == label {
			return s.interact(&interaction{kind: press, channel: stands.channel, user: u, pressed: stands},
				map[string]any{"custom_id": b.ID, "component_type": 2})
		}
	}
	s.tb.Fatalf("discordtest: no button %q under %q: %v", label, stands.content, buttons(stands.components))
	return ""
}

// Submit fills in a form, each of its inputs, and sends it.
func (s *Server) Submit(form Sent, u User, texts ...string) string {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	opened := s.interactions[form.token]
	if form.How != Form || opened == nil || len(opened.inputs) != len(texts) {
		s.tb.Fatalf("discordtest: submit: %+v is no form for %d texts", form, len(texts))
	}
	var rows []any
	for i, text := range texts {
		if utf8.RuneCountInString(text) > 4000 {
			s.tb.Fatalf("discordtest: submit: a form takes 4000 characters")
		}
		input := map[string]any{"type": 4, "id": 2*i + 2, "custom_id": opened.inputs[i], "value": text}
		rows = append(rows, map[string]any{"type": 1, "id": 2*i + 1, "components": []any{input}})
	}
	return s.interact(&interaction{kind: submission, channel: opened.channel, user: u, pressed: opened.pressed},
		map[string]any{"custom_id": opened.form, "components": rows})
}

// Menu chooses a command in the menu of a message that somebody wrote.
func (s *Server) Menu(c Channel, u User, name, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.newID()
	m := map[string]any{"id": id, "channel_id": c.ID, "type": 0, "content": text, "author": u.json(), "embeds": []any{},
		"attachments": []any{}, "components": []any{}, "mentions": []any{}, "flags": 0}
	return s.interact(&interaction{kind: slash, channel: c, user: u}, map[string]any{"id": s.newID(), "name": name, "type": 3,
		"target_id": id, "resolved": map[string]any{"messages": map[string]any{id: m}}})
}

// interact tells the bot of an interaction. s.mu is held.
func (s *Server) interact(i *interaction, data map[string]any) string {
	i.id, i.token, i.born = s.newID(), "aW50ZXJhY3Rpb24."+s.newID(), s.now()
	s.interactions[i.token] = i
	d := map[string]any{
		"id": i.id, "application_id": s.App, "type": i.kind, "token": i.token, "version": 1, "data": data,
		"channel_id": i.channel.ID, "locale": i.user.Lang, "app_permissions": strconv.FormatUint(uint64(everything&^s.forbidden[i.channel.ID]), 10), "entitlements": []any{},
		"authorizing_integration_owners": map[string]string{"0": cmp.Or(i.channel.Guild, "0")}, "context": 1,
	}
	if i.channel.Guild == "" {
		d["user"] = i.user.json()
	} else {
		d["member"], d["guild_id"], d["guild_locale"], d["context"] = i.user.member(true), i.channel.Guild, "en-US", 0
	}
	if i.channel.Together {
		d["context"], d["authorizing_integration_owners"] = 2, map[string]string{"1": i.user.ID}
	}
	if i.pressed != nil {
		d["message"] = i.pressed.json(s)
	}
	s.dispatch(event{kind: "INTERACTION_CREATE", data: d, guild: i.channel.Guild})
	return i.id
}

func (u User) json() map[string]any {
	return map[string]any{"id": u.ID, "username": strings.ToLower(u.Name), "global_name": u.Name, "discriminator": "0", "avatar": nil, "bot": false}
}

func (u User) member(whole bool) map[string]any {
	m := map[string]any{"nick": nil, "roles": []string{}, "joined_at": "2026-09-01T08:00:00+00:00", "deaf": false, "mute": false, "flags": 0}
	if whole {
		m["permissions"] = cmp.Or(u.Permissions, "0")
		m["user"] = u.json()
	}
	return m
}

// Say types a plain message. The bot gets it if its intents allow, and its text
// in a guild only with the Message Content intent or where it is mentioned. It
// returns the message's ID.
func (s *Server) Say(c Channel, u User, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.say(c, u, text, nil)
}

// SlashFile sends a slash command with a file in its option of that name.
func (s *Server) SlashFile(c Channel, u User, name, option, file string, content []byte) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	attached := s.attachment(c, file, content)
	id := attached["id"].(string)
	data := map[string]any{"id": s.newID(), "name": name, "type": 1,
		"options":  []map[string]any{{"name": option, "type": 11, "value": id}},
		"resolved": map[string]any{"attachments": map[string]any{id: attached}}}
	return s.interact(&interaction{kind: slash, channel: c, user: u}, data)
}

// attachment makes a file that somebody attached.
func (s *Server) attachment(c Channel, name string, data []byte) map[string]any {
	id := s.newID()
	s.files["/attachments/"+c.ID+"/"+id+"/"+name] = data
	return map[string]any{
		"id": id, "filename": name, "size": len(data), "content_type": "text/calendar",
		"url": s.http.URL + "/attachments/" + c.ID + "/" + id + "/" + name + "?ex=1&hm=secret-signature", "proxy_url": s.http.URL + "/none",
	}
}

// Attach types a plain message with a file, which stands at an address of the
// fake's own. One of nil is gone again.
func (s *Server) Attach(c Channel, u User, text, name string, data []byte) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.say(c, u, text, nil, s.attachment(c, name, data))
}

// serveFile hands over what somebody attached.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.Header.Get("Authorization") != "" {
		s.complain("the token is shown to the server of attachments")
	}
	data := s.files[r.URL.Path]
	if data == nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	_, _ = w.Write(data)
}

// Reply types a plain message as a reply, which mentions the bot if it answers
// the bot.
func (s *Server) Reply(to Sent, c Channel, u User, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.say(c, u, text, s.messages[to.ID])
}

func (s *Server) say(c Channel, u User, text string, to *message, files ...any) string {
	d := map[string]any{
		"id": s.newID(), "channel_id": c.ID, "type": 0, "content": text, "author": u.json(),
		"timestamp": "2026-11-24T08:00:00+00:00", "edited_timestamp": nil, "tts": false, "mention_everyone": false,
		"mentions": []any{}, "mention_roles": []any{}, "attachments": append([]any{}, files...), "embeds": []any{}, "pinned": false, "flags": 0,
	}
	s.said[d["id"].(string)] = c.ID
	e := event{kind: "MESSAGE_CREATE", data: d, intent: directMessages, guild: c.Guild}
	if c.Guild != "" {
		d["guild_id"], d["member"] = c.Guild, u.member(false)
		e.intent = guildMessages
		e.hidden = to == nil && !strings.Contains(text, "<@"+s.Bot+">")
	}
	if to != nil {
		d["type"], d["referenced_message"] = 19, to.json(s)
		d["message_reference"] = map[string]any{"type": 0, "message_id": to.id, "channel_id": c.ID}
		d["mentions"] = []any{s.bot()}
	}
	s.dispatch(e)
	return d["id"].(string)
}

// Date sets when what people do from now on came to Discord, which the IDs tell.
func (s *Server) Date(at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastID = uint64(at.UnixMilli()-epoch)<<timeBits | s.lastID&(1<<timeBits-1)
}

// Discord counts milliseconds from 2015 on, in the upper bits of an ID.
const (
	epoch    = 1_420_070_400_000
	timeBits = 22
)

// Edit has a user change a message that he wrote.
func (s *Server) Edit(c Channel, u User, id, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.altered("MESSAGE_UPDATE", c, map[string]any{
		"id": id, "channel_id": c.ID, "type": 0, "content": text, "author": u.json(), "edited_timestamp": "2026-11-24T08:01:00+00:00",
		"timestamp": "2026-11-24T08:00:00+00:00", "mentions": []any{}, "attachments": []any{}, "embeds": []any{},
	})
}

// Erase has a user delete a message that he wrote.
func (s *Server) Erase(c Channel, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.said, id)
	s.altered("MESSAGE_DELETE", c, map[string]any{"id": id, "channel_id": c.ID})
}

func (s *Server) altered(kind string, c Channel, d map[string]any) {
	e := event{kind: kind, data: d, intent: directMessages, guild: c.Guild}
	if c.Guild != "" {
		d["guild_id"], e.intent = c.Guild, guildMessages
	}
	s.dispatch(e)
}

// Dispatch sends any event, well-formed or not.
func (s *Server) Dispatch(kind, data string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dispatch(event{kind: kind, data: json.RawMessage(data)})
}
