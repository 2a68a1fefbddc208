package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/overhoor/overhoor/cmd/overhoor/config"
)

func clockSet(to string) config.Env {
	return func(name string) (string, bool) { return to, name == clockVariable }
}

func TestTheClockGoesOnFromWhereItWasSet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		now, err := newClock(clockSet("2026-10-25T07:59:50+01:00"))
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Second) // the bubble's
		if got := now().Format(time.RFC3339); got != "2026-10-25T08:00:00+01:00" {
			t.Errorf("after ten seconds it is %s", got)
		}
		now, err = newClock(clockSet(""))
		if err != nil || !now().Equal(time.Now()) {
			t.Errorf("unset, it is %v, %v", now(), err)
		}
	})
}

func TestTheClockInAFileStandsStillUntilItChanges(t *testing.T) {
	file := filepath.Join(t.TempDir(), "clock")
	write(t, file, "2026-10-25T08:00:00+01:00\n")
	now, err := newClock(clockSet("@" + file))
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ content, want string }{
		{"2026-10-25T08:00:00+01:00", "2026-10-25T07:00:00Z"},
		{"2026-10-25T08:", "2026-10-25T07:00:00Z"}, // half written
		{"2026-10-26T08:00:00Z", "2026-10-26T08:00:00Z"},
	} {
		write(t, file, step.content)
		if got := now().UTC().Format(time.RFC3339); got != step.want {
			t.Errorf("%q makes it %s, want %s", step.content, got, step.want)
		}
	}
}

func TestAClockThatCantBeReadIsAnError(t *testing.T) {
	for _, to := range []string{"noon", "@" + filepath.Join(t.TempDir(), "none")} {
		if _, err := newClock(clockSet(to)); err == nil || !strings.Contains(err.Error(), clockVariable) {
			t.Errorf("%s: %v", to, err)
		}
	}
}

func TestStoppingHasADeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		stop()
		release := make(chan struct{})
		err := within(ctx, time.Minute, func() error { <-release; return nil })
		if err == nil || !strings.Contains(err.Error(), "1m0s") {
			t.Errorf("stopping for ever ends with %v", err)
		}
		close(release)
		slow := errors.New("slow")
		err = within(ctx, time.Minute, func() error { time.Sleep(time.Second); return slow })
		if !errors.Is(err, slow) {
			t.Errorf("stopping slowly ends with %v", err)
		}
	})
}
