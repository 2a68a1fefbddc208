package bench

import (
	"context"
	"fmt"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/scheduler"
)

// check holds what is kept against what was answered.
func (k *class) check(ctx context.Context) error {
	v, err := k.settled(ctx)
	if err != nil {
		return err
	}
	k.checkScores(v.Round)
	for n := range k.Members {
		log, err := k.store.Log(ctx, nameOf(k.member(n)), 1000)
		if err != nil {
			return err
		}
		k.checkLog(k.member(n), log)
	}
	return nil
}

// checkScores wants a winner a card, or points for each right answer that was
// in time.
func (k *class) checkScores(r bot.Round) {
	points, want := 0, perCard*len(k.cards)
	for _, s := range r.Race.Scores {
		points += s.Points
	}
	if k.Mode == Everyone {
		want = -perCard * k.late
		for turn, card := range k.cards {
			for _, text := range k.typed[turn] {
				if text == k.words[card] {
					want += perCard
				}
			}
		}
	}
	if points != want || r.At != len(k.cards) {
		k.breach("the scores add up to %d at card %d, want %d at %d", points, r.At, want, len(k.cards))
	}
	for turn, wins := range k.wins {
		if wins > 1 || wins == 0 && k.KillEvery == 0 && k.Mode == Race {
			k.breach("card %d was won %d times", turn, wins)
		}
	}
}

// settled is what is kept once no review is on its way any more: where its
// replica was killed it is whoever's comes when the lease is over.
func (k *class) settled(ctx context.Context) (bot.View, error) {
	for began := time.Now(); ; {
		v, err := k.store.Club(ctx, Place(k.number))
		if err != nil || len(v.Loads) == 0 {
			return v, err
		}
		if waited := time.Since(began); waited > 3*bot.Lease {
			k.breach("reviews of %d events are still on their way", len(v.Loads))
			return v, nil
		} else if waited > bot.Lease {
			done := make(chan struct{})
			k.ask(Event{Class: k.number, Member: k.member(0), Text: "nog iemand?"}, func(string) { close(done) })
			<-done
		}
		if err := sleep(ctx, 500*time.Millisecond); err != nil {
			return v, err
		}
	}
}

// checkLog wants each right answer counted once, on its own card, and no other
// answer counted as one; who was wrong forgot that card, if he was in time.
func (k *class) checkLog(member int, log []bot.Review) {
	counted := make(map[string][]scheduler.Rating)
	for _, r := range log {
		counted[r.Card] = append(counted[r.Card], r.Rating)
	}
	for turn, card := range k.cards {
		ratings, right := counted[card], k.typed[turn][member] == k.words[card]
		switch {
		case len(ratings) > 1:
			k.breach("member %d: card %d was counted %d times", member, turn, len(ratings))
		case right && (len(ratings) == 0 || ratings[0] == scheduler.Again):
			k.breach("member %d had card %d, counted is %v", member, turn, ratings)
		case !right && len(ratings) > 0 && ratings[0] != scheduler.Again:
			k.breach("member %d didn't have card %d, counted is %v", member, turn, ratings)
		}
	}
}

func (k *class) breach(format string, args ...any) {
	k.broken = append(k.broken, fmt.Sprintf("class %d: ", k.number)+fmt.Sprintf(format, args...))
}
