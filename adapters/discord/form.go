package discord

import (
	"cmp"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/overhoor/overhoor/bot"
)

// cardForm is the custom ID of the form in which a message becomes a card, and
// card the command that it submits.
const (
	cardForm = "card"
	card     = "card"
	maxFront = 300
)

// answerForm is the custom ID of the form for an answer. Behind it stands which
// question that is on, if that is known.
const answerForm = "answer"

// askID is the custom ID of the button that opens the form: "ask@k3f9a.3:Title".
// All that the form needs stands in it, so that nothing need be remembered.
func askID(a bot.Ask) string { return "ask" + refID(a.Ref) + ":" + cut(a.Title, maxTitle) }

// askOf reads a custom ID of askID's, as far as that tells.
func askOf(id string) (a bot.Ask, ok bool) {
	head, title, ok := strings.Cut(id, ":")
	name, ref, _ := strings.Cut(head, "@")
	return bot.Ask{Title: title, Ref: ref}, ok && name == "ask"
}

func refID(ref string) string {
	if ref == "" {
		return ""
	}
	return "@" + ref
}

// form is what opens when the answer button is pressed.
func form(a bot.Ask) map[string]any {
	name := cmp.Or(a.Label, a.Title)
	return drawForm(answerForm+refID(a.Ref), a.Title, field{id: "answer", label: name, style: discordgo.TextInputParagraph, most: maxAnswer})
}

// formOfCard is what opens on a message that is to become a card: its text is
// the back.
func formOfCard(words Words, e bot.Event, m *discordgo.Message) map[string]any {
	title, front, back := words.CardForm(e)
	text := m.Content
	for _, embed := range m.Embeds {
		text = cmp.Or(text, embed.Description)
	}
	if runes := []rune(strings.TrimSpace(text)); len(runes) > maxAnswer {
		text = string(runes[:maxAnswer-1]) + "…"
	}
	return drawForm(cardForm, title, field{id: "front", label: front, style: discordgo.TextInputShort, most: maxFront},
		field{id: "back", label: back, style: discordgo.TextInputParagraph, most: maxAnswer, value: strings.TrimSpace(text)})
}

// field is a text input of a form.
type field struct {
	id, label, value string
	style            discordgo.TextInputStyle
	most             int // runes
}

func drawForm(id, title string, fields ...field) map[string]any {
	rows := []discordgo.MessageComponent{}
	for _, f := range fields {
		rows = append(rows, discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.TextInput{
			CustomID: f.id, Label: cut(f.label, maxTitle), Style: f.style, Value: f.value, Required: true, MaxLength: f.most}}})
	}
	return map[string]any{"custom_id": id, "title": cut(title, maxTitle), "components": rows}
}

// fromForm reads what was typed into a form: an answer, or the two sides of a
// card.
func fromForm(e bot.Event, data discordgo.ModalSubmitInteractionData) bot.Event {
	typed := submitted(data.Components)
	e.Direct = true
	if data.CustomID == cardForm && len(typed) == 2 {
		e.Command, e.Text = card, typed[0]+" = "+typed[1]
		return e
	}
	_, e.Ref, _ = strings.Cut(data.CustomID, "@")
	e.Text = strings.Join(typed, " ")
	return e
}

// submitted is what was typed into each field.
func submitted(components []discordgo.MessageComponent) []string {
	var typed []string
	for _, c := range components {
		row, ok := c.(*discordgo.ActionsRow)
		if !ok {
			continue
		}
		for _, c := range row.Components {
			if input, ok := c.(*discordgo.TextInput); ok {
				typed = append(typed, strings.TrimSpace(input.Value))
			}
		}
	}
	return typed
}

// buttonLabel finds what stands on a button of a message.
func buttonLabel(m *discordgo.Message, id string) string {
	if m == nil {
		return ""
	}
	for _, c := range m.Components {
		row, ok := c.(*discordgo.ActionsRow)
		if !ok {
			continue
		}
		for _, c := range row.Components {
			if b, ok := c.(*discordgo.Button); ok && b.CustomID == id {
				return b.Label
			}
		}
	}
	return ""
}
