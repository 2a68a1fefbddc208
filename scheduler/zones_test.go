package scheduler

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// zones are those whose clocks are hard: halves and quarters of hours, changes
// of half an hour, at midnight, around Ramadan, dates that were skipped whole.
var zones = []string{
	"UTC", "Europe/Amsterdam", "Europe/London", "Europe/Dublin", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Colombo",
	"Australia/Lord_Howe", "Australia/Adelaide", "Australia/Eucla", "Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati",
	"Pacific/Marquesas", "Pacific/Norfolk", "Pacific/Kwajalein", "Pacific/Pago_Pago", "America/St_Johns", "America/Havana",
	"America/Sao_Paulo", "America/Santiago", "America/Asuncion", "America/Nuuk", "America/Scoresbysund", "America/New_York",
	"America/Caracas", "America/Paramaribo", "Africa/Cairo", "Africa/Casablanca", "Africa/Monrovia", "Asia/Beirut", "Asia/Gaza",
	"Asia/Tehran", "Asia/Amman", "Asia/Pyongyang", "Asia/Yangon", "Antarctica/Troll", "Antarctica/Casey",
}

func zone(t testing.TB, name string) Calendar {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return Calendar{Zone: z}
}

// TestAtEveryClock wants of each date in each zone one moment: on that date,
// showing that clock, or past the change that skipped it.
func TestAtEveryClock(t *testing.T) {
	for _, name := range zones {
		cal := zone(t, name)
		for date := "2024-12-01"; date < "2027-06-01"; date = AddDays(date, 1) {
			for _, clock := range []string{"00:00", "00:30", "01:15", "01:45", "02:00", "02:30", "02:45", "03:15", "08:00", "23:30"} {
				at, ok := cal.At(date, clock)
				if !ok || cal.Date(at) != date {
					t.Fatalf("%s on %s %s: %v, %v", name, date, clock, at, ok)
				}
				shown := at.Format("15:04")
				if shown == clock {
					for _, earlier := range []time.Duration{30 * time.Minute, time.Hour, 2 * time.Hour} {
						if e := at.Add(-earlier); cal.Date(e) == date && cal.local(e).Format("15:04") == clock {
							t.Errorf("%s on %s shows %s already at %v", name, date, clock, e)
						}
					}
					continue
				}
				// It was skipped: then no moment of that day shows it.
				for try := at.Add(-26 * time.Hour); try.Before(at.Add(26 * time.Hour)); try = try.Add(15 * time.Minute) {
					if try = try.Truncate(15 * time.Minute); cal.local(try).Format("2006-01-02 15:04") == date+" "+clock {
						t.Errorf("%s on %s skips %s for %v, though %v shows it", name, date, clock, at, try)
					}
				}
				if shown < clock && clock != "23:30" { // Nuuk skips the last hour of a date
					t.Errorf("%s on %s: %s comes at %s", name, date, clock, shown)
				}
			}
		}
	}
}

// TestASkippedDate has no moments: Samoa had no 30 December 2011.
func TestASkippedDate(t *testing.T) {
	apia := zone(t, "Pacific/Apia")
	if at, ok := apia.At("2011-12-30", "08:00"); ok {
		t.Errorf("it has %v", at)
	}
	now, _ := apia.At("2011-12-29", "08:00")
	if next, err := apia.NextAt(now, "08:00"); err != nil || apia.Date(next) != "2011-12-31" || next.Sub(now) != 24*time.Hour {
		t.Errorf("after %v comes %v, %v", now, next, err)
	}
}

// TestNextAtComesOnceADate wants, from any moment in any zone on, one moment a
// date and no date left out.
func TestNextAtComesOnceADate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(zones).Draw(t, "zone")
		z, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		cal := Calendar{Zone: z}
		now := time.Unix(rapid.Int64Range(1_600_000_000, 1_900_000_000).Draw(t, "now"), 0)
		clock := fmt.Sprintf("%02d:%02d", rapid.IntRange(0, 23).Draw(t, "hour"), rapid.SampledFrom([]int{0, 15, 30, 45, 59}).Draw(t, "minute"))
		last := ""
		for range 40 {
			next, err := cal.NextAt(now, clock)
			if err != nil || !next.After(now) {
				t.Fatalf("after %v comes %v, %v", now, next, err)
			}
			if date := cal.Date(next); last != "" && date != AddDays(last, 1) {
				t.Fatalf("%s %s: %s comes after %s", name, clock, date, last)
			}
			now, last = next, cal.Date(next)
		}
	})
}

func TestWeekdays(t *testing.T) {
	work := WeekdaysOf(time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday)
	for date, want := range map[string]bool{"2026-11-27": true, "2026-11-28": false, "2026-11-29": false, "2026-11-30": true, "": false} {
		if work.On(date) != want {
			t.Errorf("%q is a working day: %v", date, !want)
		}
	}
	if all := Weekdays(0); !all.On("2026-11-28") || all.On("soon") {
		t.Error("the zero Weekdays are all days")
	}
}
