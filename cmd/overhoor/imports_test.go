package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	module = "github.com/overhoor/overhoor/"
	root   = "../.."
)

// rooms says which of our packages each package may import; "/..." stands for
// a package and all below it. A package that is not named may not exist, and
// the first rule that fits holds. .golangci.yml says the same to editors.
var rooms = []struct {
	room string
	may  []string
}{
	{"cmd/overhoor/config", nil},
	{"cmd/overhoor/bench", []string{"bot", "bot/state", "bot/state/redis", "decks", "scheduler"}},
	{"cmd/...", []string{"..."}},
	{"adapters/*/*test", nil},
	{"adapters/*", []string{"bot"}},
	{"bot", []string{"bot/dates", "bot/grade", "bot/phrase", "bot/chart", "decks", "scheduler", "scheduler/exam", "scheduler/fit", "scheduler/timetable"}},
	{"bot/dates", []string{"scheduler"}},
	{"bot/notestest", nil},
	{"bot/fetch", nil},
	{"bot/phrase", nil},
	{"bot/chart", nil},
	{"bot/grade", []string{"bot/grade/...", "decks"}},
	{"bot/grade/...", []string{"bot/grade/...", "decks"}},
	{"bot/state/redistest", nil},
	{"bot/state/...", []string{"bot", "bot/state", "decks", "scheduler", "scheduler/daily", "scheduler/timetable"}},
	{"decks", nil},
	{"decks/format", []string{"decks"}},
	{"decks/library", []string{"decks", "decks/format"}},
	{"scheduler", nil},
	{"scheduler/daily", nil},
	{"scheduler/fit", []string{"scheduler"}},
	{"scheduler/timetable", nil},
	{"scheduler/exam", []string{"scheduler"}},
	{"scheduler/simulate", []string{"scheduler", "scheduler/exam"}},
}

// owners names modules that one package alone may import.
var owners = map[string]string{
	"github.com/bwmarrin/discordgo":                      "adapters/discord",
	"github.com/go-telegram-bot-api/telegram-bot-api/v5": "adapters/telegram",
	"github.com/redis/go-redis/v9":                       "bot/state/redis",
	"github.com/goccy/go-yaml":                           "cmd/overhoor/config",
	"modernc.org/sqlite":                                 "bot/state/file",
	"github.com/arran4/golang-ical":                      "scheduler/timetable",
	"github.com/teambition/rrule-go":                     "scheduler/timetable",
	"github.com/wcharczuk/go-chart/v2":                   "bot/chart",
}

func TestEachRoomImportsOnlyWhatItMay(t *testing.T) {
	for room, imports := range allImports(t) {
		at := slices.IndexFunc(rooms, func(r struct {
			room string
			may  []string
		}) bool {
			return fits(r.room, room)
		})
		if at < 0 {
			t.Errorf("%s is in no rule: say in rooms what it may import", room)
			continue
		}
		for _, imported := range imports {
			ours, isOurs := strings.CutPrefix(imported, module)
			if isOurs && !slices.ContainsFunc(rooms[at].may, func(may string) bool { return fits(may, ours) }) {
				t.Errorf("%s imports %s: it may import %q", room, ours, rooms[at].may)
			}
			for theirs, owner := range owners {
				if (imported == theirs || strings.HasPrefix(imported, theirs+"/")) && room != owner {
					t.Errorf("%s imports %s, which is for %s alone", room, imported, owner)
				}
			}
		}
	}
}

// fits tells whether a package is what a pattern names.
func fits(pattern, pkg string) bool {
	if above, all := strings.CutSuffix(pattern, "..."); all {
		return strings.HasPrefix(pkg+"/", above)
	}
	ok, _ := path.Match(pattern, pkg)
	return ok
}

// allImports is what the code of each package imports, tests left out.
func allImports(t *testing.T) map[string][]string {
	t.Helper()
	all := make(map[string][]string)
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || name != root && strings.HasPrefix(entry.Name(), ".")):
			return fs.SkipDir
		case entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		tree, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, filepath.Dir(name))
		room := filepath.ToSlash(rel)
		imports := all[room]
		for _, i := range tree.Imports {
			imported, _ := strconv.Unquote(i.Path.Value)
			imports = append(imports, imported)
		}
		all[room] = imports
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 10 {
		t.Fatalf("only %d packages found", len(all))
	}
	return all
}
