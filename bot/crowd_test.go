package bot_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// replicas is so many engines over one store.
func (w *world) replicas(n int) []*bot.Engine {
	w.t.Helper()
	engines := []*bot.Engine{w.engine}
	for len(engines) < n {
		w.rebuild(library(w.t))
		engines = append(engines, w.engine)
	}
	return engines
}

// TestManyNewcomers has many answer who never learned with us: all are told at
// once, nobody's points wait, and what each answered first counts once he plays on.
func TestManyNewcomers(t *testing.T) {
	const members = 20
	w := newWorld(t)
	w.strangers = true
	w.say("juf@klas", "/quiz crm everyone")
	answer := func(some int, line string) {
		for i := range some {
			w.say(fmt.Sprintf("pupil%d@klas", i), line)
		}
	}
	answer(members, "!herhaalaankopen")
	said := w.tick(klas)
	for _, want := range []string{"20 van 20 goed", "Welkom Pupil0, Pupil1, Pupil2, Pupil3, Pupil4 en 15 anderen."} {
		if !strings.Contains(said, want) {
			t.Errorf("it doesn't say %q: %s", want, said)
		}
	}
	w.now = w.now.Add(5 * time.Second)
	answer(members-1, "!klanten houden")
	if said = w.tick(klas); strings.Contains(said, "Welkom") || !strings.Contains(said, "19 van 19 goed") {
		t.Error(said)
	}
	for i := range members {
		want := 2
		if i == members-1 {
			want = 0 // he was told, and never heard of again
		}
		if reps := w.store.reps(t, bot.Account{Platform: "console", ID: fmt.Sprint("pupil", i)}, "crm"); len(reps) != want {
			t.Errorf("pupil %d: counted is %v, want %d cards", i, reps, want)
		}
	}
}

// TestTwoHundred lets two hundred members answer two cards at one moment, through
// three replicas that each keep the order of what they hear, and answer for the
// first card when the second one is asked.
func TestTwoHundred(t *testing.T) {
	const members, replicas = 200, 3
	w := newWorld(t)
	w.say("juf@klas", "/quiz crm")
	engines := w.replicas(replicas)
	lanes := make([][]bot.Event, replicas)
	for i := range members {
		line := "herhaalaankopen"
		if i%4 == 3 {
			line = "!geen idee"
		}
		lanes[i%replicas] = append(lanes[i%replicas], w.event(fmt.Sprintf("pupil%d@klas", i), line))
	}
	said := make([][]bot.Message, members)
	var all sync.WaitGroup
	for r, lane := range lanes {
		all.Go(func() {
			for i, e := range lane {
				messages, err := engines[r].Handle(context.Background(), e)
				if err != nil {
					t.Error(err)
				}
				said[i*replicas+r] = messages
			}
		})
	}
	all.Wait()
	if first := count(said, "(+5)"); first != 1 {
		t.Errorf("%d were first, want one", first)
	}
	late, missed := count(said, "net te laat"), count(said, "Niet goed")
	if late != members*3/4-1 || missed != members/4 {
		t.Errorf("%d were late and %d wrong", late, missed)
	}
	if got := write(w.say("juf@klas", "/stop")); !strings.Contains(got, " 5") {
		t.Errorf("the standings are %s", got)
	}
	for i := range members {
		a := bot.Account{Platform: "console", ID: fmt.Sprint("pupil", i)}
		reps := w.store.reps(t, a, "crm")
		if n := reps["retentie"]; i%4 != 3 && n != 1 || len(reps) > 1 || n > 1 {
			t.Errorf("pupil %d answered one card once, counted is %v", i, reps)
		}
	}
}
