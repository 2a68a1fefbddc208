package bot

import (
	"context"
	"slices"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
)

// mode is a way in which a group plays a round.
type mode struct {
	names  []string  // behind /quiz; the first one is kept in the round
	begins phrase.ID // the first line of a round

	// answer is what an answer to the card that is asked does.
	answer func(t *talk, ctx context.Context, text string) ([]Message, error)

	// close goes on from the card that is asked, when it is given up or its
	// time is over, and says how it went.
	close func(t *talk) Message

	perCard time.Duration // after which a card is closed; 0 for when it is answered
	silent  bool          // how it goes is told at the end only
}

// modes are all there are; a round is the first where nobody says another.
func modes() []mode {
	return []mode{
		{[]string{"race", "wedstrijd"}, phrase.RaceBegins, (*talk).raceFor, (*talk).giveUp, 0, false},
		{[]string{"together", "samen"}, phrase.TogetherBegins, (*talk).nameItems, (*talk).giveUp, 0, false},
		{[]string{"everyone", "iedereen"}, phrase.EveryoneBegins, (*talk).keepAnswer, (*talk).reveal, perCard, false},
		{[]string{"exam", "toets"}, phrase.TestBegins, (*talk).keepAnswer, (*talk).collect, perCard, true},
	}
}

// modeNamed finds a mode by one of its names.
func modeNamed(name string) (mode, bool) {
	all := modes()
	i := slices.IndexFunc(all, func(m mode) bool { return slices.Contains(m.names, name) })
	if i < 0 {
		return all[0], false
	}
	return all[i], true
}

// perCard is how long a card waits for everyone's answer.
const perCard = time.Minute

func (r *Race) mode() mode {
	m, _ := modeNamed(r.Mode)
	return m
}
