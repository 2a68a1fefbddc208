package grade

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/decks"
)

// labelledRow is an answer and a teacher's verdict on it.
type labelledRow struct {
	ID, Deck, Front, Back, Response, Verdict, Kind, Lang string
	Card                                                 json.RawMessage
}

func (r labelledRow) id() string { return strings.Trim(string(r.Card), `"`) }

func (r labelledRow) verdict() Verdict {
	switch r.Verdict {
	case "correct":
		return Correct
	case "partial":
		return Partial
	}
	return Wrong
}

// labelled reads labelled answers and compiles their cards as one deck. It
// skips the test when the file is not there.
func labelled(tb testing.TB, name string) (*Deck, []labelledRow) {
	tb.Helper()
	f, err := os.Open(name)
	if err != nil {
		tb.Skip("no labelled answers here:", err)
	}
	defer f.Close()
	deck := &decks.Deck{ID: "labelled", Lang: "nl"}
	seen := make(map[string]bool)
	var rows []labelledRow
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var r labelledRow
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			tb.Fatalf("%s line %d: %v", name, len(rows)+1, err)
		}
		rows = append(rows, r)
		if !seen[r.id()] {
			seen[r.id()] = true
			deck.Cards = append(deck.Cards, decks.Card{ID: r.id(), Front: r.Front, Back: r.Back, Lang: r.Lang})
		}
	}
	return Compile(deck), rows
}

// shared finds a file of the labelled answers that lie beside the repository,
// or beside its worktrees.
func shared(name string) string {
	for _, up := range []string{"../../../shared", "../../../../shared"} {
		path := filepath.Join(up, "grading", name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	return filepath.Join("../../../shared/grading", name)
}

// TestLabelled holds the weights against the answers that they were fitted to:
// it catches weights that no longer belong to the features.
func TestLabelled(t *testing.T) {
	for _, name := range []string{"testdata/subjects.jsonl", shared("crm-nl.jsonl"), shared("outline-nl.jsonl"), shared("general.jsonl"), shared("other-subjects.jsonl")} {
		t.Run(filepath.Base(name), func(t *testing.T) {
			deck, rows := labelled(t, name)
			var right, sure, sureRight, accepted float64
			for _, r := range rows {
				j := deck.Judge(r.id(), Attempt{Text: r.Response})
				ok := j.Verdict == r.verdict()
				if ok {
					right++
				}
				if j.Sure {
					sure++
					if ok {
						sureRight++
					}
					if j.Verdict == Correct && r.verdict() == Wrong {
						accepted++
					}
				}
			}
			n := float64(len(rows))
			t.Logf("right %.1f%%, sure %.1f%%, of them right %.1f%%, wrong accepted and sure %.1f%%", 100*right/n, 100*sure/n, 100*sureRight/sure, 100*accepted/n)
			if right/n < 0.8 || sureRight/sure < 0.9 || accepted/n > 0.02 {
				t.Error("the judge is no longer what it was fitted to be: run ./bot/grade/train")
			}
		})
	}
}
