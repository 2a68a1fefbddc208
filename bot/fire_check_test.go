package bot_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/scheduler"
)

// watched is a store that looks at what is written of a group under fire.
type watched struct {
	*state.Store
	fire *fire

	mu     sync.Mutex
	told   map[bot.Learner]string // by which event a newcomer was told
	in     map[bot.Learner]bool   // newcomers who played on
	booked int                    // how often the board was written
}

func watch(f *fire, s *state.Store) *watched {
	return &watched{Store: s, fire: f, told: make(map[bot.Learner]string), in: make(map[bot.Learner]bool)}
}

func learner(member int) bot.Learner { return bot.Learner(fmt.Sprint("console:lid", member)) }

// settle has somebody choose what becomes of his answers, or not.
func (w *watched) settle(a bot.Account, kind string) {
	as := map[string]string{known: "on", forPoints: "off", newHere: ""}[kind]
	v, err := w.Read(context.Background(), bot.Place{Platform: a.Platform, Chat: a.ID}, a)
	if v.Profile.Groups = as; err == nil && as != "" {
		err = w.Store.Commit(context.Background(), bot.Step{Learner: v.Learner, Profile: &v.Profile})
	}
	if err != nil {
		w.fire.t.Fatal(err)
	}
}

// Commit wants no review of a newcomer who didn't play on, nor of who wants none.
func (w *watched) Commit(ctx context.Context, s bot.Step) error {
	err := w.Store.Commit(ctx, s)
	w.mu.Lock()
	defer w.mu.Unlock()
	for member, kind := range w.fire.kinds {
		if l := learner(member); err == nil && s.Learner == l && len(s.Reviews) > 0 && (kind == forPoints || kind == newHere && !w.in[l]) {
			w.fire.fail("a review of %s, who is %s, is written by %s", l, kind, s.Event)
		}
	}
	return err
}

// CommitGroup wants newcomers to be told by one event and to play on by another
// one, of their own.
func (w *watched) CommitGroup(ctx context.Context, s bot.GroupStep) error {
	err := w.Store.CommitGroup(ctx, s)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if s.Board != nil {
		w.booked++
	}
	for member, kind := range w.fire.kinds {
		l := learner(member)
		i := slices.IndexFunc(s.New, func(n bot.Newcomer) bool { return n.Learner == l })
		told := w.told[l]
		if s.Club != nil && told == "" && slices.Contains(s.Club.Welcomed, l) {
			w.told[l] = s.Event
		}
		switch {
		case i < 0:
		case kind != newHere:
			w.fire.fail("%s is no newcomer", l)
		case (s.New[i].In || s.New[i].Known) && !w.in[l]:
			w.in[l] = true
			if e := w.fire.left[member]; (e == nil || e.ID != s.Event) && (told == "" || told == s.Event || w.fire.author(s.Event) != member) {
				w.fire.fail("%s plays on by %s, was told by %q", l, s.Event, told)
			}
		}
	}
	return nil
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
	v := f.club()
	if v.Round.At < len(v.Round.Cards) {
		f.fail("the round still asks")
	}
	for member, kind := range f.kinds {
		counted := f.counted(member)
		for _, word := range append(slices.Clone(leesplank), "gijs") {
			f.checkCard(seen{member, word}, kind, counted[word])
		}
	}
	f.checkPoints(v.Round.Race)
	f.checkBoard(v.Round.Race)
	booked := f.store.booked
	if most := min(1, len(v.Round.Race.Players)); booked > most || booked == 0 && len(v.Round.Race.Scores) > 0 {
		f.fail("the round was booked %d times", booked)
	}
	for range 2 {
		for member := range f.kinds {
			f.say(member, "/undo")
		}
		race := f.club().Round.Race
		f.checkBoard(race)
		for _, s := range race.Scores {
			if s.Points < 0 || race.Teams != nil && slices.Min(race.Teams.Tenths[:]) < 0 {
				f.fail("taken back: %+v, %+v", race.Scores, race.Teams)
			}
		}
	}
}

// counted are the ratings in a member's log, by card.
func (f *fire) counted(member int) map[string][]scheduler.Rating {
	log, err := f.store.Log(f.t.Context(), learner(member), 100)
	if err != nil {
		f.t.Fatal(err)
	}
	counted := make(map[string][]scheduler.Rating)
	for _, r := range log {
		counted[r.Card] = append(counted[r.Card], r.Rating)
	}
	return counted
}

// checkCard holds what counted of a card against what was answered to it.
func (f *fire) checkCard(at seen, kind string, ratings []scheduler.Rating) {
	said := f.saw[at]
	right := said != "" && said != "mis" && said != "klets"
	forgot := len(ratings) == 1 && ratings[0] == scheduler.Again
	// Where all see the answer when a card is closed, what comes later counts
	// for none; an item is its first one's, and a part of a list.
	must := right && kind == known && f.plays(at.member) && at.card != "gijs" && !slices.Contains([]string{"choice", "exam"}, f.mode)
	switch {
	case len(ratings) > 1, must && len(ratings) == 0, right && forgot && at.card != "gijs", said == "mis" && len(ratings) == 1 && !forgot,
		(said == "klets" || said == "" || !f.plays(at.member)) && len(ratings) > 0, slices.Contains(f.after, at) && len(ratings) > 0:
		f.fail("%s member %d answered %q to %s, counted is %v", kind, at.member, said, at.card, ratings)
	}
}

// checkPoints holds the points against who was right: who has no memory of a card
// earns 5 for it, of whom none is kept 3, and each item is a point.
func (f *fire) checkPoints(race *bot.Race) {
	points, right, items := 0, make(map[string]int), make(map[string]bool)
	for _, s := range race.Scores {
		points += s.Points
	}
	for at, said := range f.saw {
		switch {
		case !f.plays(at.member):
		case said == at.card:
			right[at.card]++
		case said != "mis" && said != "klets":
			items[said] = true
		}
	}
	least, most := 3*len(right)+len(items), 5*len(right)+len(items)
	if f.timed() {
		least, most = 0, 0
		for _, n := range right {
			most += 5 * n
		}
	}
	if points < least || points > most {
		f.fail("%d points, want %d to %d", points, least, most)
	}
}

// checkBoard wants the points of the round on the board, and no more answers than
// were given.
func (f *fire) checkBoard(race *bot.Race) {
	board, err := f.store.Board(f.t.Context(), klas)
	if err != nil {
		f.t.Fatal(err)
	}
	for _, s := range race.Scores {
		if got := board.Week.Points["leesplank"][s.Learner]; got != s.Points {
			f.fail("%s has %d points, on the board %d", s.Learner, s.Points, got)
		}
	}
	answers := 0
	for _, said := range f.saw {
		if said != "klets" {
			answers++
		}
	}
	if n := board.Days["2026-11-23"]; n.Right > n.Answers || n.Answers > answers {
		f.fail("%+v of %d answers on the board", n, answers)
	}
}

// author is who sent an event, -1 for nobody.
func (f *fire) author(event string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	member, ok := f.authors[event]
	if !ok || strings.HasPrefix(event, "tick") {
		return -1
	}
	return member
}
