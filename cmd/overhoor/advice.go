package main

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/grade/opinion"
	"github.com/overhoor/overhoor/cmd/overhoor/config"
	"github.com/overhoor/overhoor/decks"
)

// adviser asks the second judge that is configured, nil when there is none. A
// question costs a learner one of the day's; what was asked before is free.
func (h *house) adviser() (bot.Advise, error) {
	set := h.cfg.Grading.Judge
	if set.URL == "" {
		return nil, nil
	}
	judge, err := opinion.New(server(set.Server))
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

// likener asks the embedder that is configured, nil when there is none.
func (h *house) likener() (bot.Liken, error) {
	set := h.cfg.Grading.Embedder
	if set.URL == "" {
		return nil, nil
	}
	embedder, err := opinion.NewEmbedder(server(set))
	if err != nil {
		return nil, fmt.Errorf("%w (set at %s)", err, h.cfg.Where("grading.embedder.url"))
	}
	return func(ctx context.Context, d *decks.Deck, c decks.Card, answer string) (grade.Likeness, bool) {
		backs := []string{c.Back}
		for _, other := range d.Cards {
			if other.ID != c.ID && other.Back != c.Back && len(backs) < mostLikened {
				backs = append(backs, other.Back)
			}
		}
		if len(backs) < 2 {
			return grade.Likeness{}, false
		}
		like, err := embedder.Likeness(ctx, answer, backs)
		if err != nil {
			h.log.Warn("embedder", slog.Any("error", err))
			return grade.Likeness{}, false
		}
		return grade.Likeness{Own: like[0], Other: slices.Max(like[1:])}, true
	}, nil
}

// mostLikened is how many cards of a deck an answer is compared with.
const mostLikened = 200

func server(s config.Server) opinion.Config {
	return opinion.Config{URL: s.URL, Model: s.Model, Key: s.Key}
}

// accounts are those that a setting names.
func accounts(setting string) []bot.Account {
	var all []bot.Account
	for _, account := range config.Accounts(setting) {
		platform, id, _ := strings.Cut(account, ":")
		all = append(all, bot.Account{Platform: platform, ID: id})
	}
	return all
}
