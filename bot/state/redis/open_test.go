package redis_test

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state/redis"
	"github.com/overhoor/overhoor/bot/state/redistest"
	"github.com/overhoor/overhoor/scheduler"
)

func TestURLsThatCannotBeAreExplainedWithoutThePassword(t *testing.T) {
	for _, url := range []string{
		"", "localhost:6379", "http://x:s3cret@host", "redis://", "redis://:s3cret@", "redis://:s3cret@/0",
		"redis://:s3cret@host:port", "redis://u:s3cret@host/zero", "redis://:a/s3cret@host", "redis://:s3cret%zz@host",
		"redis://:s3cret@host?s3cret=1", "redis://:s3cret@host/0?db=s3cret", "redis:// :s3cret@ho st",
	} {
		_, err := redis.Open(t.Context(), url)
		if err == nil {
			t.Errorf("%s was opened", url)
			continue
		}
		if strings.Contains(err.Error(), "s3cret") || !strings.Contains(err.Error(), "redis://user:password@host") {
			t.Errorf("%s: %v", url, err)
		}
	}
}

func TestNobodyThere(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for _, url := range []string{"redis://u:s3cret@127.0.0.1:1/0", "redis://u:s3cret@127.0.0.1:1,127.0.0.1:2"} {
		_, err := redis.Open(ctx, url)
		if err == nil || strings.Contains(err.Error(), "s3cret") || !strings.Contains(err.Error(), "connect to Redis at 127.0.0.1:1") {
			t.Errorf("%v", err)
		}
	}
}

func TestPasswords(t *testing.T) {
	url := redistest.Server(t)
	redistest.Do(t, url, "CONFIG", "SET", "requirepass", "right@s3cret")
	addr := strings.TrimPrefix(url, "redis://")
	for _, user := range []string{"", ":wrong-s3cret@", "u:wrong-s3cret@"} {
		if _, err := redis.Open(t.Context(), "redis://"+user+addr); err == nil || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%q: %v", user, err)
		}
	}
	s := storeAt(t, "redis://:right%40s3cret@"+addr+"/0")
	if err := s.Ping(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestManyAddressesThatAreNoCluster(t *testing.T) {
	url := redistest.Server(t)
	addr := strings.TrimPrefix(url, "redis://")
	if _, err := redis.Open(t.Context(), url+","+addr); err == nil || !strings.Contains(err.Error(), "no cluster") {
		t.Errorf("%v", err)
	}
}

func TestOneAddressOfAClusterIsEnough(t *testing.T) {
	url := redistest.Cluster(t)
	first, _, _ := strings.Cut(url, ",")
	s := storeAt(t, first)
	for _, l := range []bot.Learner{"a", "b", "c", "d", "e", "f"} {
		if err := s.Commit(t.Context(), bot.Step{Event: "1", Learner: l, Profile: &bot.Profile{}}); err != nil {
			t.Error(err)
		}
	}
}

// Servers forget scripts when they restart or fail over.
func TestForgottenScripts(t *testing.T) {
	for name, start := range map[string]func(testing.TB) string{"server": redistest.Server, "cluster": redistest.Cluster} {
		t.Run(name, func(t *testing.T) {
			url := start(t)
			s := storeAt(t, url)
			now := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
			for _, l := range []bot.Learner{"a", "b", "c", "d", "e"} {
				redistest.Do(t, url, "SCRIPT", "FLUSH")
				if err := s.Plan(t.Context(), l, now); err != nil {
					t.Fatal(err)
				}
			}
			redistest.Do(t, url, "SCRIPT", "FLUSH")
			entries, err := s.Pushes().Take(t.Context(), now, time.Minute, 10)
			if err != nil || len(entries) != 5 {
				t.Errorf("took %v, %v; want 5", entries, err)
			}
			redistest.Do(t, url, "SCRIPT", "FLUSH")
			if err := s.Pace(t.Context(), "telegram", "1", bot.SendAll); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestLeaseOnRedis(t *testing.T) {
	url := redistest.Server(t)
	held, release, err := storeAt(t, url).Lease(t.Context(), "poller")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, _, err := storeAt(t, url).Lease(ctx, "poller"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("two hold it: %v", err)
	}
	release()
	if held.Err() == nil {
		t.Error("the released one goes on")
	}
	_, release, err = storeAt(t, url).Lease(t.Context(), "poller")
	if err != nil {
		t.Fatal(err)
	}
	release()
}

// What is said to be small must be: no hash of memories outgrows a listpack.
func TestLargeDecksStaySmallHashes(t *testing.T) {
	url := redistest.Server(t)
	s := storeAt(t, url)
	step := bot.Step{Learner: "l"}
	for i := range 3000 {
		step.Import = append(step.Import, bot.Memory{Deck: "d", Card: strconv.Itoa(i), After: scheduler.Memory{Reps: 1}})
	}
	if err := s.Commit(t.Context(), step); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Memories(t.Context(), "l", "d"); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"{l:l}m:d", "{l:l}m1:d", "{l:l}m15:d"} {
		if got := redistest.Do(t, url, "OBJECT", "ENCODING", key)[0]; got != "listpack" {
			t.Errorf("%s is a %s", key, got)
		}
	}
}
