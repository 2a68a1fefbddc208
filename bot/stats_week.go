package bot

import (
	"context"
	"fmt"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// ownWeek shows a learner his last seven days, in a picture and in words.
func (t *talk) ownWeek(ctx context.Context) ([]Message, error) {
	log, err := t.Store.Log(ctx, t.learner, mostLogged)
	if err != nil {
		return nil, fmt.Errorf("read the log: %w", err)
	}
	first := t.cal.StartOfDay(t.now, -6)
	days, all := weekOf(log, first, t.cal)
	if all.Answers == 0 {
		return t.tell(phrase.OwnWeekNone, nil), nil
	}
	picture, err := t.weekPicture(first, days)
	if err != nil {
		return nil, err
	}
	return []Message{{Image: picture, Text: lines(
		strong(t.say(phrase.OwnWeek, phrase.Args{"Total": t.weekTotal(all)})),
		Escape(t.weekDays(first, days)), t.streakLine(),
	)}}, nil
}

// weekOf counts the reviews of seven days from one on. One that was taken back
// is none.
func weekOf(log []Review, first time.Time, cal scheduler.Calendar) (days [7]Tally, all Tally) {
	for _, r := range log {
		i := cal.Days(first, r.At)
		if r.At.Before(first) || i >= len(days) {
			continue
		}
		one := Pending{Rating: r.Rating}.tally()
		if r.Undo {
			one = Tally{}.minus(one)
		}
		days[i], all = days[i].plus(one), all.plus(one)
	}
	return days, all
}
