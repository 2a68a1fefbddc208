package format

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/decks"
	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

func readFile(t *testing.T, name string) Found {
	t.Helper()
	found, err := Read(name, contentOf(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func contentOf(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// show puts cards in a form that tests can write down: front, back, tags.
func show(d *decks.Deck) []string {
	var all []string
	for _, c := range d.Cards {
		s := c.Front + " = " + strings.ReplaceAll(c.Back, "\n", " / ")
		if len(c.Tags) > 0 {
			s += " # " + strings.Join(c.Tags, ", ")
		}
		all = append(all, s)
	}
	return all
}

func compare(t *testing.T, what string, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		g, w := "nothing", "nothing"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("%s %d: %s\nwant: %s", what, i+1, g, w)
		}
	}
}

func problems(found Found) []string {
	var all []string
	for _, p := range found.Problems {
		all = append(all, p.String())
	}
	return all
}

func TestPage(t *testing.T) {
	found := readFile(t, "page.txt")
	compare(t, "card", show(found.Deck), []string{
		"Magma = Gesmolten gesteente onder de grond. / Boven de grond heet het lava",
		"Welke 2 soorten vulkanen zijn er? = 1. Schildvulkaan / 2. Stratovulkaan",
		"Hoeveel hellingen telt de krater in het plaatje? = 4",
		"Waarom ontstaat een caldera? = De magmakamer loopt leeg. /  / Het dak zakt daarna in",
		"6 = Het kleinste perfecte getal",
		"Wat komt er vrij?\n(3 dingen) = - as / - gas / - lava",
		"VEI = Een maat voor de kracht / - 0 = zacht / - 8 = zeer krachtig",
	})
	compare(t, "problem", problems(found), nil)
	if d := found.Deck; found.Kind != Page || d.ID != "h2-vulkanen" || d.Title != "H2 - Vulkanen" || d.Lang != "nl" {
		t.Errorf("%s %q %q %q", found.Kind, d.ID, d.Title, d.Lang)
	}
}

func TestPageWithGaps(t *testing.T) {
	page := "Flashcards in Seas Deck (5):\n1\n\na\n\nb\n\n2\n\nno answer\n\n3\n\nc\n\nd\n\n5\n\ne\n\nf\n"
	found, err := Read("seas.txt", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "card", show(found.Deck), []string{"a = b", "c = d", "e = f"})
	compare(t, "problem", problems(found), []string{
		`seas.txt:8: the card "no answer" has no answer`,
		"seas.txt:18: card 4 is not on the page, or its number does not stand alone between blank lines",
		"seas.txt: the page says that it has 5 cards, 4 were found",
	})
}

func TestPageWithoutAnswerDoesNotSwallowTheRest(t *testing.T) {
	page := "1\n\na\n\nb\n\n2\n\nno answer\n\n3\n\nc\n\nd\n\n4\n\ne\n\n3\n\n5\n\nf\n\ng\n"
	found, err := Read("seas.txt", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "card", show(found.Deck), []string{"a = b", "c = d", "e = 3", "f = g"})
	compare(t, "problem", problems(found), []string{`seas.txt:7: the card "no answer" has no answer`})
}

func TestOutline(t *testing.T) {
	found := readFile(t, "contents.txt")
	if found.Kind != Outline || found.Headings != 14 || found.Deck.ID != "bakken-voor-beginners" {
		t.Fatalf("%s %q, %d headings", found.Kind, found.Deck.ID, found.Headings)
	}
	compare(t, "card", show(found.Deck), []string{
		"Welke 3 hoofdstukken heeft 'Bakken voor beginners'? = 1. Deeg / 2. De oven en wat je ermee doet / 3. Recepten",
		"Bakken voor beginners: welke 2 onderdelen heeft 'Deeg'? = 1. De basis van brood: meel, water, gist en zout / 2. Kneden # Deeg",
		"Deeg: welke 2 onderdelen heeft 'De basis van brood: meel, water, gist en zout'? = 1. Waarom rijst het deeg / 2. 3 soorten gist # Deeg",
		"Deeg: welke 2 onderdelen heeft 'Kneden'? = 1. Met de hand, met de machine of met 2 vorken tegelijk in een kom / 2. Hoe lang # Deeg",
		"Bakken voor beginners: welke 2 onderdelen heeft 'De oven en wat je ermee doet'? = 1. Warmte / 2. Stoom van boven en van onderen # De oven en wat je ermee doet",
		"Recepten: welke 2 onderdelen heeft 'Warmte'? = 1. Taart / 2. Koek # Recepten",
	})
	compare(t, "problem", problems(found), nil)
}

func TestOutlineInEnglishWithoutPages(t *testing.T) {
	text := "1. The sea\n1.1 Tides\n1.2 Waves\n1.3 Waves\n2. The coast\n2.1 Sand\n2.1.1 Grains\nsee also\n2.1.2 Dunes\n2.1 Stone\n"
	found, err := Read("notes/Sea & coast.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "card", show(found.Deck), []string{
		"Which 2 parts does 'The sea' have? = 1. Tides / 2. Waves # The sea",
		"The coast: which 2 parts does 'Sand' have? = 1. Grains / 2. Dunes # The coast",
	})
	compare(t, "problem", problems(found), []string{
		`notes/Sea & coast.txt:8: neither a numbered heading nor a page mark: "see also"`,
		`notes/Sea & coast.txt:10: heading 2.1 is "Sand" on line 6 and "Stone" here`,
	})
	if d := found.Deck; d.Title != "Sea & coast" || d.ID != "sea-coast" || d.Lang != "en" {
		t.Errorf("%q %q %q", d.Title, d.ID, d.Lang)
	}
}

func TestMarkdown(t *testing.T) {
	found := readFile(t, "deck.md")
	want := &decks.Deck{ID: "weer", Title: "Het weer", Lang: "nl", Exact: true, Cards: []decks.Card{
		{ID: "regen", Front: "Welke 2 wolken geven regen?", Back: "- nimbostratus\n- cumulonimbus",
			Accept: []string{"nimbostratus en cumulonimbus", "de twee met nimbus"}, Hint: "in beide zit het Latijn voor regen",
			Tags: []string{"Wolken", "regen", "laag, hoog"}, Lang: "en", Exact: true},
		{ID: decks.CardID("Wat is mist?"), Front: "Wat is mist?", Back: "Een wolk op de grond\n\ndie het zicht beperkt",
			Require: []string{"wolk", "grond"}, Forbid: []string{"rook"}, Tags: []string{"Wolken"}},
		{ID: "hekje", Front: "Hoe staat het hekje\nin de code?", Back: "# is een teken\n  > ook\n#geen kop", Tags: []string{"Wind"}},
	}}
	if !reflect.DeepEqual(found.Deck, want) {
		t.Errorf("\n%+v\nwant\n%+v", found.Deck, want)
	}
	compare(t, "problem", problems(found), nil)
}

func TestMarkdownProblems(t *testing.T) {
	text := `---
title: A
colour: red
lang: klingonish
exact: maybe
just words
---
lost
> hint: lost too
## one {#x}
1
> note: what
> hint
## two {#x}
2
## three
##
4
## five {#not this}
5
> exact: perhaps
## five
five
## FIVE
5
`
	found, err := Read("a.md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "card", show(found.Deck), []string{"one = 1", "five = 5", "five = five"})
	compare(t, "problem", problems(found), []string{
		`a.md:3: unknown key "colour": front matter knows title, id, lang, exact and owners`,
		`a.md:4: "klingonish" is no language: write nl, en, fr-BE, ...`,
		`a.md:5: exact is true or false, not "maybe"`,
		`a.md:6: front matter holds lines like "title: ...": "just words"`,
		`a.md:8: text before the first question (a line "## question"): "lost"`,
		`a.md:9: a ">" line stands below a question and reads like "> hint: ..."; text begins with "\>": "hint: lost too"`,
		`a.md:12: unknown key "note": a card knows hint, accept, require, forbid, tags, lang and exact`,
		`a.md:13: a ">" line stands below a question and reads like "> hint: ..."; text begins with "\>": "hint"`,
		`a.md:14: the id "x" is taken by the card of line 10: give this card another`,
		`a.md:16: the card "three" has no answer`,
		`a.md:17: a card without a question`,
		`a.md:19: the id "not this": use at most 40 letters, digits, dashes, dots and underscores`,
		`a.md:21: exact is true or false, not "perhaps"`,
		`a.md:22: the same question as on line 19 with another answer: kept as a card of its own`,
		`a.md:24: the same card as on line 19`,
	})
}

func TestTable(t *testing.T) {
	found := readFile(t, "table.csv")
	compare(t, "card", show(found.Deck), []string{
		"hond = dog # dieren",
		`een "kat" = cat / (of: a cat) # dieren, huis`,
		"muis = mouse",
		`5" pijp = 5 inch pipe`,
	})
	compare(t, "problem", problems(found), []string{
		`table.csv:5: a row needs a question and an answer: "alleen"`,
		`table.csv:6: the card "huis" has no answer`,
	})
	if got := found.Deck.Cards[0].Accept; !reflect.DeepEqual(got, []string{"hound", "doggy"}) {
		t.Errorf("accept %q", got)
	}
}

func TestTablesByDelimiter(t *testing.T) {
	for text, want := range map[string][]string{
		"dog\thond, de\ncat\tkat":                          {"dog = hond, de", "cat = kat"},
		"front,back\ndog,hond,reu|teef,dier,huis\ncat,kat": {"dog = hond # dier, huis", "cat = kat"},
		"dog|hond\ncat|kat":                                {"dog = hond", "cat = kat"},
		"a;b\n\"never closed;c\nd;e":                       {"a = b", "d = e"},
		"back,front,id\nhond,dog,d1\nkat,cat,c1":           {"dog = hond", "cat = kat"},
	} {
		found, err := Read("words", []byte(text))
		if err != nil || found.Kind != Table {
			t.Errorf("%q: %s, %v", text, found.Kind, err)
			continue
		}
		compare(t, text+": card", show(found.Deck), want)
	}
}

func TestEncodings(t *testing.T) {
	text := string(contentOf(t, "page.txt")) + "\n"
	text = strings.Replace(text, "Magma", "Café «één» – “ï”", 1)
	encode := func(e interface{ Bytes([]byte) ([]byte, error) }) []byte {
		data, err := e.Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	want, err := Read("page.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"UTF-8 with a mark":        append([]byte("\xEF\xBB\xBF"), text...),
		"UTF-8, decomposed":        norm.NFD.Bytes([]byte(text)),
		"lines ended by CRLF":      []byte(strings.ReplaceAll(text, "\n", "\r\n")),
		"lines ended by CR":        []byte(strings.ReplaceAll(text, "\n", "\r")),
		"UTF-16 LE":                encode(utf16.UTF16(utf16.LittleEndian, utf16.UseBOM).NewEncoder()),
		"UTF-16 BE":                encode(utf16.UTF16(utf16.BigEndian, utf16.UseBOM).NewEncoder()),
		"UTF-16 LE without a mark": encode(utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM).NewEncoder()),
		"UTF-16 BE without a mark": encode(utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM).NewEncoder()),
		"Windows-1252":             encode(charmap.Windows1252.NewEncoder()),
	} {
		if got, err := Read("page.txt", data); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v\n%+v", name, err, got.Deck)
		}
	}
}

func TestNothingUsable(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"empty":     {"", "nothing to learn found: expected a Markdown deck"},
		"prose":     {"Dear Anna,\n\nHow are you, and how is the sea, the sand?\nYours\n", "nothing to learn found"},
		"binary":    {"\x89PNG\x00\x01\x02\xff", "not a text file"},
		"no cards":  {"---\ntitle: x\n---\n## only a question\n", "no card in it could be used"},
		"too large": {strings.Repeat("a;b\n", MaxSize/4+1), "divide it over several files"},
	} {
		_, err := Read(name, []byte(test.text))
		if err == nil || !strings.HasPrefix(err.Error(), name+": ") || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBounds(t *testing.T) {
	var text strings.Builder
	for range maxProblems + 20 {
		text.WriteString("## q\n")
	}
	text.WriteString("## " + strings.Repeat("x", maxFront+1) + "\na\n## b\n" + strings.Repeat("y", maxCard) + "\n## c\nd\n")
	found, err := Read("a.md", []byte(text.String()))
	if err != nil || len(found.Deck.Cards) != 1 {
		t.Fatalf("%d cards, %v", len(found.Deck.Cards), err)
	}
	last := found.Problems[len(found.Problems)-1].String()
	if len(found.Problems) != maxProblems+1 || last != "a.md: and 22 problems more" {
		t.Errorf("%d problems, the last: %s", len(found.Problems), last)
	}
}

func TestWriteRefusesIDsThatCannotBeRead(t *testing.T) {
	for _, d := range []*decks.Deck{
		{ID: "A deck"},
		{ID: "a", Cards: []decks.Card{{ID: "b c", Front: "d", Back: "e"}}},
	} {
		if err := WriteMarkdown(&strings.Builder{}, d); err == nil {
			t.Errorf("%+v was written", d)
		}
	}
}

func TestFlaws(t *testing.T) {
	for text, want := range map[string]decks.Flaw{
		"stray\n## a\nb\n":          decks.FlawStray,
		"## a\nb\n> what: c\n":      decks.FlawStrange,
		"## a\nb\n## c\n":           decks.FlawNoAnswer,
		"## a\nb\n## a\nc\n":        decks.FlawTwice,
		"q\ta\na\tb\n\tc\n":         decks.FlawNoQuestion,
		"front,back\na,b\nc\nd,e\n": decks.FlawNoAnswer,
		"## " + strings.Repeat("x", 1001) + "\nb\n## c\nd\n": decks.FlawTooLong,
	} {
		found, err := Read("a.md", []byte(text))
		if err != nil || len(found.Problems) != 1 || found.Problems[0].Flaw != want {
			t.Errorf("%.20q: found %v, %v", text, found.Problems, err)
		}
	}
}
