package dates

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestRead(t *testing.T) {
	today := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) // a Tuesday
	for _, tt := range []struct{ typed, day, rest string }{
		{"2027-01-20", "2027-01-20", ""},
		{"20-01-2027 15", "2027-01-20", "15"},
		{"20/1/2027", "2027-01-20", ""},
		{"20.1.27", "2027-01-20", ""},
		{"20/1", "2027-01-20", ""},
		{"30-11", "2026-11-30", ""},
		{"24-11", "2026-11-24", ""},
		{"23-11", "2027-11-23", ""},
		{"29-2", "2028-02-29", ""},
		{"20 januari", "2027-01-20", ""},
		{"20 jan 15", "2027-01-20", "15"},
		{"20 januari 2028 15 min", "2028-01-20", "15 min"},
		{"January 20, 2028", "2028-01-20", ""},
		{"1 mei", "2027-05-01", ""},
		{"1 May", "2027-05-01", ""},
		{"over 4 weken", "2026-12-22", ""},
		{"in 10 days 20", "2026-12-04", "20"},
		{"over 2 maanden", "2027-01-24", ""},
		{"Morgen", "2026-11-25", ""},
		{"tomorrow 15", "2026-11-25", "15"},
		{"tot 4 januari", "2027-01-04", ""},
		{"until Jan 4", "2027-01-04", ""},
		{"op 4/1", "2027-01-04", ""},
		{"3 mrt", "2027-03-03", ""},
		{"24 november", "2026-11-24", ""},
		{"4 januari 27", "2027-01-04", "27"},
		{"2 weken", "2026-12-08", ""},
		{"for a week", "2026-12-01", ""},
		{"één week", "2026-12-01", ""},
		{"10 days", "2026-12-04", ""},
		{"1 maand", "2026-12-24", ""},
		{"maandag", "2026-11-30", ""},
		{"tot dinsdag", "2026-12-01", ""},
		{"wo 15", "2026-11-25", "15"},
		{"Sunday", "2026-11-29", ""},
	} {
		day, rest, ok := Read(strings.Fields(tt.typed), today)
		if !ok || day.Format(time.DateOnly) != tt.day || strings.Join(rest, " ") != tt.rest {
			t.Errorf("%q: %v and %q, %v; want %s and %q", tt.typed, day, rest, ok, tt.day, tt.rest)
		}
	}
	for _, typed := range []string{
		"", "ooit", "20", "31-2-2027", "2027-13-01", "0-1", "20-1-2027-3", "31 juni 2027", "over weken", "over vier weken",
		"in 10 lichtjaren", "januari", "20 ja", "-", "99999-1-1",
		"tot", "altijd", "31 februari", "0 weken", "9999999 dagen", "4 5 6 7", "op",
	} {
		if day, _, ok := Read(strings.Fields(typed), today); ok {
			t.Errorf("%q was taken for %v", typed, day)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"2027-01-20", "20 januari 15", "over 4 weken", "29-2", "January 20, 2028"} {
		f.Add(s)
	}
	today := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, typed string) {
		words := strings.Fields(typed)
		day, rest, ok := Read(words, today)
		if !ok {
			return
		}
		if len(rest) >= len(words) || !slices.Equal(rest, words[len(words)-len(rest):]) {
			t.Errorf("%q left %q", words, rest)
		}
		again, _, ok := Read([]string{day.Format(time.DateOnly)}, today)
		if day.Year() <= 9999 && (!ok || again.Format(time.DateOnly) != day.Format(time.DateOnly)) {
			t.Errorf("%q is %v, and that %v, %v", typed, day, again, ok)
		}
	})
}
