package bot_test

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/decks"
)

// chapters is a library with a chapter, and a card whose names fit in no link.
func chapters(t *testing.T) *decks.Library {
	t.Helper()
	one := &decks.Deck{ID: "crm", Title: "CRM: klanten", Lang: "nl", Cards: []decks.Card{
		{ID: "retentie", Front: "Wat is retentie?", Back: "Herhaalaankopen", Tags: []string{"Klantwaarde & zo"}},
		{ID: "een id met <tekens>", Front: "Wat is " + strings.Repeat("a", 900) + "?", Back: "Klanten houden", Tags: []string{"Klantwaarde & zo"}},
		{ID: "binding", Front: "Wat is <klantbinding>?", Back: "een band"},
	}}
	lib, err := decks.NewLibrary(one, &decks.Deck{ID: "memory", Title: "Memory", Lang: "en", Cards: []decks.Card{{ID: "a", Front: "What?", Back: "That"}}})
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// TestComplete offers what was typed of decks, and for a round also of chapters
// and cards.
func TestComplete(t *testing.T) {
	w := newWorld(t)
	w.rebuild(chapters(t))
	group := bot.Place{Platform: "discord", Chat: "5", Group: true}
	for _, test := range []struct {
		place         bot.Place
		command, text string
		want          string
	}{
		{bot.Place{}, "quiz", "", "CRM: klanten|Memory"},
		{bot.Place{}, "quiz", "MEM", "Memory"},
		{bot.Place{}, "quiz", "x", ""},
		{bot.Place{}, "quiz", "klantbindign", "CRM · Wat is <klantbinding>?"},
		{bot.Place{}, "quiz", "klantwaarde", "CRM · Klantwaarde & zo"},
		{bot.Place{}, "share", "klant", "CRM: klanten"},
		{group, "quiz", "klantwaarde", "CRM · Klantwaarde & zo"},
		{bot.Place{}, "stop", "", ""},
		{group, "quiz", "crm t", "CRM: klanten · teams|CRM: klanten · toets"},
		{bot.Place{}, "quiz", "crm ", "CRM: klanten · keuze"},
		{group, "quiz", "x t", ""},
	} {
		var got []string
		for _, c := range w.engine.Complete(t.Context(), bot.Event{Place: test.place, Command: test.command, Text: test.text}) {
			got = append(got, c.Label)
			if len(c.Label) > 100 || len(c.Value) > 64 {
				t.Errorf("the choice %+v is too long", c)
			}
		}
		if strings.Join(got, "|") != test.want {
			t.Errorf("/%s %q completes to %q, want %q", test.command, test.text, got, test.want)
		}
	}
}

var inLink = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// TestOffer offers decks, chapters and cards to pass on, in the language of who
// chooses; each with a link that leads to just that.
func TestOffer(t *testing.T) {
	w := newWorld(t)
	w.rebuild(chapters(t))
	all, next := w.engine.Offer(t.Context(), "klant", "nl-NL", 0)
	var got []string
	for _, o := range all {
		got = append(got, o.Label+" "+cutAt(o.Title, 24)+", "+o.About)
		if !inLink.MatchString(o.Link) || len(o.ID) > 64 || len([]rune(o.Text.Plain())) > 1000 || o.Text == "" {
			t.Errorf("offered %+v", o)
		}
	}
	want := "Begin CRM: klanten, 3 kaarten|Begin CRM · Klantwaarde & zo, 2 kaarten|Beantwoord Wat is <klantbinding>?, CRM: klanten"
	if strings.Join(got, "|") != want || next != 0 {
		t.Errorf("offered %q and %d, want %q", strings.Join(got, "|"), next, want)
	}
	if all, _ := w.engine.Offer(t.Context(), "what", "fr", 0); len(all) == 0 || all[0].Label != "Beantwoord" {
		t.Errorf("to who speaks none of our languages offered %+v", all)
	}
	if all, _ := w.engine.Offer(t.Context(), "what", "en", 0); len(all) == 0 || all[0].Label != "Answer it" {
		t.Errorf("in English offered %+v", all)
	}
	for _, o := range all {
		if o.Label != "Beantwoord" {
			continue
		}
		said := w.ask(t, "/start "+o.Link)
		if !strings.Contains(said.Text.Plain(), o.Title) || said.Ask == nil {
			t.Errorf("the link leads to %+v, want %s", said, o.Title)
		}
	}
}

// TestOfferPages turns the pages of a long list.
func TestOfferPages(t *testing.T) {
	w := newWorld(t)
	d := &decks.Deck{ID: "many", Title: "Many"}
	for i := range 45 {
		d.Cards = append(d.Cards, decks.Card{ID: strings.Repeat("i", i+1), Front: "Wat " + strings.Repeat("i", i+1), Back: "b"})
	}
	lib, err := decks.NewLibrary(d)
	if err != nil {
		t.Fatal(err)
	}
	w.rebuild(lib)
	seen := map[string]bool{}
	pages := 0
	for offset := 0; ; pages++ {
		all, next := w.engine.Offer(context.Background(), "wat", "nl", offset)
		for _, o := range all {
			seen[o.ID] = true
		}
		if next == 0 {
			break
		}
		offset = next
	}
	if len(seen) != 45 || pages != 2 {
		t.Errorf("%d on %d pages", len(seen), pages+1)
	}
	for _, offset := range []int{-1, 1000} {
		if all, next := w.engine.Offer(context.Background(), "wat", "nl", offset); offset > 0 && len(all)+next > 0 {
			t.Errorf("behind the end: %d, %d", len(all), next)
		}
	}
}

func cutAt(s string, n int) string { return s[:min(n, len(s))] }

// ask is the last message that anna gets for what she types.
func (w *world) ask(t *testing.T, text string) bot.Message {
	t.Helper()
	w.events++
	command, rest, _ := strings.Cut(strings.TrimPrefix(text, "/"), " ")
	said, err := w.engine.Handle(t.Context(), bot.Event{
		ID: "share:" + text, Place: bot.Place{Platform: "console", Chat: "anna"},
		From: bot.Person{Account: bot.Account{Platform: "console", ID: "anna"}, Name: "Anna"}, Command: command, Text: rest,
	})
	if err != nil || len(said) == 0 {
		t.Fatalf("%s: %v, %v", text, said, err)
	}
	return said[len(said)-1]
}
