package bot_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/scheduler"
)

// TestUndoIsLogged wants an undone rating in the log as such.
func TestUndoIsLogged(t *testing.T) {
	w := newWorld(t)
	w.say("anna", "/quiz crm")
	w.say("anna", "geen idee")
	w.say("anna", "[Ik had gelijk]")
	log, err := w.store.Log(t.Context(), w.store.who(t, anna), 10)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range log {
		got = append(got, fmt.Sprint(r.Rating, r.Undo))
	}
	if want := "1 false, 1 true, 3 false"; strings.Join(got, ", ") != want {
		t.Errorf("the log has %v, want %s", got, want)
	}
}

// TestUndoLeavesNothing takes an answer back on the second day of a streak: what
// is kept is what was kept before it, but for the log, which tells of both.
func TestUndoLeavesNothing(t *testing.T) {
	w := newWorld(t)
	w.say("anna", "/quiz crm")
	w.say("anna", "herhaalaankopen")
	w.now = w.now.Add(72 * time.Hour)
	w.say("anna", "/stop")
	w.say("anna", "/quiz crm")
	memories, profile := w.store.memories(t, anna, "crm"), w.store.profile(t, anna)
	for _, answer := range []string{"herhaalaankopen", "niks", "herhaalaankopen"} {
		w.say("anna", answer)
		w.say("anna", "/undo")
	}
	if got := w.store.memories(t, anna, "crm"); !maps.Equal(got, memories) {
		t.Errorf("the memories were %v, they are %v", memories, got)
	}
	if got := w.store.profile(t, anna); got.Progress != profile.Progress {
		t.Errorf("the days were %+v, they are %+v", profile.Progress, got.Progress)
	}
	log, err := w.store.Log(t.Context(), w.store.who(t, anna), 10)
	if err != nil || len(log) != 1+2*3 || !log[6].Undo {
		t.Errorf("the log has %d entries, %v", len(log), err)
	}
}

// TestUndoIsNoShortcut doesn't take for ease that an answer is quickly typed that
// was just shown.
func TestUndoIsNoShortcut(t *testing.T) {
	w := newWorld(t)
	w.say("anna", "/quiz crm")
	for _, want := range []scheduler.Rating{scheduler.Easy, scheduler.Good} {
		w.now = w.now.Add(2 * time.Second)
		w.say("anna", "herhaalaankopen")
		log, err := w.store.Log(t.Context(), w.store.who(t, anna), 1)
		if err != nil || len(log) != 1 || log[0].Rating != want {
			t.Errorf("rated %+v, %v, want %v", log, err, want)
		}
		w.say("anna", "/undo")
	}
}

// TestUndoKeepsTheRestOfTheDay takes back one answer of two, and the day after
// the other: of that day nothing is kept that could be taken back.
func TestUndoKeepsTheRestOfTheDay(t *testing.T) {
	w := newWorld(t)
	w.say("anna", "/quiz crm")
	w.say("anna", "herhaalaankopen")
	w.say("anna", "niks")
	w.say("anna", "/undo")
	first := bot.Progress{
		Today:  bot.Day{Date: "2026-11-23", New: 1, Done: 1},
		Streak: bot.Streak{Days: 1, Last: "2026-11-23", Earned: 1},
	}
	if got := w.store.profile(t, anna).Progress; got != first {
		t.Errorf("after one of two answers was taken back, the day is %+v", got)
	}
	w.now = w.now.Add(24 * time.Hour)
	w.say("anna", "identificatie, segmentatie, maatwerk")
	next := w.store.profile(t, anna).Progress
	w.say("anna", "/undo")
	if got := w.store.profile(t, anna).Progress; got != first {
		t.Errorf("after a day's only answer was taken back, the day is %+v", got)
	}
	w.say("anna", "identificatie, segmentatie, maatwerk")
	if got := w.store.profile(t, anna).Progress; got != next {
		t.Errorf("after it was given again, the day is %+v, want %+v", got, next)
	}
}

// TestRaceUndoForPointsAlone takes points from who plays for points alone once,
// however often he asks.
func TestRaceUndoForPointsAlone(t *testing.T) {
	w := newWorld(t)
	w.say("anna@klas", "/quiz crm")
	w.say("anna", "/remember off")
	w.say("anna@klas", "herhaalaankopen")
	w.say("bram@klas", "herhaalaankopen")
	for _, want := range []string{"(-", "niets terug", "niets terug"} {
		if got := write(w.say("anna@klas", "/undo")); !strings.Contains(got, want) {
			t.Errorf("%s, want %s", got, want)
		}
	}
	w.say("anna@klas", "klanten houden")
	w.say("anna", "/remember on") // what that earned stands without a review
	if got := write(w.say("anna@klas", "/undo")); !strings.Contains(got, "(-") {
		t.Errorf("the choice was changed since: %s", got)
	}
}

// TestRaceUndoOfALateAnswer leaves in the week's count who was first, though
// another was late in the same second.
func TestRaceUndoOfALateAnswer(t *testing.T) {
	w := newWorld(t)
	w.say("anna@klas", "/quiz memory 1")
	w.say("eva@klas", "!geen idee")
	w.say("anna@klas", "!reviews apart in time")
	w.say("bram@klas", "!reviews apart in time")
	count := func() (bot.Tally, int) {
		t.Helper()
		b, err := w.store.Board(t.Context(), klas)
		if err != nil {
			t.Fatal(err)
		}
		return b.Days["2026-11-23"], b.Week.Points["memory"]["console:anna"]
	}
	for _, step := range []struct {
		who    string
		want   bot.Tally
		points int
	}{{"bram", bot.Tally{Answers: 2, Right: 1}, 5}, {"eva", bot.Tally{Answers: 1, Right: 1}, 5}, {"anna", bot.Tally{}, 0}, {"anna", bot.Tally{}, 0}} {
		w.say(step.who+"@klas", "/undo")
		if got, points := count(); got != step.want || points != step.points {
			t.Errorf("%s takes it back: %+v and %d points, want %+v and %d", step.who, got, points, step.want, step.points)
		}
	}
}

// TestUndoOfTheDayBefore takes back, the day after, what a group counted, and
// then that day's only answer: of the day before nothing is left either.
func TestUndoOfTheDayBefore(t *testing.T) {
	w := newWorld(t)
	w.say("juf@klas", "/quiz crm")
	w.say("anna@klas", "herhaalaankopen")
	if got := w.store.profile(t, anna).Today; got != (bot.Day{Date: "2026-11-23", New: 1, Done: 1}) {
		t.Errorf("the day is %+v", got)
	}
	w.now = w.now.Add(24 * time.Hour)
	w.say("anna", "/quiz crm")
	w.say("anna", "identificatie, segmentatie, maatwerk")
	if got := w.store.profile(t, anna).Today; got.Date != "2026-11-24" || got.Done != 1 {
		t.Errorf("the next day is %+v", got)
	}
	w.say("anna@klas", "/undo")
	w.say("anna", "/undo")
	if got := w.store.profile(t, anna).Today; got != (bot.Day{Date: "2026-11-23"}) {
		t.Errorf("with both taken back, the day is %+v", got)
	}
}
