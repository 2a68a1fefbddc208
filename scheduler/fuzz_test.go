package scheduler

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestTheRangesOfFuzz(t *testing.T) {
	for _, tt := range []struct {
		days        float64
		first, last int
	}{
		{1, 1, 1}, {2.4, 2, 2}, {2.5, 2, 4}, {3, 2, 4}, {7, 5, 9}, {10, 8, 12}, {20, 17, 23}, {100, 93, 107}, {365, 345, 385},
	} {
		if first, last := around(tt.days); first != tt.first || last != tt.last {
			t.Errorf("around %v days: %d to %d, want %d to %d", tt.days, first, last, tt.first, tt.last)
		}
	}
}

// someMoment is one with all that a day has to respect.
var someMoment = rapid.Custom(func(t *rapid.T) Moment {
	at := Moment{
		Now:  time.Date(2026, 1, 1, 0, rapid.IntRange(0, 500_000).Draw(t, "minutes"), 0, 0, time.UTC),
		Seed: rapid.Uint64().Draw(t, "seed"),
	}
	at.Load.From = at.Now
	for _, n := range rapid.SliceOf(rapid.IntRange(0, 70)).Draw(t, "due") {
		at.Load.Add(at.Now.AddDate(0, 0, n), at.Cal)
	}
	if rapid.Bool().Draw(t, "exam") {
		at.Until = at.Now.Add(time.Duration(rapid.IntRange(-48, 2000).Draw(t, "until")) * time.Hour)
	}
	if rapid.Bool().Draw(t, "easy days") {
		at.Week = &Week{}
		for day := range at.Week {
			at.Week[day] = rapid.Float64Range(0, 1).Draw(t, "share")
		}
	}
	return at
})

// TestFuzzStaysInItsRange also has the same review come to the same day, after
// now, and not after the exam or the longest interval.
func TestFuzzStaysInItsRange(t *testing.T) {
	bothModels(t, func(t *testing.T, plain *FSRS) {
		rapid.Check(t, func(t *rapid.T) {
			longest := rapid.IntRange(1, 400).Draw(t, "longest")
			f, err := plain.With(Settings{Longest: longest, Fuzz: true})
			if err != nil {
				t.Fatal(err)
			}
			var m Memory
			at := someMoment.Draw(t, "moment")
			for range rapid.IntRange(1, 6).Draw(t, "reviews") {
				rating := Rating(rapid.IntRange(2, 4).Draw(t, "rating"))
				exact := min(plain.model.interval(plain.model.review(m, plain.model.days(m.Last, at.Now, at.Cal), rating), 0.9), float64(longest))
				first, last := around(max(exact, 1))
				if at.Seed == 0 {
					first, last = whole(max(exact, 1)), whole(max(exact, 1))
				}
				m = f.Review(m, rating, at)
				days := at.Cal.Days(at.Now, m.Due)
				latest := longest
				if !at.Until.IsZero() {
					latest = min(latest, max(1, at.Cal.Days(at.Now, at.Until)))
				}
				if days < min(first, latest) || days > min(last, latest) || days < 1 || !m.Due.After(at.Now) {
					t.Fatalf("due after %d days, want %d to %d, at most %d", days, first, last, latest)
				}
				at.Now = m.Due.Add(12 * time.Hour)
			}
			if once, twice := f.Review(m, Good, at), f.Review(m, Good, at); once != twice {
				t.Fatalf("the same review gives %+v and %+v", once, twice)
			}
		})
	})
}

func TestSeedsSpreadCards(t *testing.T) {
	f := newFSRS(t, Settings{Fuzz: true})
	now := at(t, "2026-11-24T12:00:00Z")
	days := map[int]int{}
	for seed := range uint64(1000) {
		days[Calendar{}.Days(now, f.Review(Memory{}, Easy, Moment{Now: now, Seed: seed + 1}).Due)]++
	}
	// Easy is best asked after 8 days, and may be asked after 6 to 10.
	if len(days) != 5 {
		t.Errorf("1000 cards come on %v", days)
	}
	for _, n := range days {
		if n < 150 || n > 250 {
			t.Errorf("1000 cards come on %v", days)
		}
	}
}

// TestLoadIsLevelled lays cards on days as a learner would.
func TestLoadIsLevelled(t *testing.T) {
	f := newFSRS(t, Settings{Fuzz: true})
	cal := brussels(t)
	tuesday := at(t, "2026-11-24T12:00:00+01:00")
	week := Week{1, 1, 1, 1, 1, 1, 1}
	week[time.Thursday], week[time.Friday] = 0, 0.5
	for _, tt := range []struct {
		name string
		week *Week
		want []int // on the 6th to the 10th day, from Monday on
	}{
		{"AllDaysAreUsual", nil, []int{20, 20, 20, 20, 20}},
		{"EasyDays", &week, []int{29, 29, 28, 0, 14}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			load := Load{From: tuesday}
			for seed := range uint64(100) {
				m := f.Review(Memory{}, Easy, Moment{Now: tuesday, Cal: cal, Seed: seed + 1, Load: load, Week: tt.week})
				load.Add(m.Due, cal)
			}
			for i, want := range tt.want {
				if got := int(load.Days[6+i]); got < want-1 || got > want+1 {
					t.Errorf("%v are due, want %v", load.Days[6:11], tt.want)
				}
			}
		})
	}
}

// TestAnEmptyDayGoesFirst leaves one of the days empty that a card might come
// back on.
func TestAnEmptyDayGoesFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := Moment{Now: time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC), Seed: rapid.Uint64Min(1).Draw(t, "seed")}
		at.Load.From = at.Now
		first, last := around(rapid.Float64Range(1, 45).Draw(t, "days"))
		empty := rapid.IntRange(first, last).Draw(t, "empty")
		for n := range loadDays {
			if n != empty {
				at.Load.Days[n] = rapid.Uint16Min(1).Draw(t, "due")
			}
		}
		if got := at.lightest(first, last, rapid.Uint64().Draw(t, "dice")); got != empty {
			t.Fatalf("of the days %d to %d it comes on %d, not on the empty one, %d", first, last, got, empty)
		}
	})
}

func TestLoadCounts(t *testing.T) {
	cal := brussels(t)
	now := at(t, "2026-11-24T12:00:00+01:00")
	load := Load{From: now}
	for _, due := range []string{
		"2026-11-20T04:00:00+01:00", "2026-11-24T12:10:00+01:00", "2026-11-26T04:00:00+01:00",
		"2027-01-18T04:00:00+01:00", "2027-01-19T04:00:00+01:00", "2030-01-01T04:00:00+01:00",
	} {
		load.Add(at(t, due), cal)
	}
	want := Load{From: now}
	want.Days[0], want.Days[2], want.Days[55] = 2, 1, 1
	if load != want {
		t.Errorf("counted %v", load.Days)
	}
	load.Move(at(t, "2026-11-26T04:00:00+01:00"), at(t, "2026-11-28T04:00:00+01:00"), cal)
	load.Move(at(t, "2026-11-26T04:00:00+01:00"), time.Time{}, cal)
	load.Move(time.Time{}, at(t, "2026-11-29T04:00:00+01:00"), cal)
	want.Days[2], want.Days[4], want.Days[5] = 0, 1, 1
	if load != want {
		t.Errorf("counted %v after some were moved", load.Days)
	}
	text, err := json.Marshal(load)
	var back Load
	if err := json.Unmarshal(text, &back); err != nil || back.Days != load.Days || !back.From.Equal(now) {
		t.Errorf("%s came back as %+v, %v", text, back, err)
	}
	if err != nil || len(text) > 200 {
		t.Errorf("%d bytes, %v", len(text), err)
	}
	var none Load
	none.Add(now, cal)
	if none != (Load{}) {
		t.Errorf("no days count %v", none)
	}
}
