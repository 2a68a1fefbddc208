package file

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/bot/state/statetest"
)

func TestMain(m *testing.M) {
	statetest.CrashChild(func(path string) (state.Kernel, error) { return Open(path) })
	os.Exit(m.Run())
}

func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	statetest.Crash(t, path, func(t *testing.T) state.Kernel {
		k, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		return k
	})
}
