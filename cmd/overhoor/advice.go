package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/grade/opinion"
	"github.com/overhoor/overhoor/decks"
)

// adviser asks the second judge that is configured, nil when there is none. A
// question costs a learner one of the day's; what was asked before is free.
func (h *house) adviser() (bot.Advise, error) {
	set := h.cfg.Grading.Judge
	if set.URL == "" {
		return nil, nil
	}
	judge, err := opinion.New(opinion.Config{URL: set.URL, Model: set.Model, Key: set.Key})
	if err != nil {
		return nil, fmt.Errorf("%w (set at %s)", err, h.cfg.Where("grading.judge.url"))
	}
	return func(ctx context.Context, l bot.Learner, c decks.Card, answer string) (v grade.Verdict, ok bool) {
		q := opinion.Question{Front: c.Front, Back: c.Back, Accept: c.Accept, Lang: c.Lang, Answer: answer}
		if v, ok := judge.Known(q); ok {
			return v, true
		}
		ok, err := h.store.Spend(ctx, l, h.now().Format(time.DateOnly), set.Budget)
		if ok {
			v, err = judge.Ask(ctx, q)
		}
		if err != nil {
			h.log.Warn("second judge", slog.Any("error", err))
		}
		return v, ok && err == nil
	}, nil
}
