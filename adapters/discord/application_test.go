package discord

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
)

func TestFaults(t *testing.T) {
	t.Parallel()
	const whole = `{"0":{"oauth2_install_params":{"scopes":["bot","applications.commands"],"permissions":"309237763136"}},"1":{}}`
	for name, c := range map[string]struct {
		portal discordtest.Portal
		reads  bool
		want   []string // part of each fault
	}{
		"as it should be":  {portal: discordtest.Portal{Flags: 1 << 19, Installs: whole}, reads: true},
		"verified":         {portal: discordtest.Portal{Flags: 1 << 18, Installs: whole}, reads: true},
		"nothing set":      {},
		"no link":          {portal: discordtest.Portal{Installs: `{"0":{}}`}},
		"administrator":    {portal: discordtest.Portal{Installs: strings.Replace(whole, "309237763136", "8", 1)}},
		"may not read":     {portal: discordtest.Portal{Installs: whole}, reads: true, want: []string{"discord.message_content"}},
		"for persons only": {portal: discordtest.Portal{Installs: `{"1":{}}`}, want: []string{"Guild Install"}},
		"no scopes and no permissions": {
			portal: discordtest.Portal{Installs: `{"0":{"oauth2_install_params":{"scopes":[],"permissions":"0"}}}`},
			want: []string{"scope bot", "scope applications.commands", "View Channels", "Send Messages:", "in Threads",
				"Create Public Threads", "Embed Links", "Attach Files", "Read Message History", "Add Reactions"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, func(cfg *Config) { cfg.MessageContent = c.reads })
			b.SetPortal(c.portal)
			faults, err := b.adapter.Faults(t.Context())
			if err != nil || !slices.EqualFunc(faults, c.want, strings.Contains) {
				t.Errorf("Faults() = %q, %v; want %q", faults, err, c.want)
			}
		})
	}
}

func TestFaultsOfShards(t *testing.T) {
	t.Parallel()
	b := newBench(t, func(cfg *Config) { cfg.Shards = 2 })
	b.SetStarts(discordtest.Starts{Shards: 4, Remaining: 0, Reset: 90 * time.Minute, AtOnce: 1})
	faults, err := b.adapter.Faults(t.Context())
	if want := []string{"advises 4", "1h30m"}; err != nil || !slices.EqualFunc(faults, want, strings.Contains) {
		t.Errorf("Faults() = %q, %v", faults, err)
	}
}

// Commands go wherever the bot can be installed, and are registered anew when
// the portal changes that.
func TestCommandsOfWhoInstalledUs(t *testing.T) {
	t.Parallel()
	_, first := register(t, "", menu(), nil)
	b := newBench(t, func(c *Config) { c.Commands = menu() })
	b.SetCommands(string(first[0]), string(first[1]))
	b.SetPortal(discordtest.Portal{Installs: `{"0":{},"1":{}}`})
	b.run(teacher)
	b.Requests(b.ctx, "PUT", 1)
	if err := b.end(); err != nil {
		t.Fatal(err)
	}
	for _, raw := range b.Commands() {
		var c command
		if err := json.Unmarshal(raw, &c); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(c.Installs, []int{0, 1}) || !slices.Equal(c.Contexts, []int{0, 1, 2}) {
			t.Errorf("%s", raw)
		}
	}
}

// In a chat with others, what is private stays so.
func TestTakenAlong(t *testing.T) {
	t.Parallel()
	b := start(t, nil, teacher)
	anna := b.User("Anna")
	b.Slash(discordtest.Channel{ID: "77", Together: true}, anna, "stop", "")
	if e := b.event(); !e.Place.Group {
		t.Errorf("event %+v", e)
	}
	if bye := b.Next(b.ctx); !bye.Private {
		t.Errorf("a private answer for all to see: %+v", bye)
	}
}
