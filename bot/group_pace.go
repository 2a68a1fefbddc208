package bot

import "time"

// quietFor is how long after something was said to all in a round nothing is
// said to all again but how a card went and the next one. A platform's own pace
// is kept by its adapter; this keeps what can be folded from waiting for it.
const quietFor = 3 * time.Second

// pulse is what about a round all have to know when it changes.
type pulse struct {
	id     string
	at     int
	asking bool
	hints  int // they cost all, so all see them
	paused bool
}

func (r *Round) pulse() pulse {
	p := pulse{id: r.ID, at: r.At, asking: r.asking()}
	if p.asking {
		p.hints = r.Cards[r.At].Effort.Hints
	}
	if r.Race != nil {
		p.paused = r.Race.Paused
	}
	return p
}

// justSpoke tells whether something was said to all just now.
func (t *talk) justSpoke() bool { return t.now.Sub(t.round.Race.Spoke) < quietFor }

// toGroup makes what a group is told of what is said in its round: newcomers are
// welcomed in it, and the scoreboard comes along.
func (t *talk) toGroup(before pulse, messages []Message) []Message {
	return t.withScores(before, t.tellNewcomers(t.quieten(before, messages)))
}

// quieten says to who asked alone what would be too much for all: votes, what is
// taken back, and what is shown again, as long as the round stands where it
// stood.
func (t *talk) quieten(before pulse, messages []Message) []Message {
	race, now := t.round.Race, t.round.pulse()
	if race == nil || !before.asking && !now.asking {
		return messages
	}
	aside := before == now && !t.newClub && t.justSpoke()
	for i := range messages {
		switch m := &messages[i]; {
		case m.Private:
		case m.Edit:
			m.Urgent = before != now
		case aside:
			m.Private = true
		default:
			m.Urgent = before != now
			race.Spoke, t.newRound = t.now, true
		}
	}
	return messages
}
