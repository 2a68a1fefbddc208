package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/overhoor/overhoor/scheduler"
	"github.com/overhoor/overhoor/scheduler/timetable"
)

func calendar(t testing.TB, name string) scheduler.Calendar {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return scheduler.Calendar{Zone: zone}
}

// moment reads "24 08:00", of November 2026.
func moment(t testing.TB, cal scheduler.Calendar, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01 02 15:04", "2026-11 "+s, cal.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// TestComes asks for the next slot of an hour; the 24th is a Tuesday.
func TestComes(t *testing.T) {
	cal := calendar(t, "Europe/Amsterdam")
	busy := func(from, until string) timetable.Busy {
		return timetable.Busy{{From: moment(t, cal, from), Until: moment(t, cal, until)}}
	}
	workdays := scheduler.WeekdaysOf(1, 2, 3, 4, 5)
	for _, test := range []struct {
		name string
		p    Pushes
		hour Hour
		now  string
		want string
	}{
		{"LaterToday", Pushes{}, Hour{Clock: "08:00"}, "24 07:00", "24 08:00"},
		{"Now", Pushes{}, Hour{Clock: "08:00"}, "24 08:00", "24 08:00"},
		{"ServedToday", Pushes{}, Hour{Clock: "08:00", Served: "2026-11-24"}, "24 08:00", "25 08:00"},
		{"ServedFarEast", Pushes{}, Hour{Clock: "08:00", Served: "2026-11-25"}, "24 20:00", "26 08:00"},
		{"Missed", Pushes{}, Hour{Clock: "08:00", Served: "2026-11-23"}, "24 14:00", "24 14:00"},
		{"MissedUntilQuiet", Pushes{}, Hour{Clock: "08:00", Served: "2026-11-23"}, "24 22:00", "25 08:00"},
		{"MissedYesterday", Pushes{}, Hour{Clock: "08:00", Served: "2026-11-23"}, "25 00:30", "25 08:00"},
		{"MissedOnADayOff", Pushes{}, Hour{Clock: "08:00", Days: workdays}, "28 14:00", "30 08:00"},
		{"ABitLateWhenQuiet", Pushes{}, Hour{Clock: "23:55", Served: "2026-11-23"}, "24 23:58", "24 23:58"},
		{"ABitLatePastMidnight", Pushes{}, Hour{Clock: "23:55", Served: "2026-11-23"}, "25 00:02", "25 00:02"},
		{"TooLateWhenQuiet", Pushes{}, Hour{Clock: "23:00", Served: "2026-11-23"}, "24 23:30", "25 23:00"},
		{"OtherQuietHours", Pushes{Quiet: Quiet{"13:00", "15:00"}}, Hour{Clock: "08:00", Served: "2026-11-23"}, "24 14:00", "24 15:00"},
		{"MissedInTheNight", Pushes{}, Hour{Clock: "05:00", Served: "2026-11-23"}, "24 06:00", "24 07:00"},
		{"NeverQuiet", Pushes{Quiet: Quiet{"00:00", "00:00"}}, Hour{Clock: "08:00", Served: "2026-11-23"}, "24 23:30", "24 23:30"},
		{"AtAQuietHour", Pushes{}, Hour{Clock: "06:00"}, "24 05:00", "24 06:00"},
		{"InALecture", Pushes{Lectures: Lectures{Busy: busy("24 08:00", "24 09:45")}}, Hour{Clock: "08:00"}, "24 07:00", "24 09:45"},
		{"InALectureNow", Pushes{Lectures: Lectures{Busy: busy("24 07:30", "24 09:45")}}, Hour{Clock: "08:00"}, "24 08:00", "24 09:45"},
		{"AfterTheLecture", Pushes{Lectures: Lectures{Busy: busy("24 07:30", "24 09:45")}}, Hour{Clock: "08:00"}, "24 09:45", "24 09:45"},
		{"LectureUntilQuiet", Pushes{Lectures: Lectures{Busy: busy("24 19:00", "24 22:30")}}, Hour{Clock: "20:00"}, "24 07:00", "25 20:00"},
		{"MissedAndInALecture", Pushes{Lectures: Lectures{Busy: busy("24 13:00", "24 15:00")}}, Hour{Clock: "08:00"}, "24 14:00", "24 15:00"},
		{"Paused", Pushes{Pause: Pause{"2026-11-24", "2026-11-29"}}, Hour{Clock: "08:00"}, "24 07:00", "29 08:00"},
		{"PauseOver", Pushes{Pause: Pause{"2026-11-20", "2026-11-24"}}, Hour{Clock: "08:00"}, "24 07:00", "24 08:00"},
		{"OnTheNextDayOfIt", Pushes{}, Hour{Clock: "08:00", Days: scheduler.WeekdaysOf(time.Sunday)}, "24 07:00", "29 08:00"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, date := test.p.comes(test.hour, moment(t, cal, test.now), cal)
			if !got.Equal(moment(t, cal, test.want)) {
				t.Errorf("comes %v for %s, want %s", got, date, test.want)
			}
		})
	}
}

// TestNext takes the earliest of all hours and of what was put off.
func TestNext(t *testing.T) {
	cal := calendar(t, "Europe/Amsterdam")
	at := func(s string) time.Time { return moment(t, cal, s) }
	two := []Hour{{Clock: "19:30", Served: "2026-11-23"}, {Clock: "08:00", Served: "2026-11-24"}}
	for _, test := range []struct {
		name string
		p    Pushes
		now  string
		want string
	}{
		{"Nothing", Pushes{}, "24 09:00", ""},
		{"TheEarlier", Pushes{Hours: two}, "24 09:00", "24 19:30"},
		{"TheSnooze", Pushes{Hours: two, Snoozed: at("24 10:00")}, "24 09:00", "24 10:00"},
		{"AnHourBeforeTheSnooze", Pushes{Hours: two, Snoozed: at("24 20:00")}, "24 09:00", "24 19:30"},
		{"ASnoozeInALecture", Pushes{Snoozed: at("24 10:00"), Lectures: Lectures{Busy: timetable.Busy{{From: at("24 09:30"), Until: at("24 11:00")}}}}, "24 09:00", "24 11:00"},
		{"ASnoozeMissedUntilQuiet", Pushes{Snoozed: at("24 21:00")}, "24 23:00", "25 07:00"},
		{"ASnoozeABitLate", Pushes{Snoozed: at("24 21:59")}, "24 22:03", "24 22:03"},
		{"Asleep", Pushes{Hours: two, Snoozed: at("24 10:00"), Asleep: true}, "24 09:00", ""},
	} {
		got := test.p.next(at(test.now), cal)
		if test.want == "" && !got.IsZero() || test.want != "" && !got.Equal(at(test.want)) {
			t.Errorf("%s: next at %v, want %q", test.name, got, test.want)
		}
	}
}

// TestServe serves all that is due at once, with the decks that were wanted.
func TestServe(t *testing.T) {
	cal := calendar(t, "Europe/Amsterdam")
	p := Pushes{Hours: []Hour{{Clock: "08:00", Decks: []string{"crm"}}, {Clock: "09:00", Decks: []string{"memory"}}, {Clock: "19:00"}}}
	now := moment(t, cal, "24 09:00")
	before := fmt.Sprint(p)
	q := p
	decks, due := q.serve(now, cal)
	if !due || strings.Join(decks, " ") != "crm memory" || fmt.Sprint(p) != before {
		t.Errorf("due %v: %v; it was %v, is %v", due, decks, before, p)
	}
	if next := q.next(now, cal); !next.Equal(moment(t, cal, "24 19:00")) {
		t.Errorf("then comes %v", next)
	}
	if decks, due := q.serve(moment(t, cal, "24 19:00"), cal); !due || decks != nil {
		t.Errorf("of all decks: %v, %v", decks, due)
	}
	if _, due := q.serve(moment(t, cal, "24 19:01"), cal); due {
		t.Error("served twice")
	}
}

// TestSetAside lets go what lies before a moment.
func TestSetAside(t *testing.T) {
	cal := calendar(t, "Europe/Amsterdam")
	p := Pushes{Hours: []Hour{{Clock: "08:00"}, {Clock: "19:30"}}}
	p.setAside(moment(t, cal, "25 08:00"), cal)
	if got := p.Hours[0].Served + " " + p.Hours[1].Served; got != "2026-11-24 2026-11-24" {
		t.Errorf("served %s", got)
	}
	p.setAside(moment(t, cal, "24 08:00"), cal)
	if p.Hours[0].Served != "2026-11-24" {
		t.Error("taken back")
	}
}

// TestMoving lets a learner travel between zones while his pushes come, a
// little late as they do: none of his hours comes twice on a date, and none is
// left out on a date that his journey didn't take the rest of from him.
func TestMoving(t *testing.T) {
	zones := []string{
		"Europe/Amsterdam", "Europe/London", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham",
		"Pacific/Kiritimati", "Pacific/Pago_Pago", "America/St_Johns", "America/Los_Angeles", "America/Nuuk", "Africa/Cairo", "Africa/Casablanca",
	}
	rapid.Check(t, func(rt *rapid.T) {
		clocks := rapid.SampledFrom([][]string{{"08:00"}, {"02:30"}, {"00:00"}, {"23:30"}, {"07:15", "12:00", "20:30"}}).Draw(rt, "clocks")
		var p Pushes
		for _, c := range clocks {
			p.Hours = append(p.Hours, Hour{Clock: c})
		}
		cal := calendar(t, rapid.SampledFrom(zones).Draw(rt, "home"))
		now := time.Unix(rapid.Int64Range(1_760_000_000, 1_830_000_000).Draw(rt, "now"), 0)
		p.setAside(now, cal)
		came := make([]map[string]bool, len(clocks)) // the dates on which each came, or could not
		for i := range came {
			came[i] = make(map[string]bool)
		}
		for range 40 {
			next := p.next(now, cal)
			if next.Before(now) {
				rt.Fatalf("at %v comes %v", now, next)
			}
			if rapid.IntRange(0, 4).Draw(rt, "move") == 0 {
				now = now.Add(time.Duration(rapid.Float64Range(0, 1).Draw(rt, "when") * float64(next.Sub(now))))
				cal = calendar(t, rapid.SampledFrom(zones).Draw(rt, "to"))
				for date := scheduler.AddDays(cal.Date(now), -3); date <= cal.Date(now); date = scheduler.AddDays(date, 1) {
					for i := range came {
						if bedtime, _ := cal.At(date, "22:00"); !now.Before(bedtime) {
							came[i][date] = true
						}
					}
				}
				continue
			}
			now = next.Add(time.Duration(rapid.IntRange(0, 300).Draw(rt, "late")) * time.Second)
			before := p.Hours
			if p.Quiet.holds(now, cal) && !p.Quiet.holds(next, cal) { // it became quiet meanwhile
				for i := range came {
					came[i][cal.Date(now)] = true
				}
			}
			if _, due := p.serve(now, cal); !due && !p.Quiet.holds(now, cal) {
				rt.Fatalf("nothing is due at %v, though planned at %v", now, next)
			}
			for i, h := range p.Hours {
				was := before[i].Served
				if h.Served <= was && h.Served != was {
					rt.Fatalf("%s: served on %s, then on %s", h.Clock, was, h.Served)
				}
				for date := scheduler.AddDays(was, 1); date < h.Served; date = scheduler.AddDays(date, 1) {
					if !came[i][date] {
						rt.Fatalf("%s is left out on %s: served on %s, then on %s", h.Clock, date, was, h.Served)
					}
				}
			}
		}
	})
}

func TestQuiet(t *testing.T) {
	cal := calendar(t, "Europe/Amsterdam")
	for _, test := range []struct {
		q         Quiet
		at, after string
	}{
		{Quiet{}, "24 21:59", "24 21:59"}, {Quiet{}, "24 22:00", "25 07:00"}, {Quiet{}, "25 06:59", "25 07:00"}, {Quiet{}, "25 07:00", "25 07:00"},
		{Quiet{"13:00", "14:00"}, "24 13:30", "24 14:00"}, {Quiet{"13:00", "14:00"}, "24 23:30", "24 23:30"}, {Quiet{"00:00", "00:00"}, "24 00:00", "24 00:00"},
	} {
		if got := test.q.after(moment(t, cal, test.at), cal); !got.Equal(moment(t, cal, test.after)) {
			t.Errorf("%v at %s ends %v, want %s", test.q, test.at, got, test.after)
		}
	}
}

func TestParseHours(t *testing.T) {
	deck := func(name string) (string, bool) {
		ids := map[string]string{"crm": "crm", "Online CRM": "online", "en": "en"}
		return ids[name], ids[name] != ""
	}
	given := []Hour{{Clock: "07:45", Served: "2026-11-24"}, {Clock: "21:00", Decks: []string{"crm"}}}
	for typed, want := range map[string]string{
		"08:00":                             "08:00",
		"8":                                 "08:00",
		"8u30 20.15":                        "08:30 20:15",
		"7:30pm":                            "19:30",
		"08:00, 19:30":                      "08:00 19:30",
		"19:30 en 08:00":                    "08:00 19:30",
		"08:00 08:00":                       "08:00",
		"08:00 ma-vr":                       "08:00 [1 2 3 4 5]",
		"08:00 19:30 mon-fri":               "08:00 [1 2 3 4 5] 19:30 [1 2 3 4 5]",
		"ma wo vr 8u":                       "08:00 [1 3 5]",
		"08:00 ma, wo, vr":                  "08:00 [1 3 5]",
		"vr-ma 8":                           "08:00 [0 1 5 6]",
		"08:00 werkdagen 10:00 weekend":     "08:00 [1 2 3 4 5] 10:00 [0 6]",
		"werkdagen 08:00 weekend 10:00":     "08:00 [1 2 3 4 5] 10:00 [0 6]",
		"08:00 ma-vr, weekend 11:00":        "08:00 [1 2 3 4 5] 11:00 [0 6]",
		"elke dag om 08:00":                 "08:00",
		"19:00 crm":                         "19:00 crm",
		"crm om 19:00":                      "19:00 crm",
		"19:00 voor Online CRM en crm ma":   "19:00 [1] online crm",
		"08:00 dinsdag crm 09:00 wednesday": "08:00 [2] crm 09:00 [3]",
		"maandag 08:00 crm":                 "08:00 [1] crm",
		"":                                  "07:45 21:00 crm",
		"elke dag":                          "07:45 21:00 crm",
		"weekdays":                          "07:45 [1 2 3 4 5] 21:00 [1 2 3 4 5] crm",
		"08:00 gisteren":                    "? gisteren",
		"25:00":                             "? 25:00",
		"halfacht":                          "? halfacht",
		"ma-nooit 08:00":                    "? ma-nooit",
		"-":                                 "? -",
	} {
		all, bad := parseHours(wishWords(typed), deck, given)
		got := "? " + bad
		if bad == "" {
			var parts []string
			for _, h := range all {
				parts = append(parts, h.Clock)
				if h.Days != 0 {
					var days []int
					for d := range 7 {
						if h.Days.Has(time.Weekday(d)) {
							days = append(days, d)
						}
					}
					parts = append(parts, fmt.Sprint(days))
				}
				parts = append(parts, h.Decks...)
			}
			got = strings.Join(parts, " ")
		}
		if got != want {
			t.Errorf("%q is %s, want %s", typed, got, want)
		}
	}
}

// FuzzDaily wants of whatever is typed hours that can be planned.
func FuzzDaily(f *testing.F) {
	for _, s := range []string{"08:00 19:30 ma-vr, weekend 11:00 crm", "tot 4 januari", "8u 9pm en", "2027-01-04", "- : , +"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		cal := scheduler.Calendar{}
		now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
		all, bad := parseHours(wishWords(s), func(name string) (string, bool) { return name, name == "crm" }, []Hour{{Clock: "08:00"}})
		if bad == "" {
			for _, h := range all {
				if at, _ := (Pushes{}).comes(h, now, cal); at.Before(now) {
					t.Errorf("%q: %+v comes %v", s, h, at)
				}
			}
		}
	})
}

// TestOldProfile reads a profile from before there were several hours a day.
func TestOldProfile(t *testing.T) {
	var p Profile
	old := `{"name":"Anna","daily":"08:00","pushed":"2026-11-24","today":{"date":"2026-11-24","done":3},"streak":9,"snoozed":"2026-11-24T19:00:00Z"}`
	if err := json.Unmarshal([]byte(old), &p); err != nil {
		t.Fatal(err)
	}
	if len(p.Push.Hours) != 1 || !p.Push.Hours[0].same(Hour{Clock: "08:00"}) || p.Push.Hours[0].Served != "2026-11-24" ||
		p.Push.Snoozed.IsZero() || p.Streak != (Streak{Days: 9, Last: "2026-11-24", Earned: 7}) || p.Name != "Anna" {
		t.Errorf("read as %+v", p)
	}
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var again Profile
	if err := json.Unmarshal(text, &again); err != nil || fmt.Sprint(again) != fmt.Sprint(p) {
		t.Errorf("%+v became %+v, %v", p, again, err)
	}
}
