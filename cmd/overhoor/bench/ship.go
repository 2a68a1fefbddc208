package bench

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
)

// A replica writes notes to its standard output, a line each: that it hands a
// learner's message to the platform, where that tells us nothing itself, and
// that the learner's next push is planned. A note is one write, so that a kill
// loses none that was made.
const (
	sentNote   = '+'
	passedNote = '='
)

// Notes writes a replica's notes.
type Notes struct {
	mu  sync.Mutex
	out io.Writer
}

// NewNotes returns notes on out.
func NewNotes(out io.Writer) *Notes { return &Notes{out: out} }

// Sent notes that the learner's message arrived.
func (n *Notes) Sent(learner string) error { return n.write(sentNote, learner) }

// Passed notes that the learner's next push is planned.
func (n *Notes) Passed(learner string) error { return n.write(passedNote, learner) }

func (n *Notes) write(kind byte, learner string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	_, err := fmt.Fprintf(n.out, "%c%s\n", kind, learner)
	return err
}

// ship is one running replica.
type ship struct {
	id      int
	process *exec.Cmd
	read    chan struct{} // closed when all its notes have been read
	stderr  strings.Builder
}

// launch starts a replica.
func (f *fleet) launch() (*ship, error) {
	f.launched++
	s := &ship{id: f.launched, read: make(chan struct{})}
	api := ""
	if f.api != nil {
		api = f.api.address(s.id)
	}
	s.process = f.Replica(f.redis, api, nine.Add(time.Since(f.start)))
	s.process.Stderr = &s.stderr
	notes, err := s.process.StdoutPipe()
	if err == nil {
		err = s.process.Start()
	}
	if err != nil {
		return nil, fmt.Errorf("start a replica: %w", err)
	}
	go func() {
		defer close(s.read)
		lines := bufio.NewScanner(notes)
		for lines.Scan() {
			f.note(s.id, lines.Text())
		}
	}()
	return s, nil
}

func (f *fleet) note(ship int, line string) {
	if line == "" {
		return
	}
	learner, ok := numberOf(line[1:])
	switch {
	case !ok:
	case line[0] == sentNote:
		f.tally.arrive(ship, learner)
	case line[0] == passedNote:
		f.tally.pass(ship, learner)
	}
}

// sink kills a replica and tells how many messages it was sending.
func (f *fleet) sink(s *ship) int {
	_ = s.process.Process.Kill() // it may have ended by itself
	_ = f.await(s)
	return f.tally.flying(s.id)
}

// await waits for the end of a replica.
func (f *fleet) await(s *ship) error {
	<-s.read
	err := s.process.Wait()
	if said := s.stderr.String(); said != "" {
		line, _, _ := strings.Cut(said, "\n")
		fmt.Fprintf(f.log, "a replica said: %s\n", line)
	}
	f.cpu += s.process.ProcessState.UserTime() + s.process.ProcessState.SystemTime()
	return err
}

// end stops all replicas in order. One that wasn't ready yet is ended by the
// signal itself.
func (f *fleet) end() (failed error) {
	for _, s := range f.ships {
		_ = s.process.Process.Signal(syscall.SIGTERM)
	}
	for _, s := range f.ships {
		err := f.await(s)
		status, _ := s.process.ProcessState.Sys().(syscall.WaitStatus)
		if err != nil && status.Signal() != syscall.SIGTERM {
			failed = errors.Join(failed, fmt.Errorf("a replica ended with %w: %s", err, &s.stderr))
		}
	}
	return failed
}
