package bench

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Event is what a member of a class does, as a replica reads it: a line of JSON.
type Event struct {
	ID      string
	Class   int
	Member  int
	Command string
	Text    string
	Direct  bool
	Sent    time.Time // set when it is sent first
}

// What a replica answers to an event is a line: its ID, what was said, and how
// often it had to begin anew since its last line. These are the words for it.
const (
	Won   = "won"   // the member had the card first
	Late  = "late"  // he had it too
	Wrong = "wrong" // he hadn't
	Other = "other" // something else, or nothing
)

// Ready is the first line of a replica.
const Ready = "ready"

// crew is the replicas, and the events that they have not answered.
type crew struct {
	RoundOptions
	redis string
	log   io.Writer

	mu      sync.Mutex
	workers []*worker
	waiting map[string]*asked
	events  int
	stopped bool
	took    []time.Duration // from an answer to its verdict
	said    map[string]int
	stale   int // how often replicas had to begin anew
	kills   int
	again   int // events that were sent again after a kill
	cpu     time.Duration
	failed  error
}

// asked is an event that waits for its verdict.
type asked struct {
	Event
	where *worker
	heard func(said string)
}

// worker is one running replica.
type worker struct {
	process *exec.Cmd
	write   sync.Mutex
	events  io.WriteCloser
	stderr  strings.Builder
	killed  bool
	ended   chan struct{}
}

func newCrew(o RoundOptions, redis string, log io.Writer) *crew {
	return &crew{RoundOptions: o, redis: redis, log: log, waiting: make(map[string]*asked), said: make(map[string]int)}
}

// run has replicas while do runs, and kills some of them.
func (c *crew) run(ctx context.Context, do func(context.Context) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for range c.Replicas {
		if err := c.hire(); err != nil {
			return errors.Join(err, c.end())
		}
	}
	var killing sync.WaitGroup
	if c.KillEvery > 0 {
		killing.Go(func() {
			for sleep(ctx, time.Duration(float64(c.KillEvery)*(0.5+rand.Float64()))) == nil {
				c.kill()
			}
		})
	}
	err := do(ctx)
	stop()
	killing.Wait()
	return errors.Join(err, c.end())
}

// kill kills one of the replicas.
func (c *crew) kill() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.workers) == 0 {
		return
	}
	w := c.workers[rand.IntN(len(c.workers))]
	w.killed = true
	c.kills++
	_ = w.process.Process.Kill() // it may have ended by itself
}

// hire starts a replica, and lets it work when it is ready.
func (c *crew) hire() error {
	w := &worker{process: c.Replica(c.redis), ended: make(chan struct{})}
	w.process.Stderr = &w.stderr
	events, err := w.process.StdinPipe()
	w.events = events
	var verdicts io.Reader
	if err == nil {
		verdicts, err = w.process.StdoutPipe()
	}
	if err == nil {
		err = w.process.Start()
	}
	if err != nil {
		return fmt.Errorf("start a replica: %w", err)
	}
	lines := bufio.NewScanner(verdicts)
	if !lines.Scan() || lines.Text() != Ready {
		return fmt.Errorf("start a replica: %w: %s", w.process.Wait(), w.stderr.String())
	}
	go func() {
		defer close(w.ended)
		for lines.Scan() {
			c.hear(lines.Text())
		}
		c.bury(w)
	}()
	c.mu.Lock()
	c.workers = append(c.workers, w)
	c.mu.Unlock()
	c.handOut(nil)
	return nil
}

// ask lets a replica handle an event; heard is called when it has.
func (c *crew) ask(e Event, heard func(said string)) {
	c.mu.Lock()
	c.events++
	e.ID, e.Sent = strconv.Itoa(c.events), time.Now()
	a := &asked{Event: e, heard: heard}
	c.waiting[e.ID] = a
	if n := len(c.workers); n > 0 {
		a.where = c.workers[c.events%n]
	}
	w := a.where
	c.mu.Unlock()
	if w != nil {
		w.send(e)
	}
}

// handOut sends again the events that were with one replica, to any that works.
func (c *crew) handOut(with *worker) (n int) {
	c.mu.Lock()
	var lost []*asked
	for _, a := range c.waiting {
		if a.where == with {
			a.where = nil
			if len(c.workers) > 0 {
				a.where = c.workers[rand.IntN(len(c.workers))]
				lost = append(lost, a)
			}
		}
	}
	c.mu.Unlock()
	for _, a := range lost {
		a.where.send(a.Event)
	}
	return len(lost)
}

// send writes an event to a replica. One that was killed reads none: its events
// are sent again when that is known.
func (w *worker) send(e Event) {
	line, _ := json.Marshal(e) // of plain fields
	w.write.Lock()
	defer w.write.Unlock()
	_, _ = w.events.Write(append(line, '\n'))
}

// hear takes a verdict.
func (c *crew) hear(line string) {
	part := strings.Fields(line)
	if len(part) != 3 {
		return // cut off by a kill
	}
	stale, _ := strconv.Atoi(part[2])
	c.mu.Lock()
	c.stale += stale
	a, ok := c.waiting[part[0]]
	if ok {
		delete(c.waiting, part[0])
		if a.Command == "" {
			c.took = append(c.took, time.Since(a.Sent))
			c.said[part[1]]++
		}
	}
	c.mu.Unlock()
	if ok {
		a.heard(part[1])
	}
}

// bury has others do what a replica that has ended had not answered, and puts
// another one in its place.
func (c *crew) bury(w *worker) {
	err := w.process.Wait()
	c.mu.Lock()
	c.cpu += w.process.ProcessState.UserTime() + w.process.ProcessState.SystemTime()
	stopped, killed, said := c.stopped, w.killed, w.stderr.String()
	c.workers = slices.DeleteFunc(c.workers, func(o *worker) bool { return o == w })
	c.mu.Unlock()
	if said != "" {
		line, _, _ := strings.Cut(said, "\n")
		fmt.Fprintf(c.log, "a replica said: %s\n", line)
	}
	if err != nil && !killed {
		c.fail(fmt.Errorf("a replica ended with %w: %s", err, said))
	}
	if stopped {
		return
	}
	n := c.handOut(w)
	c.mu.Lock()
	c.again += n
	c.mu.Unlock()
	if err := c.hire(); err != nil {
		c.fail(err)
	}
}

func (c *crew) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.failed = errors.Join(c.failed, err)
}

// end lets the replicas finish and waits for them.
func (c *crew) end() error {
	c.mu.Lock()
	c.stopped = true
	c.mu.Unlock()
	for {
		c.mu.Lock()
		workers, failed := slices.Clone(c.workers), c.failed
		c.mu.Unlock()
		if len(workers) == 0 {
			return failed
		}
		for _, w := range workers {
			_ = w.events.Close()
			<-w.ended
		}
	}
}
