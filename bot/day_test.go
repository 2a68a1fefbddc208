package bot

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
)

func months(t testing.TB) func(string) (time.Month, bool) {
	t.Helper()
	book, err := phrase.Load()
	if err != nil {
		t.Fatal(err)
	}
	return (&talk{Engine: &Engine{book: book}}).month
}

func TestParseDay(t *testing.T) {
	today := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
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
	} {
		day, rest, ok := parseDate(strings.Fields(tt.typed), today, months(t))
		if !ok || day.Format(time.DateOnly) != tt.day || strings.Join(rest, " ") != tt.rest {
			t.Errorf("%q: %v and %q, %v; want %s and %q", tt.typed, day, rest, ok, tt.day, tt.rest)
		}
	}
	for _, typed := range []string{
		"", "ooit", "20", "31-2-2027", "2027-13-01", "0-1", "20-1-2027-3", "31 juni 2027", "over weken", "over vier weken",
		"in 10 lichtjaren", "januari", "20 ja", "-", "99999-1-1",
	} {
		if day, _, ok := parseDate(strings.Fields(typed), today, months(t)); ok {
			t.Errorf("%q was taken for %v", typed, day)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2027-01-20", "20 januari 15", "over 4 weken", "29-2", "January 20, 2028"} {
		f.Add(s)
	}
	today := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	month := months(f)
	f.Fuzz(func(t *testing.T, typed string) {
		words := strings.Fields(typed)
		day, rest, ok := parseDate(words, today, month)
		if !ok {
			return
		}
		if len(rest) >= len(words) || !slices.Equal(rest, words[len(words)-len(rest):]) {
			t.Errorf("%q left %q", words, rest)
		}
		again, _, ok := parseDate([]string{day.Format(time.DateOnly)}, today, month)
		if day.Year() <= 9999 && (!ok || again.Format(time.DateOnly) != day.Format(time.DateOnly)) {
			t.Errorf("%q is %v, and that %v, %v", typed, day, again, ok)
		}
	})
}
