package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.uber.org/goleak"
)

// TestMain makes this program the command too, and fails when a test leaves a
// goroutine behind.
func TestMain(m *testing.M) {
	testscript.Main(tidy{m}, map[string]func(){"overhoor": main})
}

// tidy looks for goroutines that are left when all tests have ended.
type tidy struct{ *testing.M }

func (m tidy) Run() int {
	// Each session of Discord's library takes a second to say goodbye: the tests
	// wait for it side by side.
	flag.Parse()
	if err := flag.Set("test.parallel", "8"); err != nil {
		panic(err)
	}
	code := m.M.Run()
	// Where Discord's library hangs with its own lock held, its goroutine can't
	// be freed.
	err := goleak.Find(goleak.IgnoreAnyFunction("github.com/bwmarrin/discordgo.(*Session).CloseWithCode"),
		goleak.IgnoreAnyFunction("github.com/bwmarrin/discordgo.(*Session).onEvent"))
	if code == 0 && err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
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
