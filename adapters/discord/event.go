package discord

import (
	"regexp"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/overhoor/overhoor/bot"
)

const platform = "discord"

// numbered is what customID put before a command to keep it unique.
var numbered = regexp.MustCompile(`^\d+:/`)

// place is where an interaction or a message came from. A thread is a channel
// of its own on Discord.
func place(channel, guild string) bot.Place {
	return bot.Place{Platform: platform, Chat: channel, Group: guild != ""}
}

// manages is what may be done by who runs a channel, any of it. Discord tells it
// with interactions and not with plain messages.
const manages = discordgo.PermissionAdministrator | discordgo.PermissionManageGuild | discordgo.PermissionManageChannels

// person is who did it. In guilds Discord sends a member, in private chats a
// user; it is false when it sent neither.
func person(m *discordgo.Member, u *discordgo.User, locale string) (bot.Person, bool) {
	name, admin := "", false
	if m != nil {
		name, admin = m.Nick, m.Permissions&manages != 0
		if m.User != nil {
			u = m.User
		}
	}
	if u == nil || u.ID == "" {
		return bot.Person{}, false
	}
	if name == "" {
		name = u.GlobalName
	}
	if name == "" {
		name = u.Username
	}
	return bot.Person{Account: bot.Account{Platform: platform, ID: u.ID}, Name: name, Handle: u.Username, Lang: locale, Admin: admin}, true
}

// fromInteraction makes the event that all interactions have in common.
func (a *Adapter) fromInteraction(i *discordgo.Interaction) (bot.Event, bool) {
	from, ok := person(i.Member, i.User, string(i.Locale))
	if !ok || i.ID == "" || i.ChannelID == "" || i.Data == nil {
		return bot.Event{}, false
	}
	e := bot.Event{ID: platform + ":" + i.ID, At: a.cfg.Now(), Sent: sent(i.ID), Place: place(i.ChannelID, i.GuildID), From: from}
	if i.Context == discordgo.InteractionContextPrivateChannel {
		e.Place.Group = true // a chat with others, to which somebody took us along
	}
	e.Deaf = e.Place.Group && !a.cfg.MessageContent
	if i.Message != nil {
		e.ReplyTo = i.Message.ID
	}
	return e, true
}

// sent is when what has an ID came to Discord, which the ID tells; the zero time
// where it doesn't.
func sent(id string) time.Time {
	at, err := discordgo.SnowflakeTimestamp(id)
	if err != nil {
		return time.Time{}
	}
	return at.UTC()
}

// typed is the text of a slash command's arguments.
func typed(options []*discordgo.ApplicationCommandInteractionDataOption) string {
	var words []string
	for _, o := range options {
		if o == nil || o.Type != discordgo.ApplicationCommandOptionString {
			continue
		}
		if s, ok := o.Value.(string); ok {
			words = append(words, s)
		}
	}
	return strings.TrimSpace(strings.Join(words, " "))
}

// sentAlong is the file that came with a slash command, or nil.
func (a *Adapter) sentAlong(data discordgo.ApplicationCommandInteractionData) *bot.File {
	for _, o := range data.Options {
		if o != nil && o.Type == discordgo.ApplicationCommandOptionAttachment && data.Resolved != nil {
			id, _ := o.Value.(string)
			return a.files.first([]*discordgo.MessageAttachment{data.Resolved.Attachments[id]})
		}
	}
	return nil
}

// parse reads a line as a command when it begins with a slash.
func parse(line string) (command, text string) {
	line = strings.TrimSpace(line)
	if !strings.HasPrefix(line, "/") || strings.HasPrefix(line, "/ ") || line == "/" {
		return "", line
	}
	command, text, _ = strings.Cut(line[1:], " ")
	return strings.ToLower(command), strings.TrimSpace(text)
}

// fromPress reads a button's custom ID as the command it stands for.
func fromPress(e bot.Event, id string) bot.Event {
	if mark := numbered.FindString(id); mark != "" {
		id = id[len(mark)-1:]
	}
	e.Command, e.Text = parse(id)
	e.Pressed = true
	return e
}

// fromMessage makes an event of a message. It is false for what is not for
// us: bots, system messages, messages of which we may not read the text.
func (a *Adapter) fromMessage(m *discordgo.Message) (bot.Event, bool) {
	if m == nil || m.Author == nil || m.Author.Bot || m.WebhookID != "" || m.ID == "" || m.ChannelID == "" ||
		m.Type != discordgo.MessageTypeDefault && m.Type != discordgo.MessageTypeReply {
		return bot.Event{}, false
	}
	from, ok := person(m.Member, m.Author, "")
	text, mentioned := unmention(m.Content, a.selfID())
	file := a.files.first(m.Attachments)
	if !ok || text == "" && file == nil {
		return bot.Event{}, false
	}
	e := bot.Event{ID: platform + ":" + m.ID, At: a.cfg.Now(), Sent: sent(m.ID), Place: place(m.ChannelID, m.GuildID), From: from, File: file}
	e.Command, e.Text = parse(text)
	if m.MessageReference != nil {
		e.ReplyTo = m.MessageReference.MessageID
	}
	if r := m.ReferencedMessage; r != nil && !a.isOurs(r) {
		e.Quoted = r.Content
	}
	e.Direct = e.Place.Group && (mentioned || a.isOurs(m.ReferencedMessage))
	e.Deaf = e.Place.Group && !a.cfg.MessageContent
	return e, !e.Place.Group || e.Direct || a.cfg.MessageContent
}

func (a *Adapter) isOurs(m *discordgo.Message) bool {
	return m != nil && m.Author != nil && m.Author.ID != "" && m.Author.ID == a.selfID()
}

// unmention takes our name out of a text, and tells whether it stood there.
func unmention(text, self string) (string, bool) {
	if self == "" {
		return strings.TrimSpace(text), false
	}
	without := strings.NewReplacer("<@"+self+">", "", "<@!"+self+">", "").Replace(text)
	return strings.TrimSpace(without), without != text
}

// focused is what was typed so far in the argument that is being completed.
func focused(options []*discordgo.ApplicationCommandInteractionDataOption) string {
	for _, o := range options {
		if o != nil && o.Focused {
			s, _ := o.Value.(string)
			return s
		}
	}
	return ""
}
