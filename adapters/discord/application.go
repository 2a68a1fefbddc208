package discord

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"
)

// application is what was set for us in the developer portal.
type application struct {
	Flags    int                `json:"flags"`
	Installs map[string]install `json:"integration_types_config"` // by way to install
}

// install is one way to install us, with the link that the portal gives for it.
type install struct {
	Link *struct {
		Scopes      []string `json:"scopes"`
		Permissions int64    `json:"permissions,string"`
	} `json:"oauth2_install_params"`
}

// The ways to install us: in a server, or for a person wherever he goes.
const (
	inServer  = "0"
	forPerson = "1"
)

// readsAll are the flags of an application that may read plain messages: the
// first one's of a verified bot, the other's of a small one.
const readsAll = 1<<18 | 1<<19

// needed is what we must be allowed to do in a server, by the portal's names.
var needed = []struct {
	name string
	bit  int64
}{
	{"View Channels", discordgo.PermissionViewChannel},
	{"Send Messages", discordgo.PermissionSendMessages},
	{"Send Messages in Threads", discordgo.PermissionSendMessagesInThreads},
	{"Create Public Threads", discordgo.PermissionCreatePublicThreads},
	{"Embed Links", discordgo.PermissionEmbedLinks},
	{"Attach Files", discordgo.PermissionAttachFiles},
	{"Read Message History", discordgo.PermissionReadMessageHistory},
	{"Add Reactions", discordgo.PermissionAddReactions},
}

func (a *Adapter) application(ctx context.Context) (app application, err error) {
	err = a.rest.do(ctx, request{what: "ask Discord for the application's settings", method: "GET", path: "applications/@me", into: &app})
	return app, err
}

// installs are the ways in which we can be installed, by number. A portal that
// says nothing means servers.
func (app application) installs() []int {
	var ways []int
	for _, key := range slices.Sorted(maps.Keys(app.Installs)) {
		if n, err := strconv.Atoi(key); err == nil {
			ways = append(ways, n)
		}
	}
	if len(ways) == 0 {
		ways = []int{int(discordgo.ApplicationIntegrationGuildInstall)}
	}
	return ways
}

// Faults says what is amiss in the developer portal and in the settings, and how
// to mend it.
func (a *Adapter) Faults(ctx context.Context) ([]string, error) {
	app, err := a.application(ctx)
	if err != nil {
		return nil, err
	}
	starts, err := a.starts(ctx)
	if err != nil {
		return nil, err
	}
	faults := starts.faults(a.cfg.Shards)
	if a.cfg.MessageContent && app.Flags&readsAll == 0 {
		faults = append(faults, "the Message Content intent is not granted: switch it on on the Bot page of the developer portal, or set discord.message_content to false")
	}
	server, ok := app.Installs[inServer]
	if len(app.Installs) > 0 && !ok {
		return append(faults, "the bot can't be added to servers: switch on Guild Install on the Installation page of the developer portal"), nil
	}
	return append(faults, server.faults()...), nil
}

// faults is what stands in the way of so many shards.
func (s starts) faults(shards int) []string {
	var faults []string
	if shards != 0 && shards < s.Shards {
		faults = append(faults, fmt.Sprintf("%d shards are few for so many servers, Discord advises %d: set discord.shards to 0, or higher", shards, s.Shards))
	}
	if s.Limit.Remaining == 0 {
		wait := (time.Duration(s.Limit.Reset) * time.Millisecond).Round(time.Minute)
		faults = append(faults, fmt.Sprintf("the bot has connected too often today: Discord lets it again in %v, until then it only sends", wait))
	}
	return faults
}

// faults is what the install link for servers lacks.
func (i install) faults() []string {
	if i.Link == nil {
		return nil // no link of the portal's: people are given one made elsewhere
	}
	var faults []string
	for _, scope := range []string{"bot", "applications.commands"} {
		if !slices.Contains(i.Link.Scopes, scope) {
			faults = append(faults, "the install link lacks the scope "+scope+": add it under Guild Install on the Installation page of the developer portal")
		}
	}
	for _, p := range needed {
		if i.Link.Permissions&(p.bit|discordgo.PermissionAdministrator) == 0 {
			faults = append(faults, "the install link lacks the permission "+p.name+": add it under Guild Install on the Installation page of the developer portal")
		}
	}
	return faults
}
