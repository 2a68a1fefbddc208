package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/scheduler"
)

// TestAnything plays any sequence of commands, answers, buttons and repeats:
// nothing panics or fails, every message can be shown, and the memories are
// what the log adds up to.
func TestAnything(t *testing.T) {
	lines := []string{
		"/start", "/start crm", "/quiz", "/quiz crm", "/quiz crm 3 samen", "/quiz crm together", "/quiz 10", "/quiz crm iedereen", "/quiz crm keuze", "/quiz memory choice", "/quiz crm teams 2", "/team 1", "/team blauw", "/team x", "/begin", "/begin x", "/choose", "/choose x.1 1", "/remember", "/remember off", "/onthoud aan", "/settings groups off", "/settings groups", "/quiz memory exam", "/quiz memory race 1", "/quiz memory", "/quiz *", "/quiz crm more", "/quiz x", "/quiz @everyone", "/daily @everyone", "/@everyone",
		"/hint", "/skip", "/show", "/stop", "/pause", "/verder", "/why", "/right", "/doubt", "/decks", "/stats", "/daily", "/daily 08:00",
		"/daily off", "/settings", "/settings new 0", "/settings round 2", "/settings lang en", "/settings zone Tokyo",
		"/settings zone", "/settings day", "/settings reviews 2", "/settings retention 95", "/settings retention crm 0,8",
		"/settings retention crm uit", "/settings easy za zo=0", "/settings easy", "/settings memory", "/settings daily",
		"/undo", "/undo", "/terug", "/leeches", "/aside 0", "/contrast", "/help", "/link", "/later", "/later 19:00", "/mark x right", "/mark", "/start@", "/",
		"/daily 08:00 19:30 ma-vr, weekend 11:00 crm", "/daily + 21:00 memory", "/daily werkdagen", "/daily quiet 21-8", "/daily stil uit",
		"/daily pause 2 weeks", "/daily pauze tot 4 januari", "/daily resume", "/later tomorrow", "/later 1h",
		"/daily ics https://school.example/rooster.ics?key=geheim", "/daily ics @everyone", "/daily ics off",
		"+rooster.ics+", "+ROOSTER.ICAL+ /daily rooster", "+rooster.ics+ /daily", "+foto.jpg+", "+foto.jpg+ een band", "+weg.ics+ @everyone", "+leeg.ics+", "+kapot.ics+ /daily ics",
		"/daily 08:30 crm", "/daily 20:00 21:00 memory", "/daily x", "/exam", "/exam crm 2027-01-20", "/exam @everyone 1-1-2027", "/exam off",
		"/join", "/join off", "/practise crm", "/practise", "/oefen mine", "/practise @everyone", "/decline crm 2027-01-20", "/hint x",
		"/exam", "/exam crm", "/exam crm morgen", "/exam crm over 4 weken 10", "/exam memory 1-12", "/exam crm off",
		"/exam @everyone", "/exam crm @everyone", "/settings minutes 20",
		"herhaalaankopen", "identificatie", "maatwerk, segmentatie", "identificatie, maatwerk, segmentatie", "een band",
		"een band, die de klant voelt", "klanten houden", "? misschien", "ja", "nee", "", " ", "weet ik niet", "@everyone <b>",
	}
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		w.strangers = rapid.Bool().Draw(rt, "strangers")
		if rapid.Bool().Draw(rt, "club") {
			w.say("juf@klas", "/daily 08:30 crm")
		}
		last := w.event("anna", "/start")
		for range rapid.IntRange(1, 40).Draw(rt, "steps") {
			if rapid.IntRange(0, 9).Draw(rt, "push") == 0 {
				w.anyPush(rt)
				w.anyCry(rt)
				w.anyTick(rt)
			}
			e := w.anyEvent(rt, lines, last)
			messages, err := w.engine.Handle(t.Context(), e)
			if err != nil {
				rt.Fatalf("%+v: %v", e, err)
			}
			w.show(e.Place, messages)
			for _, m := range messages {
				fits(rt, m)
			}
			last = e
		}
		for _, a := range []bot.Account{anna, {Platform: "console", ID: "bram"}, {Platform: "console", ID: "juf"}, {Platform: "telegram", ID: "anna"}} {
			balance(rt, t, w, a)
		}
		tally(rt, w)
	})
}

// anyEvent draws a line that somebody types, a button that he presses, or what
// came last once more.
func (w *world) anyEvent(rt *rapid.T, lines []string, last bot.Event) bot.Event {
	who := rapid.SampledFrom([]string{"anna", "bram", "anna@klas", "bram@klas", "juf@klas", "anna/telegram"}).Draw(rt, "who")
	e := w.event(who, rapid.SampledFrom(lines).Draw(rt, "line"))
	switch rapid.IntRange(0, 7).Draw(rt, "how") {
	case 0:
		return last
	case 1:
		if shown := w.shown[e.Place.Chat]; len(shown) > 0 {
			e.Pressed = true
			return withText(e, rapid.SampledFrom(shown).Draw(rt, "button").Command)
		}
	case 2:
		w.now = w.now.Add(time.Duration(rapid.IntRange(0, 48*60).Draw(rt, "minutes")) * time.Minute)
	case 3:
		e.Direct = true
	case 4, 5: // what rounds are mostly made of
		return withText(e, rapid.SampledFrom([]string{"/quiz crm", "/quiz crm samen", "/quiz crm toets", "/quiz crm everyone", "/quiz crm keuze", "/quiz crm teams", "/begin", "a", "b", "herhaalaankopen", "maatwerk", "weet ik niet", "/undo"}).Draw(rt, "usual"))
	}
	return e
}

// anyPush lets a push come to Anna now, once or twice.
func (w *world) anyPush(rt *rapid.T) {
	l := w.store.who(w.t, anna)
	for range rapid.IntRange(1, 2).Draw(rt, "times") {
		to, messages, _, err := w.engine.Push(w.t.Context(), l, w.now)
		if err != nil {
			rt.Fatal(err)
		}
		w.show(to, messages)
		for _, m := range messages {
			fits(rt, m)
		}
	}
}

// anyCry lets what is planned for the group come, once or twice.
func (w *world) anyCry(rt *rapid.T) { w.anyPlanned(rt, w.store.cries, w.engine.Cry) }

// anyTick lets what is planned of the group's round come.
func (w *world) anyTick(rt *rapid.T) { w.anyPlanned(rt, w.store.ticks, w.engine.Tick) }

func (w *world) anyPlanned(rt *rapid.T, planned map[bot.Place]time.Time, make maker) {
	slot := planned[klas]
	if slot.IsZero() {
		return
	}
	if slot.After(w.now) {
		w.now = slot
	}
	first := ""
	for range rapid.IntRange(1, 2).Draw(rt, "times") {
		messages, next, err := make(w.t.Context(), klas, slot)
		if err != nil || !next.IsZero() && !next.After(w.now) {
			rt.Fatalf("next %v at %v, %v", next, w.now, err)
		}
		if said := write(messages); first != "" && said != first {
			rt.Fatalf("for the same slot it said %s and then %s", first, said)
		} else {
			first = said
		}
		w.show(klas, messages)
		for _, m := range messages {
			fits(rt, m)
		}
		planned[klas] = next
	}
}

// fits wants a message within what every platform can show.
func fits(rt *rapid.T, m bot.Message) {
	if strings.Contains(string(m.Text), "@everyone") {
		rt.Fatalf("it calls everyone: %s", m.Text)
	}
	if m.Text == "" || len([]rune(m.Text.Plain())) > 2000 {
		rt.Fatalf("a text of %d characters", len(m.Text))
	}
	if len(m.Buttons) > 5 {
		rt.Fatalf("%d rows of buttons", len(m.Buttons))
	}
	for _, row := range m.Buttons {
		if len(row) > 5 || len(row) == 0 {
			rt.Fatalf("a row of %d buttons", len(row))
		}
		for _, b := range row {
			if len(b.Command) > 64 || len([]rune(b.Label)) > 80 || b.Label == "" {
				rt.Fatalf("the button %+v", b)
			}
		}
	}
}

// tally wants the points of the group's round to be what its cards can earn:
// nobody has less than nothing or another's, an item belongs to one, and nobody
// is in two teams.
func tally(rt *rapid.T, w *world) {
	v, err := w.store.Club(w.t.Context(), klas)
	if err != nil {
		rt.Fatal(err)
	}
	race := v.Round.Race
	if race == nil {
		return
	}
	if race.Teams != nil {
		in := make(map[bot.Learner]bool)
		for _, m := range race.Teams.Members {
			if in[m.Learner] || m.Team < 0 || m.Team >= len(race.Teams.Tenths) {
				rt.Fatalf("the members are %+v", race.Teams.Members)
			}
			in[m.Learner] = true
		}
	}
	sum, items := 0, make(map[string]bool)
	for _, s := range race.Scores {
		if s.Points < 0 || !slices.Contains(race.Players, s.Learner) {
			rt.Fatalf("%s has %d points", s.Learner, s.Points)
		}
		sum += s.Points
	}
	for _, n := range race.Named {
		if items[n.Item] {
			rt.Fatalf("%s was named twice", n.Item)
		}
		items[n.Item] = true
	}
	each := 1 // who earns a card
	if race.Mode != "race" && race.Mode != "together" {
		each = len(race.Players)
	}
	if most := 5*v.Round.At*each + len(items); sum > most {
		rt.Fatalf("%d points in %d cards", sum, v.Round.At)
	}
}

// balance adds up a learner's log: each event counts a card at most once, no
// review hangs loose, and the day counts those that were not taken back.
func balance(rt *rapid.T, t *testing.T, w *world, a bot.Account) {
	log, err := w.store.Log(t.Context(), w.store.who(t, a), 1000)
	if err != nil {
		rt.Fatal(err)
	}
	profile := w.store.profile(t, a)
	today := bot.Day{Date: profile.Today.Date}
	reps, seen := make(map[string]int), make(map[string]bool)
	for _, r := range log {
		card := r.Deck + "/" + r.Card
		if once := fmt.Sprint(r.ID, card, r.Undo); seen[once] {
			rt.Fatalf("event %s counted %s twice", r.ID, card)
		} else {
			seen[once] = true
		}
		n, met := 1, r.Before.New()
		if r.Undo {
			n, met = -1, r.After.New()
		}
		reps[card] += n
		if (scheduler.Calendar{Zone: w.zone}).Day(r.At) == today.Date {
			today.Done += n
			if met {
				today.New += n
			}
		}
	}
	if today != profile.Today && profile.Zone == "" {
		rt.Fatalf("the log makes the day %+v, it is %+v", today, profile.Today)
	}
	for _, deck := range []string{"crm", "memory"} {
		for card, n := range w.store.reps(t, a, deck) {
			if reps[deck+"/"+card] != int(n) {
				rt.Fatalf("%s was reviewed %d times, its memory says %d", card, reps[deck+"/"+card], n)
			}
		}
	}
}
