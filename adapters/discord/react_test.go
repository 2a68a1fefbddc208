package discord

import (
	"testing"

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
			if got := b.Wait(b.ctx, discordtest.Reacted, discordtest.Posted); c.want != "" && (got.Emoji != c.want || got.ReplyTo != said) {
				t.Errorf("%+v", got)
			} else if c.want == "" && (got.Text != "Bijna." || got.Channel.ID != b.DM(anna).ID) {
				t.Errorf("%+v", got)
			}
			if got := b.Next(b.ctx); got.Text != "Volgende" || got.Channel.ID != class.ID {
				t.Errorf("%+v", got)
			}
		})
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
