package timetable

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func amsterdam(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// file is a calendar of events, given by their lines.
func file(events ...string) []byte {
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n")
	for i, lines := range events {
		if !strings.HasPrefix(lines, "BEGIN:") {
			uid := fmt.Sprintf("UID:%d\n", i)
			if strings.Contains(lines, "UID:") {
				uid = ""
			}
			lines = "BEGIN:VEVENT\n" + uid + lines + "\nEND:VEVENT"
		}
		b.WriteString(strings.ReplaceAll(lines, "\n", "\r\n") + "\r\n")
	}
	b.WriteString("END:VCALENDAR\r\n")
	return []byte(b.String())
}

const lecture = "SUMMARY:Marketing\nDTSTART;TZID=Europe/Amsterdam:20261124T084500\nDTEND;TZID=Europe/Amsterdam:20261124T103000"

// TestRead reads files for the fortnight from Monday 23 November 2026.
func TestRead(t *testing.T) {
	for _, test := range []struct {
		name   string
		events []string
		want   string // "24 08:45-10:30", in Amsterdam
	}{
		{"One", []string{lecture}, "24 08:45-10:30"},
		{"InUTC", []string{"DTSTART:20261124T074500Z\nDTEND:20261124T093000Z"}, "24 08:45-10:30"},
		{"WithoutAZone", []string{"DTSTART:20261124T084500\nDTEND:20261124T103000"}, "24 08:45-10:30"},
		{"OutlooksZone", []string{"DTSTART;TZID=GMT Standard Time:20261124T084500\nDTEND;TZID=GMT Standard Time:20261124T103000"}, "24 09:45-11:30"},
		{"AZoneOfItsOwn", []string{
			"BEGIN:VTIMEZONE\nTZID:School\nX-LIC-LOCATION:Asia/Kathmandu\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0545\nTZOFFSETTO:+0545\nEND:STANDARD\nEND:VTIMEZONE",
			"DTSTART;TZID=School:20261124T084500\nDTEND;TZID=School:20261124T103000"}, "24 04:00-05:45"},
		{"AnUnknownZone", []string{"DTSTART;TZID=Nowhere:20261124T084500\nDTEND;TZID=Nowhere:20261124T103000"}, "24 08:45-10:30"},
		{"ALength", []string{"DTSTART:20261124T084500\nDURATION:PT1H45M"}, "24 08:45-10:30"},
		{"NoLength", []string{"DTSTART:20261124T084500"}, ""},
		{"EndsBeforeItBegins", []string{"DTSTART:20261124T084500\nDTEND:20261124T080000"}, ""},
		{"AllDay", []string{"DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261125"}, ""},
		{"AWeekLong", []string{"DTSTART:20261124T084500\nDTEND:20261128T103000"}, ""},
		{"Cancelled", []string{lecture + "\nSTATUS:CANCELLED"}, ""},
		{"MarkedAsFree", []string{lecture + "\nTRANSP:TRANSPARENT"}, ""},
		{"Past", []string{"DTSTART:20261120T084500\nDTEND:20261120T103000"}, ""},
		{"TooFarOff", []string{"DTSTART:20261220T084500\nDTEND:20261220T103000"}, ""},
		{"Touching", []string{lecture, "DTSTART:20261124T103000\nDTEND:20261124T121500"}, "24 08:45-12:15"},
		{"InsideAnother", []string{lecture, "DTSTART:20261124T090000\nDTEND:20261124T091500"}, "24 08:45-10:30"},
		{"WeeklySinceSummer", []string{"DTSTART;TZID=Europe/Amsterdam:20260901T084500\nDTEND;TZID=Europe/Amsterdam:20260901T103000\nRRULE:FREQ=WEEKLY"}, "24 08:45-10:30, 01 08:45-10:30"},
		{"EveryOtherWeek", []string{"DTSTART:20260901T084500\nDTEND:20260901T103000\nRRULE:FREQ=WEEKLY;INTERVAL=2"}, "24 08:45-10:30"},
		{"TwiceAWeek", []string{"DTSTART:20260901T084500\nDTEND:20260901T103000\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH"}, "24 08:45-10:30, 26 08:45-10:30, 01 08:45-10:30, 03 08:45-10:30"},
		{"UntilADate", []string{"DTSTART:20260901T084500\nDTEND:20260901T103000\nRRULE:FREQ=WEEKLY;UNTIL=20261125T000000Z"}, "24 08:45-10:30"},
		{"ThreeTimes", []string{"DTSTART:20261110T084500\nDTEND:20261110T103000\nRRULE:FREQ=WEEKLY;COUNT=3"}, "24 08:45-10:30"},
		{"ButNotThatDay", []string{"DTSTART;TZID=Europe/Amsterdam:20260901T084500\nDTEND;TZID=Europe/Amsterdam:20260901T103000\nRRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/Amsterdam:20261117T084500,20261124T084500"}, "01 08:45-10:30"},
		{"MovedOnce", []string{
			"UID:a\nDTSTART:20260901T084500\nDTEND:20260901T103000\nRRULE:FREQ=WEEKLY",
			"UID:a\nRECURRENCE-ID:20261124T084500\nDTSTART:20261125T130000\nDTEND:20261125T150000"}, "25 13:00-15:00, 01 08:45-10:30"},
		{"CancelledOnce", []string{
			"UID:a\nDTSTART:20260901T084500\nDTEND:20260901T103000\nRRULE:FREQ=WEEKLY",
			"UID:a\nRECURRENCE-ID:20261124T084500\nDTSTART:20261124T084500\nDTEND:20261124T103000\nSTATUS:CANCELLED"}, "01 08:45-10:30"},
		{"FirstMondayOfTheMonth", []string{"DTSTART:20260907T084500\nDTEND:20260907T103000\nRRULE:FREQ=MONTHLY;BYDAY=1TU"}, "01 08:45-10:30"},
		{"ARuleThatNeverComes", []string{"DTSTART:20260901T084500\nDTEND:20260901T103000\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"}, ""},
		{"EverySecond", []string{"DTSTART:20261124T084500\nDTEND:20261124T103000\nRRULE:FREQ=SECONDLY"}, "24 08:45-10:30"},
		{"ARuleOfNonsense", []string{lecture + "\nRRULE:FREQ=SOMETIMES"}, "24 08:45-10:30"},
	} {
		t.Run(test.name, func(t *testing.T) {
			zone := amsterdam(t)
			from := time.Date(2026, 11, 23, 0, 0, 0, 0, zone)
			busy, err := Read(file(test.events...), from, from.AddDate(0, 0, 14), zone)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, i := range busy {
				got = append(got, i.From.In(zone).Format("02 15:04-")+i.Until.In(zone).Format("15:04"))
			}
			if strings.Join(got, ", ") != test.want {
				t.Errorf("busy at %v, want %s", got, test.want)
			}
		})
	}
}

// TestOverAClockChange keeps a weekly lecture at its hour.
func TestOverAClockChange(t *testing.T) {
	zone := amsterdam(t)
	from := time.Date(2026, 10, 20, 0, 0, 0, 0, zone)
	busy, err := Read(file("DTSTART;TZID=Europe/Amsterdam:20260901T084500\nDURATION:PT1H\nRRULE:FREQ=WEEKLY"), from, from.AddDate(0, 0, 14), zone)
	if err != nil || len(busy) != 2 || busy[0].From.UTC().Hour() != 6 || busy[1].From.UTC().Hour() != 7 {
		t.Errorf("%v, %v", busy, err)
	}
}

// TestLimits refuses what is no calendar and what would take too long.
func TestLimits(t *testing.T) {
	many := make([]string, 60)
	for i := range many {
		many[i] = "DTSTART:20170101T084500\nDURATION:PT1H\nRRULE:FREQ=DAILY"
	}
	for name, test := range map[string]struct {
		file []byte
		want error
	}{
		"Empty":       {nil, ErrNoCalendar},
		"APage":       {[]byte("<!doctype html>"), ErrNoCalendar},
		"BrokenOff":   {[]byte("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nnonsense"), ErrNoCalendar},
		"Large":       {append(file(lecture), make([]byte, MostBytes)...), ErrTooLarge},
		"ManyEvents":  {file(strings.Repeat("BEGIN:VEVENT\nEND:VEVENT\n", mostEvents+1)), ErrTooLarge},
		"ManyRepeats": {file(many...), ErrTooLarge},
	} {
		now := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
		if busy, err := Read(test.file, now, now.AddDate(0, 0, 14), time.UTC); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, %v, want %v", name, busy, err, test.want)
		}
	}
	if _, err := Read(append([]byte("\xef\xbb\xbf"), file(lecture)...), time.Time{}, time.Now(), time.UTC); err != nil {
		t.Errorf("with a byte order mark: %v", err)
	}
}

func TestFree(t *testing.T) {
	at := func(hour, minute int) time.Time { return time.Date(2026, 11, 24, hour, minute, 0, 0, time.UTC) }
	busy := Busy{{at(9, 0), at(10, 30)}, {at(11, 0), at(12, 0)}}
	for _, test := range []struct{ t, want time.Time }{
		{at(8, 59), at(8, 59)}, {at(9, 0), at(10, 30)}, {at(10, 29), at(10, 30)},
		{at(10, 30), at(10, 30)}, {at(11, 30), at(12, 0)}, {at(13, 0), at(13, 0)},
	} {
		if got := busy.Free(test.t); !got.Equal(test.want) {
			t.Errorf("free at %v from %v, want %v", test.t, got, test.want)
		}
	}
}

// TestPack packs any intervals and unpacks the same.
func TestPack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var busy Busy
		at := time.Unix(rapid.Int64Range(20_000_000, 40_000_000).Draw(t, "first")*60, 0).UTC()
		for range rapid.IntRange(0, 100).Draw(t, "many") {
			from := at.Add(time.Duration(rapid.IntRange(1, 5000).Draw(t, "pause")) * time.Minute)
			at = from.Add(time.Duration(rapid.IntRange(1, 600).Draw(t, "length")) * time.Minute)
			busy = append(busy, Interval{from, at})
		}
		text, err := busy.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var back Busy
		if err := back.UnmarshalText(text); err != nil || fmt.Sprint(back) != fmt.Sprint(busy) {
			t.Fatalf("%v became %v, %v", busy, back, err)
		}
		small, err := busy.Pack()
		if err != nil {
			t.Fatal(err)
		}
		if back, err := Unpack(small); err != nil || fmt.Sprint(back) != fmt.Sprint(busy) {
			t.Fatalf("%v was packed small and became %v, %v", busy, back, err)
		}
		if len(text) > 8+7*len(busy) {
			t.Fatalf("%d intervals take %d characters", len(busy), len(text))
		}
	})
	for _, bad := range []string{"!", "/w", "////////////////"} {
		var b Busy
		if err := b.UnmarshalText([]byte(bad)); err == nil {
			t.Errorf("%q unpacks to %v", bad, b)
		}
		if b, err := Unpack(bad); err == nil {
			t.Errorf("%q unpacks to %v", bad, b)
		}
	}
}

// TestATermIsSmall packs half a year of a full timetable.
func TestATermIsSmall(t *testing.T) {
	var busy Busy
	monday := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	for day := range 26 * 7 {
		if day%7 > 4 {
			continue
		}
		for hour := range 4 {
			at := monday.AddDate(0, 0, day).Add(time.Duration(2*hour) * time.Hour)
			busy = append(busy, Interval{at, at.Add(100 * time.Minute)})
		}
	}
	if text, err := busy.Pack(); err != nil || len(text) > 400 {
		t.Errorf("%d intervals take %d characters, %v", len(busy), len(text), err)
	}
}

// TestBetween takes what lies at least in part between two moments.
func TestBetween(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2026, 11, 23, hour, 0, 0, 0, time.UTC) }
	busy := Busy{{at(8), at(9)}, {at(10), at(11)}, {at(12), at(13)}, {at(14), at(15)}}
	for _, test := range []struct{ from, until, most, first, last int }{
		{0, 23, 9, 0, 4}, {9, 14, 9, 1, 3}, {8, 12, 9, 0, 2}, {11, 15, 1, 2, 3}, {15, 23, 9, 4, 4}, {0, 8, 9, 0, 0},
	} {
		got := busy.Between(at(test.from), at(test.until), test.most)
		if want := busy[test.first:test.last]; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("between %d and %d, at most %d: %v, want %v", test.from, test.until, test.most, got, want)
		}
	}
}

// FuzzRead wants of any file an error, or few intervals in order.
func FuzzRead(f *testing.F) {
	f.Add(file(lecture))
	f.Add(file(lecture + "\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270101\nEXDATE:20261124T084500"))
	f.Add(file("BEGIN:VTIMEZONE\nTZID:School\nX-LIC-LOCATION:Asia/Kathmandu\nEND:VTIMEZONE", "DTSTART;TZID=School:20261124T084500\nDURATION:P1DT2H"))
	f.Add(file(lecture + "\nRRULE:FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=-1;INTERVAL=3;COUNT=4"))
	from := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, data []byte) {
		busy, err := Read(data, from, from.AddDate(0, 0, 14), time.UTC)
		if err != nil || len(busy) > mostBusy {
			return
		}
		for i, b := range busy {
			if !b.From.Before(b.Until) || i > 0 && !busy[i-1].Until.Before(b.From) {
				t.Fatalf("busy at %v", busy)
			}
		}
		text, _ := busy.MarshalText()
		var back Busy
		if err := back.UnmarshalText(text); err != nil {
			t.Fatal(err)
		}
	})
}
