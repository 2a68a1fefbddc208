package bot_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/scheduler"
	"github.com/overhoor/overhoor/scheduler/daily"
)

var _ daily.Sender = (*bot.Crier)(nil)

var klas = bot.Place{Platform: "console", Chat: "klas", Group: true}

// withCard is a world in which a group has the card of the day before it.
func withCard(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.say("juf@klas", "/daily 08:30 crm")
	if said := w.cry(klas); !strings.Contains(said, "Wat is retentie?") {
		t.Fatal(said)
	}
	return w
}

// TestCrier sends what is due once, keeps the slot of what failed, and leaves a
// closed group alone until somebody writes there.
func TestCrier(t *testing.T) {
	w := newWorld(t)
	w.say("juf@klas", "/daily 08:30 crm")
	adapter := &post{err: errDown}
	crier := &bot.Crier{Engine: w.engine, Adapters: map[string]bot.Adapter{"console": adapter}}
	slot := w.store.cries[klas]
	w.now = slot
	if _, err := crier.Deliver(t.Context(), klas.Name(), slot); !errors.Is(err, errDown) {
		t.Errorf("want the adapter's error, got %v", err)
	}
	adapter.err = nil
	w.say("anna@klas", "/join") // changes the club in between
	evening, err := crier.Deliver(t.Context(), klas.Name(), slot)
	if err != nil || len(adapter.sent) != 1 || evening.Sub(slot) != 10*time.Hour+30*time.Minute {
		t.Fatalf("sent %v, next %v, %v", adapter.sent, evening, err)
	}
	first := write(adapter.sent)
	again, err := crier.Deliver(t.Context(), klas.Name(), slot)
	if err != nil || !again.Equal(evening) || write(adapter.sent) != first+first {
		t.Errorf("for the same slot: next %v, %v, %s", again, err, write(adapter.sent))
	}

	adapter.err = fmt.Errorf("send: %w", bot.ErrGone)
	w.now = evening
	if next, err := crier.Deliver(t.Context(), klas.Name(), evening); err != nil || !next.IsZero() {
		t.Errorf("a closed group is planned at %v, %v", next, err)
	}
	w.store.cries[klas] = time.Time{}
	w.say("anna@klas", "daar ben ik weer")
	if w.store.cries[klas].IsZero() {
		t.Error("not planned again though she wrote")
	}

	elsewhere := &bot.Crier{Engine: w.engine}
	if next, err := elsewhere.Deliver(t.Context(), klas.Name(), slot); err != nil || !next.Equal(slot) {
		t.Errorf("on a platform served elsewhere the next slot is %v, %v", next, err)
	}
	if _, err := crier.Deliver(t.Context(), "nonsense", slot); err == nil {
		t.Error("a name of no group is no error")
	}
}

func TestPlaceName(t *testing.T) {
	for _, p := range []bot.Place{
		klas, {Platform: "telegram", Chat: "-100", Thread: "7", Group: true}, {Platform: "a:b", Chat: "{c} %", Thread: ":", Group: true},
	} {
		if got, err := bot.GroupNamed(p.Name()); err != nil || got != p {
			t.Errorf("%+v became %q and %+v, %v", p, p.Name(), got, err)
		}
	}
}

// TestCrashAtTheCardOfTheDay breaks the store around each write of a day: each
// answer is counted once, and the group is told the same.
func TestCrashAtTheCardOfTheDay(t *testing.T) {
	for _, op := range []string{"read", "before group", "after group", "before commit", "after commit"} {
		t.Run(op, func(t *testing.T) {
			w := withCard(t)
			for _, e := range []bot.Event{w.event("anna@klas", "herhaalaankopen"), w.event("bram@klas", "!geen idee"), w.event("eva@klas", "/join")} {
				w.breakOnce(op)
				if _, err := w.engine.Handle(t.Context(), e); err != nil {
					w.handle(e)
				}
			}
			slot := w.store.cries[klas]
			w.now = slot
			w.breakOnce(op)
			told, next, err := w.engine.Cry(t.Context(), klas, slot)
			if err != nil {
				told, next, err = w.engine.Cry(t.Context(), klas, slot)
			}
			if err != nil || !strings.Contains(write(told), "1 van 2 goed: Anna.") || !next.After(slot) {
				t.Errorf("told %s, next %v, %v", write(told), next, err)
			}
			w.now = w.now.Add(48 * time.Hour) // longer than events are remembered
			w.say("eva@klas", "/decks")
			for _, who := range []string{"anna", "bram"} {
				if n := w.store.reps(t, bot.Account{Platform: "console", ID: who}, "crm")["retentie"]; n != 1 {
					t.Errorf("%s was counted %d times, want once", who, n)
				}
			}
		})
	}
}

// TestCardTheGroupForgets asks the card that most members are about to have
// forgotten: not one that nobody ever knew, nor one asked lately.
func TestCardTheGroupForgets(t *testing.T) {
	w := newWorld(t)
	memory := func(stability float64, days int) scheduler.Memory {
		last := w.now.AddDate(0, 0, -days)
		return scheduler.Memory{Stability: stability, Difficulty: 5, Last: last, Due: last, Reps: 3}
	}
	for who, kept := range map[string]map[string]scheduler.Memory{
		"anna": {"retentie": memory(0.2, 30), "stappen": memory(50, 5), "binding": memory(5, 20), "behoud": memory(4, 9)},
		"bram": {"retentie": memory(0.2, 30), "stappen": memory(50, 5), "binding": memory(5, 20)},
		"eva":  {"retentie": memory(0.2, 30), "behoud": memory(3, 40)}, // takes no part
	} {
		step := bot.Step{Learner: w.store.who(t, bot.Account{Platform: "console", ID: who})}
		for card, m := range kept {
			step.Import = append(step.Import, bot.Memory{Deck: "crm", Card: card, After: m})
		}
		if err := w.store.Commit(t.Context(), step); err != nil {
			t.Fatal(err)
		}
	}
	w.say("anna@klas", "/join")
	w.say("bram@klas", "/join")
	w.say("juf@klas", "/daily 08:30 crm")
	for _, question := range []string{"klantbinding", "klantbehoud", "welke 3 stappen", "retentie", "klantbinding"} {
		said := w.cry(klas)
		if !strings.Contains(said, question) {
			t.Errorf("want %s, it says %s", question, said)
		}
		w.say("juf@klas", "!nee") // so that it goes on
		w.cry(klas)
	}
}

// TestCardOfALinkedMember goes on when a member linked his accounts: he counts
// as who he became.
func TestCardOfALinkedMember(t *testing.T) {
	w := newWorld(t)
	w.say("anna@klas", "/join")
	w.say("bram@klas", "/join")
	w.say("anna", "/quiz crm")
	_, code, _ := strings.Cut(string(w.say("anna/telegram", "/link")[0].Text), "/link ")
	w.say("anna", "/link "+code)
	w.say("juf@klas", "/daily 08:30 crm")
	w.cry(klas)
	v, err := w.store.Club(t.Context(), klas)
	if err != nil {
		t.Fatal(err)
	}
	want := []bot.Learner{w.store.who(t, bot.Account{Platform: "console", ID: "bram"}), w.store.who(t, anna)}
	if fmt.Sprint(v.Club.Members) != fmt.Sprint(want) || want[1] != "telegram:anna" {
		t.Errorf("the members are %v, want %v", v.Club.Members, want)
	}
}

// TestCardAcrossClockChanges wants the card at 08:30 and the answer at 19:00 on
// the group's clocks every day.
func TestCardAcrossClockChanges(t *testing.T) {
	amsterdam, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	for _, from := range []time.Time{
		time.Date(2026, 3, 27, 10, 0, 0, 0, time.UTC),
		time.Date(2026, 10, 23, 10, 0, 0, 0, time.UTC),
	} {
		w := newWorld(t)
		w.now = from
		w.say("juf@klas", "/daily 08:30 crm")
		for day := 1; day <= 5; day++ {
			for _, clock := range []string{" 08:30", " 19:00"} {
				slot := w.store.cries[klas]
				if want := from.AddDate(0, 0, day).Format(time.DateOnly) + clock; slot.In(amsterdam).Format("2006-01-02 15:04") != want {
					t.Errorf("told at %v, want %s", slot.In(amsterdam), want)
				}
				if said := w.cry(klas); !strings.Contains(said, "bot:") {
					t.Errorf("at %v it says %s", slot, said)
				}
				w.now = w.now.Add(2 * time.Second)
				w.say("anna@klas", "!nee")
			}
		}
	}
}

// TestLateCard asks a card that was due while nobody was there to ask it, but
// not when its evening is past.
func TestLateCard(t *testing.T) {
	for _, test := range []struct {
		late  time.Duration
		asked bool
	}{{5 * time.Hour, true}, {11 * time.Hour, false}, {20 * time.Hour, false}} {
		w := newWorld(t)
		w.say("juf@klas", "/daily 08:30 crm")
		slot := w.store.cries[klas]
		w.now = slot.Add(test.late)
		messages, next, err := w.engine.Cry(t.Context(), klas, slot)
		if err != nil || (len(messages) > 0) != test.asked || !next.After(w.now) {
			t.Errorf("%v late: %v, next %v, %v", test.late, messages, next, err)
		}
	}
}

// TestCrashAtTheExam breaks the store around each write while an exam is set,
// moved and called off: in the end each member's profile knows of what stands.
func TestCrashAtTheExam(t *testing.T) {
	for _, op := range []string{"before group", "after group", "before commit", "after commit"} {
		t.Run(op, func(t *testing.T) {
			w := newWorld(t)
			for _, step := range []struct{ who, line, want string }{
				{"anna@klas", "/join", "[]"},
				{"juf@klas", "/exam crm 2027-01-20", "[{crm 2027-01-20 false false false}]"},
				{"juf@klas", "/exam crm 2027-01-21", "[{crm 2027-01-21 false false false}]"},
				{"anna@klas", "/join off", "[]"},
				{"anna@klas", "/join", "[{crm 2027-01-21 false false false}]"},
				{"juf@klas", "/exam off", "[]"},
			} {
				e := w.event(step.who, step.line)
				w.breakOnce(op)
				if _, err := w.engine.Handle(t.Context(), e); err != nil {
					w.handle(e)
				}
				w.say("bram@klas", "/decks") // whoever comes next finishes it
				view, err := w.store.Learner(t.Context(), w.store.who(t, anna))
				if got := fmt.Sprint(view.Profile.Invites); err != nil || got != step.want {
					t.Errorf("after %s the profile has %s, want %s, %v", step.line, got, step.want, err)
				}
			}
		})
	}
}

// TestCrashAtTheEndOfARound breaks the store around each write while a round
// ends that nobody answers: whoever missed its card forgot it once.
func TestCrashAtTheEndOfARound(t *testing.T) {
	for _, op := range []string{"read", "before group", "after group", "before commit", "after commit"} {
		t.Run(op, func(t *testing.T) {
			w := newWorld(t)
			w.say("anna@klas", "/quiz crm")
			w.say("bram@klas", "!geen idee")
			adapter := &post{}
			crier := &bot.Crier{Engine: w.engine, Adapters: map[string]bot.Adapter{"console": adapter}}
			slot := w.store.ticks[klas]
			w.now = slot
			w.breakOnce(op)
			next, err := crier.Deliver(t.Context(), klas.RoundName(), slot)
			if err != nil {
				next, err = crier.Deliver(t.Context(), klas.RoundName(), slot)
			}
			for range 2 { // the clock itself sees to what was left
				if err == nil && !next.IsZero() {
					w.now = next
					next, err = crier.Deliver(t.Context(), klas.RoundName(), next)
				}
			}
			if err != nil || !next.IsZero() || len(adapter.sent) != 1 || !strings.Contains(write(adapter.sent), "Klaar") {
				t.Errorf("sent %s, next %v, %v", write(adapter.sent), next, err)
			}
			if n := w.store.reps(t, bram, "crm")["retentie"]; n != 1 {
				t.Errorf("counted %d times, want once", n)
			}
		})
	}
}

// TestACardOfTheDayAfterADayAway brings the program back a little after the
// hour: the card is today's, and yesterday's is not made up for.
func TestACardOfTheDayAfterADayAway(t *testing.T) {
	w := newWorld(t)
	w.say("juf@klas", "/daily 08:30 crm")
	slot := w.store.cries[klas]
	w.now = slot.Add(24*time.Hour + 2*time.Second)
	said := w.cry(klas)
	if !strings.Contains(said, "Kaart van de dag") {
		t.Errorf("back at %v it says %s", w.now, said)
	}
	if next := w.store.cries[klas]; next.Sub(w.now) > 12*time.Hour {
		t.Errorf("the answer is planned for %v", next)
	}
}
