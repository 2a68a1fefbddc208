package bot_test

import (
	"context"
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

// TestUnderFire lets members answer through replicas that are killed, in any
// order in which what they do at the store can come, in each mode: each card has
// one winner at most where there is one, the points add up and come on the board
// once, a right answer counts once and on the card that its author saw, a wrong
// one on no other card, and the round ends. Newcomers are told before anything is
// written of them, and play on; of who wants none, none is.
func TestUnderFire(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dice := rapid.SliceOfN(rapid.IntRange(0, 1<<16), 50, 500).Draw(rt, "dice")
		kinds := rapid.SliceOfN(rapid.SampledFrom([]string{known, known, newHere, forPoints}), 2, 5).Draw(rt, "members")
		replicas := rapid.IntRange(1, 3).Draw(rt, "replicas")
		deaths := rapid.IntRange(0, 4).Draw(rt, "deaths")
		mode := rapid.SampledFrom([]string{"race", "together", "everyone", "choice", "teams", "exam", duel}).Draw(rt, "mode")
		synctest.Test(t, func(t *testing.T) {
			f := &fire{t: t, fail: rt.Errorf, dice: dice, deaths: deaths, mode: mode, kinds: kinds,
				now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), saw: make(map[seen]string), done: make(map[string]bool), authors: make(map[string]int)}
			f.open(replicas)
			for f.goesOn() {
				f.act()
			}
			f.end()
			f.check()
		})
	})
}

// What members are.
const (
	known     = "known"
	newHere   = "new"
	forPoints = "off" // he plays for points alone
)

// duel is a race of the first two.
const duel = "duel"

// seen is a card that a member saw.
type seen struct {
	member int
	card   string
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

	store  *watched
	hands  []*hand
	clock  *bot.Engine // one that nobody kills
	kinds  []string    // of members
	deaths int         // still to come
	saw    map[seen]string
	after  []seen // what was answered after its author wanted nothing kept
	left   []*bot.Event

	mu      sync.Mutex
	turns   []*turn
	unheard []bot.Event // that no replica has answered
	done    map[string]bool
	authors map[string]int
	events  int
	steps   int
}

// For how many steps members answer, and after how many nothing new happens at
// all.
const (
	eventful = 80
	calm     = 500
)

func (f *fire) open(replicas int) {
	kernel, err := file.Memory()
	if err != nil {
		f.t.Fatal(err)
	}
	f.store = watch(f, state.New(kernel))
	f.t.Cleanup(func() { f.store.Close() })
	f.left = make([]*bot.Event, len(f.kinds))
	for i, kind := range f.kinds {
		f.store.settle(f.event(i, "").From.Account, kind)
	}
	for range replicas {
		h := &hand{Store: f.store, fire: f}
		h.engine = f.build(h, h.background)
		f.hands = append(f.hands, h)
	}
	f.clock = f.build(f.store, nil)
	if f.mode == duel {
		f.say(0, "/duel leesplank 4")
		f.say(1, "/duel accept "+f.club().Club.Duel.ID)
		return
	}
	f.say(0, "/quiz leesplank "+f.mode)
	if f.mode == "teams" {
		f.say(1, "/team 2")
		f.say(0, "/begin")
	}
}

// say lets a member say something when all is quiet.
func (f *fire) say(member int, line string) {
	if _, err := f.clock.Handle(f.t.Context(), withText(f.event(member, ""), line)); err != nil {
		f.t.Fatal(err)
	}
}

func (f *fire) club() bot.View {
	v, err := f.store.Club(f.t.Context(), klas)
	if err != nil {
		f.t.Fatal(err)
	}
	return v
}

func (f *fire) build(s bot.Store, background func(func(context.Context))) *bot.Engine {
	deck := &decks.Deck{ID: "leesplank", Title: "Leesplank", Lang: "nl"}
	for i, word := range leesplank {
		deck.Cards = append(deck.Cards, decks.Card{ID: word, Front: fmt.Sprint("Plaatje ", i, "?"), Back: word})
	}
	if f.mode == "together" {
		deck.Cards = append(deck.Cards, decks.Card{ID: "gijs", Front: "Welke twee?", Back: "lam\nkees"})
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
	f.mu.Lock()
	f.authors[fmt.Sprint("e", f.events)] = member
	f.mu.Unlock()
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
	case what == 5 && (!f.timed() || turns == 0): // nothing takes longer than to read a card
		f.now = f.now.Add(time.Second)
	case what == 6 && f.timed() && f.steps < 2*eventful && turns == 0:
		f.tick()
	case what == 7 && f.steps < eventful:
		f.leave()
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

// timed tells whether cards are closed by the clock.
func (f *fire) timed() bool { return !slices.Contains([]string{"race", "together", duel}, f.mode) }

// plays tells whether a member's answers count.
func (f *fire) plays(member int) bool { return f.mode != duel || member < 2 }

// answer lets a member answer the card that he sees, once.
func (f *fire) answer() {
	v := f.club()
	member := f.throw(len(f.kinds))
	if v.Round.At == len(v.Round.Cards) {
		return
	}
	turn := v.Round.Cards[v.Round.At]
	at := seen{member, turn.Card}
	if f.saw[at] != "" {
		return
	}
	e := f.event(member, turn.Card)
	e.Direct = f.timed()
	if turn.Card == "gijs" {
		e.Text = []string{"lam", "kees"}[f.throw(2)]
	}
	switch f.throw(4) {
	case 0:
		e.Text, e.Direct = "mis", true
	case 1:
		e.Text, e.Direct = "klets", false
	}
	f.saw[at] = e.Text
	if l := f.left[member]; l != nil && f.done[l.ID] {
		f.after = append(f.after, at)
	}
	if f.mode == "choice" && e.Direct {
		e.Command, e.Pressed = "choose", true
		n := slices.Index(turn.Shown, turn.Card)
		if e.Text == "mis" {
			n = (n + 1) % len(turn.Shown)
		}
		e.Text = fmt.Sprint(v.Round.ID, ".", v.Round.At+1, " ", n+1)
	}
	f.send(e)
}

// leave lets a newcomer say that he wants nothing kept.
func (f *fire) leave() {
	member := f.throw(len(f.kinds))
	if f.kinds[member] != newHere || f.left[member] != nil {
		return
	}
	e := withText(f.event(member, ""), "/remember off")
	f.left[member] = &e
	f.send(e)
}

func (f *fire) send(e bot.Event) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.unheard = append(f.unheard, e)
}
