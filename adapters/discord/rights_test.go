package discord

import (
	"testing"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
)

// Who types a command hears what is lacking, once, and the others don't.
func TestLackingRights(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lacks discordtest.Permission
		reads bool
		want  string
	}{
		"nothing":         {},
		"what isn't used": {lacks: discordtest.CreateThreads | discordtest.AddReactions},
		"to speak":        {lacks: discordtest.SendMessages, want: "lacking: send"},
		"to see":          {lacks: discordtest.ViewChannel | discordtest.EmbedLinks, want: "lacking: send embed"},
		"looks":           {lacks: discordtest.EmbedLinks | discordtest.AttachFiles, want: "lacking: embed attach"},
		"reactions":       {lacks: discordtest.ReadHistory, reads: true, want: "lacking: react"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, func(cfg *Config) { cfg.Words, cfg.MessageContent = plainWords{}, c.reads }, says(text("a")))
			anna, class := b.User("Anna"), b.Guild()
			b.Forbid(class, c.lacks)
			b.Slash(class, anna, "quiz", "")
			b.hears("a")
			if c.want != "" {
				if got := b.Next(b.ctx); got.Text != c.want || !got.Private {
					t.Errorf("%+v", got)
				}
			}
			b.Slash(class, anna, "quiz", "")
			b.hears("a")
			b.Slash(b.DM(anna), anna, "quiz", "")
			b.hears("a")
			if err := b.end(); err != nil || len(b.Rest()) != 0 {
				t.Errorf("Run() = %v, and more was said", err)
			}
		})
	}
}

// Who just types where we may not answer hears it in private.
func TestLackingTheRightToAnswer(t *testing.T) {
	t.Parallel()
	b := start(t, func(cfg *Config) { cfg.Words, cfg.MessageContent = plainWords{}, true }, says(text("a")))
	anna, class := b.User("Anna"), b.Guild()
	b.Forbid(class, discordtest.SendMessages)
	b.Say(class, anna, "hoi")
	if got := b.Next(b.ctx); got.Text != "lacking: send" || got.Channel.ID != b.DM(anna).ID {
		t.Errorf("%+v", got)
	}
}
