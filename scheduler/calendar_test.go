package scheduler

import (
	"testing"
	"time"
)

func brussels(t *testing.T) Calendar {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		t.Fatal(err)
	}
	return Calendar{Zone: zone}
}

func at(t *testing.T, s string) time.Time {
	t.Helper()
	v, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestNextAt(t *testing.T) {
	cal := brussels(t)
	for _, tt := range []struct{ name, now, clock, want string }{
		{"LaterToday", "2026-11-24T07:59:59+01:00", "08:00", "2026-11-24T08:00:00+01:00"},
		{"NotThisMomentAgain", "2026-11-24T08:00:00+01:00", "08:00", "2026-11-25T08:00:00+01:00"},
		{"OverTheEndOfSummerTime", "2026-10-24T08:00:00+02:00", "08:00", "2026-10-25T08:00:00+01:00"},
		{"OverTheStartOfSummerTime", "2027-03-27T08:00:00+01:00", "08:00", "2027-03-28T08:00:00+02:00"},
		{"AnHourThatIsSkipped", "2027-03-27T12:00:00+01:00", "02:30", "2027-03-28T03:30:00+02:00"},
		{"AfterTheSkippedHour", "2027-03-28T03:30:00+02:00", "02:30", "2027-03-29T02:30:00+02:00"},
		{"AnHourThatComesTwice", "2026-10-24T12:00:00+02:00", "02:30", "2026-10-25T02:30:00+02:00"},
		{"BetweenTheTwo", "2026-10-25T02:30:00+02:00", "02:30", "2026-10-26T02:30:00+01:00"},
		{"AfterTheHourThatComesTwice", "2026-10-25T02:30:00+01:00", "02:30", "2026-10-26T02:30:00+01:00"},
		{"OverNewYear", "2026-12-31T23:59:00+01:00", "00:00", "2027-01-01T00:00:00+01:00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := cal.NextAt(at(t, tt.now), tt.clock)
			if err != nil || !got.Equal(at(t, tt.want)) {
				t.Errorf("NextAt(%s, %s) = %v, %v, want %s", tt.now, tt.clock, got, err, tt.want)
			}
		})
	}
	for _, bad := range []string{"", "8", "25:00", "08:60", "acht"} {
		if got, err := cal.NextAt(time.Now(), bad); err == nil {
			t.Errorf("NextAt(%q) = %v, want an error", bad, got)
		}
	}
}

func TestDays(t *testing.T) {
	cal := brussels(t)
	for _, tt := range []struct {
		name, from, to string
		want           int
	}{
		{"SameEvening", "2026-11-24T20:00:00+01:00", "2026-11-24T23:00:00+01:00", 0},
		{"PastMidnightIsStillToday", "2026-11-24T23:00:00+01:00", "2026-11-25T03:59:00+01:00", 0},
		{"TheNextMorning", "2026-11-24T23:00:00+01:00", "2026-11-25T04:00:00+01:00", 1},
		{"ADayOf25Hours", "2026-10-24T12:00:00+02:00", "2026-10-25T12:00:00+01:00", 1},
		{"ADayOf23Hours", "2027-03-27T12:00:00+01:00", "2027-03-28T12:00:00+02:00", 1},
		{"ClocksThatDiffer", "2026-11-25T12:00:00+01:00", "2026-11-20T12:00:00+01:00", 0},
		{"AYear", "2026-03-01T12:00:00+01:00", "2027-03-01T12:00:00+01:00", 365},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := cal.Days(at(t, tt.from), at(t, tt.to)); got != tt.want {
				t.Errorf("Days(%s, %s) = %d, want %d", tt.from, tt.to, got, tt.want)
			}
		})
	}
}
