package discord

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/bwmarrin/discordgo"

	"github.com/overhoor/overhoor/bot"
)

// command is a slash command as it is registered. Discord gives the same back
// with more fields, which don't count when the two are compared.
type command struct {
	Name        string            `json:"name"`
	Names       map[string]string `json:"name_localizations,omitempty"` // of one in a menu
	Type        int               `json:"type"`
	Description string            `json:"description,omitempty"`
	Local       map[string]string `json:"description_localizations,omitempty"`
	Options     []option          `json:"options,omitempty"`
	Contexts    []int             `json:"contexts,omitempty"`          // where it can be used
	Installs    []int             `json:"integration_types,omitempty"` // for whom: of these two a guild's own command has neither
}

type option struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Description  string            `json:"description"`
	Local        map[string]string `json:"description_localizations,omitempty"`
	Required     bool              `json:"required"`
	Autocomplete bool              `json:"autocomplete"`
}

const (
	chatCommand = 1
	menuCommand = 3 // in the menu of a message
	maxMenu     = 32
	stringType  = 3
	fileType    = 11
	maxAbout    = 100
)

// register makes our commands known, when they aren't as they are. It is
// tried again at the next connection when it fails.
func (r *run) register(app string) {
	r.registering.Lock()
	defer r.registering.Unlock()
	if r.registered || len(r.cfg.Commands) == 0 {
		return
	}
	path := "applications/" + app + "/commands"
	if r.cfg.Guild != "" {
		path = "applications/" + app + "/guilds/" + r.cfg.Guild + "/commands"
	}
	if err := r.overwrite(path); err != nil {
		r.log.Error("slash commands not registered", "error", err)
		return
	}
	r.registered = true
}

func (r *run) overwrite(path string) error {
	var known []json.RawMessage
	err := r.rest.do(r.ctx, request{what: "list the slash commands", method: "GET", path: path + "?with_localizations=true", into: &known})
	if err != nil {
		return err
	}
	ours := commands(r.cfg.Commands)
	others := foreign(known, ours)
	if r.cfg.Guild == "" {
		app, err := r.application(r.ctx)
		if err != nil {
			return err
		}
		widen(ours, app.installs())
	}
	if same(ours, known, len(others)) {
		return nil
	}
	all := others
	for _, c := range ours {
		all = append(all, c)
	}
	r.log.Info("slash commands changed", "count", len(ours))
	return r.rest.do(r.ctx, request{what: "register the slash commands", method: "PUT", path: path, body: all})
}

// commands draws the commands for Discord: in English, with translations.
func commands(all []bot.Command) []command {
	drawn := make([]command, 0, len(all))
	for _, c := range all {
		d := command{Name: c.Name, Type: chatCommand, Description: about(c.About, c.Name), Local: local(c.About)}
		if a := c.Arg; a != nil {
			d.Options = []option{{Type: stringType, Name: a.Name, Description: about(a.About, a.Name), Local: local(a.About),
				Required: a.Required, Autocomplete: a.Complete}}
		}
		if f := c.File; f != nil {
			d.Options = append(d.Options, option{Type: fileType, Name: f.Name, Description: about(f.About, f.Name), Local: local(f.About)})
		}
		drawn = append(drawn, d)
		if c.Menu != nil {
			drawn = append(drawn, command{Name: cut(about(c.Menu, c.Name), maxMenu), Type: menuCommand, Names: local(c.Menu)})
		}
	}
	return drawn
}

// widen lets commands be used wherever we can be installed. Who has installed us
// for himself takes us along to any server, and to chats with other people.
func widen(all []command, installs []int) {
	contexts := []int{int(discordgo.InteractionContextGuild), int(discordgo.InteractionContextBotDM)}
	if slices.Contains(installs, int(discordgo.ApplicationIntegrationUserInstall)) {
		contexts = append(contexts, int(discordgo.InteractionContextPrivateChannel))
	}
	for i := range all {
		all[i].Contexts, all[i].Installs = contexts, installs
	}
}

func about(texts map[string]string, instead string) string {
	if texts["en"] == "" {
		return cut(instead, maxAbout)
	}
	return cut(texts["en"], maxAbout)
}

// local keeps the translations that Discord has a locale for; one key that it
// doesn't know makes it refuse all commands.
func local(texts map[string]string) map[string]string {
	kept := map[string]string{}
	for lang, text := range texts {
		if _, ok := discordgo.Locales[discordgo.Locale(lang)]; ok && text != "" {
			kept[lang] = cut(text, maxAbout)
		}
	}
	return kept
}

// foreign keeps the commands of other kinds that aren't ours (in menus, or an
// activity's entry point): overwriting replaces them all.
func foreign(known []json.RawMessage, ours []command) []any {
	keep := []any{}
	for _, raw := range known {
		var c struct {
			Name string `json:"name"`
			Type int    `json:"type"`
		}
		fields := map[string]json.RawMessage{}
		if json.Unmarshal(raw, &c) != nil || json.Unmarshal(raw, &fields) != nil || c.Type <= chatCommand ||
			slices.ContainsFunc(ours, func(o command) bool { return o.Type == c.Type && o.Name == c.Name }) {
			continue
		}
		for _, f := range []string{"application_id", "guild_id", "version", "default_member_permissions", "name_localized", "description_localized"} {
			delete(fields, f)
		}
		keep = append(keep, fields)
	}
	return keep
}

// same compares our commands with those that Discord knows, in any order.
func same(ours []command, known []json.RawMessage, others int) bool {
	if len(known)-others != len(ours) {
		return false
	}
	byName := map[string]command{}
	for _, raw := range known {
		var c command
		if json.Unmarshal(raw, &c) == nil {
			byName[c.key()] = c
		}
	}
	return !slices.ContainsFunc(ours, func(c command) bool { return !c.equal(byName[c.key()]) })
}

// key tells commands apart: those in menus have names of their own.
func (c command) key() string { return fmt.Sprint(max(c.Type, chatCommand), " ", c.Name) }

func (c command) equal(d command) bool {
	slices.Sort(d.Contexts)
	slices.Sort(d.Installs)
	if c.Contexts == nil { // a guild's own: Discord fills in what it likes
		c.Contexts, c.Installs = d.Contexts, d.Installs
	}
	return c.Name == d.Name && c.Description == d.Description && maps.Equal(c.Local, d.Local) && maps.Equal(c.Names, d.Names) &&
		slices.Equal(c.Contexts, d.Contexts) && slices.Equal(c.Installs, d.Installs) && slices.EqualFunc(c.Options, d.Options, option.equal)
}

func (o option) equal(p option) bool {
	return o.Type == p.Type && o.Name == p.Name && o.Description == p.Description && maps.Equal(o.Local, p.Local) &&
		o.Required == p.Required && o.Autocomplete == p.Autocomplete
}
