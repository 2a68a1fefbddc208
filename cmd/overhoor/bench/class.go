package bench

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/decks"
)

// DeckID names the deck that the classes are asked.
const DeckID = "bench"

// perCard is what a card earns who meets it for the first time.
const perCard = 5

// Deck is what the classes are asked: made-up words, none like another.
func Deck() *decks.Deck {
	d := &decks.Deck{ID: DeckID, Title: "Bench", Lang: "nl"}
	letters := rand.New(rand.NewPCG(1, 2))
	for i := range 50 {
		var word []byte
		for range 5 {
			word = append(word, "bdfgklmnprstvz"[letters.IntN(14)], "aeiou"[letters.IntN(5)])
		}
		d.Cards = append(d.Cards, decks.Card{ID: fmt.Sprint("c", i), Front: fmt.Sprint("Welk woord hoort bij nummer ", i, "?"), Back: string(word)})
	}
	return d
}

// class is a group that plays one round and is never seen again.
type class struct {
	*crew
	store  *state.Store
	number int
	words  map[string]string // answer by card
	cards  []string          // in the order of asking

	mu      sync.Mutex
	typed   []map[int]string // by card in that order and by member: what he answered
	wins    []int            // by card: how many were told that they had it first
	late    int              // how many were told that they were right too late
	open    sync.WaitGroup   // answers without a verdict
	broken  []string         // promises that were not kept
	verdict chan struct{}    // gets word of a win
}

func newClass(c *crew, store *state.Store, number int) *class {
	k := &class{crew: c, store: store, number: number, words: make(map[string]string), verdict: make(chan struct{}, 1)}
	for _, card := range Deck().Cards {
		k.words[card.ID] = card.Back
	}
	return k
}

// Place is the group of a class.
func Place(class int) bot.Place {
	return bot.Place{Platform: platformName, Chat: strconv.Itoa(-firstID - class), Group: true}
}

// Account is that of a member, by his number.
func Account(member int) bot.Account {
	return bot.Account{Platform: platformName, ID: strconv.Itoa(firstID + member)}
}

// member is the number of the learner who is the n-th of the class.
func (k *class) member(n int) int { return k.number*k.Members + n }

// enrol has all members choose that their answers count for their own cards,
// unless they are to be told so first.
func (k *class) enrol(ctx context.Context) error {
	if k.Strangers {
		return nil
	}
	for n := range k.Members {
		v, err := k.store.Read(ctx, Place(k.number), Account(k.member(n)))
		if err == nil {
			v.Profile.Groups = "on"
			err = k.store.Commit(ctx, bot.Step{Learner: v.Learner, Profile: &v.Profile})
		}
		if err != nil {
			return fmt.Errorf("enrol member %d: %w", n, err)
		}
	}
	return nil
}

// play opens a round, answers all its cards, and looks at what is kept.
func (k *class) play(ctx context.Context) error {
	if err := k.enrol(ctx); err != nil {
		return err
	}
	begun := make(chan struct{})
	k.ask(Event{Class: k.number, Member: k.member(0), Command: "quiz", Text: fmt.Sprint(DeckID, " ", k.Cards, " ", k.Mode)}, func(string) { close(begun) })
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-begun:
	}
	v, err := k.store.Club(ctx, Place(k.number))
	if err != nil {
		return err
	}
	for _, turn := range v.Round.Cards {
		k.cards = append(k.cards, turn.Card)
	}
	if len(k.cards) != k.Cards {
		return fmt.Errorf("the round has %d cards, want %d", len(k.cards), k.Cards)
	}
	k.typed, k.wins = make([]map[int]string, len(k.cards)), make([]int, len(k.cards))
	at := time.Now()
	for turn := range k.cards {
		if at, err = k.wave(ctx, turn, at); err != nil {
			return err
		}
	}
	k.open.Wait()
	return k.check(ctx)
}

// What members answer: most are right, some are wrong and say so to us, and
// some only talk.
const (
	rightOf10 = 7
	wrongOf10 = 2
)

// wave lets all members answer a card one after another, at the pace of the
// group, and returns when the next card may be answered: they have seen it.
func (k *class) wave(ctx context.Context, turn int, at time.Time) (time.Time, error) {
	gap := time.Second * time.Duration(k.Groups) / time.Duration(k.Rate)
	word := k.words[k.cards[turn]]
	k.typed[turn] = make(map[int]string)
	order := rand.Perm(k.Members)
	first := rand.IntN(k.Members) // who is right for sure
	for _, n := range order {
		if err := sleep(ctx, time.Until(at)); err != nil {
			return at, err
		}
		e := Event{Class: k.number, Member: k.member(n), Text: word, Direct: k.Mode == Everyone}
		switch dice := rand.IntN(10); {
		case n == first || dice < rightOf10:
		case dice < rightOf10+wrongOf10:
			e.Text, e.Direct = "geen idee", true
		default:
			e.Text, e.Direct = "dit gaat nergens over", false
		}
		k.mu.Lock()
		k.typed[turn][e.Member] = e.Text
		k.mu.Unlock()
		k.open.Add(1)
		k.ask(e, func(said string) { k.hear(turn, said) })
		at = at.Add(gap)
	}
	if k.Mode == Everyone {
		k.open.Wait()
		return later(at, time.Now()), k.skip(ctx, turn)
	}
	return k.closed(ctx, turn, at)
}

// skip closes a card that waits for more answers.
func (k *class) skip(ctx context.Context, turn int) error {
	v, err := k.store.Club(ctx, Place(k.number))
	if err != nil || v.Round.At > turn {
		return err
	}
	done := make(chan struct{})
	k.ask(Event{Class: k.number, Member: k.member(0), Command: "skip"}, func(string) { close(done) })
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-done:
		return nil
	}
}

// hear notes a verdict.
func (k *class) hear(turn int, said string) {
	defer k.open.Done()
	k.mu.Lock()
	switch said {
	case Won:
		k.wins[turn]++
	case Late:
		k.late++
	}
	k.mu.Unlock()
	select {
	case k.verdict <- struct{}{}:
	default:
	}
}

// closed waits until a card has been closed, by what is said or, where who says
// it was killed, by what is kept.
func (k *class) closed(ctx context.Context, turn int, at time.Time) (time.Time, error) {
	for try := 0; ; try++ {
		k.mu.Lock()
		won := k.wins[turn] > 0
		k.mu.Unlock()
		if won {
			return later(at, time.Now()), nil
		}
		select {
		case <-ctx.Done():
			return at, ctx.Err()
		case <-k.verdict:
			continue
		case <-time.After(100 * time.Millisecond):
		}
		v, err := k.store.Club(ctx, Place(k.number))
		if err != nil {
			return at, err
		}
		if v.Round.At > turn {
			return later(at, time.Now()), nil
		}
		if try == 300 {
			return at, errors.New("a card isn't closed, though somebody had it half a minute ago")
		}
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
