package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/cmd/overhoor/bench"
	"github.com/overhoor/overhoor/cmd/overhoor/config"
	"github.com/overhoor/overhoor/decks"
)

// benchRound is `overhoor bench round`.
type benchRound struct {
	Members   int           `default:"200" help:"Of a group; all answer each card (${default})."`
	Groups    int           `default:"1" help:"That play at the same time (${default})."`
	Cards     int           `default:"25" help:"Of a round (${default})."`
	Mode      string        `enum:"race,everyone" default:"race" help:"race: the first right answer closes a card. everyone: all answers are kept until then."`
	Strangers bool          `help:"Nobody learned with us before: each is told first, and plays on."`
	Answers   int           `default:"20000" help:"Altogether, at least: whole rounds are played (${default})."`
	Rate      int           `default:"1000" help:"Answers a second, of all groups (${default})."`
	Replicas  int           `default:"3" help:"Processes that judge (${default})."`
	KillEvery time.Duration `default:"0s" help:"Kill one of them about so often; 0 for never (${default})."`
	Limit     time.Duration `default:"0s" help:"Fail when 99 of 100 verdicts take longer; 0 for never (${default})."`
	Redis     string        `placeholder:"URL" help:"An empty Redis or Redis Cluster; without it one is started."`
}

// Run measures, and prints what it found.
func (c benchRound) Run(ctx context.Context, w *world) error {
	if c.Members < 2 || c.Groups < 1 || c.Cards < 1 || c.Cards > 50 || c.Rate < 1 || c.Replicas < 1 {
		return errors.New("at least two members answer 1 to 50 cards to at least one replica")
	}
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	folder, err := os.MkdirTemp("", "overhoor-bench")
	if err != nil {
		return fmt.Errorf("make a folder for the replicas: %w", err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	return bench.Round(ctx, bench.RoundOptions{
		Members: c.Members, Groups: c.Groups, Cards: c.Cards, Mode: c.Mode, Strangers: c.Strangers, Answers: c.Answers, Rate: c.Rate,
		Replicas: c.Replicas, KillEvery: c.KillEvery, Limit: c.Limit, Redis: c.Redis,
		Replica: func(redis string) *exec.Cmd {
			replica := exec.Command(self, "bench", "judge")
			replica.Args[0] = os.Args[0]
			replica.Env = append(replica.Environ(), "OVERHOOR_REDIS_URL="+redis, "OVERHOOR_DATA="+folder, "OVERHOOR_DECKS=",
				"OVERHOOR_LOG_LEVEL=error", "OVERHOOR_TELEGRAM_TOKEN=", "OVERHOOR_DISCORD_TOKEN=")
			return replica
		},
	}, w.out, w.err)
}

// benchJudge is a replica of it: it handles the events that it reads, those of
// one group in order, and writes a verdict on each.
type benchJudge struct{}

// Run judges until there is no more to read.
func (c benchJudge) Run(ctx context.Context, w *world) (err error) {
	cfg, err := config.Load("", w.env)
	if err != nil {
		return err
	}
	h, err := build(ctx, cfg, newLog(cfg.Log, w), w)
	switch {
	case err != nil && ctx.Err() != nil:
		return nil // told to stop before it had begun
	case err != nil:
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	u := &umpire{out: w.out}
	set := h.engine.Config
	set.Store = &contested{Store: h.store, stale: &u.stale}
	set.Compile = func(d *decks.Deck) bot.Grader { return grade.Compile(d) }
	if set.Library, err = decks.NewLibrary(bench.Deck()); err != nil {
		return err
	}
	if h.engine, err = bot.New(set); err != nil {
		return err
	}
	u.engine = h.engine
	ticking, stop := context.WithCancel(ctx)
	var clock sync.WaitGroup
	clock.Go(func() { _ = h.cries(map[string]bot.Adapter{bench.Place(0).Platform: unheard{}}).Run(ticking) })
	defer clock.Wait()
	defer stop()
	return u.work(ctx, w)
}

// unheard is a platform on which nobody listens.
type unheard struct{ bot.Adapter }

func (unheard) Send(context.Context, bot.Place, bot.Message) error { return nil }

// contested counts the steps of groups that others got in front of.
type contested struct {
	bot.Store
	stale *atomic.Int64
}

func (s *contested) CommitGroup(ctx context.Context, step bot.GroupStep) error {
	err := s.Store.CommitGroup(ctx, step)
	if errors.Is(err, bot.ErrStale) {
		s.stale.Add(1)
	}
	return err
}

// umpire handles events.
type umpire struct {
	engine *bot.Engine
	stale  atomic.Int64
	mu     sync.Mutex
	out    interface{ Write([]byte) (int, error) }
}

// work handles the events of each group in a lane of its own, as adapters do.
func (u *umpire) work(ctx context.Context, w *world) error {
	if _, err := fmt.Fprintln(w.out, bench.Ready); err != nil {
		return err
	}
	lanes, busy := make(map[int]chan bench.Event), sync.WaitGroup{}
	lines := bufio.NewScanner(w.in)
	for lines.Scan() {
		var e bench.Event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return fmt.Errorf("read an event: %w", err)
		}
		lane, ok := lanes[e.Class]
		if !ok {
			lane = make(chan bench.Event, 10_000)
			lanes[e.Class] = lane
			busy.Go(func() {
				for e := range lane {
					u.handle(ctx, e)
				}
			})
		}
		lane <- e
	}
	for _, lane := range lanes {
		close(lane)
	}
	busy.Wait()
	return lines.Err()
}

func (u *umpire) handle(ctx context.Context, e bench.Event) {
	messages, err := u.engine.Handle(ctx, bot.Event{
		ID: "telegram:" + e.ID, Place: bench.Place(e.Class), Command: e.Command, Text: e.Text, Direct: e.Direct, Sent: e.Sent,
		From: bot.Person{Account: bench.Account(e.Member), Name: "Lid " + strconv.Itoa(e.Member)},
	})
	said := bench.Other
	for _, m := range messages {
		switch {
		case err != nil:
			said = "failed"
		case m.Tone == bot.Good && !m.Private:
			said = bench.Won
		case m.Tone == bot.Good:
			said = bench.Late
		case m.Tone == bot.Wrong:
			said = bench.Wrong
		}
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	_, _ = fmt.Fprintf(u.out, "%s %s %d\n", e.ID, said, u.stale.Swap(0)) // who doesn't read it has ended
}
