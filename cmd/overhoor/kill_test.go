package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/bot/state/file"
	"github.com/overhoor/overhoor/bot/state/redis"
	"github.com/overhoor/overhoor/bot/state/redistest"
)

// kills is how often a quiz is killed: once an answer.
const kills = 50

func TestKilledAgainAndAgainOnTheEmbeddedStore(t *testing.T) {
	t.Parallel()
	v := newVictim(t, nil)
	v.beKilled(func() {})
	kernel, err := file.Open(filepath.Join(v.folder, "overhoor.db"))
	if err != nil {
		t.Fatal(err)
	}
	v.count(state.New(kernel))
}

func TestKilledAgainAndAgainOnRedis(t *testing.T) {
	t.Parallel()
	url := redistest.Server(t)
	v := newVictim(t, []string{"OVERHOOR_REDIS_URL=" + url})
	v.beKilled(func() {
		// A dead process keeps its lease for some seconds; we don't wait.
		sum := sha256.Sum256([]byte(v.telegram.Token))
		redistest.Do(t, url, "DEL", fmt.Sprintf("{lease:telegram:%x}holder", sum[:8]))
	})
	kernel, err := redis.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	v.count(state.New(kernel))
}

// victim is an `overhoor run` in a process of its own, with one learner.
type victim struct {
	t        *testing.T
	ctx      context.Context
	telegram *telegramtest.Server
	chat     telegramtest.Chat
	folder   string
	env      []string
	process  *exec.Cmd
	log      bytes.Buffer
}

func newVictim(t *testing.T, env []string) *victim {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*patient)
	t.Cleanup(cancel)
	v := &victim{t: t, ctx: ctx, telegram: telegramtest.New(t), chat: telegramtest.Private(anna), folder: t.TempDir()}
	var deck strings.Builder
	deck.WriteString("---\ntitle: Kaarten\nid: kaarten\nlang: nl\n---\n")
	for i := range kills + 10 {
		fmt.Fprintf(&deck, "## Kaart %d?\nantwoord %d\n\n", i, i)
	}
	write(t, filepath.Join(v.folder, "decks", "kaarten.md"), deck.String())
	v.env = append(append(os.Environ(), env...),
		"OVERHOOR_DATA="+v.folder, "OVERHOOR_ROUND_SIZE=100", "OVERHOOR_ROUND_NEW=1000",
		"OVERHOOR_TELEGRAM_TOKEN="+v.telegram.Token, "OVERHOOR_TELEGRAM_API_URL="+v.telegram.URL)
	v.start()
	t.Cleanup(func() { _ = v.process.Process.Kill() })
	return v
}

func (v *victim) start() {
	v.t.Helper()
	v.process = exec.Command("overhoor", "run")
	v.process.Env, v.process.Stderr = v.env, &v.log
	if err := v.process.Start(); err != nil {
		v.t.Fatal(err)
	}
}

// kill ends the process with a signal and waits until it is gone.
func (v *victim) kill(how os.Signal) error {
	v.t.Helper()
	if err := v.process.Process.Signal(how); err != nil {
		v.t.Fatalf("%v; it said:\n%s", err, &v.log)
	}
	return v.process.Wait()
}

// beKilled answers card after card. Each time the process is killed at some
// moment: before it knows of the answer, while it writes, while it replies.
func (v *victim) beKilled(after func()) {
	v.t.Helper()
	unconfirmed := 0
	v.telegram.Say(v.chat, anna, "/quiz kaarten")
	for range kills {
		v.telegram.Confirmed(v.ctx)
		v.telegram.Say(v.chat, anna, "antwoord "+v.asked())
		time.Sleep(rand.N(40 * time.Millisecond))
		_ = v.kill(syscall.SIGKILL) // it says that it was killed
		unconfirmed += v.telegram.Unconfirmed()
		after()
		v.start()
	}
	v.t.Logf("%d of %d answers were not confirmed when it was killed", unconfirmed, kills)
	v.telegram.Say(v.chat, anna, "/stop")
	v.telegram.Confirmed(v.ctx)
	if err := v.kill(syscall.SIGTERM); err != nil {
		v.t.Errorf("told to stop, it ended with %v and said:\n%s", err, &v.log)
	}
}

var asks = regexp.MustCompile(`Kaart (\d+)\?`)

// asked is the card of the newest question that the bot showed.
func (v *victim) asked() string {
	v.t.Helper()
	card := ""
	for range v.telegram.Unread() {
		if found := asks.FindStringSubmatch(v.telegram.Next(v.ctx).Text); found != nil {
			card = found[1]
		}
	}
	if card == "" {
		v.t.Fatalf("no card is asked; the log is:\n%s", &v.log)
	}
	return card
}

// count checks that each answer is in the store once.
func (v *victim) count(store *state.Store) {
	v.t.Helper()
	defer store.Close()
	learner := bot.Learner(fmt.Sprintf("telegram:%d", anna.ID))
	reviews, err := store.Log(v.ctx, learner, 10*kills)
	if err != nil {
		v.t.Fatal(err)
	}
	seen := make(map[string]bool)
	for _, r := range reviews {
		if seen[r.Card] {
			v.t.Errorf("card %s was counted twice", r.Card)
		}
		seen[r.Card] = true
	}
	if len(seen) != kills {
		v.t.Errorf("%d of %d answers were counted", len(seen), kills)
	}
	memories, err := store.Memories(v.ctx, learner, "kaarten")
	if err != nil {
		v.t.Fatal(err)
	}
	for card, m := range memories {
		if m.Reps != 1 {
			v.t.Errorf("card %s was learned %d times", card, m.Reps)
		}
	}
	if len(memories) != kills {
		v.t.Errorf("%d of %d cards are remembered", len(memories), kills)
	}
}
