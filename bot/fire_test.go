package bot_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/bot/state/file"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

var errKilled = errors.New("the replica was killed")

// TestUnderFire lets members answer through replicas that are killed, in any
// order in which what they do at the store can come: each card has one winner
// at most, the points add up, a right answer counts once and on the card that
// its author saw, a wrong one on no other card, and the round ends.
func TestUnderFire(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dice := rapid.SliceOfN(rapid.IntRange(0, 1<<16), 50, 500).Draw(rt, "dice")
		members := rapid.IntRange(2, 5).Draw(rt, "members")
		replicas := rapid.IntRange(1, 3).Draw(rt, "replicas")
		deaths := rapid.IntRange(0, 4).Draw(rt, "deaths")
		mode := rapid.SampledFrom([]string{"race", "race", "everyone"}).Draw(rt, "mode")
		synctest.Test(t, func(t *testing.T) {
			f := &fire{t: t, fail: rt.Errorf, dice: dice, deaths: deaths, mode: mode,
				now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), saw: make(map[string]string)}
			f.open(members, replicas)
			for f.goesOn() {
				f.act()
			}
			f.end()
			f.check()
		})
	})
}

// fire is a group under fire. All that replicas do at the store waits for its
// turn, which the dice give.
type fire struct {
	t      *testing.T
	fail   func(format string, args ...any)
	dice   []int
	thrown int
	now    time.Time
	mode   string

	store   *state.Store
	hands   []*hand
	clock   *bot.Engine // one that nobody kills
	members int
	deaths  int               // still to come
	saw     map[string]string // what a member answered to the card that he saw, by both

	mu      sync.Mutex
	turns   []*turn
	unheard []bot.Event // that no replica has answered
	events  int
	steps   int
}

// For how many steps members answer, and after how many nothing new happens at
// all.
const (
	eventful = 80
	calm     = 500
)

func (f *fire) open(members, replicas int) {
	kernel, err := file.Memory()
	if err != nil {
		f.t.Fatal(err)
	}
	f.store, f.members = state.New(kernel), members
	f.t.Cleanup(func() { f.store.Close() })
	for i := range members {
		settle(f.t, f.store, f.event(i, "").From.Account)
	}
	for range replicas {
		h := &hand{Store: f.store, fire: f}
		h.engine = f.build(h, h.background)
		f.hands = append(f.hands, h)
	}
	e := f.event(0, "")
	e.Command, e.Text = "quiz", "leesplank "+f.mode
	f.clock = f.build(f.store, nil)
	if _, err := f.clock.Handle(f.t.Context(), e); err != nil {
		f.t.Fatal(err)
	}
}

func (f *fire) build(s bot.Store, background func(func(context.Context))) *bot.Engine {
	deck := &decks.Deck{ID: "leesplank", Title: "Leesplank", Lang: "nl"}
	for i, word := range leesplank {
		deck.Cards = append(deck.Cards, decks.Card{ID: word, Front: fmt.Sprint("Plaatje ", i, "?"), Back: word})
	}
	lib, err := decks.NewLibrary(deck)
	if err != nil {
		f.t.Fatal(err)
	}
	fsrs, err := scheduler.New(scheduler.Settings{})
	if err != nil {
		f.t.Fatal(err)
	}
	engine, err := bot.New(bot.Config{
		Store: s, Library: lib, Scheduler: fsrs, Background: background,
		Compile: func(d *decks.Deck) bot.Grader { return strict{d} },
		Now:     func() time.Time { return f.now },
		Random:  func(n int) int { return f.dice[0] % n },
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return engine
}

// throw is the next of the dice, below n.
func (f *fire) throw(n int) int {
	f.thrown++
	return f.dice[f.thrown%len(f.dice)] % n
}

func (f *fire) event(member int, text string) bot.Event {
	f.events++
	name := fmt.Sprint("lid", member)
	return bot.Event{ID: fmt.Sprint("e", f.events), Sent: f.now, Place: klas, Text: text,
		From: bot.Person{Account: bot.Account{Platform: "console", ID: name}, Name: name}}
}

// goesOn tells whether there is anything left to do.
func (f *fire) goesOn() bool {
	time.Sleep(time.Second) // of the bubble's: who gives way has done so
	synctest.Wait()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.steps++
	if f.steps > 20*calm {
		f.fail("it never ends")
		return false
	}
	busy := slices.ContainsFunc(f.hands, func(h *hand) bool { return h.busy })
	return f.steps < eventful || len(f.turns)+len(f.unheard) > 0 || busy
}

// act lets one thing happen.
func (f *fire) act() {
	f.mu.Lock()
	turns, unheard := len(f.turns), len(f.unheard)
	f.mu.Unlock()
	what := f.throw(20)
	if f.steps > calm {
		what = 20 // no more than what is left
	}
	switch {
	case what < 4 && f.steps < eventful:
		f.answer()
	case what == 4 && f.deaths > 0:
		f.kill()
	case what == 5:
		f.now = f.now.Add(time.Second)
	case what == 6 && f.mode == "everyone" && f.steps < 2*eventful && turns == 0: // nothing takes a minute
		f.tick()
	case what < 10 && unheard > 0:
		f.hand()
	case turns > 0:
		f.mu.Lock()
		slices.SortFunc(f.turns, func(a, b *turn) int { return strings.Compare(a.name, b.name) })
		i := f.throw(len(f.turns))
		next := f.turns[i]
		f.turns = slices.Delete(f.turns, i, i+1)
		f.mu.Unlock()
		next.done <- next.do()
	default:
		f.hand()
	}
}

// answer lets a member answer the card that he sees, once.
func (f *fire) answer() {
	v, err := f.store.Club(f.t.Context(), klas)
	if err != nil {
		f.t.Fatal(err)
	}
	member := f.throw(f.members)
	if v.Round.At == len(v.Round.Cards) {
		return
	}
	card := v.Round.Cards[v.Round.At].Card
	key := fmt.Sprint(member, " ", card)
	if f.saw[key] != "" {
		return
	}
	e := f.event(member, card)
	e.Direct = f.mode != "race"
	switch f.throw(4) {
	case 0:
		e.Text, e.Direct = "mis", true
	case 1:
		e.Text, e.Direct = "klets", false
	}
	f.saw[key] = e.Text
	f.mu.Lock()
	defer f.mu.Unlock()
	f.unheard = append(f.unheard, e)
}

// hand gives an event to a replica that is free. It comes again when that dies,
// and sometimes though it was answered.
func (f *fire) hand() {
	h := f.hands[f.throw(len(f.hands))]
	f.mu.Lock()
	defer f.mu.Unlock()
	if h.busy || len(f.unheard) == 0 {
		return
	}
	i := f.throw(len(f.unheard))
	e, again := f.unheard[i], f.throw(6) == 0 && f.steps < calm
	f.unheard = slices.Delete(f.unheard, i, i+1)
	h.busy = true
	life := h.life
	go func() {
		_, err := h.engine.Handle(context.WithValue(context.Background(), lifeKey{}, life), e)
		f.mu.Lock()
		defer f.mu.Unlock()
		if h.life == life {
			h.busy = false
		}
		if err != nil && !errors.Is(err, errKilled) {
			f.fail("%s %q: %v", e.ID, e.Text, err)
		}
		if err != nil || again {
			f.unheard = append(f.unheard, e)
		}
	}()
}

// tick lets a card's time be over, as a replica finds.
func (f *fire) tick() {
	f.now = f.now.Add(time.Minute)
	h, slot := f.hands[f.throw(len(f.hands))], f.now
	h.background(func(ctx context.Context) {
		if _, _, err := h.engine.Tick(ctx, klas, slot); err != nil && !errors.Is(err, errKilled) {
			f.fail("tick: %v", err)
		}
	})
}

// end lets the group fall silent, and its clock go on.
func (f *fire) end() {
	for range 20 {
		f.now = f.now.Add(11 * time.Minute)
		_, next, err := f.clock.Tick(f.t.Context(), klas, f.now)
		if err != nil {
			f.fail("tick: %v", err)
		}
		if next.IsZero() {
			return
		}
	}
	f.fail("the clock never stands still")
}

// check holds what is kept against what was answered.
func (f *fire) check() {
	v, err := f.store.Club(f.t.Context(), klas)
	if err != nil {
		f.t.Fatal(err)
	}
	if v.Round.At < len(v.Round.Cards) {
		f.fail("the round still asks")
	}
	points, right := 0, 0
	for _, s := range v.Round.Race.Scores {
		points += s.Points
	}
	for member := range f.members {
		name := bot.Account{Platform: "console", ID: fmt.Sprint("lid", member)}
		who, err := f.store.Read(f.t.Context(), bot.Place{Platform: "console", Chat: "x"}, name)
		if err != nil {
			f.t.Fatal(err)
		}
		log, err := f.store.Log(f.t.Context(), who.Learner, 100)
		if err != nil {
			f.t.Fatal(err)
		}
		counted := make(map[string][]scheduler.Rating)
		for _, r := range log {
			counted[r.Card] = append(counted[r.Card], r.Rating)
		}
		for _, word := range leesplank {
			ratings, said := counted[word], f.saw[fmt.Sprint(member, " ", word)]
			forgot := len(ratings) == 1 && ratings[0] == scheduler.Again
			if len(ratings) > 1 || said == word && (len(ratings) == 0 || forgot) ||
				said == "mis" && len(ratings) == 1 && !forgot || (said == "klets" || said == "") && len(ratings) > 0 {
				f.fail("member %d answered %q to %s, counted is %v", member, said, word, ratings)
			}
			if said == word {
				right++
			}
		}
	}
	most := 5 * len(leesplank)
	if f.mode != "race" {
		most = 5 * right
	}
	if points > most || points%5 != 0 || f.mode == "race" && points != 5*len(f.won()) {
		f.fail("%d points, at most %d", points, most)
	}
}

// won are the cards that somebody had.
func (f *fire) won() []string {
	var all []string
	for _, word := range leesplank {
		for member := range f.members {
			if f.saw[fmt.Sprint(member, " ", word)] == word {
				all = append(all, word)
				break
			}
		}
	}
	return all
}
