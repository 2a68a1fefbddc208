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
	statetest.CrashChild(func(url string) (*state.Store, error) {
		k, err := redis.Open(context.Background(), url)
		if err != nil {
			return nil, err
		}
		return state.New(k), nil
	})
	os.Exit(m.Run())
}

func TestKilled(t *testing.T) {
	url := redistest.Server(t)
	statetest.Crash(t, url, func(t *testing.T) *state.Store { return storeAt(t, url) })
}
