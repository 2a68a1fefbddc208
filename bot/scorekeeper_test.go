package bot_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/notestest"
)

// wall is a chat with scoreboards, which is slow and sometimes fails.
type wall struct {
	mu     sync.Mutex
	random *rand.Rand
	fails  float64                // how much of what is asked
	shown  map[string]bot.Message // by their IDs
	sent   int
	edits  int
}

func newWall(seed uint64, fails float64) *wall {
	return &wall{random: rand.New(rand.NewPCG(seed, 1)), fails: fails, shown: map[string]bot.Message{}}
}

// slow takes the time of a request, and tells whether it fails.
func (w *wall) slow() error {
	w.mu.Lock()
	d, failed := time.Duration(w.random.IntN(2000))*time.Millisecond, w.random.Float64() < w.fails
	w.mu.Unlock()
	time.Sleep(d)
	if failed {
		return errors.New("too many requests")
	}
	return nil
}

func (w *wall) SendScores(_ context.Context, _ bot.Place, m bot.Message) (string, error) {
	if err := w.slow(); err != nil {
		return "", err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sent++
	id := fmt.Sprint("m", w.sent)
	w.shown[id] = m
	return id, nil
}

func (w *wall) EditScores(_ context.Context, _ bot.Place, id string, m bot.Message) error {
	if err := w.slow(); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, ok := w.shown[id]; !ok {
		return fmt.Errorf("edit %s: %w", id, bot.ErrNoMessage)
	}
	w.edits++
	w.shown[id] = m
	return nil
}

// failing sets how much of what is asked fails.
func (w *wall) failing(part float64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fails = part
}

// remove deletes what is shown.
func (w *wall) remove() {
	w.mu.Lock()
	defer w.mu.Unlock()
	clear(w.shown)
}

func keeper(w *wall, p *notestest.Notes) *bot.Scorekeeper {
	return &bot.Scorekeeper{Notes: p, Writer: w, Log: slog.New(slog.DiscardHandler), Now: time.Now,
		Pace: func(ctx context.Context, _ string, s bot.Sending) error {
			if s != bot.SendScores && s != bot.EditScores {
				return errors.New("not a scoreboard")
			}
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(time.Second):
				return nil
			}
		}}
}

// pass lets time pass, and what is due be done.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

var class = bot.Place{Platform: "x", Chat: "-1", Thread: "7", Group: true}

func scores(n int) bot.Message {
	return bot.Message{Text: bot.Text(fmt.Sprint("edition ", n)), Scoreboard: &bot.Scoreboard{Round: "r", Edition: n}}
}

// Three replicas get the editions in any order, some twice. What is seen in the
// end is the newest one, in one message.
func TestReplicasKeepOneScoreboard(t *testing.T) {
	for seed := range uint64(200) {
		synctest.Test(t, func(t *testing.T) {
			w, p := newWall(seed, 0), &notestest.Notes{}
			random := rand.New(rand.NewPCG(seed, 2))
			replicas := []*bot.Scorekeeper{keeper(w, p), keeper(w, p), keeper(w, p)}
			const last = 20
			var editions []int
			for n := range last {
				editions = append(editions, n+1, n+1)
			}
			for i := range editions { // nearly in their order
				j := min(len(editions)-1, i+random.IntN(4))
				editions[i], editions[j] = editions[j], editions[i]
			}
			for _, n := range editions {
				replicas[random.IntN(3)].Show(class, scores(n))
				time.Sleep(time.Duration(random.IntN(1500)) * time.Millisecond)
			}
			pass(time.Minute)
			for _, r := range replicas {
				r.Close()
			}
			if w.sent != 1 || len(w.shown) != 1 || w.shown["m1"].Text != scores(last).Text {
				t.Fatalf("seed %d: %d were sent, and seen is %v", seed, w.sent, w.shown)
			}
			if w.edits > last+5 {
				t.Errorf("seed %d: %d edits", seed, w.edits)
			}
		})
	}
}

// What waits together is drawn once, and an edit that fails is tried again, as the
// newest that there is.
func TestScoreboardsThatWaitAreOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWall(1, 0)
		k := keeper(w, &notestest.Notes{})
		defer k.Close()
		for n := range 50 {
			k.Show(class, scores(n+1))
		}
		k.Show(class, scores(3))
		pass(10 * time.Second)
		if w.sent != 1 || w.edits != 0 || w.shown["m1"].Text != scores(50).Text {
			t.Fatalf("%d sent, %d edited, seen is %v", w.sent, w.edits, w.shown)
		}
		w.failing(1)
		k.Show(class, scores(51))
		pass(3 * time.Second)
		w.failing(0)
		pass(10 * time.Second)
		if w.edits != 1 || w.shown["m1"].Text != scores(51).Text {
			t.Errorf("%d edited, seen is %v", w.edits, w.shown)
		}
	})
}

// What wasn't sent is sent when that can be, and what may have been sent is left
// to the next edition.
func TestAScoreboardThatCouldNotBeSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWall(1, 1)
		k := keeper(w, &notestest.Notes{})
		defer k.Close()
		k.Show(class, scores(1))
		pass(3 * time.Second)
		w.failing(0)
		pass(10 * time.Second)
		if w.sent != 1 || w.shown["m1"].Text != scores(1).Text {
			t.Errorf("%d sent, seen is %v", w.sent, w.shown)
		}
		ended := make(chan struct{})
		close(ended)
		unsure := keeper(w, &notestest.Notes{})
		unsure.Writer = dead{ScoreWriter: w, ended: ended}
		defer unsure.Close()
		unsure.Show(class, scores(2))
		pass(time.Minute)
		unsure.Writer = w
		if w.sent != 1 {
			t.Error("sent twice, perhaps")
		}
		unsure.Show(class, scores(3))
		pass(10 * time.Second)
		if w.sent != 2 || w.shown["m2"].Text != scores(3).Text {
			t.Errorf("%d sent, seen is %v", w.sent, w.shown)
		}
	})
}

// Where nothing may be sent it is tried once, and costs no more turns.
func TestAScoreboardThatIsNotAllowed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := keeper(newWall(1, 0), &notestest.Notes{})
		defer k.Close()
		tried := 0
		k.Writer = barred{tried: &tried}
		for n := range 3 {
			k.Show(class, scores(n+1))
			pass(10 * time.Second)
		}
		if tried != 1 {
			t.Errorf("tried %d times", tried)
		}
	})
}

// barred may send nothing.
type barred struct {
	bot.ScoreWriter
	tried *int
}

func (b barred) SendScores(context.Context, bot.Place, bot.Message) (string, error) {
	*b.tried++
	return "", fmt.Errorf("no permission: %w", bot.ErrGone)
}

// Who stops waits for a scoreboard that is on its way, but not long.
func TestAScoreboardDoesNotHoldUpTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := keeper(newWall(1, 0), &notestest.Notes{})
		k.Writer = stuck{}
		k.Show(class, scores(1))
		pass(2 * time.Second)
		begun := time.Now()
		k.Close()
		if took := time.Since(begun); took > 2*time.Second {
			t.Errorf("the end took %s", took)
		}
		k.Show(class, scores(2))
	})
}

// stuck sends nothing as long as it may.
type stuck struct{ bot.ScoreWriter }

func (stuck) SendScores(ctx context.Context, _ bot.Place, _ bot.Message) (string, error) {
	<-ctx.Done()
	return "", ctx.Err()
}

// One that somebody deleted is sent anew once; what is closed isn't sent.
func TestADeletedScoreboardIsSentOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, p := newWall(1, 0), &notestest.Notes{}
		one, two := keeper(w, p), keeper(w, p)
		defer one.Close()
		defer two.Close()
		show := func(n, sent int, seen string) {
			t.Helper()
			one.Show(class, scores(n))
			two.Show(class, scores(n+1))
			pass(30 * time.Second)
			if w.sent != sent || w.shown[seen].Scoreboard == nil != (seen == "") || seen != "" && w.shown[seen].Text != scores(n+1).Text {
				t.Errorf("edition %d: %d sent, seen is %v", n, w.sent, w.shown)
			}
		}
		show(1, 1, "m1")
		w.remove()
		show(3, 2, "m2")
		show(5, 2, "m2")
		w.remove()
		show(7, 2, "")
		closed := scores(9)
		closed.Scoreboard.Closed, closed.Scoreboard.Round = true, "another"
		one.Show(class, closed)
		pass(time.Minute)
		if w.sent != 2 {
			t.Error("a round that is over got a scoreboard")
		}
	})
}

// A process that dies while it sends the scoreboard leaves it to the next edition.
func TestAScoreboardSurvivesItsProcess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, p := newWall(1, 0), &notestest.Notes{}
		dying := keeper(w, p)
		ended := make(chan struct{})
		dying.Writer = dead{ended: ended}
		dying.Show(class, scores(1))
		pass(2 * time.Second)
		next := keeper(w, p)
		defer next.Close()
		next.Show(class, scores(2)) // it may still be on its way
		pass(10 * time.Second)
		if w.sent != 0 {
			t.Fatal("sent while another one does")
		}
		pass(time.Minute)
		next.Show(class, scores(3))
		pass(10 * time.Second)
		if w.sent != 1 || w.shown["m1"].Text != scores(3).Text {
			t.Errorf("%d sent, seen is %v", w.sent, w.shown)
		}
		close(ended)
		dying.Close()
	})
}

// dead sends something and never hears of it.
type dead struct {
	bot.ScoreWriter
	ended chan struct{}
}

func (d dead) SendScores(context.Context, bot.Place, bot.Message) (string, error) {
	<-d.ended
	return "", fmt.Errorf("it is dead: %w", bot.ErrUnsure)
}
