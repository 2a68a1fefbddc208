package redis_test

import (
	"testing"

	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/bot/state/redis"
	"github.com/overhoor/overhoor/bot/state/redistest"
	"github.com/overhoor/overhoor/bot/state/statetest"
)

func kernelAt(t testing.TB, url string) *redis.Kernel {
	t.Helper()
	k, err := redis.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func storeAt(t testing.TB, url string) *state.Store {
	t.Helper()
	s := state.New(kernelAt(t, url))
	t.Cleanup(func() { s.Close() })
	return s
}

func contract(t *testing.T, url string) {
	statetest.Contract(t, func(t *testing.T) state.Kernel {
		redistest.Do(t, url, "FLUSHALL")
		k := kernelAt(t, url)
		t.Cleanup(func() { k.Close() })
		return k
	})
}

func TestContractOnRedis(t *testing.T)    { contract(t, redistest.Server(t)) }
func TestContractOnACluster(t *testing.T) { contract(t, redistest.Cluster(t)) }
