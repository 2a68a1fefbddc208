package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/decks"
)

// manyCards is a world with one deck of so many cards, each answered by "ja".
func manyCards(t *testing.T, n int) *world {
	t.Helper()
	deck := &decks.Deck{ID: "groot", Title: "Groot", Lang: "nl"}
	for i := range n {
		deck.Cards = append(deck.Cards, decks.Card{ID: fmt.Sprint("c", i), Front: fmt.Sprintf("Vraag %d?", i), Back: "ja"})
	}
	lib, err := decks.NewLibrary(deck)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	w.rebuild(lib)
	return w
}

// studies answers all that is asked today, some of it wrongly, and counts.
func (w *world) studies(who string) (asked int) {
	w.t.Helper()
	for {
		text := last(w.say(who, "/quiz groot"))
		if !strings.Contains(text, "Vraag") {
			return asked
		}
		for ; strings.Contains(text, "Vraag") && !strings.Contains(text, "Komt"); asked++ {
			answer := "ja"
			if asked%5 == 4 {
				answer = "nee"
			}
			text = last(w.say(who, answer))
		}
	}
}

func last(messages []bot.Message) string { return string(messages[len(messages)-1].Text) }

func TestExamTellsWhatIsReachable(t *testing.T) {
	w := manyCards(t, 300)
	for _, tt := range []struct{ line, want string }{
		{"/exam groot over 4 weken", "Met dit plan ken je die dag 9"},
		{"/exam groot over 2 weken 5", "Met 10 minuten per dag wordt het"},
		{"/exam groot vandaag", "geen dag die ik ken"},
		{"/exam groot morgen 240", "nog 1 dag."},
		{"/exam groot morgen 90", "Met 180 minuten per dag wordt het 87 %."},
		{"/exam groot 23-11-2026", "Vandaag is Groot. Je kent er 0 % van."},
	} {
		m := w.say("anna", tt.line)[0]
		text := m.Text.Plain()
		if !strings.Contains(text, tt.want) {
			t.Errorf("%s:\n%s\nwant %q", tt.line, text, tt.want)
		}
		if n := strings.Count(text, "\n") + 1; n > 8 {
			t.Errorf("%s: %d lines", tt.line, n)
		}
	}
}

func TestExamSaysWhenTimeIsShort(t *testing.T) {
	w := manyCards(t, 700)
	if text := w.say("anna", "/exam groot morgen 240")[0].Text.Plain(); !strings.Contains(text, "meer zit er niet in") {
		t.Error(text)
	}
}

// TestExamDaysKeepToTheMinutes studies up to an exam, missing days, and wants
// each day to keep to the time that was chosen and the last one to be no wall.
func TestExamDaysKeepToTheMinutes(t *testing.T) {
	w := manyCards(t, 80)
	w.say("anna", "/settings minutes 10")
	w.say("anna", "/exam groot over 2 weken")
	met := false
	for day := range 14 {
		if day%4 == 2 { // missed
			w.now = w.now.Add(24 * time.Hour)
			continue
		}
		asked := w.studies("anna")
		// 10 minutes are 32 cards at a stranger's pace and 40 at 15 s, half of them at first and half as many
		// again in the end; who was wrong is asked again, three times at most.
		if most := int(60 * (0.5 + float64(day)/13)); asked > most {
			t.Errorf("%d questions on day %d", asked, day)
		}
		met = met || asked > 15
		w.now = w.now.Add(24 * time.Hour)
	}
	if !met {
		t.Error("hardly anything was asked")
	}
	if text := last(w.say("anna", "/exam")); !strings.Contains(text, "Vandaag is Groot. Je kent er 9") {
		t.Errorf("on the day:\n%s", text)
	}
	if asked := w.studies("anna"); asked > 90 {
		t.Errorf("%d questions on the exam day", asked)
	}
	w.now = w.now.Add(24 * time.Hour)
	if text := last(w.say("anna", "/exam")); !strings.Contains(text, "geen toets") {
		t.Errorf("the day after:\n%s", text)
	}
	if text := w.say("anna", "/stats")[0].Text.Plain(); !strings.Contains(text, " aan de beurt") || strings.Contains(text, "80 aan") {
		t.Errorf("the day after:\n%s", text)
	}
}

// TestLinkingKeepsExams joins two accounts of which one has an exam.
func TestLinkingKeepsExams(t *testing.T) {
	w := newWorld(t)
	w.say("anna/telegram", "/exam crm 20-1")
	w.say("anna/discord", "/exam memory 21-1")
	code := w.say("anna/telegram", "/link")[0].Text.Plain()
	code = code[strings.LastIndex(code, " ")+1:]
	w.say("anna/discord", "/link "+code)
	text := w.say("anna/telegram", "/exam")[0].Text.Plain()
	if !strings.Contains(text, "CRM") || !strings.Contains(text, "Memory") {
		t.Errorf("after linking: %s", text)
	}
}
