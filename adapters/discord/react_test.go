package discord

import (
	"context"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
)

func TestReactions(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		emoji, want string
		lacks       discordtest.Permission
	}{
		"as it is":    {"🤔", "🤔", 0},
		"an old sign": {"✍", "✍\uFE0F", 0},
		"forbidden":   {"🤔", "", discordtest.AddReactions},
		"no history":  {"🤔", "", discordtest.ReadHistory},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, func(c *Config) { c.MessageContent = true },
				says(bot.Message{Text: "Bijna.", Private: true, React: c.emoji}, bot.Message{Text: "Volgende"}))
			anna, class := b.User("Anna"), b.Guild()
			b.Forbid(class, c.lacks)
			said := b.Say(class, anna, "retentie")
			var got []discordtest.Sent
			for range 2 { // in any order
				got = append(got, b.Wait(b.ctx, discordtest.Reacted, discordtest.Posted))
			}
			if got[0].Text == "Volgende" {
				got[0], got[1] = got[1], got[0]
			}
			if c.want != "" && (got[0].Emoji != c.want || got[0].ReplyTo != said) ||
				c.want == "" && (got[0].Text != "Bijna." || got[0].Channel.ID != b.DM(anna).ID) || got[1].Channel.ID != class.ID {
				t.Errorf("%+v", got)
			}
		})
	}
}

// Reactions are slow on Discord, and hold nobody up.
func TestReactionsDontHoldUp(t *testing.T) {
	t.Parallel()
	b := newBench(t, func(c *Config) { c.MessageContent = true })
	b.adapter.timing.finish = 10 * time.Millisecond
	b.Limit("/reactions/", 1, 25*time.Second)
	b.run(func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		if e.Text == "klantbehoud" {
			return []bot.Message{text("Bram heeft het.")}, nil
		}
		return []bot.Message{{Text: "Bijna.", Private: true, React: "🤔"}}, nil
	})
	bram, class := b.User("Bram"), b.Guild()
	for range 5 {
		b.Say(class, bram, "klantbinding")
	}
	b.Say(class, bram, "klantbehoud")
	if got := b.Next(b.ctx); got.Text != "Bram heeft het." {
		t.Errorf("%+v", got)
	}
}

// Who answered in a form has no message to put a reaction on.
func TestNoReactionToAForm(t *testing.T) {
	t.Parallel()
	b := start(t, nil, says(bot.Message{Text: "Bijna.", Private: true, React: "🤔"}))
	anna, class := b.User("Anna"), b.Guild()
	b.Slash(class, anna, "quiz", "crm")
	if got := b.Next(b.ctx); got.Text != "Bijna." || !got.Private {
		t.Errorf("%+v", got)
	}
}

// What is private is said aloud, in other words, to who takes no private chat.
func TestAloud(t *testing.T) {
	t.Parallel()
	b := start(t, func(c *Config) { c.MessageContent = true }, says(bot.Message{Text: "Fout: het was retentie.", Private: true, Aloud: "Genoteerd."}))
	anna, class := b.User("Anna"), b.Guild()
	b.Fail(discordtest.Failure{Path: "POST /channels/" + b.DM(anna).ID, Status: 403, Code: 50007})
	b.Say(class, anna, "omzet")
	if got := b.Next(b.ctx); got.Text != "Genoteerd." || got.Channel.ID != class.ID {
		t.Errorf("%+v", got)
	}
}
