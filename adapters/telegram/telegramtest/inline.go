package telegramtest

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
)

// Offered is the bot's answer to an inline query.
type Offered struct {
	Results  []Result
	Next     string // the offset that goes on with the list, "" at its end
	Personal bool
}

// Result is one thing to choose.
type Result struct {
	ID, Title, About string
	Sent             Sent // what is said for who chooses it
}

// Look has a user type the bot's name and something behind it, and waits for
// what the bot offers.
func (s *Server) Look(ctx context.Context, u User, query, offset string) Offered {
	s.tb.Helper()
	s.mu.Lock()
	id := strconv.Itoa(len(s.looks) + 88_000)
	s.looks[id] = nil
	s.deliver("inline_query", map[string]any{
		"id": id, "from": u.object(), "query": query, "offset": offset, "chat_type": "group",
	}, "")
	s.mu.Unlock()
	var found Offered
	s.await(ctx, "an answer to an inline query", func() bool {
		if s.looks[id] != nil {
			found = *s.looks[id]
		}
		return s.looks[id] != nil
	})
	return found
}

// answerInlineQuery shows what the bot offers. The lock is held.
func (s *Server) answerInlineQuery(p map[string]string) *Failure {
	id := p["inline_query_id"]
	if answered, known := s.looks[id]; !known || answered != nil {
		return refuse("query is too old and response timeout expired or query ID is invalid")
	}
	var results []struct {
		Type, ID, Title string
		About           string `json:"description"`
		Content         struct {
			Text string `json:"message_text"`
			Mode string `json:"parse_mode"`
		} `json:"input_message_content"`
		Under json.RawMessage `json:"reply_markup"`
	}
	_ = json.Unmarshal([]byte(p["results"]), &results)
	if len(results) > 50 || len(p["next_offset"]) > 64 {
		s.complain(fmt.Sprintf("answerInlineQuery: %d results, and a next_offset of %d bytes", len(results), len(p["next_offset"])))
		return refuse("RESULTS_TOO_MUCH")
	}
	offered := &Offered{Next: p["next_offset"], Personal: p["is_personal"] == "true"}
	taken := map[string]bool{}
	for _, r := range results {
		if r.ID == "" || len(r.ID) > 64 || taken[r.ID] {
			s.complain(fmt.Sprintf("answerInlineQuery: the result ID %q", r.ID))
			return refuse("RESULT_ID_INVALID")
		}
		taken[r.ID] = true
		m, f := s.draw("answerInlineQuery", map[string]string{"reply_markup": string(r.Under)}, content{text: r.Content.Text, mode: r.Content.Mode})
		if f != nil {
			return f
		}
		offered.Results = append(offered.Results, Result{r.ID, r.Title, r.About, m})
	}
	s.looks[id] = offered
	return nil
}
