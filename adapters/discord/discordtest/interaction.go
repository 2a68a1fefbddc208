package discordtest

import (
	"cmp"
	"encoding/json"
	"net/http"
	"time"
	"unicode/utf8"
)

// Kinds of interactions and of first answers, as Discord numbers them.
const (
	slash      = 2
	press      = 3
	completion = 4
	submission = 5

	answerMessage  = 4
	answerLater    = 5
	updateLater    = 6
	answerUpdate   = 7
	answerChoices  = 8
	answerForm     = 9
	firstAnswer    = 3 * time.Second
	allAnswers     = 15 * time.Minute
	unknownHook    = 10015
	unknownInter   = 10062
	acknowledged   = 40060
	invalidWebhook = 50027
)

// interaction is something a person did that wants an answer.
type interaction struct {
	id, token string
	kind      int
	channel   Channel
	user      User
	pressed   *message // whose button it was
	born      time.Time
	first     int      // the kind of its first answer, 0 before
	original  *message // what @original is; nil while it is only promised
	hidden    bool     // what was promised is private
	promised  bool     // "thinking" is shown
	form      string   // custom ID of the form that was opened
	inputs    []string // custom IDs of its text inputs
}

// may lists the first answers that a kind of interaction takes.
func (i *interaction) may(kind int) bool {
	switch i.kind {
	case completion:
		return kind == answerChoices
	case slash:
		return kind == answerMessage || kind == answerLater || kind == answerForm
	case submission:
		return kind >= answerMessage && kind <= answerUpdate && (kind < updateLater || i.pressed != nil)
	}
	return kind >= answerMessage && kind <= answerUpdate || kind == answerForm
}

// callback takes the first answer to an interaction.
func (s *Server) callback(r *http.Request, body []byte) answer {
	i := s.interactions[r.PathValue("interaction_token")]
	var b struct {
		Type int             `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	switch {
	case i == nil || i.id != r.PathValue("interaction_id"):
		s.complain("an answer to an interaction that never was")
		return refuse(404, unknownInter, "Unknown interaction")
	case i.first != 0:
		return refuse(400, acknowledged, "Interaction has already been acknowledged.")
	case s.now().Sub(i.born) > firstAnswer:
		return refuse(404, unknownInter, "Unknown interaction")
	case strict(body, &b) != nil || !i.may(b.Type):
		s.complain("answer to an interaction of type %d: %s", i.kind, body)
		return refuse(400, 50035, "Invalid Form Body")
	}
	if !s.first(i, b.Type, b.Data) {
		return refuse(400, 50035, "Invalid Form Body")
	}
	i.first = b.Type
	return answer{}
}

// first does what a first answer says.
func (s *Server) first(i *interaction, kind int, data json.RawMessage) bool {
	switch kind {
	case answerLater:
		var later struct {
			Flags int `json:"flags"`
		}
		if data != nil && strict(data, &later) != nil {
			s.complain("deferral %s", data)
		}
		i.promised, i.hidden = true, later.Flags&ephemeral != 0
		s.show(Sent{How: Deferred, Interaction: i.id, Private: i.hidden}, nil)
	case updateLater:
		i.original = i.pressed
		s.show(Sent{How: Acknowledged, Interaction: i.id}, nil)
	case answerChoices:
		return s.choices(i, data)
	case answerForm:
		return s.openForm(i, data)
	default:
		m, ok := s.readMessage(data)
		if !ok || !m.notEmpty() {
			return false
		}
		if kind == answerUpdate {
			i.pressed.content, i.pressed.components, i.pressed.embeds, i.pressed.files = "", nil, nil, nil // what is left out is cleared
			i.pressed.change(m)
			i.original = i.pressed
			s.show(Sent{How: Updated, Interaction: i.id}, i.pressed)
		} else {
			i.original = s.put(i.channel, m)
			s.show(Sent{How: Answered, Interaction: i.id}, i.original)
		}
	}
	return true
}

func (s *Server) choices(i *interaction, data json.RawMessage) bool {
	var d struct {
		Choices []Choice `json:"choices"`
	}
	if err := strict(data, &d); err != nil || len(d.Choices) > 25 {
		s.complain("choices %s: %v", data, err)
		return false
	}
	for _, c := range d.Choices {
		if n := utf8.RuneCountInString(c.Name); n < 1 || n > 100 || c.Value == "" || utf8.RuneCountInString(c.Value) > 100 {
			s.complain("choice %+v: 1 to 100 characters are allowed", c)
		}
	}
	s.show(Sent{How: Completed, Interaction: i.id, Choices: d.Choices}, nil)
	return true
}

func (s *Server) openForm(i *interaction, data json.RawMessage) bool {
	type input struct {
		Type        int    `json:"type"`
		CustomID    string `json:"custom_id"`
		Label       string `json:"label"`
		Style       int    `json:"style"`
		Placeholder string `json:"placeholder"`
		Value       string `json:"value"`
		Required    bool   `json:"required"`
		MinLength   int    `json:"min_length"`
		MaxLength   int    `json:"max_length"`
	}
	var f struct {
		CustomID   string `json:"custom_id"`
		Title      string `json:"title"`
		Components []struct {
			Type       int     `json:"type"`
			Components []input `json:"components"`
		} `json:"components"`
	}
	if err := strict(data, &f); err != nil || len(f.Components) == 0 || len(f.Components) > 5 || utf8.RuneCountInString(f.Title) > 45 {
		s.complain("form %s: %v", data, err)
		return false
	}
	sent := Sent{How: Form, Interaction: i.id, Title: f.Title, token: i.token}
	i.form, i.inputs = f.CustomID, nil
	for _, row := range f.Components {
		if len(row.Components) != 1 || row.Components[0].Label == "" || row.Components[0].Type != 4 ||
			utf8.RuneCountInString(row.Components[0].Value) > row.Components[0].MaxLength {
			s.complain("form %s: one labelled input in each row is understood here", data)
			return false
		}
		in := row.Components[0]
		i.inputs = append(i.inputs, in.CustomID)
		sent.Label, sent.Values = cmp.Or(sent.Label, in.Label), append(sent.Values, in.Value)
	}
	s.show(sent, nil)
	return true
}

// hook finds the interaction whose webhook is used.
func (s *Server) hook(r *http.Request) (*interaction, answer) {
	i := s.interactions[r.PathValue("webhook_token")]
	switch {
	case i == nil || r.PathValue("webhook_id") != s.App:
		s.complain("a webhook that never was")
		return nil, refuse(404, unknownHook, "Unknown Webhook")
	case s.now().Sub(i.born) > allAnswers:
		return nil, refuse(401, invalidWebhook, "Invalid Webhook Token")
	case i.first == 0 || i.first == answerChoices || i.first == answerForm:
		return nil, refuse(404, unknownHook, "Unknown Webhook")
	}
	return i, answer{}
}

// followUp says more after the first answer. What was promised is filled by
// it.
func (s *Server) followUp(r *http.Request, body []byte) answer {
	i, refusal := s.hook(r)
	if i == nil {
		return refusal
	}
	m, ok := s.readMessage(body)
	if !ok || !m.notEmpty() {
		return refuse(400, 50006, "Cannot send an empty message")
	}
	if i.promised {
		return s.fill(i, m)
	}
	made := s.put(i.channel, m)
	s.show(Sent{How: FollowedUp, Interaction: i.id}, made)
	return answer{200, made.json(s)}
}

// fill puts a message where "thinking" stood; whether it is private was said
// then.
func (s *Server) fill(i *interaction, m messageBody) answer {
	flags := 0
	if i.hidden {
		flags = ephemeral
	}
	if m.Flags != nil && *m.Flags&ephemeral != flags {
		s.complain("a deferred answer can't become private or public any more")
	}
	m.Flags = &flags
	i.promised = false
	i.original = s.put(i.channel, m)
	s.show(Sent{How: Edited, Interaction: i.id}, i.original)
	return answer{200, i.original.json(s)}
}

func (s *Server) editOriginal(r *http.Request, body []byte) answer {
	i, refusal := s.hook(r)
	if i == nil {
		return refusal
	}
	m, ok := s.readMessage(body)
	switch {
	case !ok:
		return refuse(400, 50035, "Invalid Form Body")
	case i.promised:
		return s.fill(i, m)
	case i.original == nil:
		return refuse(404, 10008, "Unknown Message")
	}
	i.original.change(m)
	s.show(Sent{How: Edited, Interaction: i.id}, i.original)
	return answer{200, i.original.json(s)}
}

func (s *Server) deleteOriginal(r *http.Request, _ []byte) answer {
	i, refusal := s.hook(r)
	if i == nil {
		return refusal
	}
	if !i.promised && i.original == nil {
		return refuse(404, 10008, "Unknown Message")
	}
	if i.original != nil {
		s.complain("the answer to an interaction is deleted")
	}
	i.promised = false
	s.show(Sent{How: Deleted, Interaction: i.id}, nil)
	return answer{}
}
