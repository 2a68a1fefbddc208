package discord

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
)

// A message becomes a card: its text is the back, and the front is typed.
func TestCardOfAMessage(t *testing.T) {
	t.Parallel()
	b := start(t, func(c *Config) { c.Words = plainWords{} }, says(text("Kaart gemaakt.")))
	anna, class := b.User("Anna"), b.Guild()
	for written, back := range map[string]string{
		" Herhaalaankopen ": "Herhaalaankopen", strings.Repeat("é", 1500): strings.Repeat("é", maxAnswer-1) + "…", "": "",
	} {
		b.Menu(class, anna, "Make it a card", written)
		form := b.Next(b.ctx)
		if form.Title != "Maak er een kaart van" || form.Label != "De vraag" || !slices.Equal(form.Values, []string{"", back}) {
			t.Errorf("form %+v", form)
		}
		b.Submit(form, anna, "Wat is retentie?", "Nog eens kopen")
		if e := b.event(); e.Command != "card" || e.Text != "Wat is retentie? = Nog eens kopen" || !e.Direct || e.Place.Chat != class.ID {
			t.Errorf("event %+v", e)
		}
		b.hears("Kaart gemaakt.")
	}
}

// What is typed into a form comes back with the question on which it was opened,
// also when another one is asked meanwhile; a form of before we named questions
// still works.
func TestFormTellsItsQuestion(t *testing.T) {
	t.Parallel()
	asks := func(ref string) bot.Message {
		return bot.Message{Text: "Wat is retentie?", Ask: &bot.Ask{Label: "Antwoord", Title: "Wat: is @retentie?", Ref: ref}}
	}
	b := start(t, nil, says(asks("k3f9a.1"), asks("k3f9a.2"), asks("")))
	anna, class := b.User("Anna"), b.Guild()
	b.Slash(class, anna, "quiz", "")
	b.event()
	first, second, old := b.Next(b.ctx), b.Next(b.ctx), b.Next(b.ctx)
	for _, c := range []struct {
		asked discordtest.Sent
		ref   string
	}{{second, "k3f9a.2"}, {first, "k3f9a.1"}, {old, ""}} {
		b.Press(c.asked, anna, "Antwoord")
		form := b.Next(b.ctx)
		if form.Title != "Wat: is @retentie?" || form.Label != "Antwoord" {
			t.Errorf("form %+v", form)
		}
		b.Submit(form, anna, "nog @eens: kopen")
		if e := b.event(); e.Ref != c.ref || e.Text != "nog @eens: kopen" || e.ReplyTo != c.asked.ID || !e.Direct {
			t.Errorf("event %+v, want it of %q", e, c.ref)
		}
		for range 3 {
			b.Next(b.ctx)
		}
	}
}

// The menu has it only when the quiz can make cards, and it is registered once.
func TestCardMenu(t *testing.T) {
	t.Parallel()
	foreign := json.RawMessage(`{"id":"77","application_id":"1","version":"2","type":3,"name":"Translate","default_member_permissions":null}`)
	all := append(menu(), bot.Command{Name: "card", About: map[string]string{"en": "Make a card"},
		Menu: map[string]string{"en": "Make it a card", "nl": "Maak er een kaart van"}})
	_, first := register(t, "", all, []json.RawMessage{foreign})
	var found command
	for _, raw := range first {
		var c command
		if err := json.Unmarshal(raw, &c); err != nil {
			t.Fatal(err)
		}
		if c.Type == menuCommand && c.Name == "Make it a card" {
			found = c
		}
	}
	if len(first) != 5 || found.Names["nl"] != "Maak er een kaart van" || found.Description != "" {
		t.Errorf("%s", first)
	}
	b, _ := register(t, "", all, first)
	if n := b.Count("PUT"); n != 0 {
		t.Errorf("%d overwrites of what hadn't changed", n)
	}
}
