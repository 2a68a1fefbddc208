package bot_test

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

var update = flag.Bool("update", false, "write the conversations as they go now")

// world is an engine with its store and a clock that tests move.
type world struct {
	t      *testing.T
	store  *shelf
	engine *bot.Engine
	now    time.Time
	zone   *time.Location // the learners', as long as they choose none
	events int
	advise bot.Advise
	liken  bot.Liken
	school map[string]string       // timetables by address; "" is a server that is down
	shown  map[string][]bot.Button // the buttons that lie before each chat

	strangers bool // who speaks in a group never said whether that counts for him
}

func library(t *testing.T) *decks.Library {
	t.Helper()
	crm := &decks.Deck{ID: "crm", Title: "CRM", Lang: "nl", Cards: []decks.Card{
		{ID: "retentie", Front: "Wat is retentie?", Back: "Herhaalaankopen", Hint: "denk aan de winkel"},
		{ID: "stappen", Front: "Het CRM-proces: welke 3 stappen?", Back: "identificatie\nsegmentatie\nmaatwerk"},
		{ID: "binding", Front: "Wat is klantbinding?", Back: "een band; die de klant voelt"},
		{ID: "behoud", Front: "Wat is klantbehoud?", Back: "Klanten houden", Accept: []string{"houden"}},
	}}
	en := &decks.Deck{ID: "memory", Title: "Memory", Lang: "en", Cards: []decks.Card{
		{ID: "spacing", Front: "What is spacing?", Back: "reviews apart in time"},
		{ID: "tags", Front: "What is <b>?", Back: "bold & brave"},
	}}
	lib, err := decks.NewLibrary(crm, en)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, store: newShelf(t), shown: make(map[string][]bot.Button),
		now:    time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC),
		school: map[string]string{"https://school.example/rooster.ics?key=geheim": lectures}}
	var err error
	if w.zone, err = time.LoadLocation("Europe/Amsterdam"); err != nil {
		t.Fatal(err)
	}
	w.rebuild(library(t))
	return w
}

// rebuild makes a new engine over the same store, as a restart does.
func (w *world) rebuild(lib *decks.Library) {
	w.t.Helper()
	fsrs, err := scheduler.New(scheduler.Settings{})
	if err != nil {
		w.t.Fatal(err)
	}
	var last atomic.Int64
	w.engine, err = bot.New(bot.Config{
		Store: w.store, Library: lib, Scheduler: fsrs, Answers: w.store, Advise: w.advise, Liken: w.liken, Fetch: w.fetch, ReadDeck: readDeck, WriteDeck: writeDeck,
		Owners:  []bot.Account{{Platform: "console", ID: "juf"}},
		Compile: func(d *decks.Deck) bot.Grader { return strict{d} },
		Now:     func() time.Time { return w.now },
		Random:  func(n int) int { return int(last.Add(1)) % n },
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// fetch gets a timetable of the school's.
func (w *world) fetch(_ context.Context, address, tag string) ([]byte, string, error) {
	file := w.school[address]
	switch {
	case file == "":
		return nil, "", errDown
	case tag == file[len(file)-30:]:
		return nil, tag, nil
	}
	return []byte(file), file[len(file)-30:], nil
}

// file is one of those that people send, by its name; none other can be had.
func (w *world) file(name string) *bot.File {
	data, ok := deckFiles()[name]
	if !ok {
		data, ok = timetables()[name]
	}
	f := &bot.File{Name: name, Size: int64(len(data)), Open: func(context.Context) (io.ReadCloser, error) {
		if !ok {
			return nil, errDown
		}
		return io.NopCloser(strings.NewReader(data)), nil
	}}
	f.Media = strings.HasSuffix(name, ".ogg")
	if name == "groot.ics" {
		f.Size = 0 // as of a platform that doesn't tell
	}
	return f
}

func timetables() map[string]string {
	return map[string]string{
		"rooster.ics": lectures, "ROOSTER.ICAL": lectures, "rooster": lectures, "leeg.ics": "", "foto.jpg": "\xff\xd8",
		"verleden.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "kapot.ics": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
		"groot.ics": lectures + strings.Repeat(" ", 1<<20),
	}
}

// lectures is a timetable: Tuesdays and Thursdays from 08:45 to 10:30 and from
// 10:45 to 12:30, and an evening once.
const lectures = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//NL\r\n" +
	"BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Amsterdam:20260901T084500\r\nDTEND;TZID=Europe/Amsterdam:20260901T103000\r\n" +
	"RRULE:FREQ=WEEKLY;BYDAY=TU,TH\r\nEND:VEVENT\r\n" +
	"BEGIN:VEVENT\r\nUID:2\r\nDTSTART;TZID=Europe/Amsterdam:20260901T104500\r\nDTEND;TZID=Europe/Amsterdam:20260901T123000\r\n" +
	"RRULE:FREQ=WEEKLY;BYDAY=TU,TH\r\nEND:VEVENT\r\n" +
	"BEGIN:VEVENT\r\nUID:3\r\nDTSTART;TZID=Europe/Amsterdam:20261126T190000\r\nDTEND;TZID=Europe/Amsterdam:20261126T223000\r\nEND:VEVENT\r\n" +
	"END:VCALENDAR\r\n"

// event makes an event of a line that somebody typed. A name with an @ is one
// of a group: "anna@klas". Juf is the admin of every group. A line that begins
// with "!" is meant for the bot; "+rooster.ics+ hier" comes with a file,
// "^bericht^ /card" answers a message.
func (w *world) event(who, line string) bot.Event {
	w.events++
	name, group, isGroup := strings.Cut(who, "@")
	name, platform, _ := strings.Cut(name, "/")
	if platform == "" {
		platform = "console"
	}
	e := bot.Event{
		ID: fmt.Sprint("e", w.events), At: w.now,
		Place: bot.Place{Platform: platform, Chat: name},
		From:  bot.Person{Account: bot.Account{Platform: platform, ID: name}, Name: strings.ToUpper(name[:1]) + name[1:]},
	}
	if isGroup {
		e.Place = bot.Place{Platform: platform, Chat: group, Group: true}
		e.Deaf = platform != "console"
		if !w.strangers {
			settle(w.t, w.store.Store, e.From.Account)
		}
	}
	e.From.Admin = isGroup && name == "juf"
	if direct, ok := strings.CutPrefix(line, "!"); ok {
		e.Direct, line = true, direct
	}
	if quoted, rest, ok := strings.Cut(strings.TrimPrefix(line, "^"), "^"); ok && line[0] == '^' {
		e.Quoted, line = quoted, strings.TrimSpace(rest)
	}
	if named, rest, ok := strings.Cut(strings.TrimPrefix(line, "+"), "+"); ok && line[0] == '+' {
		e.File, line = w.file(named), strings.TrimSpace(rest)
	}
	return withText(e, line)
}

// settle has somebody choose that his answers in groups count, if he didn't
// choose yet.
func settle(t *testing.T, store *state.Store, a bot.Account) {
	t.Helper()
	v, err := store.Read(context.Background(), bot.Place{Platform: a.Platform, Chat: a.ID}, a)
	if err == nil && v.Profile.Groups == "" {
		v.Profile.Groups = "on"
		err = store.Commit(context.Background(), bot.Step{Learner: v.Learner, Profile: &v.Profile})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// withText fills in a typed line or a button's command.
func withText(e bot.Event, line string) bot.Event {
	if command, ok := strings.CutPrefix(line, "/"); ok {
		e.Command, e.Text, _ = strings.Cut(command, " ")
		return e
	}
	e.Text = line
	return e
}

// say sends a line, or presses the button whose label stands in brackets.
func (w *world) say(who, line string) []bot.Message {
	w.t.Helper()
	e := w.event(who, line)
	if label, ok := strings.CutPrefix(line, "["); ok {
		label = strings.TrimSuffix(label, "]")
		e.Pressed = true
		e = withText(e, w.button(e.Place, label))
	}
	return w.handle(e)
}

func (w *world) handle(e bot.Event) []bot.Message {
	w.t.Helper()
	messages, err := w.engine.Handle(context.Background(), e)
	if err != nil {
		w.t.Errorf("%s %s %q: %v", e.From.ID, e.Command, e.Text, err)
	}
	w.show(e.Place, messages)
	return messages
}

func (w *world) show(p bot.Place, messages []bot.Message) {
	for _, m := range messages {
		for _, row := range m.Buttons {
			w.shown[p.Chat] = append(w.shown[p.Chat], row...)
		}
	}
}

// button finds the command of the last button of that label in a chat.
func (w *world) button(p bot.Place, label string) string {
	w.t.Helper()
	for i := len(w.shown[p.Chat]) - 1; i >= 0; i-- {
		if b := w.shown[p.Chat][i]; b.Label == label {
			return b.Command
		}
	}
	w.t.Fatalf("%s: no button %q", p.Chat, label)
	return ""
}

// write draws messages as a conversation file shows them.
func write(messages []bot.Message) string {
	var b strings.Builder
	for _, m := range messages {
		who := "bot"
		if m.Private {
			who = "bot (private)"
		}
		if m.Edit {
			who = "bot (edit)"
		}
		if m.Scoreboard != nil {
			who = fmt.Sprintf("bot (scores %d)", m.Scoreboard.Edition)
		}
		fmt.Fprintf(&b, "%s: %s\n", who, strings.ReplaceAll(string(m.Text), "\n", "\n     "))
		if m.React != "" {
			fmt.Fprintf(&b, "     (as %s)\n", m.React)
		}
		if m.Image != nil {
			fmt.Fprintf(&b, "     (picture, %t: %s)\n", len(m.Image.PNG) > 0, m.Image.Alt)
		}
		if m.Document != nil {
			fmt.Fprintf(&b, "     (file %s: %s)\n", m.Document.Name, strings.ReplaceAll(strings.TrimSpace(string(m.Document.Data)), "\n", "\n     "))
		}
		if m.Aloud != "" {
			fmt.Fprintf(&b, "     (aloud: %s)\n", m.Aloud)
		}
		if m.Quiz != nil {
			fmt.Fprintf(&b, "     (quiz: %d is right)\n", m.Quiz.Right+1)
		}
		for _, row := range m.Buttons {
			var labels []string
			for _, button := range row {
				labels = append(labels, "["+button.Label+"]")
			}
			fmt.Fprintf(&b, "     %s\n", strings.Join(labels, " "))
		}
	}
	return b.String()
}

// TestConversations plays the files in testdata: a line "anna: text" is said,
// "clock +24h" moves the time, "push anna" delivers what is planned for her,
// "tick @klas" what is planned of a group's round,
// "again" repeats the last event, "strangers" has all who come new to a group be
// new to us too, "library geo" puts other decks in place,
// "remember" gives somebody memories, and what stands below is answered. Run with
// -update to write the answers as they are now, and read the difference.
func TestConversations(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no conversations", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := play(newWorld(t), string(want))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != string(want) {
				t.Errorf("the conversation went differently:\n%s", firstDifference(string(want), got))
			}
		})
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range w {
		if i >= len(g) || w[i] != g[i] {
			return fmt.Sprintf("line %d\nwant:\n%s\ngot:\n%s", i+1,
				strings.Join(w[i:min(i+8, len(w))], "\n"), strings.Join(g[min(i, len(g)):min(i+8, len(g))], "\n"))
		}
	}
	return "it goes on:\n" + strings.Join(g[len(w)-1:], "\n")
}

// play runs the lines of a script that somebody says, and writes what is
// answered below each.
func play(w *world, script string) string {
	var b strings.Builder
	var last bot.Event
	var code string // the last link code, for CODE in a line
	for line := range strings.Lines(script) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "bot") || strings.HasPrefix(line, " ") {
			continue
		}
		b.WriteString(line + "\n")
		word, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "" || word == "#":
		case word == "clock":
			d, err := time.ParseDuration(strings.TrimPrefix(rest, "+"))
			if err != nil {
				w.t.Fatal(err)
			}
			w.now = w.now.Add(d)
		case word == "strangers":
			w.strangers = true
		case word == "library":
			w.rebuild(geography(w.t))
		case word == "remember":
			w.remember(rest)
		case word == "push":
			b.WriteString(w.push(rest))
		case word == "tick":
			b.WriteString(w.tick(bot.Place{Platform: "console", Chat: strings.TrimPrefix(rest, "@"), Group: true}))
		case word == "again":
			b.WriteString(write(w.handle(last)))
		default:
			last = w.line(strings.TrimSuffix(word, ":"), strings.Replace(rest, "CODE", code, 1))
			reply := write(w.handle(last))
			if _, after, ok := strings.Cut(reply, "/link "); ok {
				code = strings.TrimSpace(after)
			}
			b.WriteString(reply)
		}
	}
	return b.String()
}

// line is the event of one line of a script.
func (w *world) line(who, rest string) bot.Event {
	w.t.Helper()
	e := w.event(who, rest)
	if label, ok := strings.CutPrefix(rest, "["); ok {
		e.Pressed, e.Direct = true, true
		e = withText(e, w.button(e.Place, strings.TrimSuffix(label, "]")))
	}
	return e
}

// push moves the clock to a learner's planned push, or to what is planned for
// the group "@klas", and delivers it.
func (w *world) push(who string) string {
	w.t.Helper()
	if group, ok := strings.CutPrefix(who, "@"); ok {
		return w.cry(bot.Place{Platform: "console", Chat: group, Group: true})
	}
	l := w.store.who(w.t, bot.Account{Platform: "console", ID: who})
	slot := w.store.plans[l]
	if slot.IsZero() {
		return "     nothing is planned\n"
	}
	if slot.After(w.now) {
		w.now = slot
	}
	to, messages, next, err := w.engine.Push(context.Background(), l, slot)
	if err != nil {
		w.t.Fatal(err)
	}
	w.show(to, messages)
	w.store.plans[l] = next
	return fmt.Sprintf("     at %s, next %s\n", stamp(w.now), stamp(next)) + write(messages)
}

func (w *world) cry(p bot.Place) string {
	w.t.Helper()
	return w.deliver(p, w.store.cries, w.engine.Cry)
}

// tick does the same for what is planned of the group's round.
func (w *world) tick(p bot.Place) string {
	w.t.Helper()
	return w.deliver(p, w.store.ticks, w.engine.Tick)
}

// maker makes what is planned for a group.
type maker func(context.Context, bot.Place, time.Time) ([]bot.Message, time.Time, error)

// deliver moves the clock to what is planned for a group, and has it made.
func (w *world) deliver(p bot.Place, planned map[bot.Place]time.Time, make maker) string {
	w.t.Helper()
	slot := planned[p]
	if slot.IsZero() {
		return "     nothing is planned\n"
	}
	if slot.After(w.now) {
		w.now = slot
	}
	messages, next, err := make(context.Background(), p, slot)
	if err != nil {
		w.t.Fatal(err)
	}
	w.show(p, messages)
	planned[p] = next
	return fmt.Sprintf("     at %s, next %s\n", stamp(w.now), stamp(next)) + write(messages)
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.UTC().Format("2006-01-02 15:04")
}
