package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"overhoor": main})
}

// TestCommandLine runs the scripts in testdata: each shows one thing that the
// command does, as an operator or a learner would do it. UPDATE=1 writes what is
// compared anew.
func TestCommandLine(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata",
		UpdateScripts: os.Getenv("UPDATE") != "",
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_DATA_HOME", filepath.Join(e.WorkDir, "home"))
			e.Setenv("SEEDS", seeds())
			e.Setenv("GORACE", "atexit_sleep_ms=0")
			top, err := filepath.Abs(root)
			e.Setenv("ROOT", top)
			return err
		},
		Condition: func(name string) (bool, error) {
			return name == "seeds" && seeds() != "", nil
		},
	})
}

// seeds is the folder of the files that our users brought along, "" where they
// are not at hand.
func seeds() string {
	for _, up := range []string{"../../../shared/seeds", "../../../../shared/seeds"} {
		if folder, err := filepath.Abs(up); err == nil {
			if _, err := os.Stat(folder); err == nil {
				return folder
			}
		}
	}
	return ""
}
