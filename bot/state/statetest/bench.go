package statetest

import (
	"crypto/rand"
	"fmt"
	"testing"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/scheduler"
)

// Benchmarks measures what an answer costs: a Read and a Commit, of one
// learner after the other and of many at once.
func Benchmarks(b *testing.B, s *state.Store) {
	round := bot.Round{ID: "r", Deck: "deck"}
	for i := range 10 {
		round.Cards = append(round.Cards, bot.Turn{Card: fmt.Sprint("card", i), Memory: memory(1 + i)})
	}
	step := bot.Step{Event: "0", Learner: learner, Place: private, Round: &round,
		Profile: &bot.Profile{Name: "Ann", Zone: "Europe/Brussels", Home: private, Accounts: []bot.Account{account}}}
	for i := range 200 {
		step.Import = append(step.Import, bot.Memory{Deck: "deck", Card: fmt.Sprint("card", i), After: memory(1 + i%40)})
	}
	if err := s.Commit(b.Context(), step); err != nil {
		b.Fatal(err)
	}
	b.Run("Read", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Read(b.Context(), private, account); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Memories200", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Memories(b.Context(), learner, "deck"); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Commit", func(b *testing.B) {
		a := newAnswerer()
		for b.Loop() {
			a.answer(b, s)
		}
	})
	b.Run("CommitParallel", func(b *testing.B) {
		b.SetParallelism(8)
		b.RunParallel(func(pb *testing.PB) {
			for a := newAnswerer(); pb.Next(); {
				a.answer(b, s)
			}
		})
	})
}

// answerer is a learner who answers one card again and again.
type answerer struct {
	step  bot.Step
	count int
}

func newAnswerer() *answerer {
	round := &bot.Round{ID: "r", Deck: "deck"}
	for i := range 10 {
		round.Cards = append(round.Cards, bot.Turn{Card: fmt.Sprint("card", i)})
	}
	a := &answerer{step: bot.Step{Place: private, Round: round}}
	a.step.Learner = bot.Learner("bench:" + rand.Text())
	a.step.Reviews = reviews(review("", "deck", "card", scheduler.Memory{}, memory(1)))
	return a
}

func (a *answerer) answer(b *testing.B, s *state.Store) {
	a.count++
	a.step.Event = fmt.Sprintf("%s-%d", b.Name(), a.count)
	r := &a.step.Reviews[0]
	r.ID, r.After = a.step.Event, memory(1+a.count%60_000)
	if err := s.Commit(b.Context(), a.step); err != nil {
		b.Error(err)
	}
	r.Before = r.After
}
