package file

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/bot/state/statetest"
)

func TestMain(m *testing.M) {
	statetest.CrashChild(func(path string) (*state.Store, error) {
		k, err := Open(path)
		if err != nil {
			return nil, err
		}
		return state.New(k), nil
	})
	os.Exit(m.Run())
}

func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	statetest.Crash(t, path, func(t *testing.T) *state.Store { return storeAt(t, path) })
}
