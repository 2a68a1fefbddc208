package discord

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/overhoor/overhoor/bot"
)

// react answers with an emoji on the message. Discord takes four a second in a
// channel, so they have a queue of their own and hold up nothing else. It is
// false when that is full.
func (r *run) react(e bot.Event, message string, m bot.Message) bool {
	return r.add("reactions "+e.Place.Chat, e, func() {
		if r.mark(e, message, m.React) {
			return
		}
		r.tell(e, message, m, reactionPart)
	})
}

// mark puts an emoji on a message, and tells whether it stands there: a channel
// can forbid reactions.
func (r *run) mark(e bot.Event, message, emoji string) bool {
	for _, sign := range writings(emoji) {
		path := "channels/" + e.Place.Chat + "/messages/" + message + "/reactions/" + url.PathEscape(sign) + "/@me"
		err := r.rest.do(r.ctx, request{what: "react to a message", method: "PUT", path: path})
		if err == nil {
			return true
		}
		if !hasCode(err, codeUnknownEmoji) {
			r.log.Debug("no reaction", "event", e.ID, "error", err)
			return false
		}
	}
	return false
}

// writings are the ways to write an emoji. Discord knows the old signs, such as
// ✍, by their name with a variation selector behind it.
func writings(emoji string) []string {
	bare := strings.TrimSuffix(emoji, "\uFE0F")
	if first, size := utf8.DecodeRuneInString(bare); size == len(bare) && first < 0x1F000 {
		return []string{bare + "\uFE0F", bare}
	}
	return []string{emoji}
}
