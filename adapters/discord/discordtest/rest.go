package discordtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
)

// answer is what a request gets back. A nil body is sent as no content.
type answer struct {
	status int
	body   any
}

func refuse(status, code int, message string) answer {
	return answer{status, map[string]any{"code": code, "message": message}}
}

// route is a request that this Discord knows.
type route struct {
	method string
	path   string // as in the OpenAPI file
	open   bool   // the path's own token is enough
	handle func(r *http.Request, body []byte) answer
}

func (s *Server) routes() []route {
	const webhook = "/webhooks/{webhook_id}/{webhook_token}"
	return []route{
		{"GET", "/gateway", true, s.getGateway},
		{"GET", "/gateway/bot", false, s.getGateway},
		{"GET", "/users/@me", false, s.getMe},
		{"GET", "/applications/@me", false, s.getApplication},
		{"POST", "/users/@me/channels", false, s.openDM},
		{"POST", "/channels/{channel_id}/messages", false, s.createMessage},
		{"PATCH", "/channels/{channel_id}/messages/{message_id}", false, s.editMessage},
		{"PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me", false, s.react},
		{"POST", "/channels/{channel_id}/threads", false, s.openThread},
		{"PATCH", "/channels/{channel_id}", false, s.unarchive},
		{"POST", "/interactions/{interaction_id}/{interaction_token}/callback", true, s.callback},
		{"POST", webhook, true, s.followUp},
		{"PATCH", webhook + "/messages/@original", true, s.editOriginal},
		{"DELETE", webhook + "/messages/@original", true, s.deleteOriginal},
		{"GET", "/applications/{application_id}/commands", false, s.listCommands},
		{"PUT", "/applications/{application_id}/commands", false, s.putCommands},
		{"GET", "/applications/{application_id}/guilds/{guild_id}/commands", false, s.listCommands},
		{"PUT", "/applications/{application_id}/guilds/{guild_id}/commands", false, s.putCommands},
	}
}

func (s *Server) handler() http.Handler {
	mux := http.NewServeMux()
	for _, route := range s.routes() {
		mux.HandleFunc(route.method+" /api/v10"+route.path, func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, route) })
	}
	mux.HandleFunc("/gateway/", s.serveGateway)
	mux.HandleFunc("GET /attachments/", s.serveFile)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.complain("%s %s is no request of Discord's", r.Method, r.URL.Path)
		write(w, refuse(http.StatusNotFound, 0, "404: Not Found"))
	})
	return mux
}

// serve holds a request against the rules before it is done.
func (s *Server) serve(w http.ResponseWriter, r *http.Request, route route) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	line := r.Method + " " + strings.TrimPrefix(r.URL.Path, "/api/v10")
	s.requests = append(s.requests, line)
	defer s.change()
	if !s.within(w, line) {
		return
	}
	fail := s.failure(line)
	if fail != nil && fail.Drop && !fail.Done {
		panic(http.ErrAbortHandler)
	}
	if fail != nil && !fail.Done {
		write(w, fail.answer())
		return
	}
	if !route.open && r.Header.Get("Authorization") != "Bot "+s.Token {
		write(w, refuse(http.StatusUnauthorized, 0, "401: Unauthorized"))
		return
	}
	kind := r.Header.Get("Content-Type")
	if strings.HasPrefix(kind, "multipart/form-data") {
		if body, s.uploads, err = upload(kind, body); err != nil {
			s.complain("%s: %v", line, err)
		}
		kind = "application/json"
	}
	if err := s.spec.check(route.method, route.path, kind, body); err != nil {
		s.complain("%s: %v", line, err)
		write(w, refuse(http.StatusBadRequest, 50035, "Invalid Form Body"))
		return
	}
	a := route.handle(r, body)
	if fail != nil && fail.Drop {
		panic(http.ErrAbortHandler)
	}
	if fail != nil {
		a = fail.answer()
	}
	write(w, a)
}

func (f *Failure) answer() answer {
	a := refuse(f.Status, f.Code, http.StatusText(f.Status))
	if f.RetryAfter > 0 {
		a.body.(map[string]any)["retry_after"] = f.RetryAfter
		a.body.(map[string]any)["global"] = f.Global
	}
	return a
}

func write(w http.ResponseWriter, a answer) {
	if a.body == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	_ = json.NewEncoder(w).Encode(a.body) // a client that went away is no fault
}

func (s *Server) getGateway(*http.Request, []byte) answer {
	return answer{200, map[string]any{
		"url": "ws" + strings.TrimPrefix(s.http.URL, "http") + "/gateway", "shards": s.starts.Shards,
		"session_start_limit": map[string]int{"total": 1000, "remaining": s.starts.Remaining,
			"reset_after": int(s.starts.Reset.Milliseconds()), "max_concurrency": s.starts.AtOnce},
	}}
}

func (s *Server) getMe(*http.Request, []byte) answer {
	return answer{200, s.bot()}
}

func (s *Server) getApplication(*http.Request, []byte) answer {
	app := map[string]any{"id": s.App, "name": "overhoor", "flags": s.portal.Flags, "integration_types_config": nil}
	if s.portal.Installs != "" {
		app["integration_types_config"] = json.RawMessage(s.portal.Installs)
	}
	return answer{200, app}
}

func (s *Server) bot() map[string]any {
	return map[string]any{"id": s.Bot, "username": "overhoor", "discriminator": "0000", "global_name": nil, "avatar": nil, "bot": true}
}

func (s *Server) openDM(_ *http.Request, body []byte) answer {
	var asked struct {
		Recipient string `json:"recipient_id"`
	}
	if err := strict(body, &asked); err != nil || asked.Recipient == "" {
		s.complain("open a private chat: %s", body)
		return refuse(400, 50035, "Invalid Form Body")
	}
	return answer{200, map[string]any{"id": dmOf(asked.Recipient), "type": 1}}
}

func (s *Server) listCommands(r *http.Request, _ []byte) answer {
	if r.URL.Query().Get("with_localizations") != "true" {
		s.complain("commands listed without their localizations, which can't be compared then")
	}
	all := s.commands
	if all == nil {
		all = []json.RawMessage{}
	}
	return answer{200, all}
}

var commandName = regexp.MustCompile(`^[-_'\p{Ll}\p{Lo}\p{N}]{1,32}$`)

// putCommands registers commands, and gives them back with all the fields that
// Discord adds.
func (s *Server) putCommands(_ *http.Request, body []byte) answer {
	var raw []map[string]any
	if err := json.Unmarshal(body, &raw); err != nil {
		return refuse(400, 50035, err.Error())
	}
	names := map[string]bool{}
	var all []json.RawMessage
	for _, c := range raw {
		kind, _ := c["type"].(float64)
		name := fmt.Sprint(kind, c["name"])
		if names[name] {
			s.complain("command %v is registered twice", c["name"])
		}
		names[name] = true
		if kind <= 1 {
			s.checkCommand(c)
		}
		if c["id"] == nil {
			c["id"] = s.newID()
		}
		c["application_id"], c["version"], c["default_member_permissions"], c["nsfw"] = s.App, s.newID(), nil, false
		done, _ := json.Marshal(c)
		all = append(all, done)
	}
	s.commands = all
	return answer{200, all}
}

func (s *Server) checkCommand(c map[string]any) {
	name, _ := c["name"].(string)
	if !commandName.MatchString(name) {
		s.complain("command name %q", name)
	}
	about, _ := c["description"].(string)
	if about == "" {
		s.complain("command %q has no description", name)
	}
	s.checkLocales(name, c["description_localizations"])
	options, _ := c["options"].([]any)
	optional := false
	for _, o := range options {
		option, _ := o.(map[string]any)
		s.checkLocales(name, option["description_localizations"])
		required, _ := option["required"].(bool)
		if required && optional {
			s.complain("command %q: a required option behind an optional one", name)
		}
		optional = optional || !required
	}
}

func (s *Server) checkLocales(command string, texts any) {
	all, _ := texts.(map[string]any)
	for key := range all {
		if !strings.Contains(" id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko ", " "+key+" ") {
			s.complain("command %q: %q is no locale of Discord's", command, key)
		}
	}
}
