package bot

import (
	"context"
	"slices"

	"github.com/overhoor/overhoor/bot/phrase"
)

// mode is a way in which a group plays a round.
type mode struct {
	names  []string  // behind /quiz; the first one is kept in the round
	begins phrase.ID // the first line of a round

	// answer is what an answer to the card that is asked does.
	answer func(t *talk, ctx context.Context, text string) ([]Message, error)
}

// modes are all there are; a round is the first where nobody says another.
func modes() []mode {
	return []mode{
		{[]string{"race", "wedstrijd"}, phrase.RaceBegins, (*talk).raceFor},
		{[]string{"together", "samen"}, phrase.TogetherBegins, (*talk).nameItems},
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

func (r *Race) mode() mode {
	m, _ := modeNamed(r.Mode)
	return m
}
