package telegramtest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// What is bundled says the same as the whole specification, where that lies
// beside the repository.
func TestBundledSpec(t *testing.T) {
	ours, err := readSpec(bundled)
	if err != nil {
		t.Fatal(err)
	}
	data := wholeSpec(t)
	whole, err := readSpec(data)
	if err != nil {
		t.Fatal(err)
	}
	for name, m := range ours.Methods {
		if !reflect.DeepEqual(m, whole.Methods[name]) && len(m.Fields)+len(whole.Methods[name].Fields) > 0 {
			t.Errorf("method %s is %+v, not %+v", name, m, whole.Methods[name])
		}
	}
	for name, o := range ours.Types {
		if !reflect.DeepEqual(o, whole.Types[name]) && len(o.Fields)+len(whole.Types[name].Fields) > 0 {
			t.Errorf("type %s is %+v, not %+v", name, o, whole.Types[name])
		}
	}
}

// wholeSpec looks for the specification beside the repository.
func wholeSpec(t *testing.T) []byte {
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for up := 0; up < 8; up++ {
		data, err := os.ReadFile(filepath.Join(root, "shared", "spec", "telegram-bot-api.json"))
		if err == nil {
			return data
		}
		root = filepath.Dir(root)
	}
	t.Skip("the whole specification isn't here")
	return nil
}

// Every wrong request is complained about.
func TestComplaints(t *testing.T) {
	const options = `{"is_disabled":true}`
	long := strings.Repeat("a", 4097)
	for name, test := range map[string]struct {
		method string
		params url.Values
		want   string // in the complaint, or "" for none
	}{
		"well":              {"sendMessage", url.Values{"text": {"<b>a</b> &lt;"}, "parse_mode": {"HTML"}, "link_preview_options": {options}}, ""},
		"longest":           {"sendMessage", url.Values{"text": {"<b>" + long[1:] + "</b>"}, "parse_mode": {"HTML"}}, ""},
		"unknown method":    {"sendText", nil, "no method sendText"},
		"unknown parameter": {"sendMessage", url.Values{"text": {"a"}, "disable_web_page_preview": {"true"}}, "no parameter disable_web"},
		"missing parameter": {"sendMessage", nil, "needs text"},
		"wrong type":        {"sendMessage", url.Values{"text": {"a"}, "message_thread_id": {"seven"}}, "no Integer"},
		"wrong object":      {"sendMessage", url.Values{"text": {"a"}, "reply_parameters": {`{"message":1}`}}, "needs message_id"},
		"unknown member":    {"sendMessage", url.Values{"text": {"a"}, "link_preview_options": {`{"disabled":true}`}}, "has no disabled"},
		"too long":          {"sendMessage", url.Values{"text": {long}}, "4097 characters"},
		"empty":             {"sendMessage", url.Values{"text": {"<b> </b>"}, "parse_mode": {"HTML"}}, "empty"},
		"open tag":          {"sendMessage", url.Values{"text": {"<b>a"}, "parse_mode": {"HTML"}}, "isn't closed"},
		"unknown tag":       {"sendMessage", url.Values{"text": {"<p>a</p>"}, "parse_mode": {"HTML"}}, "<p>"},
		"bare sign":         {"sendMessage", url.Values{"text": {"a & b"}, "parse_mode": {"HTML"}}, "&"},
		"no keyboard":       {"sendMessage", url.Values{"text": {"a"}, "reply_markup": {`{"inline_keyboard":null}`}}, "inline_keyboard"},
		"no rows":           {"sendMessage", url.Values{"text": {"a"}, "reply_markup": {`{"inline_keyboard":[]}`}}, "without rows"},
		"long data":         {"sendMessage", url.Values{"text": {"a"}, "reply_markup": {`{"inline_keyboard":[[{"text":"a","callback_data":"` + long[:65] + `"}]]}`}}, "65 bytes"},
		"long placeholder":  {"sendMessage", url.Values{"text": {"a"}, "reply_markup": {`{"force_reply":true,"input_field_placeholder":"` + long[:65] + `"}`}}, "placeholder"},
		"bad command":       {"setMyCommands", url.Values{"commands": {`[{"command":"Quiz","description":"a"}]`}}, "Quiz"},
		"sticky updates":    {"getUpdates", url.Values{"timeout": {"0"}}, "allowed_updates"},
		"long poll":         {"getUpdates", url.Values{"timeout": {"0"}, "limit": {"1000"}, "allowed_updates": {"[]"}}, "limit"},
	} {
		t.Run(name, func(t *testing.T) {
			s := New(t)
			s.Meet(Private(User{ID: 1}), User{ID: 1})
			if test.method == "sendMessage" {
				if test.params == nil {
					test.params = url.Values{}
				}
				test.params.Set("chat_id", "1")
			}
			ask(t, s, test.method, test.params)
			got := strings.Join(s.Complaints(), "; ")
			if (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
				t.Errorf("complaints: %q, want %q", got, test.want)
			}
		})
	}
}

// A button that was pressed must be answered before it is confirmed.
func TestUnansweredButton(t *testing.T) {
	s := New(t)
	u := User{ID: 1}
	s.Meet(Private(u), u)
	s.PressOld(Sent{Chat: Private(u), ID: 1}, u, "/a")
	poll := url.Values{"allowed_updates": {`["callback_query"]`}, "timeout": {"0"}}
	updates, ok := ask(t, s, "getUpdates", poll)["result"].([]any)
	if !ok || len(updates) != 1 {
		t.Fatalf("got %v", updates)
	}
	poll.Set("offset", "870000002")
	ask(t, s, "getUpdates", poll)
	if got := s.Complaints(); len(got) != 1 {
		t.Errorf("complaints: %q", got)
	}
}

func TestRevokedToken(t *testing.T) {
	s := New(t)
	if got := ask(t, s, "getMe", nil); got["ok"] != true {
		t.Errorf("answered %v", got)
	}
	s.Revoke()
	if got := ask(t, s, "getMe", nil); got["error_code"] != 401.0 {
		t.Errorf("answered %v to a revoked token", got)
	}
}

// ask is a request as a bot sends it.
func ask(t *testing.T, s *Server, method string, params url.Values) map[string]any {
	t.Helper()
	resp, err := http.PostForm(s.URL+"/bot"+s.Token+"/"+method, params)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	var answer map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// What is told of a member is what the specification says.
func TestChatMember(t *testing.T) {
	rules, err := readSpec(wholeSpec(t))
	if err != nil {
		t.Fatal(err)
	}
	s := New(t)
	class, anna := Group(-30), User{ID: 11, Name: "Anna"}
	s.Appoint(class, anna)
	for id, status := range map[string]string{"11": "administrator", "12": "member"} {
		result, failure := s.getChatMember(map[string]string{"chat_id": "-30", "user_id": id})
		if failure != nil {
			t.Fatal(failure)
		}
		text, err := json.Marshal(result)
		if err != nil {
			t.Fatal(err)
		}
		var member map[string]any
		if err := json.Unmarshal(text, &member); err != nil {
			t.Fatal(err)
		}
		if err := rules.anyOf([]string{"ChatMember"}, member); err != nil || member["status"] != status {
			t.Errorf("%s is %s: %v", id, text, err)
		}
	}
	if _, failure := s.getChatMember(map[string]string{"chat_id": "-31", "user_id": "11"}); failure == nil {
		t.Error("a chat that isn't there has members")
	}
}
