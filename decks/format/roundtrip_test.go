package format

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/decks"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// again writes a deck and reads it back.
func again(t interface{ Fatalf(string, ...any) }, d *decks.Deck) *decks.Deck {
	var out bytes.Buffer
	if err := WriteMarkdown(&out, d); err != nil {
		t.Fatalf("write: %v", err)
	}
	found, err := Read("again.md", out.Bytes())
	if err != nil {
		t.Fatalf("read back: %v\n%s", err, out.String())
	}
	if len(found.Problems) > 0 {
		t.Fatalf("read back: %v\n%s", found.Problems, out.String())
	}
	return found.Deck
}

// text draws texts full of signs that mean something in Markdown.
func text(sign string) *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"#", "##", ">", `\`, "{#x}", "---", ",", "|", ";", `"`, "- ", "1. ", ": ", "hint:", "```", "\u00a0", "e\u0301", "é", sign}),
		rapid.StringMatching(`[a-zA-Z0-9 ëï?.'(=)*-]{1,8}`),
		rapid.StringOfN(rapid.Rune(), 0, 3, -1),
	)
	return rapid.Custom(func(t *rapid.T) string {
		joined := strings.Join(rapid.SliceOfN(piece, 1, 6).Draw(t, "pieces"), "")
		plain, err := decode([]byte(joined))
		if err != nil {
			plain = "x"
		}
		return strings.TrimSpace(plain)
	}).Filter(func(s string) bool { return s != "" })
}

func drawCard(t *rapid.T, id string) decks.Card {
	optional := func(name string) []string {
		return rapid.OneOf(rapid.Just([]string(nil)), rapid.SliceOfNDistinct(text("|"), 1, 3, norm.NFC.String)).Draw(t, name)
	}
	c := decks.Card{
		ID:      id,
		Front:   text("\n").Draw(t, "front"),
		Back:    block([]line{{text: text("\n# ").Draw(t, "back")}}),
		Accept:  optional("accept"),
		Require: optional("require"),
		Forbid:  optional("forbid"),
		Tags:    optional("tags"),
		Lang:    rapid.SampledFrom([]string{"", "nl", "fr-BE"}).Draw(t, "lang"),
		Exact:   rapid.Bool().Draw(t, "exact"),
	}
	if rapid.Bool().Draw(t, "hinted") {
		c.Hint = text("\n").Draw(t, "hint")
	}
	return c
}

func TestWrittenDeckReadsBackTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &decks.Deck{
			ID:    rapid.StringMatching(`[a-z0-9][a-z0-9-]{0,39}`).Draw(t, "id"),
			Title: flat(text("#").Draw(t, "title")),
			Lang:  rapid.SampledFrom([]string{"nl", "en", "de"}).Draw(t, "lang"),
			Exact: rapid.Bool().Draw(t, "exact"),

			Owners: rapid.SampledFrom([][]string{nil, {"telegram:12"}, {"telegram:12", "discord:34"}}).Draw(t, "owners"),
		}
		ids := rapid.SliceOfNDistinct(rapid.StringMatching(`[A-Za-z0-9][A-Za-z0-9_.-]{0,10}`), 1, 5, rapid.ID[string])
		for _, id := range ids.Draw(t, "ids") {
			d.Cards = append(d.Cards, drawCard(t, id))
		}
		if got := again(t, d); !reflect.DeepEqual(got, d) {
			t.Fatalf("\n%#v\nread back as\n%#v", d, got)
		}
	})
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.*")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file, data)
	}
	f.Add("a.csv", []byte("vraag;antwoord\n\"a\nb\";c\nd;e;f|g;h,i\n"))
	f.Add("b", []byte("\xff\xfea\x00\t\x00b\x00"))
	f.Add("c.txt", []byte("1\n\na\n\nb\n\n2\n\nc\n\nd\n"))
	f.Add("d.txt", []byte("1 A...1\n1.1 B\nc...2\n1.2 D 3\n"))
	f.Add("e.md", []byte("---\ntitle: x\n---\n# T\n## a\\\nb {#i}\n\\# c\n> accept: d\n"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		found, err := Read(name, data)
		if err != nil {
			return
		}
		if got := again(t, found.Deck); !reflect.DeepEqual(got, found.Deck) {
			t.Errorf("\n%#v\nread back as\n%#v", found.Deck, got)
		}
	})
}
