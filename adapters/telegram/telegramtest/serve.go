package telegramtest

import (
	"encoding/json"
	"net/http"
	"strings"
)

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if path, ok := strings.CutPrefix(r.URL.Path, "/file/bot"+s.Token+"/"); ok {
		s.serveFile(w, path)
		return
	}
	method, ours := strings.CutPrefix(r.URL.Path, "/bot"+s.Token+"/")
	s.mu.Lock()
	ours = ours && !s.revoked
	s.mu.Unlock()
	if !ours {
		answer(w, Failure{Code: http.StatusUnauthorized, Description: "Unauthorized"})
		return
	}
	params, files, err := parameters(r)
	s.stall(r, params["chat_id"], method)
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.touch()
	if err != nil {
		s.complain(method + ": " + err.Error())
	}
	s.requests = append(s.requests, Request{method, params})
	s.attached = files
	s.complain(s.spec.check(method, params)...)
	if method == "getUpdates" {
		s.touch() // it may stay open for long
	}
	if f, ok := s.failure(method, method+" "+params["chat_id"]); ok {
		s.fail(w, r, method, params, f)
		return
	}
	result, f := s.do(r, method, params)
	if f != nil {
		answer(w, *f)
		return
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"ok": true, "result": result})
}

// do does what a method does. The lock is held.
func (s *Server) do(r *http.Request, method string, p map[string]string) (any, *Failure) {
	switch method {
	case "getMe":
		return s.me(), nil
	case "deleteWebhook":
		s.hook = webhook{}
		return true, nil
	case "setWebhook":
		return true, s.setWebhook(p)
	case "getWebhookInfo":
		return s.webhookInfo(), nil
	case "getMyCommands":
		return s.getMyCommands(p), nil
	case "setMyCommands":
		return true, s.setMyCommands(p)
	case "getUpdates":
		return s.getUpdates(r.Context(), p)
	case "getChatMember":
		return s.getChatMember(p)
	case "getFile":
		return s.getFile(p)
	}
	return s.converse(method, p)
}

// converse does what a method does that people see. The lock is held.
func (s *Server) converse(method string, p map[string]string) (any, *Failure) {
	switch method {
	case "sendMessage":
		return s.sendMessage(p)
	case "sendPhoto":
		return s.sendPhoto(p)
	case "sendDocument":
		return s.sendDocument(p)
	case "sendPoll":
		return s.sendPoll(p)
	case "stopPoll":
		return s.stopPoll(p)
	case "editMessageText":
		return s.editMessageText(p)
	case "editMessageMedia":
		return s.editMessageMedia(p)
	case "deleteMessage":
		return true, s.deleteMessage(p)
	case "setMessageReaction":
		return true, s.setMessageReaction(p)
	case "answerInlineQuery":
		return true, s.answerInlineQuery(p)
	case "answerCallbackQuery":
		return true, s.answerCallbackQuery(p)
	}
	return nil, &Failure{Code: http.StatusNotFound, Description: "Not Found"}
}

func (s *Server) me() map[string]any {
	return map[string]any{
		"id": botID, "is_bot": true, "first_name": "Overhoor", "username": Name,
		"can_join_groups": !s.NoGroups, "can_read_all_group_messages": s.ReadsAll,
		"supports_inline_queries": !s.NoInline,
	}
}
