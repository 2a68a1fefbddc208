package bot

import (
	"slices"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// How a forgotten card comes back in the same round: after so many others, and
// so often at most. A card that is recalled does so too when it is due again so
// soon.
const (
	cardsBetween  = 4
	mostComebacks = 3
	dueAhead      = 20 * time.Minute
)

// comeBack has a card that was just forgotten asked once more after a few
// others: again and again until it is recalled. What keeps slipping is left for
// tomorrow, when sleep has helped.
func (t *talk) comeBack(i int) {
	turn := &t.round.Cards[i]
	soon := t.cal.Days(t.now, turn.After.Due) == 0 && turn.After.Due.Sub(t.now) <= dueAhead
	if turn.Rating != scheduler.Again && !soon {
		return
	}
	if t.round.times(i) > mostComebacks {
		turn.After.Due = t.cal.StartOfDay(t.now, 1)
		return
	}
	again := Turn{Deck: turn.Deck, Card: turn.Card, Memory: turn.After, Accept: turn.Accept, Again: true}
	t.round.Cards = slices.Insert(t.round.Cards, min(i+1+cardsBetween, len(t.round.Cards)), again)
}

// left tells whether a turn's card was forgotten and left for tomorrow.
func (t *talk) left(turn Turn) bool {
	return turn.Rating == scheduler.Again && t.cal.Days(turn.After.Last, turn.After.Due) > 0
}

// times is how often the card of a turn was asked in this round, up to that
// turn.
func (r *Round) times(turn int) int {
	n := 0
	for _, other := range r.Cards[:turn+1] {
		if other.Card == r.Cards[turn].Card && other.Deck == r.Cards[turn].Deck {
			n++
		}
	}
	return n
}

// firstTimes is how many of the turns ask their card for the first time.
func firstTimes(turns []Turn) int {
	n := 0
	for _, turn := range turns {
		if !turn.Again {
			n++
		}
	}
	return n
}
