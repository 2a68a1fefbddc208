package redis_test

import (
	"context"
	"os"
	"testing"

	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/bot/state/redis"
	"github.com/overhoor/overhoor/bot/state/redistest"
	"github.com/overhoor/overhoor/bot/state/statetest"
)

func TestMain(m *testing.M) {
	statetest.CrashChild(func(url string) (state.Kernel, error) { return redis.Open(context.Background(), url) })
	os.Exit(m.Run())
}

func TestKilled(t *testing.T) {
	url := redistest.Server(t)
	statetest.Crash(t, url, func(t *testing.T) state.Kernel { return kernelAt(t, url) })
}
