package bot

import (
	"context"
	"errors"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// grace is how long an answer may still be meant for a card that was closed, by
// those who were typing then.
const grace = 15 * time.Second

// mostLate is for how many cards at most that were asked when it was sent a late
// answer is judged: no class goes through more in its grace.
const mostLate = 8

// longestWait is how long an answer may wait to be handled: no platform keeps
// one for longer than a day, but a clock may be wrong by years.
const longestWait = 25 * time.Hour

// sent is when the answer was sent: it may have waited. Where nobody tells, it
// came at once.
func (t *talk) sent() (at time.Time, told bool) {
	s := t.event.Sent.Truncate(time.Second)
	if waited := t.now.Sub(s); waited >= 0 && waited < longestWait {
		return s, true
	}
	return t.now, false
}

// lateCards are the cards before for which what was said may be meant, the
// newest first.
func (t *talk) lateCards() []int {
	race := t.round.Race
	if race == nil || t.round.At > len(t.round.Cards) {
		return nil
	}
	var all []int
	closed := race.Closed
	sent, _ := t.sent()
	for turn := t.round.At - 1; turn >= 0 && len(all) < mostLate; turn-- {
		if turn < t.round.At-1 {
			closed = t.round.Cards[turn].Closed
		}
		if closed.IsZero() {
			continue // it was given up, and its answer told
		}
		if sent.Sub(closed) > grace {
			break
		}
		if turn < t.round.At-1 && t.round.Cards[turn].Asked.After(sent) {
			continue // however long the answer waited: its author had not seen this one
		}
		all = append(all, turn)
	}
	return all
}

// lateCard tells whether what the learner says may be meant for a card before
// that he hasn't had. What he says to two cards may come in the other order.
func (t *talk) lateCard() bool {
	late := t.lateCards()
	return len(late) > 1 || len(late) == 1 && (late[0] < t.round.At-1 || !t.round.Race.had(t.learner))
}

// read is within what time of a card's being asked nobody has seen it, read it
// and answered: times are to the second, and a message takes its time.
const read = 2 * time.Second

// tooEarly tells whether an answer was surely sent before its author saw the card
// that is asked now.
func (t *talk) tooEarly() bool {
	at, told := t.sent()
	return told && at.Sub(t.round.Cards[t.round.At].Asked) < read
}

// meantFor finds the card before for which an answer is right and may be meant.
// Of one that is right for several it is the newest; one that is right for the
// card that is asked may only be meant for the card just before.
func (t *talk) meantFor(text string) (turn int, ok bool) {
	for _, turn := range t.lateCards() {
		before := turn == t.round.At-1
		if before && t.round.Race.had(t.learner) || t.raceJudge(turn, text).Verdict != grade.Correct {
			continue
		}
		if !before && t.round.asking() && t.raceJudge(t.round.At, text).Verdict == grade.Correct {
			return 0, false
		}
		return turn, true
	}
	return 0, false
}

// raceLate counts a right answer that came just too late for its learner's
// memory. It earns no points, so that a round that he plays in stays as it is,
// and two hundred of them wait for nobody. It is false when the learner has had
// that card and may mean the one that is asked.
func (t *talk) raceLate(ctx context.Context, turn int, text string) (said []Message, ok bool, err error) {
	card, race := t.round.Cards[turn], t.round.Race
	memories, err := t.memories(ctx, card)
	if err != nil {
		return nil, false, err
	}
	said = []Message{{Private: true, Tone: Good, React: markGood, Text: t.say(phrase.RaceLate, nil)}}
	kept := memories[card.Card]
	if _, pends := t.pends(card); pends || !kept.New() && !kept.Last.Before(card.Asked) {
		return t.hadLate(ctx, card, text, said)
	}
	rating := rate(grade.Judgement{Verdict: grade.Correct}, Effort{Hints: card.Effort.Hints})
	mine := t.pending(t.learner, card, rating, t.now)
	t.newRound = race.plays(t.learner) || t.newRound
	if t.holds(mine) {
		return said, true, nil
	}
	if t.choiceWaits() || race.scored { // what he chose comes first; a scoreboard comes with what is written
		t.carry = append(t.carry, mine)
		return said, true, nil
	}
	note := t.noteEvent(ctx)
	err = errors.Join(unseen(t.applyTo(ctx, mine, t.profile, memories)), note())
	return said, err == nil, err
}

// choiceWaits tells whether what the learner chose about his answers in groups is on
// its way, or what was held until he played on, which he does by this event.
func (t *talk) choiceWaits() bool {
	n := t.newcomer(t.learner)
	return n != nil && n.changed || slices.ContainsFunc(t.carried(), func(p Pending) bool { return p.Learner == t.learner && p.Groups != "" })
}

// hadLate answers who says again what was right for a card before: one that
// counted for him as right needs no second word, unless the first was lost.
func (t *talk) hadLate(ctx context.Context, card Turn, text string, said []Message) ([]Message, bool, error) {
	_, past := t.pastCard()
	if !past && t.round.asking() && t.raceJudge(t.round.At, text).Verdict == grade.Correct {
		return nil, false, nil
	}
	r, ok, err := t.lastReview(ctx, card)
	if err != nil || ok && r.Rating != scheduler.Again && r.ID != t.event.ID && !t.event.Direct {
		return nil, true, err
	}
	return said, true, nil
}

// noteEvent has the group remember an event, so that it is no answer to another
// card when it comes again; that is so when done is called. What the event
// changes of the group besides can wait for another one, if somebody was faster.
func (t *talk) noteEvent(ctx context.Context) (done func() error) {
	only := GroupStep{Event: t.event.ID, Place: t.event.Place}
	step := only
	step.Loads, step.New = t.loaded(), t.changedNewcomers()
	if t.newRound {
		step.Round = &t.round
	}
	if t.newClub {
		step.Club = &t.club
	}
	t.newRound, t.newClub, t.carry = false, false, nil
	for i := range t.guests {
		t.guests[i].changed = false
	}
	var noting errgroup.Group
	noting.Go(func() error {
		err := t.Store.CommitGroup(ctx, step)
		if errors.Is(err, ErrStale) {
			err = t.Store.CommitGroup(ctx, only)
		}
		return unseen(err)
	})
	return noting.Wait
}

// unseen is an error other than that the event was handled before.
func unseen(err error) error {
	if errors.Is(err, ErrSeen) {
		return nil
	}
	return err
}
