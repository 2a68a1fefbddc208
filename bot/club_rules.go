package bot

import (
	"slices"
	"strings"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
)

// Rules are what the admins of a group chose for its rounds. The zero Rules
// allow everything.
type Rules struct {
	Lang    string   `json:"lang,omitempty"`    // "nl" or "en" for all that is said here; "" for that of who speaks
	Decks   []string `json:"decks,omitempty"`   // that rounds may be of; none for all
	Modes   []string `json:"modes,omitempty"`   // first names of those that may be played; none for all
	From    string   `json:"from,omitempty"`    // "07:00" on the group's clocks: since when a round may be begun
	Until   string   `json:"until,omitempty"`   // "23:00"; both "" for at any hour
	Admins  bool     `json:"admins,omitempty"`  // only they begin rounds
	Threads bool     `json:"threads,omitempty"` // each round in a thread of its own, where the platform can
	Recap   string   `json:"recap,omitempty"`   // "on" or "off": a picture of the week; "" for where there is a card of the day
}

func (r Rules) clone() Rules {
	r.Decks, r.Modes = slices.Clone(r.Decks), slices.Clone(r.Modes)
	return r
}

// deck and mode tell whether rounds of it may be begun, open whether at this
// time of day ("19:05").
func (r Rules) deck(id string) bool { return len(r.Decks) == 0 || slices.Contains(r.Decks, id) }
func (r Rules) mode(m mode) bool    { return len(r.Modes) == 0 || slices.Contains(r.Modes, m.names[0]) }

func (r Rules) open(clock string) bool {
	if r.From <= r.Until {
		return r.From == r.Until || r.From <= clock && clock < r.Until
	}
	return clock >= r.From || clock < r.Until // over midnight
}

// toggled is a choice with one more in it, or without it where it was chosen.
func toggled(all []string, one string) []string {
	if i := slices.Index(all, one); i >= 0 {
		return slices.Delete(slices.Clone(all), i, i+1)
	}
	return append(slices.Clone(all), one)
}

// usualMode is in which a round is played where nobody says another.
func (t *talk) usualMode() mode {
	all := modes()
	return all[max(0, slices.IndexFunc(all, t.club.Rules.mode))]
}

// allowed are those of the decks that rounds here may be of.
func (t *talk) allowed(all []*decks.Deck) []*decks.Deck {
	return slices.DeleteFunc(slices.Clone(all), func(d *decks.Deck) bool { return !t.club.Rules.deck(d.ID) })
}

// forbidden says why a round may not be begun, and who can change that; nothing
// when it may.
func (t *talk) forbidden(deck *decks.Deck, m mode) []Message {
	r := t.club.Rules
	var why Text
	switch {
	case r.Admins && !t.event.From.Admin:
		why = t.say(phrase.RuleAdmins, nil)
	case !r.open(t.club.calendar(t.zone).Clock(t.now)):
		why = t.say(phrase.RuleHours, phrase.Args{"From": r.From, "Until": r.Until})
	case !r.deck(deck.ID):
		why = t.say(phrase.RuleDeck, phrase.Args{"Deck": shortTitle(deck), "All": t.deckNames()})
	case !r.mode(m):
		why = t.say(phrase.RuleMode, phrase.Args{"Mode": t.modeName(m), "All": t.modeNames()})
	default:
		return nil
	}
	return []Message{{Private: true, Text: lines(why, t.say(phrase.RuleWho, nil))}}
}

// mostNames is how many decks are told by name.
const mostNames = 6

// deckNames are the decks that rounds here may be of.
func (t *talk) deckNames() string {
	if len(t.club.Rules.Decks) == 0 {
		return t.words.Say(phrase.AllOfThem, nil)
	}
	var names []string
	for _, d := range t.allowed(t.Library.Decks()) {
		if len(names) == mostNames {
			names = append(names, "…")
			break
		}
		names = append(names, shortTitle(d))
	}
	return strings.Join(names, ", ")
}

// modeName is what a mode is called in the language that is spoken, modeNames
// those that may be played here.
func (t *talk) modeName(m mode) string {
	if t.words.Lang == phrase.Langs()[0] {
		return m.names[len(m.names)-1]
	}
	return m.names[0]
}

func (t *talk) modeNames() string {
	if len(t.club.Rules.Modes) == 0 {
		return t.words.Say(phrase.AllOfThem, nil)
	}
	var names []string
	for _, m := range modes() {
		if t.club.Rules.mode(m) {
			names = append(names, t.modeName(m))
		}
	}
	return strings.Join(names, ", ")
}

// recaps tells whether the group gets a picture of its week.
func (c *Club) recaps() bool {
	return c.Rules.Recap == "on" || c.Rules.Recap == "" && c.Daily != ""
}

// nicer says once in a group what its admins can do where we are not shown what
// isn't plainly meant for us; it works without.
func (t *talk) nicer() Text {
	id, known := map[string]phrase.ID{"telegram": phrase.NicerTelegram, "discord": phrase.NicerDiscord}[t.event.Place.Platform]
	if !t.event.Deaf || t.club.Told || !known {
		return ""
	}
	t.club.Told, t.newClub = true, true
	return soft(t.say(id, nil))
}
