package discord

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"
	"pgregory.net/rapid"

	"github.com/overhoor/overhoor/bot"
)

func isAsk(id string) bool { _, ok := askOf(id); return ok }

func TestMarkdown(t *testing.T) {
	t.Parallel()
	for in, want := range map[bot.Text]string{
		"":                                   "\u200b",
		" \n ":                               "\u200b",
		"<b>Goed.</b> Ja":                    "**Goed.** Ja",
		"<b>Goed. </b>Ja":                    "**Goed.** Ja",
		"<i>a</i><b>b</b>":                   "*a*\u200b**b**",
		"<b><i>a</i></b>":                    "***a***",
		"<s>a</s>":                           "||a||",
		"<s>a <b>b|c</b></s>":                `||a|| ||**b\|c**||`,
		"<b>a\nb</b>":                        "**a**\n**b**",
		"<b> </b>x":                          " x",
		"2*3_4 ~~x~~ `c` ||s|| [a](b)":       `2\*3\_4 \~\~x\~\~ ` + "\\`c\\`" + ` \|\|s\|\| \[a\](b)`,
		"# kop\n&gt; citaat\n- punt\n1. een": "\\# kop\n\\> citaat\n\\- punt\n1\\. een",
		"1990 was een jaar":                  "1990 was een jaar",
		"&lt;@123&gt; @everyone":             `\<@123\> @everyone`,
		`C:\map`:                             `C:\\map`,
	} {
		if got := markdown(in); len(got) != 1 || got[0] != want {
			t.Errorf("markdown(%q) = %q, want %q", in, got, want)
		}
	}
}

var (
	escaped = regexp.MustCompile(`\\([[:punct:]])`)
	blanks  = regexp.MustCompile(`\s+`)
)

func TestMarkdownKeepsTheText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		plain := strings.Repeat(rapid.StringOf(rapid.RuneFrom([]rune("ab1 \n.*_-#<>&\\|`~[]+é🙂"))).Draw(t, "text"), rapid.IntRange(1, 300).Draw(t, "times"))
		contents := markdown(bot.Escape(plain))
		for _, c := range contents {
			if n := utf8.RuneCountInString(c); n == 0 || n > maxContent {
				t.Fatalf("a content of %d characters", n)
			}
		}
		got := escaped.ReplaceAllString(strings.ReplaceAll(strings.Join(contents, "\n"), "\u200b", ""), "$1")
		if a, b := blanks.ReplaceAllString(got, ""), blanks.ReplaceAllString(plain, ""); a != b {
			t.Fatalf("%q became %q", plain, got)
		}
	})
}

func TestButtons(t *testing.T) {
	t.Parallel()
	hint := bot.Button{Label: "Hint", Command: "/hint"}
	row := func(n int) []bot.Button {
		var r []bot.Button
		for range n {
			r = append(r, hint)
		}
		return r
	}
	for name, c := range map[string]struct {
		rows [][]bot.Button
		ask  *bot.Ask
		want []int // buttons in each row
	}{
		"none":               {nil, nil, nil},
		"an empty row":       {[][]bot.Button{{}, {hint}}, nil, []int{1}},
		"as they are":        {[][]bot.Button{{hint, hint}, {hint}}, nil, []int{2, 1}},
		"a wide row":         {[][]bot.Button{row(7)}, nil, []int{5, 2}},
		"six rows":           {[][]bot.Button{row(1), row(1), row(1), row(1), row(1), row(1)}, nil, []int{5, 1}},
		"more than there is": {[][]bot.Button{row(5), row(5), row(5), row(5), row(5)}, &bot.Ask{Label: "Antwoord", Title: "?"}, []int{5, 5, 5, 5, 5}},
		"without a command":  {[][]bot.Button{{{Label: "x"}}}, nil, nil},
	} {
		var got []int
		taken := map[string]bool{}
		for _, r := range components(bot.Message{Buttons: c.rows, Ask: c.ask}, true) {
			buttons := r.(discordgo.ActionsRow).Components
			got = append(got, len(buttons))
			for _, b := range buttons {
				id := b.(discordgo.Button).CustomID
				if taken[id] {
					t.Errorf("%s: custom ID %q stands twice", name, id)
				}
				taken[id] = true
				if e := fromPress(bot.Event{}, id); !isAsk(id) && e.Command != "hint" {
					t.Errorf("%s: pressing %q is %+v", name, id, e)
				}
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: rows of %v, want %v", name, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: rows of %v, want %v", name, got, c.want)
			}
		}
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	for line, want := range map[string][2]string{
		"/quiz crm":   {"quiz", "crm"},
		"/QUIZ":       {"quiz", ""},
		" /a  b c ":   {"a", "b c"},
		"1/2":         {"", "1/2"},
		"/":           {"", "/"},
		"/ of":        {"", "/ of"},
		"retentie /x": {"", "retentie /x"},
	} {
		if command, text := parse(line); command != want[0] || text != want[1] {
			t.Errorf("parse(%q) = %q, %q", line, command, text)
		}
	}
}

func TestRecent(t *testing.T) {
	t.Parallel()
	r := newRecent(2)
	for i, want := range []struct {
		id    string
		first bool
	}{{"a", true}, {"a", false}, {"b", true}, {"c", true}, {"a", true}, {"c", false}} {
		if got := r.first(want.id); got != want.first {
			t.Errorf("%d: first(%q) = %v", i, want.id, got)
		}
	}
}
