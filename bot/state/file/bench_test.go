package file

import (
	"path/filepath"
	"testing"

	"github.com/overhoor/overhoor/bot/state/statetest"
)

func BenchmarkFile(b *testing.B) {
	s := storeAt(b, filepath.Join(b.TempDir(), "state.db"))
	b.Cleanup(func() { s.Close() })
	statetest.Benchmarks(b, s)
}
