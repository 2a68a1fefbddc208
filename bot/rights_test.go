package bot_test

import (
	"testing"

	"github.com/overhoor/overhoor/bot"
)

func TestLacking(t *testing.T) {
	w := newWorld(t)
	ev := bot.Event{Place: bot.Place{Platform: "discord", Chat: "1", Group: true}}
	for lang, want := range map[string]string{
		"nl": "Hier mag ik nog niet alles. Een beheerder kan in de rechten van dit kanaal aanzetten: Berichten verzenden, Links insluiten en Openbare threads maken.",
		"en": "I'm not allowed everything here yet. An admin can switch on in this channel's permissions: Send Messages, Embed Links and Create Public Threads.",
	} {
		ev.From.Lang = lang
		m := w.engine.Lacking(ev, []bot.Right{bot.SendMessages, bot.EmbedLinks, bot.StartThreads})
		if m.Text.Plain() != want || !m.Private {
			t.Errorf("%s: %+v", lang, m)
		}
	}
}

func TestThread(t *testing.T) {
	w := newWorld(t)
	for text, want := range map[string]string{"crm": "Overhoring CRM", "crm 5": "Overhoring CRM", "": "", "xyz": ""} {
		ev := bot.Event{Command: "quiz", Text: text, Place: bot.Place{Platform: "discord", Chat: "1", Group: true}}
		title, m, ok := w.engine.Thread(ev)
		if title != want || ok != (want != "") || ok && m.Text == "" {
			t.Errorf("%q: %q, %+v, %t", text, title, m, ok)
		}
		ev.Place.Group = false
		if _, _, ok := w.engine.Thread(ev); ok {
			t.Errorf("%q: a thread in a private chat", text)
		}
	}
}

func TestCardForm(t *testing.T) {
	w := newWorld(t)
	var ev bot.Event
	ev.From.Lang = "nl-NL"
	if title, front, back := w.engine.CardForm(ev); title != "Maak er een kaart van" || front != "De vraag" || back != "Het antwoord" {
		t.Errorf("%q, %q, %q", title, front, back)
	}
}
