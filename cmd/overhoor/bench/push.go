// Package bench shows what the daily push and the rounds of groups can do: a
// crowd of learners in Redis, replicas in processes of their own that are
// killed again and again, and somebody who counts.
package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os/exec"
	"time"

	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/decks"
)

// Options is what is measured.
type Options struct {
	Learners  int           // in Redis
	Due       int           // of them, all within the hour before the start
	Cards     int           // each has met
	Replicas  int           // processes that push
	KillEvery time.Duration // one of them is killed so often while it sends; 0 means never
	Paced     bool          // over HTTP at Telegram's pace; else what is sent arrives at once
	Lease     time.Duration // of the replicas' runners
	Redis     string        // URL of an empty one; "" starts one
	Deck      *decks.Deck   // that all learn

	// Replica makes the process of a replica. What it writes to its standard
	// output is read as Note describes. API is the address of the platform.
	Replica func(redis, api string, clock time.Time) *exec.Cmd
}

// quiet is how long after a lease nothing must have happened for us to give up
// waiting for more.
const quiet = 30 * time.Second

// Push runs the benchmark and writes what it found.
func Push(ctx context.Context, o Options, out, progress io.Writer) error {
	url, kernel, stop, err := open(ctx, o.Redis)
	if err != nil {
		return err
	}
	defer stop()
	store := state.New(kernel)
	r := report{Options: o}
	say := func(format string, args ...any) { fmt.Fprintf(progress, format+"\n", args...) }

	say("Put %s learners of %d cards into Redis.", grouped(o.Learners), o.Cards)
	if r.seeded, err = seed(ctx, o, store, kernel); err != nil {
		return err
	}
	say("Push %s of them from %d processes.", grouped(o.Due), o.Replicas)
	before, err := kernel.Usage(ctx)
	if err != nil {
		return err
	}
	f := newFleet(o, url, progress)
	r.failed = f.run(ctx)
	after, err := kernel.Usage(ctx)
	if err != nil {
		return errors.Join(r.failed, err)
	}
	r.kept, r.redisCPU = after.Memory-before.Memory, after.CPU-before.CPU
	r.count(f)
	r.write(out)
	return errors.Join(r.failed, r.verdict())
}

// fleet is the replicas and the platform that they send to.
type fleet struct {
	Options
	redis string
	log   io.Writer
	tally *tally
	api   *platform // nil when what is sent arrives at once
	start time.Time // real, when the clock of the benchmark stood at nine

	ships    []*ship
	launched int
	kills    int
	inFlight int           // messages at all kills
	cpu      time.Duration // of the replicas that have ended
}

func newFleet(o Options, redis string, log io.Writer) *fleet {
	return &fleet{Options: o, redis: redis, log: log, tally: newTally(o.Due), start: time.Now()}
}

// run lets the replicas send until everyone has been pushed.
func (f *fleet) run(ctx context.Context) (err error) {
	if f.Paced {
		if f.api, err = newPlatform(f.tally); err != nil {
			return err
		}
		defer f.api.close()
	}
	f.start = time.Now()
	for range f.Replicas {
		s, err := f.launch()
		if err != nil {
			return errors.Join(err, f.end())
		}
		f.ships = append(f.ships, s)
	}
	return errors.Join(f.sail(ctx), f.end())
}

// sail kills and replaces replicas until all is done.
func (f *fleet) sail(ctx context.Context) error {
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	tell := time.NewTicker(10 * time.Second)
	defer tell.Stop()
	next := f.nextKill()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tell.C:
			left, _ := f.tally.left()
			fmt.Fprintf(f.log, "%s done, %d killed.\n", grouped(f.Due-left), f.kills)
			continue
		case <-look.C:
		}
		left, idle := f.tally.left()
		switch {
		case left == 0:
			return nil
		case idle > f.Lease+quiet:
			return nil // a mark may have been lost with its replica; the count tells
		case f.KillEvery > 0 && time.Now().After(next) && f.tally.sending():
			if err := f.kill(rand.IntN(len(f.ships))); err != nil {
				return err
			}
			next = f.nextKill()
		}
	}
}

// nextKill is some time around KillEvery from now.
func (f *fleet) nextKill() time.Time {
	return time.Now().Add(time.Duration(float64(f.KillEvery) * (0.5 + rand.Float64())))
}

// kill ends one replica in the middle of its work and puts another in its
// place.
func (f *fleet) kill(i int) error {
	f.kills++
	f.inFlight += f.sink(f.ships[i])
	s, err := f.launch()
	if err == nil {
		f.ships[i] = s
	}
	return err
}
