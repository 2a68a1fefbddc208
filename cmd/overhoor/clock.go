package main

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/overhoor/overhoor/cmd/overhoor/config"
)

// clockVariable moves the clock, so that a push can be tried without waiting
// for the morning. "2026-10-25T07:59:50+01:00" is the time at the start, which
// then goes on; "@FILE" is the time that stands in a file, and stands still
// until the file changes.
const clockVariable = "OVERHOOR_CLOCK"

// newClock is time.Now, unless the environment moves it.
func newClock(env config.Env) (now func() time.Time, err error) {
	setting, _ := env(clockVariable)
	if setting == "" {
		return time.Now, nil
	}
	if file, ok := strings.CutPrefix(setting, "@"); ok {
		return newFileClock(file)
	}
	from, err := parseTime(setting)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", clockVariable, err)
	}
	start := time.Now()
	return func() time.Time { return from.Add(time.Since(start)) }, nil
}

// newFileClock reads the time from a file each time it is asked. While the
// file is being written, the time before it holds.
func newFileClock(file string) (now func() time.Time, err error) {
	last, err := readTime(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", clockVariable, err)
	}
	var mu sync.Mutex
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		if t, err := readTime(file); err == nil {
			last = t
		}
		return last
	}, nil
}

func readTime(file string) (time.Time, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return time.Time{}, err
	}
	return parseTime(strings.TrimSpace(string(content)))
}

func parseTime(s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is no time: write it as 2026-10-25T08:00:00+01:00, or as @FILE", s)
	}
	return t, nil
}
