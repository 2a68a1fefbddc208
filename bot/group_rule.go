package bot

import (
	"context"
	"slices"
	"strconv"

	"github.com/overhoor/overhoor/bot/phrase"
)

// rules tells whether the learner decides on the group's round by himself: who
// began it does, either of a duel, and an admin.
func (t *talk) rules() bool {
	by := t.round.Race.By
	return t.event.From.Admin || by == t.learner || by == "" || t.round.Race.duels(t.learner)
}

// raceSkip shows the answer to all and goes on, when enough want that.
func (t *talk) raceSkip(context.Context) ([]Message, error) {
	if _, ok := t.round.asked(t.arg(0)); !ok {
		return t.tooLate(), nil
	}
	race := t.round.Race
	if race.Paused {
		return t.whilePaused(), nil
	}
	voted := slices.Contains(race.Skips, t.learner)
	if !voted {
		race.Skips, t.newRound = append(race.Skips, t.learner), true
	}
	if need := race.majority(t.learner); (!t.rules() || race.duels(t.learner)) && len(race.Skips) < need {
		return []Message{{
			Private: voted, // once is enough for the others
			Text: t.say(phrase.SkipVote, phrase.Args{
				"Name": t.name(), "Votes": strconv.Itoa(len(race.Skips)), "Of": strconv.Itoa(need),
			}),
			Buttons: [][]Button{{t.button(phrase.SkipLabel, "/skip "+t.round.ref(t.round.At))}},
		}}, nil
	}
	return t.raceNext(t.round.Race.mode().close(t)), nil
}

// majority is how many have to want to skip a card: half of those who answered
// in this round, two at least unless the learner is alone in it.
func (r *Race) majority(l Learner) int {
	others := slices.DeleteFunc(append(slices.Clone(r.Players), r.By), func(p Learner) bool { return p == l })
	if len(others) == 0 {
		return 1
	}
	return max(2, (len(r.Players)+1)/2)
}

// raceStop ends the round.
func (t *talk) raceStop(context.Context) ([]Message, error) {
	switch {
	case !t.round.asking() && !t.round.Race.lobby():
		return t.tell(phrase.NoRoundHere, nil), nil
	case !t.rules() && (t.fresh() || t.round.Race.lobby()):
		return t.tell(phrase.StopNotYours, nil), nil
	}
	return []Message{t.breakOff()}, nil
}

// breakOff ends the round at the card that is asked, or before there is one. What
// somebody tried is told; what nobody did may come again.
func (t *talk) breakOff() Message {
	race := t.round.Race
	var how Text
	if race.lobby() {
		race.Teams.Open, race.Teams.Cards, t.newRound = false, nil, true
	} else {
		tried := len(race.Answers)+len(race.Tries)+len(race.Named) > 0
		if m := race.mode().close(t); tried {
			how = m.Text
		}
	}
	t.round.Cards = t.round.Cards[:t.round.At]
	end := t.raceEnd()
	end.Text = apart(how, end.Text)
	return end
}

// racePause lets the round rest, raceResume goes on with it.
func (t *talk) racePause(context.Context) ([]Message, error) {
	switch {
	case !t.round.asking():
		return t.tell(phrase.NoRoundHere, nil), nil
	case t.round.Race.Paused:
		return t.whilePaused(), nil
	case !t.rules():
		return t.tell(phrase.StopNotYours, nil), nil
	}
	t.round.Race.Paused, t.newRound = true, true
	return []Message{{Text: t.say(phrase.RacePaused, nil), Buttons: [][]Button{{t.button(phrase.ResumeRoundLabel, "/resume")}}}}, nil
}

func (t *talk) raceResume(ctx context.Context) ([]Message, error) {
	if !t.round.asking() {
		return t.tell(phrase.NoRoundHere, nil), nil
	}
	if t.round.Race.Paused {
		t.round.Race.Paused, t.newRound = false, true
		t.round.Touched = t.now
		if err := t.planRound(ctx); err != nil {
			return nil, err
		}
	}
	return []Message{t.raceQuestion()}, nil
}

// whilePaused tells who speaks to us that the round rests.
func (t *talk) whilePaused() []Message {
	if !t.event.Direct && t.event.Command == "" {
		return nil
	}
	return t.tell(phrase.RacePaused, nil, []Button{t.button(phrase.ResumeRoundLabel, "/resume")})
}
