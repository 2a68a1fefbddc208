package bot

import (
	"strconv"
	"time"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/phrase"
)

// summary ends a round: how many were good, what to look at, when it goes on.
func (t *talk) summary() Message {
	good, total := 0, 0
	var misses []Text
	var next time.Time
	for i, turn := range t.round.Cards {
		if turn.Rating == 0 {
			continue
		}
		due := turn.After.Due
		if until, aside := t.profile.asideUntil(turn.Deck, turn.Card, t.now); aside {
			due = until
		}
		if _, later := t.round.comeback(i); !later && (next.IsZero() || due.Before(next)) {
			next = due
		}
		if turn.Again {
			continue
		}
		total++
		if turn.Verdict == grade.Correct {
			good++
		} else if card, ok := t.card(turn); ok && len(misses) < 3 {
			misses = append(misses, "· "+Escape(cut(card.Front, 70)))
		}
	}
	m := Message{Text: strong(t.say(phrase.RoundEmpty, nil))}
	if total > 0 {
		m.Text = lines(strong(t.count(phrase.RoundDone, total, phrase.Args{"Good": strconv.Itoa(good)})),
			t.lookAt(misses), t.back(phrase.FirstBack, next), t.streakLine())
	}
	deck := t.round.Deck
	if deck == "" {
		deck = allDue
	}
	if t.round.Choose {
		deck += " " + choiceMode
	}
	m.Buttons = [][]Button{{t.button(phrase.AnotherRound, "/quiz "+deck), t.button(phrase.StatsLabel, "/stats")}}
	return m
}

func (t *talk) lookAt(misses []Text) Text {
	if len(misses) == 0 {
		return ""
	}
	return lines(append([]Text{t.say(phrase.LookAt, nil)}, misses...)...)
}

// streakLine tells the days in a row from the second on.
func (t *talk) streakLine() Text {
	n, off := t.profile.Streak.Row(t.cal.Day(t.now), t.profile.Push.Pause.Holds)
	switch {
	case n < 2:
		return ""
	case off:
		return t.count(phrase.StreakOff, n, nil)
	}
	return t.count(phrase.Streak, n, nil)
}
