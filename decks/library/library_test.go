package library

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/decks"
)

func builtins(t *testing.T) *decks.Library {
	t.Helper()
	all, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	lib, err := decks.NewLibrary(all...)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func TestBuiltIn(t *testing.T) {
	lib := builtins(t)
	for id, want := range map[string]struct {
		lang  string
		cards int
	}{"crm": {"nl", 54}, "memory": {"en", 18}} {
		d, ok := lib.Deck(id)
		if !ok || d.Lang != want.lang || len(d.Cards) < want.cards {
			t.Fatalf("deck %s: %+v", id, d)
		}
		fronts := map[string]bool{}
		for _, c := range d.Cards {
			if c.ID == decks.CardID(c.Front) {
				t.Errorf("%s: %q has no id of its own", id, c.Front)
			}
			if len(c.Tags) != 1 || fronts[c.Front] {
				t.Errorf("%s/%s: tags %q, front %q", id, c.ID, c.Tags, c.Front)
			}
			fronts[c.Front] = true
			if len(c.Front) > 140 || len(c.Back) > 300 {
				t.Errorf("%s/%s is too long for a first meeting", id, c.ID)
			}
		}
		t.Logf("%s: %d cards", id, len(d.Cards))
	}
}

// counted is a number in a front that tells how many items are wanted.
var counted = regexp.MustCompile(`\b(?:welke|noem|which|what are the|manieren|de) (\d) |\((\d)\)`)

func TestListsHaveAsManyItemsAsAsked(t *testing.T) {
	item := regexp.MustCompile(`(?m)^(?:- |\d\. )`)
	for _, d := range builtins(t).Decks() {
		for _, c := range d.Cards {
			m := counted.FindStringSubmatch(strings.ToLower(c.Front))
			if m == nil {
				continue
			}
			if n := len(item.FindAllString(c.Back, -1)); m[1]+m[2] != string(rune('0'+n)) {
				t.Errorf("%s/%s asks for %s items and has %d", d.ID, c.ID, m[1]+m[2], n)
			}
		}
	}
}

var word = regexp.MustCompile(`[\p{L}\p{N}]+`)

// runs gives every six words in a row.
func runs(text string) []string {
	words := word.FindAllString(strings.ToLower(text), -1)
	var all []string
	for i := 0; i+6 <= len(words); i++ {
		all = append(all, strings.Join(words[i:i+6], " "))
	}
	return all
}

func TestCRMIsInOurOwnWords(t *testing.T) {
	var seed []byte
	for _, up := range []string{"../../..", "../../../.."} {
		if found, _ := filepath.Glob(filepath.Join(up, "shared/seeds/000_*.txt")); len(found) == 1 {
			seed, _ = os.ReadFile(found[0])
		}
	}
	if seed == nil {
		t.Skip("no flashcard page beside the repository")
	}
	theirs := map[string]bool{}
	for _, run := range runs(string(seed)) {
		theirs[run] = true
	}
	d, _ := builtins(t).Deck("crm")
	for _, c := range d.Cards {
		for _, run := range runs(strings.Join(append(c.Accept, c.Front, c.Back, c.Hint), " | ")) {
			if theirs[run] {
				t.Errorf("card %s copies %q", c.ID, run)
			}
		}
	}
}

func TestFolder(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a/rivers.csv", "front,back\nLongest river of France,Loire\nRiver of Rome,Tiber\n")
	write("b.md", "---\nid: lakes\n---\n## Deepest lake?\nBaikal\n## No answer\n")
	write("c.txt", "---\nid: lakes\n---\n## Largest lake?\nCaspian Sea\n")
	write("d.txt", "A letter to a friend\n")
	write(".hidden.md", "## x\ny\n")
	all, problems, err := Folder(folder)
	if err != nil || len(all) != 2 || all[0].ID != "rivers" || all[1].ID != "lakes" {
		t.Fatalf("decks %v, %v", all, err)
	}
	want := []string{"b.md:6: the card", "c.txt: the deck id \"lakes\" is taken", "d.txt: nothing to learn found"}
	for i, p := range problems {
		if i >= len(want) || !strings.HasPrefix(p.String(), filepath.Join(folder, want[i])) {
			t.Errorf("problem %d: %s", i, p)
		}
	}
	if len(problems) != len(want) {
		t.Errorf("%d problems, want %d", len(problems), len(want))
	}
	if _, _, err := Folder(filepath.Join(folder, "none")); err == nil || !strings.Contains(err.Error(), "none") {
		t.Errorf("a folder that is not there: %v", err)
	}
}
