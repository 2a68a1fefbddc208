package telegram

import (
	"context"
	"maps"
	"slices"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/overhoor/overhoor/bot"
)

// maxAbout is how many characters a command's line in the menu may have.
const maxAbout = 256

// audience is who sees a menu.
type audience struct {
	scope string
	sees  func(bot.Command) bool
}

// audiences are those with a menu of their own. Admins see their group's.
func audiences() []audience {
	return []audience{
		{`{"type":"all_private_chats"}`, func(c bot.Command) bool { return c.Alone }},
		{`{"type":"all_group_chats"}`, func(c bot.Command) bool { return c.Group }},
	}
}

// menu shows the commands behind the slash: in private chats and in groups
// those that work there, in English and in each language that they are
// described in.
func (a *Adapter) menu(ctx context.Context) error {
	for _, who := range audiences() {
		commands := slices.DeleteFunc(slices.Clone(a.cfg.Commands), func(c bot.Command) bool { return !who.sees(c) })
		for _, lang := range languages(commands) {
			p := tgbotapi.Params{"scope": who.scope}
			if lang != "en" {
				p["language_code"] = lang
			}
			if err := a.show(ctx, p, menu(commands, lang)); err != nil {
				return err
			}
		}
	}
	return nil
}

// show sets one menu, when it isn't as it should be.
func (a *Adapter) show(ctx context.Context, p tgbotapi.Params, want []tgbotapi.BotCommand) error {
	var shown []tgbotapi.BotCommand
	if err := a.api.call(ctx, "getMyCommands", p, &shown); err != nil {
		return err
	}
	if slices.Equal(shown, want) {
		return nil
	}
	p = maps.Clone(p)
	if err := p.AddInterface("commands", want); err != nil {
		return err
	}
	return a.request(ctx, "setMyCommands", p)
}

// languages are those in which commands are described, English first: it is
// for all who speak none of them.
func languages(commands []bot.Command) []string {
	var langs []string
	for _, c := range commands {
		for lang := range c.About {
			if lang != "en" && !slices.Contains(langs, lang) {
				langs = append(langs, lang)
			}
		}
	}
	slices.Sort(langs)
	if len(commands) > 0 {
		langs = slices.Insert(langs, 0, "en")
	}
	return langs
}

// menu are the commands in one language. Names that Telegram doesn't take are
// left out, or it would refuse them all.
func menu(commands []bot.Command, lang string) []tgbotapi.BotCommand {
	menu := []tgbotapi.BotCommand{}
	for _, c := range commands {
		about := c.About[lang]
		if about == "" {
			about = c.About["en"]
		}
		if isName(c.Name) && about != "" {
			menu = append(menu, tgbotapi.BotCommand{Command: strings.ToLower(c.Name), Description: truncate(about, maxAbout)})
		}
	}
	return menu
}
