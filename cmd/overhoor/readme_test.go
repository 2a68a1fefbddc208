package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/decks/format"
)

var ourPath = regexp.MustCompile("`((?:adapters|bot|cmd|decks|scheduler)[/a-z0-9_.]*|[a-z0-9.]+\\.(?:md|yaml))`")

func TestTheReadmeIsTrue(t *testing.T) {
	for _, name := range []string{"README.md", "CONTRIBUTING.md"} {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		paths := ourPath.FindAllStringSubmatch(string(text), -1)
		if len(paths) < 3 {
			t.Errorf("%s names %d paths", name, len(paths))
		}
		for _, p := range paths {
			if _, err := os.Stat(filepath.Join(root, p[1])); err != nil {
				t.Errorf("%s names %s, which isn't there", name, p[1])
			}
		}
	}
}

func TestTheDeckInTheReadmeIsOne(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, deck, _ := strings.Cut(string(text), "```markdown\n")
	deck, _, _ = strings.Cut(deck, "```")
	found, err := format.Read("README.md", []byte(deck))
	if err != nil || len(found.Problems) > 0 || len(found.Deck.Cards) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
	card := found.Deck.Cards[0]
	if card.ID != "rain" || card.Hint == "" || len(card.Accept) != 1 || len(card.Tags) != 3 {
		t.Errorf("%+v", card)
	}
}

// Each command of the menus is told of in the README.
func TestTheReadmeTellsOfEachCommand(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range newStage(t, bare).house.engine.Commands() {
		if !regexp.MustCompile("`/" + c.Name + `\b`).Match(text) {
			t.Errorf("the README doesn't tell of /%s", c.Name)
		}
	}
}
