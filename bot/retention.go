package bot

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// Over how many days true retention is measured, on how many reviews at least,
// and how many of the log are looked at for it.
const (
	recallDays = 30
	fewReviews = 20
	mostLogged = 5000
)

// recallLine compares what the learner recalled lately with what he aims at; it
// is empty while there is too little to go by.
func (t *talk) recallLine(ctx context.Context) (Text, error) {
	log, err := t.Store.Log(ctx, t.learner, mostLogged)
	if err != nil {
		return "", fmt.Errorf("read the log: %w", err)
	}
	recalled, asked := retention(log, t.cal.StartOfDay(t.now, -recallDays), t.cal)
	if asked < fewReviews {
		return "", nil
	}
	return t.say(phrase.StatsRecall, phrase.Args{
		"Share": percent(float64(recalled) / float64(asked)), "Keep": percent(t.retention()), "Days": strconv.Itoa(recallDays),
	}), nil
}

// retention counts the reviews in a log since a moment that tell how well is
// remembered, and those of them that were recalled: the first of a day of a card
// that was reviewed on a day before. What was undone doesn't count.
func retention(log []Review, since time.Time, cal scheduler.Calendar) (recalled, asked int) {
	last := make(map[[2]string]Review) // by card, if its last review counts
	add := func(r Review, n int) {
		asked += n
		if r.Rating != scheduler.Again {
			recalled += n
		}
	}
	for _, r := range log {
		card := [2]string{r.Deck, r.Card}
		counted, ok := last[card]
		delete(last, card)
		switch {
		case r.Undo && ok:
			add(counted, -1)
		case !r.Undo && !r.At.Before(since) && !r.Before.New() && cal.Days(r.Before.Last, r.At) > 0:
			add(r, 1)
			last[card] = r
		}
	}
	return recalled, asked
}
