package phrase_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot/phrase"
)

// sentence is the forms of one sentence, by plural category; "" has no plural.
type sentence map[string]string

func sentences(t *testing.T, lang string) map[string]sentence {
	t.Helper()
	data, err := os.ReadFile(lang + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatal(err)
	}
	all := make(map[string]sentence)
	for id, value := range raw {
		var one string
		forms := sentence{}
		if json.Unmarshal(value, &one) == nil {
			forms[""] = one
		} else if err := json.Unmarshal(value, &forms); err != nil {
			t.Fatalf("%s in %s: %v", id, lang, err)
		}
		all[id] = forms
	}
	return all
}

var place = regexp.MustCompile(`{{\.(\w+)}}`)

func places(form string) []string {
	var names []string
	for _, m := range place.FindAllStringSubmatch(form, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// TestLanguagesAgree wants the same sentences, plural forms and places in all
// languages, and no logic or markup in any.
func TestLanguagesAgree(t *testing.T) {
	first := sentences(t, phrase.Langs()[0])
	for _, lang := range phrase.Langs() {
		all := sentences(t, lang)
		for id := range first {
			if all[id] == nil {
				t.Errorf("%s lacks %s", lang, id)
			}
		}
		for id, forms := range all {
			if !slices.Equal(sortedKeys(forms), sortedKeys(first[id])) {
				t.Errorf("%s in %s has the forms %v", id, lang, sortedKeys(forms))
			}
			for kind, form := range forms {
				if kind != "one" && !slices.Equal(places(form), places(first[id][kind])) {
					t.Errorf("%s in %s fills in %v, not %v", id, lang, places(form), places(first[id][kind]))
				}
				if rest := place.ReplaceAllString(form, ""); form == "" || strings.ContainsAny(rest, "{}<>&") {
					t.Errorf("%s in %s: %q", id, lang, form)
				}
			}
		}
	}
}

func sortedKeys(m sentence) []string { return slices.Sorted(maps.Keys(m)) }

// TestShort wants each sentence to fit a phone: 8 lines of 40 columns.
func TestShort(t *testing.T) {
	for _, lang := range phrase.Langs() {
		for id, forms := range sentences(t, lang) {
			for _, form := range forms {
				lines := 0
				for line := range strings.Lines(form) {
					lines += len([]rune(line))/40 + 1
				}
				if lines > 9 {
					t.Errorf("%s in %s takes %d lines", id, lang, lines)
				}
			}
		}
	}
}

// TestIDs wants every ID to have a sentence and to be used by the quiz.
func TestIDs(t *testing.T) {
	all := sentences(t, phrase.Langs()[0])
	files, err := filepath.Glob("ids*.go")
	if err != nil {
		t.Fatal(err)
	}
	var declared []string
	for _, file := range files {
		declared = append(declared, constants(t, file)...)
	}
	used := uses(t)
	for _, id := range declared {
		if all[id] == nil {
			t.Errorf("%s has no sentence", id)
		}
		if !used[id] {
			t.Errorf("%s is not used", id)
		}
	}
	if len(declared) != len(all) {
		t.Errorf("%d IDs for %d sentences", len(declared), len(all))
	}
}

// constants are the values of the string constants of a file, which must be
// their names.
func constants(t *testing.T, file string) []string {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	ast.Inspect(tree, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil || value != spec.Names[0].Name {
				t.Errorf("%s is %q", spec.Names[0].Name, value)
			}
			all = append(all, value)
		}
		return true
	})
	return all
}

var use = regexp.MustCompile(`phrase\.(\w+)`)

// uses are the names that the quiz takes from this package.
func uses(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("../*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	used := make(map[string]bool)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range use.FindAllStringSubmatch(string(data), -1) {
			used[m[1]] = true
		}
	}
	return used
}

func TestSay(t *testing.T) {
	book, err := phrase.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ lang, want string }{
		{"nl", "over 1 dag, over 4 dagen"}, {"en", "in 1 day, in 4 days"},
	} {
		words := book.In(test.lang)
		got := fmt.Sprint(words.Count(phrase.InDays, 1, nil), ", ", words.Count(phrase.InDays, 4, nil))
		if got != test.want {
			t.Errorf("in %s: %q, want %q", test.lang, got, test.want)
		}
	}
	if got := book.In("nl").Say("NoSuchSentence", nil); got != "NoSuchSentence" {
		t.Errorf("a sentence there is none of: %q", got)
	}
}

func TestMatch(t *testing.T) {
	book, err := phrase.Load()
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{"nl": "nl", "nl-BE": "nl", "en-GB": "en", "en-US": "en", "": "", "ja": "", "!": ""} {
		got, ok := book.Match(lang)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%q matches %q, %v", lang, got, ok)
		}
	}
}
