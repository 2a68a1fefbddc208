package bot_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
	"github.com/overhoor/overhoor/scheduler/daily"
)

var _ daily.Sender = bot.Tailor{}

// words is a deck of so many cards: "b7" is what "What is w7?" asks for.
func words(t *testing.T, n int) *decks.Library {
	t.Helper()
	d := &decks.Deck{ID: "words", Title: "Words", Lang: "nl"}
	for i := range n {
		d.Cards = append(d.Cards, decks.Card{ID: fmt.Sprint("w", i), Front: fmt.Sprintf("Wat is w%d?", i), Back: fmt.Sprint("b", i)})
	}
	lib, err := decks.NewLibrary(d)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// forgetful is how Anna's memory works: it grows much more slowly than other
// people's.
func forgetful(t *testing.T) *scheduler.FSRS {
	t.Helper()
	w := scheduler.DefaultWeights()
	w[0], w[2], w[8] = 0.1, 0.5, 0.8
	f, err := scheduler.New(scheduler.Settings{Weights: w[:]})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// studied is a world in which Anna has answered for 75 days whatever was due, one
// review short of what her first fit needs.
func studied(t *testing.T) (*world, bot.Learner) {
	t.Helper()
	w := newWorld(t)
	w.rebuild(words(t, 160))
	w.say("anna", "/quiz words")
	w.say("anna", "/stop")
	l, mind, rng := w.store.who(t, anna), forgetful(t), rand.New(rand.NewPCG(1, 2))
	kept, real := make(map[string]scheduler.Memory), make(map[string]scheduler.Memory)
	for day := range 75 {
		w.now = w.now.Add(24 * time.Hour)
		var reviews []bot.Review
		for i := range min(160, 4*(day+1)) {
			card, at := fmt.Sprint("w", i), scheduler.Moment{Now: w.now}
			for m := kept[card]; !m.Due.After(at.Now) && at.Now.Sub(w.now) < time.Hour; m = kept[card] {
				rating := scheduler.Again
				if m.New() || m.Last.After(w.now) || rng.Float64() < mind.Retrievability(real[card], at) {
					rating = scheduler.Good
				}
				real[card] = mind.Review(real[card], rating, at)
				kept[card] = w.engine.Scheduler.Review(m, rating, at)
				reviews = append(reviews, bot.Review{ID: fmt.Sprint(card, at.Now.Unix()), At: at.Now, Rating: rating,
					Memory: bot.Memory{Deck: "words", Card: card, Before: m, After: kept[card]}})
				at.Now = at.Now.Add(scheduler.Soon)
			}
		}
		if err := w.store.Store.Commit(t.Context(), bot.Step{Learner: l, Reviews: reviews}); err != nil {
			t.Fatal(err)
		}
	}
	w.now = w.now.Add(24 * time.Hour)
	w.profile(l, func(p *bot.Profile) { p.Fit.Since = 999 })
	return w, l
}

// profile changes a learner's profile behind the engine's back.
func (w *world) profile(l bot.Learner, change func(p *bot.Profile)) bot.Profile {
	w.t.Helper()
	v, err := w.store.Learner(w.t.Context(), l)
	if err != nil {
		w.t.Fatal(err)
	}
	if change != nil {
		change(&v.Profile)
		if err := w.store.Store.Commit(w.t.Context(), bot.Step{Learner: l, Profile: &v.Profile}); err != nil {
			w.t.Fatal(err)
		}
	}
	return v.Profile
}

// answer answers the card that is asked.
func (w *world) answer() string {
	w.t.Helper()
	v, err := w.store.Store.Read(w.t.Context(), bot.Place{Platform: "console", Chat: "anna"}, anna)
	if err != nil {
		w.t.Fatal(err)
	}
	card := v.Round.Cards[v.Round.At].Card
	w.say("anna", "b"+card[1:])
	return card
}

func (w *world) log(l bot.Learner) []bot.Review {
	w.t.Helper()
	log, err := w.store.Log(w.t.Context(), l, 10_000)
	if err != nil {
		w.t.Fatal(err)
	}
	return log
}

// sweep lets a replica do what is due.
func (w *world) sweep() {
	w.t.Helper()
	due, err := w.store.Fits().Take(w.t.Context(), w.now, time.Minute, 100)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range due {
		next, err := bot.Tailor{Engine: w.engine}.Deliver(w.t.Context(), e.Learner, e.Due)
		if err == nil {
			err = w.store.Fits().Pass(w.t.Context(), e, next)
		}
		if err != nil {
			w.t.Fatal(err)
		}
	}
}

// TestTailor answers until a fit is due and wants it to happen once Anna has
// put her cards away: with weights of her own, memories as these would have made
// them, a log as it was, and a word in /stats.
func TestTailor(t *testing.T) {
	w, l := studied(t)
	if got := write(w.say("anna", "/stats")); strings.Contains(got, "afgestemd") {
		t.Errorf("before the fit: %s", got)
	}
	w.say("anna", "/quiz words")
	w.answer()
	log, before := w.log(l), w.store.memories(t, anna, "words")
	w.sweep()
	if p := w.profile(l, nil); !p.Fit.At.IsZero() {
		t.Errorf("fitted while Anna is at it: %+v", p.Fit)
	}
	w.now = w.now.Add(15 * time.Minute)
	w.sweep()

	p := w.profile(l, nil)
	if len(p.Fit.Weights) != 21 || p.Fit.Weights[2] > 1.5 || p.Fit.Gain < 0.01 || p.Fit.Reviews != len(log) ||
		p.Fit.Since != 0 || p.Fit.Pending || !p.Fit.At.Equal(w.now) {
		t.Errorf("the fit is %+v of %d reviews", p.Fit, len(log))
	}
	if !reflect.DeepEqual(w.log(l), log) {
		t.Error("the log has changed")
	}
	own, err := w.engine.Scheduler.With(scheduler.Settings{Weights: p.Fit.Weights})
	if err != nil {
		t.Fatal(err)
	}
	w.holds(own, log, before)
	want := fmt.Sprintf("Je schema is op jou afgestemd (%d antwoorden).", len(log))
	if got := write(w.say("anna", "/stats")); !strings.Contains(got, want) {
		t.Errorf("after the fit: %s", got)
	}
	if due, err := w.store.Fits().Take(t.Context(), w.now.AddDate(1, 0, 0), time.Minute, 10); err != nil || len(due) > 0 {
		t.Errorf("still planned: %v, %v", due, err)
	}
}

// holds wants Anna's memories to be what a log makes of them, where they were
// something else before.
func (w *world) holds(f *scheduler.FSRS, log []bot.Review, before map[string]scheduler.Memory) {
	w.t.Helper()
	want := make(map[string]scheduler.Memory)
	for _, r := range log {
		want[r.Card] = f.Review(want[r.Card], r.Rating, scheduler.Moment{Now: r.At, Cal: amsterdam(w.t)})
	}
	now := w.store.memories(w.t, anna, "words")
	for card, m := range now {
		if m.Stability != want[card].Stability || m.Reps != before[card].Reps || !m.Last.Equal(before[card].Last) {
			w.t.Fatalf("%s is kept as %+v, want %+v", card, m, want[card])
		}
		if m.Stability == before[card].Stability {
			w.t.Fatalf("%s is as it was: %+v", card, m)
		}
	}
	if len(now) != len(before) || len(now) < 150 {
		w.t.Errorf("%d memories, before %d", len(now), len(before))
	}
}

func amsterdam(t *testing.T) scheduler.Calendar {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	return scheduler.Calendar{Zone: zone}
}

// TestTailorBreaksOff kills the work around each write, lets another replica
// do it again, and wants the same as without.
func TestTailorBreaksOff(t *testing.T) {
	whole, l := studied(t)
	whole.say("anna", "/quiz words")
	whole.answer()
	if err := whole.engine.Tailor(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	fit, memories := whole.profile(l, nil).Fit, whole.store.memories(t, anna, "words")
	if len(fit.Weights) == 0 {
		t.Fatal("nothing was adopted: this shows nothing")
	}
	for n := 1; ; n++ {
		w, l := studied(t)
		w.say("anna", "/quiz words")
		w.answer()
		writes := 0
		w.store.fail = func(op string) error {
			if strings.HasSuffix(op, "commit") {
				if writes++; writes >= n {
					return errDown
				}
			}
			return nil
		}
		err := w.engine.Tailor(t.Context(), l)
		w.store.fail = nil
		if err == nil {
			if n < 6 {
				t.Errorf("only %d writes: the memories should take some", n-1)
			}
			break
		}
		if !errors.Is(err, errDown) {
			t.Fatal(err)
		}
		if err := w.engine.Tailor(t.Context(), l); err != nil {
			t.Fatal(err)
		}
		if got := w.profile(l, nil).Fit; !reflect.DeepEqual(got, fit) {
			t.Errorf("broken off at write %d: %+v, want %+v", n, got, fit)
		}
		if got := w.store.memories(t, anna, "words"); !reflect.DeepEqual(got, memories) {
			t.Errorf("broken off at write %d the memories are others", n)
		}
	}
}

// TestTwoReplicasTailor lets two do the same at one time, as when a lease ran
// out too early.
func TestTwoReplicasTailor(t *testing.T) {
	w, l := studied(t)
	w.say("anna", "/quiz words")
	w.answer()
	before, log := w.store.memories(t, anna, "words"), w.log(l)
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if err := w.engine.Tailor(context.Background(), l); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	p := w.profile(l, nil)
	own, err := w.engine.Scheduler.With(scheduler.Settings{Weights: p.Fit.Weights})
	if err != nil || p.Fit.Pending || len(p.Fit.Weights) == 0 {
		t.Fatalf("the fit is %+v, %v", p.Fit, err)
	}
	w.holds(own, log, before)
}

// meddled is a store in which something happens right before the second commit.
type meddled struct {
	*shelf
	commits int
	second  func()
}

func (m *meddled) Commit(ctx context.Context, step bot.Step) error {
	if m.commits++; m.commits == 2 {
		m.second()
	}
	return m.shelf.Commit(ctx, step)
}

// TestAnswersGoFirst answers while memories are being made anew: the answer
// counts, and afterwards the round goes on, and can be doubted.
func TestAnswersGoFirst(t *testing.T) {
	w, l := studied(t)
	w.say("anna", "/quiz words")
	w.answer()
	answered := ""
	c := w.engine.Config
	c.Store = &meddled{shelf: w.store, second: func() { answered = w.answer() }}
	replica, err := bot.New(c)
	if err != nil {
		t.Fatal(err)
	}
	reps := w.store.reps(t, anna, "words")
	if err := replica.Tailor(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	if n := w.store.reps(t, anna, "words")[answered]; n != reps[answered]+1 {
		t.Errorf("%s was counted %d times, want %d", answered, n, reps[answered]+1)
	}
	if fit := w.profile(l, nil).Fit; fit.Pending || fit.Since != 1 || len(fit.Weights) == 0 {
		t.Errorf("the fit is %+v", fit)
	}
	got := write(w.say("anna", "[Ik twijfelde]"))
	if last := w.log(l)[len(w.log(l))-1]; last.Card != answered || last.Rating != scheduler.Hard {
		t.Errorf("doubted: %s, the log ends with %+v", got, last)
	}
	next := w.answer()
	if n := w.store.reps(t, anna, "words")[next]; n != reps[next]+1 {
		t.Errorf("%s was counted %d times, want %d", next, n, reps[next]+1)
	}
}

// TestAnotherModel finds memories that another model made: at the next answer
// it is planned to make them anew.
func TestAnotherModel(t *testing.T) {
	w, l := studied(t)
	w.profile(l, func(p *bot.Profile) { p.Fit = bot.Fit{Model: "another", Since: 3} })
	before := w.store.memories(t, anna, "words")
	for card, m := range before {
		other := m
		other.Stability *= 3
		err := w.store.Store.Commit(t.Context(), bot.Step{Learner: l,
			Import: []bot.Memory{{Deck: "words", Card: card, Before: m, After: other}}})
		if err != nil {
			t.Fatal(err)
		}
	}
	before = w.store.memories(t, anna, "words")
	w.say("anna", "/quiz words")
	w.answer()
	log := w.log(l)
	w.now = w.now.Add(15 * time.Minute)
	w.sweep()
	if fit := w.profile(l, nil).Fit; fit.Model != scheduler.FSRS6 || fit.Pending {
		t.Errorf("the fit is %+v", fit)
	}
	mine, err := w.engine.Scheduler.With(scheduler.Settings{Weights: w.profile(l, nil).Fit.Weights})
	if err != nil {
		t.Fatal(err)
	}
	before[log[len(log)-1].Card] = log[len(log)-1].After
	w.holds(mine, log, before)
}

// TestDefaultsSuit leaves a learner alone whose memory is like other people's.
func TestDefaultsSuit(t *testing.T) {
	w := newWorld(t)
	w.say("anna", "/quiz crm")
	w.say("anna", "herhaalaankopen")
	l := w.store.who(t, anna)
	w.profile(l, func(p *bot.Profile) { p.Fit.Since = 1000 })
	before := w.store.memories(t, anna, "crm")
	if err := w.engine.Tailor(context.Background(), l); err != nil {
		t.Fatal(err)
	}
	fit := w.profile(l, nil).Fit
	if fit.Weights != nil || fit.Pending || fit.Since != 0 || !fit.At.Equal(w.now) {
		t.Errorf("the fit is %+v", fit)
	}
	if !reflect.DeepEqual(w.store.memories(t, anna, "crm"), before) {
		t.Error("the memories have changed")
	}
	if got := write(w.say("anna", "/stats")); strings.Contains(got, "afgestemd") {
		t.Errorf("after the fit: %s", got)
	}
}

// TestGroupAnswersCount plans a fit from a group as well.
func TestGroupAnswersCount(t *testing.T) {
	w := newWorld(t)
	w.say("anna", "hoi")
	l := w.store.who(t, anna)
	w.profile(l, func(p *bot.Profile) { p.Fit.Since = 999 })
	w.say("anna@klas", "/quiz crm")
	w.say("anna@klas", "herhaalaankopen")
	soon := w.now.Add(15 * time.Minute)
	due, err := w.store.Fits().Take(t.Context(), soon, time.Minute, 10)
	if err != nil || !slices.Equal(due, []daily.Entry{{Learner: string(l), Due: soon, At: soon}}) {
		t.Errorf("planned: %v, %v", due, err)
	}
}
