package bot_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

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
