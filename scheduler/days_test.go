package scheduler

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestDaysAgreeWithMoments reviews by day and by moment alike.
func TestDaysAgreeWithMoments(t *testing.T) {
	f, err := New(Settings{})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		at := Moment{Now: time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)}
		var byDay, byMoment Memory
		for range rapid.IntRange(1, 10).Draw(t, "reviews") {
			days := rapid.IntRange(0, 90).Draw(t, "days")
			rating := Rating(rapid.IntRange(1, 4).Draw(t, "rating"))
			at.Now = at.Now.AddDate(0, 0, days)
			if a, b := f.Recall(byDay, float64(days)), f.Retrievability(byMoment, at); a != b {
				t.Fatalf("recall %v by day, %v by moment", a, b)
			}
			byDay, byMoment = f.After(byDay, float64(days), rating), f.Review(byMoment, rating, at)
			want := byMoment
			want.Due, want.Last, want.Lapses = time.Time{}, time.Time{}, 0
			if byDay != want {
				t.Fatalf("%+v by day, %+v by moment", byDay, want)
			}
		}
	})
}

func TestUncappedIsAsIfNoDayHadBeenInTheWay(t *testing.T) {
	cal := brussels(t)
	f, err := New(Settings{})
	if err != nil {
		t.Fatal(err)
	}
	free := Moment{Now: at(t, "2026-11-24T22:00:00+01:00"), Cal: cal}
	capped := free
	capped.Until = at(t, "2026-11-27T12:00:00+01:00")
	m := f.Review(Memory{}, Easy, capped)
	if want := f.Review(Memory{}, Easy, free).Due; !f.Uncapped(m, cal).Equal(want) || !m.Due.Before(want) {
		t.Errorf("uncapped %v of %v, want %v", f.Uncapped(m, cal), m.Due, want)
	}
}
