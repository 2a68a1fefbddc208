package bot

import (
	"strconv"

	"github.com/overhoor/overhoor/bot/phrase"
)

// Scoreboard makes a message the scoreboard of a group's round: one message,
// which is sent once and from then on edited.
type Scoreboard struct {
	Round   string // whose it is: each round has one
	Edition int    // counts its changes from 1: an older one never takes the place of a newer one
	Closed  bool   // the round is over, and its end says the same: it is edited, but not sent
}

// shownScores is how many players a scoreboard names; the others are counted.
const shownScores = 5

// withScores adds the scoreboard to what is said when points changed, or when
// the round ended. A test has none: points would tell how it goes.
func (t *talk) withScores(before pulse, messages []Message) []Message {
	messages = append(messages, t.ended...)
	race := t.round.Race
	if race == nil || race.mode().silent {
		return messages
	}
	over := !t.round.asking()
	if !race.scored && (!over || !before.asking || before.id != t.round.ID) || over && race.Edition == 0 {
		return messages
	}
	return append(messages, t.scoreboard())
}

// scoreboard is the next edition of the round's scoreboard.
func (t *talk) scoreboard() Message {
	race := t.round.Race
	race.Edition++
	race.scored, t.newRound = false, true
	closed := !t.round.asking()
	title := phrase.ScoresTitle
	if closed {
		title = phrase.ScoresClosed
	}
	deck, _ := t.Library.Deck(t.round.Deck)
	return Message{
		Text:       lines(strong(t.say(title, phrase.Args{"Deck": shortTitle(deck)})), t.scoreLines()),
		Scoreboard: &Scoreboard{Round: t.round.ID, Edition: race.Edition, Closed: closed},
	}
}

// scoreLines are the best, a line each, and how many more play; or the teams.
func (t *talk) scoreLines() Text {
	race := t.round.Race
	best, points := race.standings(), strconv.Itoa
	if race.Teams != nil {
		best, points = t.ranks(), t.tenths
	}
	var all []Text
	rank := 0
	for i, s := range best {
		if s.Points <= 0 || i == shownScores {
			break
		}
		if i == 0 || s.Points < best[i-1].Points {
			rank = i + 1
		}
		all = append(all, Escape(strconv.Itoa(rank)+". "+s.Name+" · "+points(s.Points)))
	}
	switch more := len(race.Players) - len(all); {
	case len(all) == 0:
		return t.say(phrase.ScoresNone, nil)
	case race.Teams == nil && len(race.Only) == 0 && more > 0: // who a duel is between is known
		all = append(all, t.count(phrase.ScoresMore, more, nil))
	}
	return lines(all...)
}
