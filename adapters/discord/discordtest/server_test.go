package discordtest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

// ask sends a request as a bot would and returns the status and Discord's code.
func ask(t *testing.T, s *Server, method, path, body string) (status, code int) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bot "+s.Token)
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := s.http.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var refusal struct{ Code int }
	_ = json.NewDecoder(resp.Body).Decode(&refusal) // not every answer has a body
	return resp.StatusCode, refusal.Code
}

const quiet = `"allowed_mentions":{"parse":[]}`

func TestComplaints(t *testing.T) {
	t.Parallel()
	button := `{"type":2,"style":2,"label":"a","custom_id":"a"}`
	for name, c := range map[string]struct{ method, path, body, complaint string }{
		"unknown path":      {"GET", "nowhere", "", "no request of Discord's"},
		"unknown method":    {"DELETE", "users/@me", "", "no request of Discord's"},
		"a body to a GET":   {"GET", "users/@me", "{}", "a body"},
		"wrong type":        {"POST", "channels/1/messages", `{"content":5,` + quiet + `}`, "jsonschema"},
		"unknown field":     {"POST", "channels/1/messages", `{"content":"a","colour":1,` + quiet + `}`, "unknown field"},
		"can ping":          {"POST", "channels/1/messages", `{"content":"a"}`, "can ping"},
		"pings everyone":    {"POST", "channels/1/messages", `{"content":"a","allowed_mentions":{"parse":["everyone"]}}`, "can ping"},
		"empty":             {"POST", "channels/1/messages", `{"content":" ",` + quiet + `}`, "an empty message"},
		"too long":          {"POST", "channels/1/messages", `{"content":"` + strings.Repeat("é", 2001) + `",` + quiet + `}`, "2001 characters"},
		"private":           {"POST", "channels/1/messages", `{"content":"a","flags":64,` + quiet + `}`, "private"},
		"an empty row":      {"POST", "channels/1/messages", `{"content":"a","components":[{"type":1,"components":[]}],` + quiet + `}`, "jsonschema"},
		"a wide row":        {"POST", "channels/1/messages", `{"content":"a","components":[{"type":1,"components":[` + strings.Repeat(button+",", 5) + button + `]}],` + quiet + `}`, "jsonschema"},
		"the same ID twice": {"POST", "channels/1/messages", `{"content":"a","components":[{"type":1,"components":[` + button + "," + button + `]}],` + quiet + `}`, "stands twice"},
		"no label":          {"POST", "channels/1/messages", `{"content":"a","components":[{"type":1,"components":[{"type":2,"style":2,"custom_id":"a"}]}],` + quiet + `}`, "label"},
		"six rows":          {"POST", "channels/1/messages", `{"content":"a","components":[` + strings.Repeat(`{"type":1,"components":[`+button+`]},`, 5) + `{"type":1,"components":[` + button + `]}],` + quiet + `}`, "6 rows"},
		"no interaction":    {"POST", "interactions/400000000000000009/x/callback", `{"type":6}`, "never was"},
		"no webhook":        {"POST", "webhooks/400000000000000009/x", `{"content":"a",` + quiet + `}`, "never was"},
		"command name":      {"PUT", "applications/1/commands", `[{"name":"Quiz","type":1,"description":"x"}]`, "command name"},
		"no description":    {"PUT", "applications/1/commands", `[{"name":"quiz","type":1}]`, "no description"},
		"unknown locale":    {"PUT", "applications/1/commands", `[{"name":"quiz","type":1,"description":"x","description_localizations":{"en":"x"}}]`, "no locale"},
		"a command twice":   {"PUT", "applications/1/commands", `[{"name":"quiz","type":1,"description":"x"},{"name":"quiz","type":1,"description":"x"}]`, "twice"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := New(t)
			ask(t, s, c.method, c.path, c.body)
			got := s.Complaints()
			if len(got) == 0 || !strings.Contains(strings.Join(got, "\n"), c.complaint) {
				t.Errorf("complaints %q, want one of %q", got, c.complaint)
			}
		})
	}
}

// begin makes an interaction as a person would, and gives the paths of its
// first answer and of its webhook.
func (s *Server) begin(kind int, pressed *message) (callback, webhook string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := &interaction{kind: kind, channel: Channel{ID: "1"}, user: User{ID: "2"}, pressed: pressed}
	s.interact(i, map[string]any{})
	return "interactions/" + i.id + "/" + i.token + "/callback", "webhooks/" + s.App + "/" + i.token
}

func TestInteractionsAreAnsweredOnceAndInTime(t *testing.T) {
	t.Parallel()
	s := New(t)
	message := `{"content":"a",` + quiet + `}`
	first := `{"type":4,"data":` + message + `}`
	expect := func(what, method, path, body string, wantStatus, wantCode int) {
		t.Helper()
		if status, code := ask(t, s, method, path, body); status != wantStatus || code != wantCode {
			t.Errorf("%s: %d, code %d, want %d, %d", what, status, code, wantStatus, wantCode)
		}
	}
	callback, webhook := s.begin(slash, nil)
	expect("follow-up before the first answer", "POST", webhook, message, 404, unknownHook)
	expect("first", "POST", callback, first, 204, 0)
	expect("second", "POST", callback, first, 400, acknowledged)
	expect("follow-up", "POST", webhook, message, 200, 0)
	late, _ := s.begin(slash, nil)
	s.Advance(4 * time.Second)
	expect("too late", "POST", late, first, 404, unknownInter)
	s.Advance(15 * time.Minute)
	expect("follow-up too late", "POST", webhook, message, 401, invalidWebhook)
	if got := s.Complaints(); len(got) != 0 {
		t.Errorf("complaints %q", got)
	}
	for name, kind := range map[string]int{"slash can't update": slash, "completion can't say": completion} {
		callback, _ := s.begin(kind, nil)
		expect(name, "POST", callback, map[int]string{slash: `{"type":7,"data":` + message + `}`, completion: first}[kind], 400, 50035)
		if got := s.Complaints(); len(got) != 1 {
			t.Errorf("%s: complaints %q", name, got)
		}
	}
}

func TestWrongToken(t *testing.T) {
	t.Parallel()
	s := New(t)
	if status, _ := ask(t, s, "GET", "users/@me", ""); status != http.StatusOK {
		t.Errorf("status %d", status)
	}
	wrong := &Server{URL: s.URL, Token: "another", http: s.http}
	if status, code := ask(t, wrong, "GET", "users/@me", ""); status != http.StatusUnauthorized || code != 0 {
		t.Errorf("status %d, code %d", status, code)
	}
}

// The part that comes along is enough by itself, and is what the whole says.
func TestBundledPart(t *testing.T) {
	t.Parallel()
	spec, err := newSpec(part)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range new(Server).routes() {
		if r.method == "GET" || r.method == "DELETE" || strings.Contains(r.path, "/reactions/") {
			if err := spec.check(r.method, r.path, "", nil); err != nil {
				t.Errorf("%s %s: %v", r.method, r.path, err)
			}
			continue
		}
		if err := spec.check(r.method, r.path, "application/json", []byte(`"no object"`)); err == nil || !strings.Contains(err.Error(), "jsonschema") {
			t.Errorf("%s %s: %v", r.method, r.path, err)
		}
	}
	whole := findSpec()
	if whole == nil {
		t.Skip("the whole OpenAPI file is not there")
	}
	type file struct {
		Paths map[string]map[string]json.RawMessage
	}
	var small, large file
	if json.Unmarshal(part, &small) != nil || json.Unmarshal(whole, &large) != nil {
		t.Fatal("not JSON")
	}
	for path, operations := range small.Paths {
		for method, text := range operations {
			if want := large.Paths[path][method]; want == nil || bytes.Contains(text, []byte("requestBody")) != bytes.Contains(want, []byte("requestBody")) {
				t.Errorf("%s %s is not in the whole file as here", method, path)
			}
		}
	}
}
