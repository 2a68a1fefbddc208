package discord

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
)

// chart is a message with a picture, which a button replaces by another.
func chart(_ context.Context, e bot.Event) ([]bot.Message, error) {
	m := bot.Message{Text: "Week 48 &amp; <s>verborgen</s>", Image: &bot.Image{PNG: []byte("one"), Alt: "Zeven staven"},
		Buttons: [][]bot.Button{{{Label: "Maand", Command: "/month"}, {Label: "Weg", Command: "/away"}}}}
	switch e.Command {
	case "month":
		m.Image, m.Edit = &bot.Image{PNG: []byte("two"), Alt: "Dertig staven"}, true
	case "away":
		return []bot.Message{{Text: "Klaar @everyone", Tone: bot.Good, Edit: true}}, nil
	}
	return []bot.Message{m}, nil
}

func TestPictures(t *testing.T) {
	t.Parallel()
	b := start(t, nil, chart)
	anna := b.User("Anna")
	class := b.Guild()
	b.Slash(class, anna, "stats", "")
	got := b.Next(b.ctx)
	want := discordtest.File{Name: "picture.png", Alt: "Zeven staven", Data: []byte("one")}
	if got.Text != "Week 48 & ||verborgen||" || len(got.Files) != 1 || !sameFile(got.Files[0], want) {
		t.Errorf("%+v", got)
	}
	b.Press(got, anna, "Maand")
	got = b.Next(b.ctx)
	want = discordtest.File{Name: "picture.png", Alt: "Dertig staven", Data: []byte("two")}
	if got.How != discordtest.Updated || len(got.Files) != 1 || !sameFile(got.Files[0], want) {
		t.Errorf("%+v", got)
	}
	b.Press(got, anna, "Weg")
	if got = b.Next(b.ctx); len(got.Files) != 0 || got.Text != "Klaar @everyone" || got.Color != colour(bot.Good) {
		t.Errorf("%+v", got)
	}
	b.Say(b.DM(anna), anna, "/stats")
	if got = b.Next(b.ctx); got.How != discordtest.Posted || len(got.Files) != 1 {
		t.Errorf("%+v", got)
	}
}

func sameFile(a, b discordtest.File) bool {
	return a.Name == b.Name && a.Alt == b.Alt && string(a.Data) == string(b.Data)
}

// A deferral is filled with a picture too, and so is what comes behind it.
func TestPicturesAfterADeferral(t *testing.T) {
	t.Parallel()
	m := bot.Message{Text: "a", Image: &bot.Image{PNG: []byte("one")}}
	b, let := startSlow(t, m, m)
	anna := b.User("Anna")
	b.Slash(b.DM(anna), anna, "stats", "")
	b.Wait(b.ctx, discordtest.Deferred)
	close(let)
	for _, how := range []discordtest.How{discordtest.Edited, discordtest.FollowedUp} {
		if got := b.Next(b.ctx); got.How != how || len(got.Files) != 1 || got.Files[0].Alt != "…" {
			t.Errorf("%+v", got)
		}
	}
}

// Each tone has a colour of its own, and the words stay text.
func TestTones(t *testing.T) {
	t.Parallel()
	seen := map[int]bool{}
	for _, tone := range []bot.Tone{bot.Plain, bot.Good, bot.Almost, bot.Wrong, bot.Unsure} {
		p := draw(bot.Message{Text: "<b>Goed.</b> a*b", Tone: tone}, true)[0]
		if seen[colour(tone)] || (len(p.Embeds) == 1) != (tone != bot.Plain) || p.words() != `**Goed.** a\*b` {
			t.Errorf("tone %d: %+v", tone, p)
		}
		seen[colour(tone)] = true
	}
}

// What a channel doesn't allow is left out, and nothing else.
func TestPlainerWhereLooksAreNotAllowed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lacks  discordtest.Permission
		colour int
		files  int
		fails  bool
	}{
		"all allowed": {0, colour(bot.Good), 1, false},
		"no files":    {discordtest.AttachFiles, colour(bot.Good), 0, false},
		"no embeds":   {discordtest.EmbedLinks, 0, 0, false},
		"nothing":     {discordtest.SendMessages, 0, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, nil)
			class := b.Guild()
			b.Forbid(class, c.lacks)
			err := b.adapter.Send(t.Context(), bot.Place{Chat: class.ID, Group: true},
				bot.Message{Text: "<b>Stand</b>", Tone: bot.Good, Image: &bot.Image{PNG: []byte("one")}})
			if errors.Is(err, bot.ErrGone) != c.fails {
				t.Fatalf("Send() = %v", err)
			}
			if c.fails {
				return
			}
			if got := b.Next(b.ctx); got.Text != "**Stand**" || got.Color != c.colour || len(got.Files) != c.files {
				t.Errorf("%+v", got)
			}
		})
	}
}

// Long lines are cut behind a sentence, else behind a word, else anywhere.
func TestLongLines(t *testing.T) {
	t.Parallel()
	sentence := strings.Repeat("woord ", 99) + "klaar. "
	for name, c := range map[string]struct {
		text  string
		ends  string
		parts int
	}{
		"sentences":  {strings.Repeat(sentence, 6), "klaar.", 2},
		"words":      {strings.Repeat("woord ", 600), "woord", 2},
		"one word":   {strings.Repeat("w", 4500), "w", 3},
		"many signs": {strings.Repeat("*_", 900), `\_`, 2},
		"short":      {"Wat is CRM? Dit.", "Dit.", 1},
	} {
		got := markdown(bot.Escape(c.text))
		if len(got) != c.parts {
			t.Errorf("%s: %d parts", name, len(got))
		}
		if slices.ContainsFunc(got, func(s string) bool { return !strings.HasSuffix(strings.TrimSpace(s), c.ends) }) {
			t.Errorf("%s: cut in %.3000q", name, got)
		}
	}
}

// A long verdict is several messages in one colour, the picture under the first
// and the buttons under the last.
func TestLongVerdict(t *testing.T) {
	t.Parallel()
	m := bot.Message{Text: bot.Text(strings.Repeat("<s>Een zin die verborgen is.</s> ", 200)), Tone: bot.Wrong,
		Image: &bot.Image{PNG: []byte("one")}, Buttons: [][]bot.Button{{{Label: "Hint", Command: "/hint"}}}}
	all := draw(m, true)
	for i, p := range all {
		if len(p.Embeds) != 1 || p.Embeds[0].Color != colour(bot.Wrong) || strings.Count(p.words(), "||")%2 != 0 ||
			(p.file != nil) != (i == 0) || (len(p.Components) > 0) != (i == len(all)-1) {
			t.Errorf("part %d of %d: %+v", i, len(all), p)
		}
	}
	if len(all) < 3 {
		t.Errorf("%d parts", len(all))
	}
}
