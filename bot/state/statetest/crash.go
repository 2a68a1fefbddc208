package statetest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/scheduler"
)

// crashAt tells a process that it is the one to be killed, and which state it
// commits to.
const crashAt = "OVERHOOR_TEST_CRASH_AT"

// CrashChild is to be called first in TestMain: in the process that Crash
// starts it commits until it is killed.
func CrashChild(open func(where string) (state.Kernel, error)) {
	where := os.Getenv(crashAt)
	if where == "" {
		return
	}
	k, err := open(where)
	s := state.New(k)
	for i := 1; err == nil; i++ {
		if err = s.Commit(context.Background(), crashStep(i)); err == nil || errors.Is(err, bot.ErrSeen) {
			fmt.Println(i)
			err = nil
		}
	}
	fmt.Println(err)
	os.Exit(1)
}

// crashStep is an answer to always the same card.
func crashStep(i int) bot.Step {
	r := review(strconv.Itoa(i), "deck", "card", scheduler.Memory{}, memory(i))
	if i > 1 {
		r.Before = memory(i - 1)
	}
	step := bot.Step{Event: r.ID, Learner: learner, Reviews: reviews(r), Place: private,
		Round: &bot.Round{Version: int64(i - 1), ID: r.ID}}
	return step
}

// Crash kills a process that commits, a few times over, and looks whether all
// that it acknowledged is kept, and once.
func Crash(t *testing.T, where string, open func(t *testing.T) state.Kernel) {
	acknowledged := 0
	for range 4 {
		acknowledged = commitAndDie(t, where, acknowledged+100)
		s := over(open(t))
		log, err := s.Log(t.Context(), learner, 10_000)
		ok(t, err)
		// The last commit may have been written and not acknowledged.
		if n := len(log); n != acknowledged && n != acknowledged+1 {
			t.Fatalf("%d commits are kept, %d were acknowledged", n, acknowledged)
		}
		for i, r := range log {
			equal(t, r.ID, strconv.Itoa(i+1))
		}
		knows(t, s, "deck", map[string]scheduler.Memory{"card": memory(len(log))})
		v, err := s.Read(t.Context(), private, account)
		ok(t, err)
		equal(t, v.Round.Version, int64(len(log)))
		is(t, s.Commit(t.Context(), crashStep(len(log))), bot.ErrSeen)
		ok(t, s.Close())
	}
}

// commitAndDie lets a process commit and kills it in the middle of its work,
// soon after it acknowledged the n-th commit. It returns the last one.
func commitAndDie(t *testing.T, where string, n int) (acknowledged int) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^$")
	child.Env = append(os.Environ(), crashAt+"="+where)
	out, err := child.StdoutPipe()
	ok(t, err)
	ok(t, child.Start())
	said := bufio.NewReader(out)
	for {
		line, err := said.ReadString('\n')
		if err != nil {
			break // half a line isn't an acknowledgement
		}
		if acknowledged, err = strconv.Atoi(strings.TrimSpace(line)); err != nil {
			t.Fatalf("the process that commits: %s", line)
		}
		if acknowledged == n {
			ok(t, child.Process.Kill())
		}
	}
	_ = child.Wait() // it was killed
	return acknowledged
}
