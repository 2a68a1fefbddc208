package file

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/bot/state/statetest"
)

func storeAt(t testing.TB, path string) *state.Store {
	t.Helper()
	k, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return state.New(k)
}

func TestContractOnAFile(t *testing.T) {
	statetest.Contract(t, func(t *testing.T) state.Kernel {
		k, err := Open(filepath.Join(t.TempDir(), "data", "state.db"))
		return closing(t, k, err)
	})
}

func TestContractInMemory(t *testing.T) {
	statetest.Contract(t, func(t *testing.T) state.Kernel {
		k, err := Memory()
		return closing(t, k, err)
	})
}

func closing(t *testing.T, k *Kernel, err error) *Kernel {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { k.Close() })
	return k
}

func TestClosedAndOpenedAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	s := storeAt(t, path)
	if err := s.Commit(t.Context(), bot.Step{Event: "1", Learner: "l", Profile: &bot.Profile{Name: "Ann"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path); err == nil || !strings.Contains(err.Error(), "another overhoor is using this folder") {
		t.Errorf("a second opening: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("closed again: %v", err)
	}
	if err := s.Ping(t.Context()); err == nil {
		t.Error("a closed file answers")
	}
	s = storeAt(t, path)
	defer s.Close()
	v, err := s.Learner(t.Context(), "l")
	if err != nil || v.Profile.Name != "Ann" {
		t.Errorf("found %+v, %v", v, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others can read the state: %v, %v", info.Mode(), err)
	}
}

func TestNotAState(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	if err := os.WriteFile(path, []byte(strings.Repeat("no database ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path); err == nil || !strings.Contains(err.Error(), "not a state of overhoor") {
		t.Errorf("opened with %v", err)
	}
}

func TestAFailedWriteLeavesNothing(t *testing.T) {
	k, err := Memory()
	closing(t, k, err)
	err = k.Commit(t.Context(), state.Commit{Slot: "s", Writes: []state.Write{
		{Op: state.Put, Key: "a", Value: []byte("1")},
		{Op: state.Put, Key: "b", Value: nil},
	}})
	if err == nil {
		t.Fatal("an empty value was written")
	}
	if found, err := k.Read(t.Context(), state.Query{Slot: "s", Key: "a"}); err != nil || found[0].Value != nil {
		t.Errorf("half a commit: %q, %v", found[0].Value, err)
	}
}

func TestWhatEndedIsNotRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, err := Memory()
		closing(t, k, err)
		put := state.Write{Op: state.Put, Key: "a", Value: []byte("1"), TTL: time.Second}
		if err := k.Commit(t.Context(), state.Commit{Slot: "s", Writes: []state.Write{put}}); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"1", ""} {
			found, err := k.Read(t.Context(), state.Query{Slot: "s", Key: "a"})
			if err != nil || string(found[0].Value) != want {
				t.Errorf("found %q, %v; want %q", found[0].Value, err, want)
			}
			time.Sleep(time.Second)
		}
	})
}
