package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot"
)

var update = flag.Bool("update", false, "write the conversations as they go now")

// TestPlatformsSayTheSame plays the conversations of testdata/alike three times:
// to the quiz itself, through Telegram and through Discord. What the quiz says
// stands in the file; on each platform people must see the same, message by
// message, and of each learner the same must be kept. Run with -update to write
// the answers as they are now, and read the difference.
//
// "anna: text" is typed in private and "anna@klas: text" in a group, with "!"
// before it as a reply to the bot; "anna: [Hint]" presses the last button of that
// name, "old [Hint]" the first one. Other lines are nobody's:
//
//	clock TIME     it is that time, and what is due then is said
//	late 30m       what is done next was done so long ago: it waited, or others went past it
//	again          the platform tells again what was done last
//	edited TEXT    what was typed last is changed into this
//	deleted        what was typed last is deleted
//	fault KIND     the platform fails: see each actor's obey
//	restart        the program ends and begins again
//	english NAME   his client speaks English
//	admin NAME     he manages the group
//	blocked NAME   he blocks the bot; "back NAME" lets it in again
//	kept           what is in each learner's log
//
// It can't compare what only one platform has: Telegram's forced replies, topics,
// inline mode and reactions to Discord's forms, menus, threads and completion;
// those are their adapters' tests. Telegram doesn't tell when a button was
// pressed. Who votes in a poll of Telegram's is told nothing, because he sees
// there whether he was right; in private chats Telegram shows what Discord hides
// from others in a group. A platform that drops what it told before may say
// nothing where the quiz would say the same again. The pace of what is sent is
// left out, and of several who are due at the same moment the order is open.
func TestPlatformsSayTheSame(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/alike/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no conversations", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got, steps := rehearse(newStage(t, bare), string(text))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			} else if got != string(text) {
				t.Fatalf("the quiz says other things:\n%s\nwant:\n%s", got, text)
			}
			for platform, connect := range map[string]connection{"telegram": onTelegram, "discord": onDiscord} {
				t.Run(platform, func(t *testing.T) {
					t.Parallel()
					perform(newStage(t, connect), steps)
				})
			}
		})
	}
}

// line is what one person does.
type line struct {
	who, group string // group is "" in private
	text       string
	reply      bool   // to what the bot said last
	label      string // of the button that he presses, or ""
	old        bool   // it is the first one of that name, not the last
}

// parseLine takes a line apart; ok is false for what nobody says.
func parseLine(s string) (l line, ok bool) {
	who, text, found := strings.Cut(s, ": ")
	if !found || strings.Contains(who, " ") || strings.HasPrefix(s, "#") {
		return line{}, false
	}
	l.who, l.group, _ = strings.Cut(who, "@")
	l.text, l.reply = strings.CutPrefix(text, "!")
	rest, old := strings.CutPrefix(text, "old ")
	if label, ok := strings.CutPrefix(rest, "["); ok {
		l.label, l.old = strings.TrimSuffix(label, "]"), old
	}
	return l, true
}

// step is one line of a script, and what came of it.
type step struct {
	row  string
	said []said
	kept string // where it asks for that
}

// said is a message and where it was said.
type said struct {
	bot.Message
	group  bool
	unbid  bool // nobody asked for it: it is what was due
	person string
}

// rehearse plays a script to the quiz itself. It returns the script with what
// is said below each line.
func rehearse(s *stage, script string) (text string, steps []step) {
	var b strings.Builder
	for row := range strings.Lines(script) {
		row = strings.TrimSuffix(row, "\n")
		if strings.HasPrefix(row, "bot") || strings.HasPrefix(row, "     ") {
			continue
		}
		b.WriteString(row + "\n")
		done := s.play(row)
		for _, m := range done.said {
			b.WriteString(draw(m))
		}
		b.WriteString(done.kept)
		steps = append(steps, done)
	}
	return b.String(), steps
}

// perform plays a script on a platform and compares what people see with what
// the quiz said.
func perform(s *stage, steps []step) {
	for _, want := range steps {
		got := s.play(want.row)
		if len(got.said) != len(want.said) {
			s.t.Fatalf("%q is answered by %d messages, and by the quiz itself by %d", want.row, len(got.said), len(want.said))
		}
		for i, seen := range s.actor.seen(want.said) {
			if problem := seen.differs(want.said[i]); problem != "" {
				s.t.Errorf("%q, message %d: %s", want.row, i+1, problem)
			}
		}
		if got.kept != want.kept {
			s.t.Errorf("%q: kept is\n%s\nwant\n%s", want.row, got.kept, want.kept)
		}
	}
	for _, text := range s.actor.rest() {
		s.t.Errorf("people see %q too", text)
	}
}
