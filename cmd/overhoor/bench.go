package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/cmd/overhoor/bench"
	"github.com/overhoor/overhoor/cmd/overhoor/config"
	"github.com/overhoor/overhoor/decks/library"
	"github.com/overhoor/overhoor/scheduler/daily"
)

// benchCommand is `overhoor bench`.
type benchCommand struct {
	Push    benchPush    `cmd:"" help:"Push many learners from several processes that are killed again and again, and count."`
	Round   benchRound   `cmd:"" help:"Let groups answer at the same moment, to several processes that may be killed, and count."`
	Replica benchReplica `cmd:"" hidden:"" help:"A process that pushes."`
	Judge   benchJudge   `cmd:"" hidden:"" help:"A process that judges."`
}

// benchPush is `overhoor bench push`.
type benchPush struct {
	Learners  int           `default:"1000000" help:"In Redis (${default})."`
	Due       int           `default:"100000" help:"Of them, due in one hour (${default})."`
	Cards     int           `default:"54" help:"Each has met (${default})."`
	Replicas  int           `default:"3" help:"Processes that push (${default})."`
	KillEvery time.Duration `default:"3s" help:"Kill one of them about so often; 0 for never (${default})."`
	Pace      string        `enum:"none,telegram" default:"none" help:"none: what is sent arrives at once. telegram: over HTTP, at Telegram's pace."`
	OnlyPlan  bool          `help:"Only take and plan anew, without making what is said."`
	Lease     time.Duration `default:"1m" help:"How long what a replica took is its own (${default})."`
	Redis     string        `placeholder:"URL" help:"An empty Redis or Redis Cluster; without it one is started."`
}

// Run measures, and prints what it found.
func (c benchPush) Run(ctx context.Context, w *world) error {
	if c.Due > c.Learners || c.Replicas < 1 {
		return errors.New("no more learners can be due than there are, and at least one replica must push")
	}
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	all, err := library.Load()
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "overhoor-bench")
	if err != nil {
		return fmt.Errorf("make a folder for the replicas: %w", err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	return bench.Push(ctx, bench.Options{
		Learners: c.Learners, Due: c.Due, Cards: c.Cards, Replicas: c.Replicas,
		KillEvery: c.KillEvery, Paced: c.Pace != "none", Lease: c.Lease, Redis: c.Redis, Deck: all[0],
		Replica: func(redis, api string, clock time.Time) *exec.Cmd {
			replica := exec.Command(self, "bench", "replica", "--lease="+c.Lease.String(),
				fmt.Sprintf("--paced=%t", api != ""), fmt.Sprintf("--only-plan=%t", c.OnlyPlan))
			replica.Args[0] = os.Args[0]
			replica.Env = append(replica.Environ(), clockVariable+"="+clock.Format(time.RFC3339Nano),
				"OVERHOOR_REDIS_URL="+redis, "OVERHOOR_DATA="+folder, "OVERHOOR_DECKS=", "OVERHOOR_LOG_LEVEL=error",
				"OVERHOOR_ZONE=Europe/Amsterdam", "OVERHOOR_DISCORD_TOKEN=",
				"OVERHOOR_TELEGRAM_TOKEN="+bench.Token, "OVERHOOR_TELEGRAM_API_URL="+api)
			return replica
		},
	}, w.out, w.err)
}

// benchReplica pushes as `overhoor run` does, listens to nobody, and tells what
// it does on its standard output.
type benchReplica struct {
	Lease    time.Duration
	Paced    bool
	OnlyPlan bool
}

// Run pushes until ctx ends.
func (c benchReplica) Run(ctx context.Context, w *world) (err error) {
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
	notes := bench.NewNotes(w.out)
	adapters := map[string]bot.Adapter{"telegram": atOnce{notes: notes}}
	if c.Paced {
		if adapters, err = h.connect(ctx); err != nil {
			return err
		}
	}
	pushes := h.pushes(adapters)
	pushes.Queue, pushes.Lease = noted{pushes.Queue, notes}, c.Lease
	if c.OnlyPlan {
		pushes.Sender = mute{notes}
	}
	return pushes.Run(ctx)
}

// mute is a sender of pushes that say nothing.
type mute struct{ notes *bench.Notes }

func (m mute) Deliver(_ context.Context, learner string, slot time.Time) (time.Time, error) {
	return slot.AddDate(0, 0, 1), m.notes.Sent(learner)
}

// atOnce is a platform to which what is sent arrives at once.
type atOnce struct {
	bot.Adapter
	notes *bench.Notes
}

func (a atOnce) Send(_ context.Context, to bot.Place, _ bot.Message) error {
	return a.notes.Sent(to.Platform + ":" + to.Chat)
}

// noted is a queue whose passed entries are noted.
type noted struct {
	daily.Queue
	notes *bench.Notes
}

func (q noted) Pass(ctx context.Context, e daily.Entry, next time.Time) error {
	err := q.Queue.Pass(ctx, e, next)
	if err == nil {
		err = q.notes.Passed(e.Learner)
	}
	return err
}
