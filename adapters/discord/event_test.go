package discord

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Whatever Discord sends makes an event that says who and where, or none.
func FuzzEvents(f *testing.F) {
	f.Add([]byte(`{"id":"1","type":2,"channel_id":"2","user":{"id":"3"},"locale":"nl","data":{"name":"quiz","options":[null,{"type":3,"value":5,"focused":true}]}}`))
	f.Add([]byte(`{"id":"1","type":3,"channel_id":"2","guild_id":"4","member":{"user":{"id":"3"}},"data":{"custom_id":"2:/hint x"},"message":{"components":[{"type":1,"components":[{"type":2,"custom_id":"ask:x"}]}]}}`))
	f.Add([]byte(`{"id":"1","type":5,"channel_id":"2","user":{"id":"3"},"data":{"components":[{"type":1,"components":[{"type":4,"value":"x"},{"type":3}]},{"type":2}]}}`))
	f.Add([]byte(`{"id":"1","type":19,"channel_id":"2","author":{"id":"3"},"content":"<@7> /quiz","message_reference":{},"referenced_message":{"author":null}}`))
	f.Add([]byte(`{"id":"1","channel_id":"2","author":{"id":"3"},"attachments":[null,{},{"filename":"a.ics","size":-1,"url":"x"}]}`))
	a := &Adapter{self: "7", cfg: Config{Now: time.Now}, files: newFiles()}
	f.Fuzz(func(t *testing.T, text []byte) {
		var i discordgo.Interaction
		_ = json.Unmarshal(text, &i) // the library hands over what it could read
		e, ok := a.fromInteraction(&i)
		if ok && (e.ID == "" || e.Place.Chat == "" || e.From.ID == "") {
			t.Errorf("event %+v", e)
		}
		switch data := i.Data.(type) {
		case discordgo.ApplicationCommandInteractionData:
			_, _ = typed(data.Options), focused(data.Options)
		case discordgo.MessageComponentInteractionData:
			ask, _ := askOf(data.CustomID)
			ask.Label = buttonLabel(i.Message, data.CustomID)
			_, _ = fromPress(e, data.CustomID), form(ask)
		case discordgo.ModalSubmitInteractionData:
			_ = submitted(data.Components)
		}
		var m discordgo.Message
		_ = json.Unmarshal(text, &m)
		e, ok = a.fromMessage(&m)
		if ok && (e.ID == "" || e.Place.Chat == "" || e.From.ID == "" || e.Command+e.Text == "" && e.File == nil) {
			t.Errorf("event %+v", e)
		}
	})
}

// What a message answers comes along, unless we said it.
func TestQuoted(t *testing.T) {
	a := &Adapter{self: "7", cfg: Config{Now: time.Now}, files: newFiles()}
	for name, test := range map[string]struct{ referenced, want string }{
		"another's": {`{"id":"5","author":{"id":"4"},"content":"Brussel"}`, "Brussel"},
		"ours":      {`{"id":"5","author":{"id":"7"},"content":"Brussel"}`, ""},
		"deleted":   {`null`, ""},
	} {
		var m discordgo.Message
		text := `{"id":"1","type":19,"channel_id":"2","author":{"id":"3"},"content":"/card a","message_reference":{"message_id":"5"},"referenced_message":` + test.referenced + `}`
		if err := json.Unmarshal([]byte(text), &m); err != nil {
			t.Fatal(err)
		}
		if e, ok := a.fromMessage(&m); !ok || e.Quoted != test.want || e.ReplyTo != "5" {
			t.Errorf("%s: %+v", name, e)
		}
	}
}
