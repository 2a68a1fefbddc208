package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/overhoor/overhoor/bot/state"
)

// RoundOptions is what is measured of rounds in groups.
type RoundOptions struct {
	Members   int           // of a group
	Groups    int           // that play at the same time
	Cards     int           // of a round: all members answer each, 1 to 50
	Mode      string        // of a round: Race or Everyone
	Strangers bool          // nobody learned with us before
	Answers   int           // altogether, at least: whole rounds are played
	Rate      int           // answers a second, of all groups
	Replicas  int           // processes that judge
	KillEvery time.Duration // one of them is killed so often; 0 means never
	Limit     time.Duration // 99 of 100 verdicts must come sooner; 0 means whenever
	Redis     string        // URL of an empty one; "" starts one

	// Replica makes the process of a replica: it reads events from its standard
	// input and writes verdicts to its standard output.
	Replica func(redis string) *exec.Cmd
}

// The modes of rounds that are measured: the first right answer closes a card,
// or all answers are kept until it is closed.
const (
	Race     = "race"
	Everyone = "everyone"
)

// Round runs the benchmark and writes what it found.
func Round(ctx context.Context, o RoundOptions, out, progress io.Writer) error {
	url, kernel, stop, err := open(ctx, o.Redis)
	if err != nil {
		return err
	}
	defer stop()
	store := state.New(kernel)
	before, err := kernel.Usage(ctx)
	if err != nil {
		return err
	}
	c := newCrew(o, url, progress)
	r := roundReport{RoundOptions: o}
	began := time.Now()
	err = c.run(ctx, func(ctx context.Context) error { return play(ctx, c, store, &r) })
	r.took = time.Since(began)
	after, usageErr := kernel.Usage(ctx)
	if err = errors.Join(err, usageErr); err != nil {
		return err
	}
	r.redisCPU = after.CPU - before.CPU
	r.count(c)
	r.write(out)
	return r.verdict()
}

// play lets one class after another come into each group until there are
// answers enough.
func play(ctx context.Context, c *crew, store *state.Store, r *roundReport) error {
	var next atomic.Int64
	classes := int64((c.Answers + c.Members*c.Cards - 1) / (c.Members * c.Cards))
	var all errgroup.Group
	var mu sync.Mutex
	for range c.Groups {
		all.Go(func() error {
			for {
				n := next.Add(1)
				if n > classes {
					return nil
				}
				k := newClass(c, store, int(n))
				if err := k.play(ctx); err != nil {
					return fmt.Errorf("class %d: %w", n, err)
				}
				mu.Lock()
				r.add(k)
				mu.Unlock()
			}
		})
	}
	return all.Wait()
}
