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

// TestTwoHundredKept lets two hundred members answer two cards at one moment,
// through three replicas, where answers are kept until a card is closed: the
// second is closed by the last of them, and none is lost.
func TestTwoHundredKept(t *testing.T) {
	const members, replicas = 200, 3
	w := newWorld(t)
	w.say("juf@klas", "/quiz crm everyone")
	engines := w.replicas(replicas)
	closed := 0
	for card, line := range []string{"herhaalaankopen", "klanten houden"} {
		w.now = w.now.Add(5 * time.Second)
		lanes := make([][]bot.Event, replicas)
		for i := range members {
			text := "!" + line
			if i%4 == 3 {
				text = "!geen idee"
			}
			lanes[i%replicas] = append(lanes[i%replicas], w.event(fmt.Sprintf("pupil%d@klas", i), text))
		}
		var all sync.WaitGroup
		var mu sync.Mutex
		for r, lane := range lanes {
			all.Go(func() {
				for _, e := range lane {
					messages, err := engines[r].Handle(context.Background(), e)
					mu.Lock()
					if got := write(messages); err != nil || !strings.Contains(got, "Genoteerd") {
						t.Errorf("%s, %v", got, err)
					} else if strings.Contains(got, "150 van") {
						closed++
					}
					mu.Unlock()
				}
			})
		}
		all.Wait()
		if card == 0 {
			w.tick(klas)
		}
	}
	if v := w.played(); v.At != 2 || closed != 1 || len(v.Race.Scores) != members*3/4 {
		t.Errorf("%d closed the second card, the round is at %d, %d have points", closed, v.At, len(v.Race.Scores))
	}
	for i := range members {
		reps := w.store.reps(t, bot.Account{Platform: "console", ID: fmt.Sprint("pupil", i)}, "crm")
		if len(reps) != 2 {
			t.Errorf("counted for member %d is %v", i, reps)
		}
	}
}

// meanwhile lets something happen once, before a step of a group is written.
type meanwhile struct {
	bot.Store
	happens func()
}

func (m *meanwhile) CommitGroup(ctx context.Context, s bot.GroupStep) error {
	if happens := m.happens; happens != nil {
		m.happens = nil
		happens()
	}
	return m.Store.CommitGroup(ctx, s)
}

// TestLastTwoAtOnce has the last two whom a card waits for answer at one moment:
// one of them closes it.
func TestLastTwoAtOnce(t *testing.T) {
	w := newWorld(t)
	w.say("juf@klas", "/quiz crm everyone")
	for _, who := range []string{"anna", "bram", "eva"} {
		w.say(who+"@klas", "!herhaalaankopen")
	}
	w.tick(klas)
	w.now = w.now.Add(5 * time.Second)
	w.say("anna@klas", "!klanten houden")
	c := w.engine.Config
	c.Store = &meanwhile{Store: c.Store, happens: func() { w.say("eva@klas", "!klanten houden") }}
	slow, err := bot.New(c)
	if err != nil {
		t.Fatal(err)
	}
	messages, err := slow.Handle(t.Context(), w.event("bram@klas", "!klanten houden"))
	if got := write(messages); err != nil || !strings.Contains(got, "3 van 3") || w.played().At != 2 {
		t.Errorf("it says %s, %v", got, err)
	}
}

// TestUndoAsTheCardCloses takes a kept answer back at the moment at which the
// last one closes its card: it is taken back as one that counted.
func TestUndoAsTheCardCloses(t *testing.T) {
	w := newWorld(t)
	w.say("juf@klas", "/quiz crm everyone")
	for _, who := range []string{"anna", "bram"} {
		w.say(who+"@klas", "!herhaalaankopen")
	}
	w.tick(klas)
	w.now = w.now.Add(5 * time.Second)
	w.say("anna@klas", "!klanten houden")
	c := w.engine.Config
	c.Store = &meanwhile{Store: c.Store, happens: func() { w.say("bram@klas", "!klanten houden") }}
	slow, err := bot.New(c)
	if err != nil {
		t.Fatal(err)
	}
	messages, err := slow.Handle(t.Context(), w.event("anna@klas", "/undo"))
	if got := write(messages); err != nil || !strings.Contains(got, "neemt het terug (-5)") || w.played().At != 2 {
		t.Errorf("it says %s, %v", got, err)
	}
	if reps := w.store.reps(t, anna, "crm"); reps["behoud"] != 0 || reps["retentie"] != 1 {
		t.Errorf("counted is %v", reps)
	}
}

// TestKeptAnswerComesAgain repeats the event of an answer that is kept: its
// author hears again that it is, as long as its card is asked, and may think
// better of it.
func TestKeptAnswerComesAgain(t *testing.T) {
	for _, mode := range []string{"everyone", "exam", "choice"} {
		w := newWorld(t)
		w.say("juf@klas", "/quiz crm "+mode)
		right := "!herhaalaankopen"
		if mode == "choice" {
			right = "!a"
		}
		first := w.event("anna@klas", right)
		said := write(w.handle(first))
		if again := write(w.handle(first)); again != said || !strings.Contains(said, "Genoteerd") && mode != "choice" {
			t.Errorf("%s: it says %s, and then %s", mode, said, again)
		}
		if mode == "choice" {
			continue
		}
		w.say("anna@klas", "!geen idee")
		if answers := w.played().Race.Answers; len(answers) != 1 || answers[0].Points > 0 {
			t.Errorf("%s: kept is %+v", mode, answers)
		}
		w.tick(klas)
		w.now = w.now.Add(30 * time.Second)
		if again := w.handle(first); len(again) > 0 {
			t.Errorf("%s: once the card is closed it says %s", mode, write(again))
		}
		if answers := w.played().Race.Answers; len(answers) > 0 {
			t.Errorf("%s: kept for the next card is %+v", mode, answers)
		}
	}
}
