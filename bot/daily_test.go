package bot_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/decks"
)

// due moves the clock to what is planned for a learner, and so much on, and
// delivers it; it returns what was said.
func (w *world) due(l bot.Learner, late time.Duration) string {
	w.t.Helper()
	slot := w.store.plans[l]
	w.now = slot.Add(late)
	messages, next := w.pushAt(l, slot)
	w.store.plans[l] = next
	return write(messages)
}

// TestPushLate delivers a push that was missed while it makes sense, and no two
// for two that were missed.
func TestPushLate(t *testing.T) {
	for _, test := range []struct {
		hours string
		late  time.Duration
		said  bool
		next  string
	}{
		{"08:00", 0, true, "2026-11-25 07:00"},
		{"08:00", 5 * time.Hour, true, "2026-11-25 07:00"},
		{"08:00", 15 * time.Hour, false, "2026-11-25 07:00"},
		{"08:00", 50 * time.Hour, true, "2026-11-27 07:00"},
		{"08:00 11:00 19:00", 5 * time.Hour, true, "2026-11-24 18:00"},
	} {
		w, l := begun(t)
		w.say("anna", "/daily "+test.hours)
		w.store.plans[l] = time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC)
		w.now = w.now.Add(14 * time.Hour)
		w.say("anna", "/daily "+test.hours) // only tomorrow's are to come
		said := w.due(l, test.late)
		if (said != "") != test.said || stamp(w.store.plans[l]) != test.next {
			t.Errorf("%s, %v late: next %s, want %s; said %q", test.hours, test.late, stamp(w.store.plans[l]), test.next, said)
		}
	}
}

// TestPushAfterAMove lets nothing come twice on a date, nor get lost, when its
// learner sets another zone.
func TestPushAfterAMove(t *testing.T) {
	for _, test := range []struct {
		name, at, zone string // at is UTC; her hour is 07:00 of it
		first, second  string // pushes to come, with a message
	}{
		{"EastBeforeIt", "2026-11-24 05:30", "Asia/Tokyo", "2026-11-24 05:31", "2026-11-24 23:00"},
		{"EastAfterIt", "2026-11-24 07:30", "Asia/Tokyo", "2026-11-24 23:00", "2026-11-25 23:00"},
		{"WestBeforeIt", "2026-11-24 05:30", "America/New_York", "2026-11-24 13:00", "2026-11-25 13:00"},
		{"WestAfterIt", "2026-11-24 07:30", "America/New_York", "2026-11-25 13:00", "2026-11-26 13:00"},
		{"OverTheDateLine", "2026-11-24 07:30", "Pacific/Pago_Pago", "2026-11-25 19:00", "2026-11-26 19:00"},
		{"AQuarterEast", "2026-11-24 06:30", "Asia/Kathmandu", "2026-11-24 06:31", "2026-11-25 02:15"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w, l := begun(t)
			at, err := time.Parse("2006-01-02 15:04", test.at)
			if err != nil {
				t.Fatal(err)
			}
			for w.store.plans[l].Before(at) {
				w.due(l, 0)
			}
			w.now = at
			w.say("anna", "/settings zone "+test.zone)
			for _, want := range []string{test.first, test.second} {
				if got := stamp(w.store.plans[l]); got != want {
					t.Errorf("planned at %s, want %s", got, want)
				}
				if said := w.due(l, 0); said == "" {
					t.Error("nothing was said")
				}
			}
		})
	}
}

// TestTheSameHoursAgain brings nothing twice on a date to who types his hours
// anew, having flown west.
func TestTheSameHoursAgain(t *testing.T) {
	w, l := begun(t)
	w.say("anna", "/daily 08:00 19:30")
	w.due(l, 0) // this evening
	w.due(l, 0)
	w.now = w.now.Add(time.Hour)
	w.say("anna", "/settings zone America/New_York")
	w.say("anna", "/daily 08:00 19:30")
	if got := stamp(w.store.plans[l]); got != "2026-11-25 00:30" {
		t.Errorf("planned at %s", got)
	}
}

// TestPutOffAtNoon lets go what lies before the evening it is put off to.
func TestPutOffAtNoon(t *testing.T) {
	w, l := begun(t)
	w.say("anna", "/daily 08:00 12:00 19:30")
	w.due(l, 0) // this noon
	w.due(l, 0)
	w.due(l, 0)
	for _, want := range []string{"2026-11-24 18:00", "2026-11-24 18:30", "2026-11-25 07:00"} {
		if want == "2026-11-24 18:00" {
			w.say("anna", "/later 19:00")
		}
		if got := stamp(w.store.plans[l]); got != want {
			t.Errorf("planned at %s, want %s", got, want)
		}
		w.due(l, 0)
	}
}

// TestNothingToPush keeps silent when nothing is due and when the cards were
// just answered, and goes on with the next slot.
func TestNothingToPush(t *testing.T) {
	w := newWorld(t)
	w.say("anna", "/daily 08:00")
	w.say("anna", "/quiz crm")
	for _, answer := range []string{"herhaalaankopen", "identificatie, segmentatie, maatwerk", "een band, die de klant voelt", "klanten houden"} {
		w.say("anna", answer)
	}
	l := w.store.who(t, anna)
	if said := w.due(l, 0); said != "" || stamp(w.store.plans[l]) != "2026-11-25 07:00" {
		t.Errorf("with nothing due it says %q, next %s", said, stamp(w.store.plans[l]))
	}
	w.now = time.Date(2026, 11, 25, 6, 55, 0, 0, time.UTC)
	w.say("anna", "/quiz memory")
	w.say("anna", "reviews apart in time")
	w.say("anna", "/stop")
	if said := w.due(l, 0); said != "" || stamp(w.store.plans[l]) != "2026-11-26 07:00" {
		t.Errorf("five minutes after a round it says %q, next %s", said, stamp(w.store.plans[l]))
	}
	if said := w.due(l, 0); !strings.Contains(said, "Dag 2 op rij.") {
		t.Errorf("after a day with nothing due it says %s", said)
	}
}

// TestAGroupSparesADay counts a day with nothing due as none that was missed,
// also when the answer after it is given in a group.
func TestAGroupSparesADay(t *testing.T) {
	w := newWorld(t)
	w.say("anna", "/quiz crm")
	answers := []string{"herhaalaankopen", "identificatie, segmentatie, maatwerk", "een band, die de klant voelt", "klanten houden"}
	for _, answer := range answers {
		w.say("anna", answer)
	}
	w.now = w.now.Add(48 * time.Hour)
	w.say("anna@klas", "/quiz crm")
	for _, answer := range answers {
		w.say("anna@klas", "!"+answer)
	}
	if said := write(w.say("anna", "/stats")); !strings.Contains(said, "Dag 2 op rij.") {
		t.Errorf("after a day with nothing due: %s", said)
	}
}

// TestAWeekOfSilence counts dates, not pushes.
func TestAWeekOfSilence(t *testing.T) {
	w, l := begun(t)
	w.now = w.now.Add(12 * time.Hour)
	w.say("anna", "/daily 08:00 19:30")
	for i := range 14 {
		if said := w.due(l, 0); !strings.Contains(said, "Goede") {
			t.Errorf("push %d says %s", i+1, said)
		}
	}
	if said := w.due(l, 0); !strings.Contains(said, "stil") || !w.store.plans[l].IsZero() {
		t.Errorf("after a week it says %s, next %v", said, w.store.plans[l])
	}
}

// TestTimetable fetches a learner's timetable rarely, keeps what it read while
// the server is down, and tells nobody its address.
func TestTimetable(t *testing.T) {
	const address = "https://school.example/rooster.ics?key=geheim"
	w, l := begun(t)
	var log bytes.Buffer
	c := w.engine.Config
	c.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	var asked []string
	c.Fetch = func(ctx context.Context, address, tag string) ([]byte, string, error) {
		asked = append(asked, tag)
		return w.fetch(ctx, address, tag)
	}
	var err error
	if w.engine, err = bot.New(c); err != nil {
		t.Fatal(err)
	}
	w.say("anna", "/daily 09:00")
	w.say("anna", "/daily ics "+address)
	for range 9 {
		w.due(l, 0)
		w.say("anna", "/stats")
	}
	whole := 0
	for _, tag := range asked {
		if tag == "" {
			whole++
		}
	}
	if len(asked) < 8 || len(asked) > 12 || whole != 2 { // at first, and after a week
		t.Errorf("asked for it with the tags %q", asked)
	}
	if at := w.store.plans[l]; stamp(at) != "2026-12-03 09:30" {
		t.Errorf("on a Thursday planned at %s", stamp(at))
	}
	w.school[address] = ""
	w.due(l, 0)
	w.due(l, 0)
	w.say("anna", "/daily ics "+address)
	if got := stamp(w.store.plans[l]); got != "2026-12-05 08:00" {
		t.Errorf("with the server down planned at %s", got)
	}
	if log.Len() == 0 || strings.Contains(log.String(), "geheim") || strings.Contains(log.String(), "school.example") {
		t.Errorf("the log has %s", log.String())
	}
}

// TestTimetableFile keeps what was in a file for a term, tells nobody what it
// is called, and forgets it when the last lecture is over.
func TestTimetableFile(t *testing.T) {
	w, l := begun(t)
	var log bytes.Buffer
	c := w.engine.Config
	c.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	var err error
	if w.engine, err = bot.New(c); err != nil {
		t.Fatal(err)
	}
	w.say("anna", "/daily 09:00 di")
	for _, line := range []string{"+geheim.ics+", "+kapot.ics+"} {
		w.say("anna", line)
	}
	if at := stamp(w.store.plans[l]); at != "2026-11-24 08:00" {
		t.Fatalf("without a timetable planned at %s", at)
	}
	w.now = w.now.Add(time.Minute)
	w.say("anna", "+rooster.ics+")
	var late, early int
	for range 30 {
		w.due(l, 0)
		w.say("anna", "/stats")
		switch at := w.store.plans[l].In(w.zone).Format("15:04"); at {
		case "10:30":
			late++
		case "09:00":
			early++
		default:
			t.Fatalf("planned at %s", at)
		}
	}
	if late != 25 || early != 5 {
		t.Errorf("%d pushes after the lectures and %d as if there were none", late, early)
	}
	if log.Len() == 0 || strings.Contains(log.String(), "geheim") || strings.Contains(log.String(), "DTSTART") {
		t.Errorf("the log has %s", log.String())
	}
	profile := w.store.profile(t, anna)
	if profile.Push.Lectures.Term != "" || len(profile.Push.Lectures.Busy) > 0 {
		t.Errorf("after the term there is still %+v", profile.Push.Lectures)
	}
}

// TestPushInALectureTwice delivers the slot of a push again that a timetable
// was looked at for, as after a process that died: it comes after the lecture.
func TestPushInALectureTwice(t *testing.T) {
	w, l := begun(t)
	w.say("anna", "/daily 09:00")
	slot := w.store.plans[l] // Tuesday at nine
	w.say("anna", "/daily ics https://school.example/rooster.ics?key=geheim")
	w.now = slot.Add(time.Minute)
	for range 2 {
		if messages, next := w.pushAt(l, slot); messages != nil || stamp(next) != "2026-11-24 09:30" {
			t.Errorf("in a lecture: next %s, said %s", stamp(next), write(messages))
		}
	}
	w.now = slot.Add(90 * time.Minute)
	first, _ := w.pushAt(l, slot)
	again, next := w.pushAt(l, slot)
	if len(first) != 1 || write(again) != write(first) || stamp(next) != "2026-11-25 08:00" {
		t.Errorf("after it: %s, then %s, next %s", write(first), write(again), stamp(next))
	}
}

// TestAGroupWakes plans the pushes again of a learner who is heard in a group.
func TestAGroupWakes(t *testing.T) {
	w, l := begun(t)
	for range 8 {
		w.due(l, 0)
	}
	if !w.store.plans[l].IsZero() {
		t.Fatalf("planned at %v after a week of silence", w.store.plans[l])
	}
	w.say("anna@klas", "/quiz crm")
	if said := write(w.say("anna@klas", "een band, die de klant voelt")); !strings.Contains(said, "Anna heeft het") {
		t.Fatalf("in the group: %s", said)
	}
	if w.store.plans[l].IsZero() {
		t.Error("not planned though she answered")
	}
}

// TestPace tells the minutes that a learner takes himself.
func TestPace(t *testing.T) {
	cards := make([]decks.Card, 60)
	for i := range cards {
		id := string(rune('a'+i/26)) + string(rune('a'+i%26))
		cards[i] = decks.Card{ID: id, Front: "Wat is " + id + "?", Back: id}
	}
	lib, err := decks.NewLibrary(&decks.Deck{ID: "crm", Title: "CRM", Lang: "nl", Cards: cards})
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	w.rebuild(lib)
	w.say("anna", "/settings new 100")
	w.say("anna", "/settings round 30")
	w.say("anna", "/quiz crm")
	for i := range 30 {
		w.now = w.now.Add(10 * time.Second)
		w.say("anna", cards[i].Back)
	}
	w.say("anna", "/daily 08:00")
	if said := w.due(w.store.who(t, anna), 0); !strings.Contains(said, "30 kaarten, 7 minuten") {
		t.Errorf("at about 13 s a card: %s", said)
	}
}
