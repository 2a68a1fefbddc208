package discord

import (
	"context"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"github.com/overhoor/overhoor/bot"
)

// Words are sentences about Discord itself, in the language of who sent an
// event.
type Words interface {
	// Lacking says what we are not allowed in a channel.
	Lacking(e bot.Event, rights []bot.Right) bot.Message
	// Thread is how a thread is called for the round that e asks for, and what
	// is said where it was asked for; ok is false when e begins no round.
	Thread(e bot.Event) (title string, opened bot.Message, ok bool)
	// CardForm is what stands on the form in which a message becomes a card.
	CardForm(e bot.Event) (title, front, back string)
}

// lacking tells who typed a command what we are not allowed in his channel, once
// for each channel: answers to commands always come, what follows may not.
func (r *run) lacking(i *discordgo.Interaction, e bot.Event) (bot.Message, bool) {
	if r.cfg.Words == nil || i.Type != discordgo.InteractionApplicationCommand || !ofServer(i) {
		return bot.Message{}, false
	}
	rights := r.lacks(i, e)
	if len(rights) == 0 || !r.told.first(fmt.Sprint(i.ChannelID, rights)) {
		return bot.Message{}, false
	}
	m := r.cfg.Words.Lacking(e, rights)
	m.Private = true
	return m, true
}

// ofServer tells that we were added to the server in which an interaction is,
// and not only taken along to it.
func ofServer(i *discordgo.Interaction) bool {
	_, added := i.AuthorizingIntegrationOwners[discordgo.ApplicationIntegrationGuildInstall]
	return added && i.GuildID != ""
}

// lacks are the rights that we want and don't have.
func (r *run) lacks(i *discordgo.Interaction, e bot.Event) []bot.Right {
	var rights []bot.Right
	want := func(right bot.Right, bits int64) {
		if !may(i, bits) {
			rights = append(rights, right)
		}
	}
	want(bot.SendMessages, discordgo.PermissionViewChannel|discordgo.PermissionSendMessages)
	want(bot.EmbedLinks, discordgo.PermissionEmbedLinks)
	want(bot.AttachFiles, discordgo.PermissionAttachFiles)
	if r.cfg.MessageContent {
		want(bot.AddReactions, discordgo.PermissionAddReactions|discordgo.PermissionReadMessageHistory)
	}
	if r.threaded(i, e) {
		want(bot.StartThreads, threadRights)
	}
	return rights
}

// may tells whether we have all of these permissions where an interaction is.
func may(i *discordgo.Interaction, bits int64) bool {
	return i.AppPermissions&discordgo.PermissionAdministrator != 0 || i.AppPermissions&bits == bits
}

// tellLacking says privately that we may not answer in a channel.
func (r *run) tellLacking(ctx context.Context, e bot.Event) {
	if r.cfg.Words == nil || !r.told.first(e.Place.Chat) {
		return
	}
	m := r.cfg.Words.Lacking(e, []bot.Right{bot.SendMessages})
	m.Private = true
	for part, p := range draw(m, true) {
		if err := r.post(ctx, e, p, lackingPart+part); err != nil {
			r.log.Info("can't say what is lacking", "event", e.ID, "error", err)
			return
		}
	}
}
