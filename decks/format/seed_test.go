package format

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/overhoor/overhoor/decks"
)

// shared finds a file of the folder that lies beside the repository, or skips.
func shared(t *testing.T, pattern string) string {
	t.Helper()
	for _, up := range []string{"../../..", "../../../.."} {
		if found, _ := filepath.Glob(filepath.Join(up, "shared", pattern)); len(found) == 1 {
			return found[0]
		}
	}
	t.Skipf("no shared/%s beside the repository", pattern)
	return ""
}

func readShared(t *testing.T, pattern string) Found {
	t.Helper()
	path := shared(t, pattern)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	found, err := Read(filepath.Base(path), data)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range found.Problems {
		t.Errorf("problem: %s", p)
	}
	return found
}

// labelled reads the distinct cards of a file of labelled answers, in order.
func labelled(t *testing.T, path string) []decks.Card {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var cards []decks.Card
	seen := map[string]bool{}
	for rows := bufio.NewScanner(file); rows.Scan(); {
		var c struct{ Front, Back string }
		if err := json.Unmarshal(rows.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		if !seen[c.Front+"\n"+c.Back] {
			seen[c.Front+"\n"+c.Back] = true
			cards = append(cards, decks.Card{Front: c.Front, Back: c.Back})
		}
	}
	return cards
}

func TestSeedPage(t *testing.T) {
	found := readShared(t, "seeds/000_*.txt")
	want := labelled(t, shared(t, "grading/crm-nl.jsonl"))
	if found.Kind != Page || len(found.Deck.Cards) != 54 || len(want) != 54 {
		t.Fatalf("%s with %d cards, want %d", found.Kind, len(found.Deck.Cards), len(want))
	}
	for i, c := range found.Deck.Cards {
		if c.Front != want[i].Front || c.Back != want[i].Back {
			t.Errorf("card %d:\n%q\n%q\nwant\n%q\n%q", i+1, c.Front, c.Back, want[i].Front, want[i].Back)
		}
	}
	if d := found.Deck; d.ID != "h7-orderafhandeling" || d.Title != "H7 - Orderafhandeling" || d.Lang != "nl" {
		t.Errorf("deck %q, %q, %q", d.ID, d.Title, d.Lang)
	}
	t.Logf("%s: %d cards", found.Kind, len(found.Deck.Cards))
}

func TestSeedOutline(t *testing.T) {
	found := readShared(t, "seeds/001_*.txt")
	if found.Kind != Outline || found.Headings != 79 {
		t.Fatalf("%s with %d headings", found.Kind, found.Headings)
	}
	d := found.Deck
	if d.ID != "customer-relation-management" || d.Lang != "nl" {
		t.Errorf("deck %q in %q", d.ID, d.Lang)
	}
	fronts := map[string]string{}
	for _, c := range d.Cards {
		if fronts[c.Front] != "" {
			t.Errorf("two cards ask %q", c.Front)
		}
		fronts[c.Front] = c.Back
	}
	if fronts["Customer Journey: welke 3 onderdelen heeft 'Stappen van CJ Mapping'?"] == "" {
		t.Error("the card on the steps of mapping is not there")
	}
	// Every labelled list is one of the cards, but for the labels' own touches:
	// some leave out an item or the word before the colon.
	backs := map[string]bool{}
	for _, c := range d.Cards {
		backs[c.Back] = true
	}
	same := 0
	for _, c := range labelled(t, shared(t, "grading/outline-nl.jsonl")) {
		if backs[c.Back] {
			same++
		}
	}
	t.Logf("%s: %d headings, %d cards, %d of the labelled lists word for word", found.Kind, found.Headings, len(d.Cards), same)
	if same < 9 {
		t.Errorf("only %d of the labelled lists are there", same)
	}
}
