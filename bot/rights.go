package bot

import (
	"github.com/overhoor/overhoor/bot/phrase"
)

// Right is something that a bot has to be allowed in a group's chat.
type Right uint8

// The rights, on platforms that give them one by one.
const (
	SendMessages Right = iota
	EmbedLinks
	AttachFiles
	AddReactions
	StartThreads
)

// Lacking tells who asked something in a group what the bot may not do there,
// and who can mend it.
func (e *Engine) Lacking(ev Event, rights []Right) Message {
	t := e.talk(ev, View{})
	var names []string
	for _, r := range rights {
		names = append(names, t.words.Say(r.name(), nil))
	}
	return t.tell(phrase.RightsLacking, phrase.Args{"Rights": t.list(names)})[0]
}

// name is how the platform calls a right.
func (r Right) name() phrase.ID {
	switch r {
	case EmbedLinks:
		return phrase.RightEmbed
	case AttachFiles:
		return phrase.RightFiles
	case AddReactions:
		return phrase.RightReact
	case StartThreads:
		return phrase.RightThreads
	}
	return phrase.RightSend
}

// Thread is how a thread is called in which the round that an event asks for is
// played, and what is said about it where it was asked for. ok is false when
// the event begins no round.
func (e *Engine) Thread(ev Event) (title string, opened Message, ok bool) {
	t := e.talk(ev, View{})
	v := e.verbs[ev.Command]
	if !ev.Place.Group || len(v.names) == 0 || v.names[0] != "quiz" {
		return "", Message{}, false
	}
	deck, ok := t.find(t.wished().deck)
	if !ok || len(deck.Cards) == 0 {
		return "", Message{}, false
	}
	args := phrase.Args{"Deck": shortTitle(deck)}
	return t.words.Say(phrase.ThreadTitle, args), Message{Text: t.say(phrase.ThreadOpened, args)}, true
}
