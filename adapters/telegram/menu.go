package telegram

import (
	"context"
	"slices"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/overhoor/overhoor/bot"
)

// maxAbout is how many characters a command's line in the menu may have.
const maxAbout = 256

// menu shows the commands behind the slash, in English and in each language
// that they are described in.
func (a *Adapter) menu(ctx context.Context) error {
	for _, lang := range languages(a.cfg.Commands) {
		p := tgbotapi.Params{}
		if lang != "en" {
			p["language_code"] = lang
		}
		if err := p.AddInterface("commands", menu(a.cfg.Commands, lang)); err != nil {
			return err
		}
		if err := a.request(ctx, "setMyCommands", p); err != nil {
			return err
		}
	}
	return nil
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
