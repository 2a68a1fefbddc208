package bench

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/bot/state/redis"
	"github.com/overhoor/overhoor/scheduler"
)

// nine is what time it is in Amsterdam when the pushing begins: all who are due
// were so in the hour before.
var nine = time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)

// Learners are numbered from 0, and have accounts from firstID on.
const (
	platformName = "telegram"
	firstID      = 1_000_000_000
)

func nameOf(learner int) bot.Learner {
	return bot.Learner(platformName + ":" + strconv.Itoa(firstID+learner))
}

func numberOf(name string) (learner int, ok bool) {
	id, ok := strings.CutPrefix(name, platformName+":")
	n, err := strconv.Atoi(id)
	return n - firstID, ok && err == nil && n >= firstID
}

// seeded is how long it took to make the learners, and what they take.
type seeded struct {
	took                   time.Duration
	profiles, cards, queue int64 // bytes of all
}

// seed makes all learners: first their profiles, then their memories, and then
// their pushes are planned.
func seed(ctx context.Context, o Options, store *state.Store, kernel *redis.Kernel) (s seeded, err error) {
	began := time.Now()
	memories := memoriesOf(o)
	for _, part := range []struct {
		bytes *int64
		write func(learner int) error
	}{
		{&s.profiles, func(i int) error {
			return store.Commit(ctx, bot.Step{Learner: nameOf(i), Profile: profileOf(o, i)})
		}},
		{&s.cards, func(i int) error {
			return store.Commit(ctx, bot.Step{Learner: nameOf(i), Import: memories})
		}},
		{&s.queue, func(i int) error { return store.Plan(ctx, nameOf(i), o.slot(i)) }},
	} {
		before, err := kernel.Usage(ctx)
		if err != nil {
			return s, err
		}
		if err := each(o.Learners, part.write); err != nil {
			return s, fmt.Errorf("make learners: %w", err)
		}
		after, err := kernel.Usage(ctx)
		if err != nil {
			return s, err
		}
		*part.bytes = after.Memory - before.Memory
	}
	s.took = time.Since(began)
	return s, nil
}

// each does something for the numbers from 0, many at the same time.
func each(n int, do func(i int) error) error {
	const workers = 256
	var all errgroup.Group
	for w := range workers {
		all.Go(func() error {
			for i := w; i < n; i += workers {
				if err := do(i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return all.Wait()
}

// slot is when a learner's first push is due: within the hour before nine, or
// in the evening.
func (o Options) slot(learner int) time.Time {
	if learner < o.Due {
		return nine.Add(-time.Hour).Add(time.Duration(learner%60) * time.Minute)
	}
	return nine.Add(10*time.Hour + time.Duration(learner%60)*time.Minute)
}

func profileOf(o Options, learner int) *bot.Profile {
	id := strconv.Itoa(firstID + learner)
	return &bot.Profile{
		Name: "Anna", Client: "nl", Decks: []string{o.Deck.ID},
		Push: bot.Pushes{Hours: []bot.Hour{
			{Clock: o.slot(learner).Add(time.Hour).Format("15:04"), Served: "2026-11-23"}, // Amsterdam, in winter
		}},
		Home:     bot.Place{Platform: platformName, Chat: id},
		Accounts: []bot.Account{{Platform: platformName, ID: id}},
		Progress: bot.Progress{Today: bot.Day{Date: "2026-11-23", New: 2, Done: 14}, Streak: bot.Streak{Days: 9, Last: "2026-11-23", Earned: 7}},
	}
}

// memoriesOf is what each learner knows: a third of it is due.
func memoriesOf(o Options) []bot.Memory {
	memories := make([]bot.Memory, o.Cards)
	for i := range memories {
		card := fmt.Sprint("card", i) // one that the deck no longer has
		if i < len(o.Deck.Cards) {
			card = o.Deck.Cards[i].ID
		}
		memories[i] = bot.Memory{Deck: o.Deck.ID, Card: card, After: scheduler.Memory{
			Stability: 2.25 + float64(i), Difficulty: 5 + float64(i%7)/3,
			Last: nine.AddDate(0, 0, -3-i%9), Due: nine.AddDate(0, 0, i%9-3),
			Reps: uint16(2 + i%5), Lapses: uint16(i % 2),
		}}
	}
	return memories
}
