package scheduler

import (
	"math"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestReviewFollowsTheCalendar(t *testing.T) {
	cal := brussels(t)
	f := newFSRS(t, Settings{})
	evening := at(t, "2026-10-24T22:00:00+02:00")
	first := f.Review(Memory{}, Good, Moment{Now: evening, Cal: cal})
	if want := at(t, "2026-10-26T04:00:00+01:00"); !first.Due.Equal(want) {
		t.Errorf("a new card recalled is due %v, want %v", first.Due, want)
	}
	if first.Reps != 1 || first.Lapses != 0 || !first.Last.Equal(evening) {
		t.Errorf("after the first review: %+v", first)
	}
	lapse := f.Review(first, Again, Moment{Now: evening.Add(72 * time.Hour), Cal: cal})
	if lapse.Lapses != 1 || lapse.Stability >= first.Stability || !lapse.Due.Equal(evening.Add(72*time.Hour+Soon)) {
		t.Errorf("after a lapse: %+v", lapse)
	}
	if same := f.Review(lapse, Again, Moment{Now: lapse.Due, Cal: cal}); same.Lapses != 1 {
		t.Errorf("forgotten twice on one day counts as two lapses: %+v", same)
	}
	if again := f.Review(Memory{}, Again, Moment{Now: evening, Cal: cal}); again.Lapses != 0 {
		t.Errorf("a new card that wasn't known counts as a lapse: %+v", again)
	}
}

func TestNothingIsDueAfterUntil(t *testing.T) {
	cal := brussels(t)
	f := newFSRS(t, Settings{})
	now, exam := at(t, "2026-11-24T22:00:00+01:00"), at(t, "2026-11-27T09:00:00+01:00")
	if m := f.Review(Memory{}, Easy, Moment{Now: now, Cal: cal, Until: exam}); !m.Due.Equal(at(t, "2026-11-27T04:00:00+01:00")) {
		t.Errorf("due %v, after the exam's morning", m.Due)
	}
	late := Moment{Now: exam, Cal: cal, Until: exam}
	if m := f.Review(Memory{}, Easy, late); !m.Due.Equal(at(t, "2026-11-28T04:00:00+01:00")) {
		t.Errorf("due %v on the exam day itself, want tomorrow", m.Due)
	}
}

func TestSettingsThatCannotBe(t *testing.T) {
	for name, s := range map[string]Settings{
		"RetentionTooHigh": {Retention: 0.99},
		"RetentionNaN":     {Retention: math.NaN()},
		"LongestNegative":  {Longest: -1},
		"TooFewWeights":    {Weights: []float64{1, 2, 3}},
		"WeightNaN":        {Weights: append(make([]float64, 20), math.NaN())},
		"NoSuchModel":      {Model: "fsrs-5"},
		"WeightsOfFSRS6":   {Model: FSRS7, Weights: make([]float64, 21)},
		"StepTooLong":      {Steps: []time.Duration{24 * time.Hour}},
		"StepsFall":        {Steps: []time.Duration{time.Hour, time.Minute}},
		"StepOfNothing":    {Steps: []time.Duration{0}},
		"StepOfAFraction":  {Steps: []time.Duration{1500 * time.Millisecond}},
		"TooManySteps":     {Steps: make([]time.Duration, 11)},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := New(s); err == nil {
				t.Errorf("New(%+v) gave no error", s)
			}
		})
	}
}

func TestUpgradeOlderWeights(t *testing.T) {
	for _, n := range []int{17, 19, 21} {
		all := DefaultWeights()
		old := all[:n]
		w, err := Upgrade(old)
		if err != nil {
			t.Fatalf("%d weights: %v", n, err)
		}
		if n < 21 && w[20] != 0.5 {
			t.Errorf("%d weights: decay %v, want 0.5", n, w[20])
		}
	}
}

// newFSRS is a scheduler of settings that are right.
func newFSRS(t testing.TB, s Settings) *FSRS {
	t.Helper()
	f, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// bothModels runs a test on either model.
func bothModels(t *testing.T, test func(*testing.T, *FSRS)) {
	for _, model := range []string{FSRS6, FSRS7} {
		t.Run(model, func(t *testing.T) { test(t, newFSRS(t, Settings{Model: model})) })
	}
}

// TestReviewsStayInBounds reviews in every order at every distance.
func TestReviewsStayInBounds(t *testing.T) {
	cal := brussels(t)
	bothModels(t, func(t *testing.T, f *FSRS) {
		rapid.Check(t, func(t *rapid.T) {
			now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
			var m Memory
			for range rapid.IntRange(1, 30).Draw(t, "reviews") {
				before, rating := m, Rating(rapid.IntRange(1, 4).Draw(t, "rating"))
				now = now.Add(time.Duration(rapid.IntRange(-60, 60*24*400).Draw(t, "minutes")) * time.Minute)
				at := Moment{Now: now, Cal: cal}
				m = f.Review(m, rating, at)
				checkBounds(t, f, m, at)
				if rating >= Hard && !before.New() && m.Stability < before.Stability*(1-1e-6) {
					t.Fatalf("recalling weakened %+v to %+v", before, m)
				}
			}
		})
	})
}

func checkBounds(t *rapid.T, f *FSRS, m Memory, at Moment) {
	for _, s := range []float64{m.Stability, m.Fast} {
		if !(s >= 0 && s <= maxStability) {
			t.Fatalf("stability out of bounds: %+v", m)
		}
	}
	if !(m.Stability > 0) || (m.Fast > 0) != (f.set.Model == FSRS7) || !(m.Difficulty >= 1 && m.Difficulty <= 10) {
		t.Fatalf("out of bounds: %+v", m)
	}
	if !m.Due.After(at.Now) {
		t.Fatalf("due %v at %v", m.Due, at.Now)
	}
	if now := f.Retrievability(m, at); !(now >= 0 && now <= 1) {
		t.Fatalf("recalled with a chance of %v: %+v", now, m)
	}
}

// TestIntervalsEndAtTheWantedRetention solves for all kinds of memories.
func TestIntervalsEndAtTheWantedRetention(t *testing.T) {
	bothModels(t, func(t *testing.T, f *FSRS) {
		rapid.Check(t, func(t *rapid.T) {
			m := Memory{
				Stability:  math.Exp(rapid.Float64Range(math.Log(0.001), math.Log(maxStability)).Draw(t, "log S")),
				Fast:       math.Exp(rapid.Float64Range(math.Log(minStability7), math.Log(maxStability)).Draw(t, "log Sf")),
				Difficulty: rapid.Float64Range(1, 10).Draw(t, "D"),
				Reps:       1,
			}
			wanted := rapid.Float64Range(0.70, 0.97).Draw(t, "retention")
			days := f.model.interval(m, wanted)
			if got := f.model.retrievability(m, days); !near(got, wanted, 1e-6) && days < maxStability && days > 2*shortest {
				t.Fatalf("%+v is recalled with %v after %v days, want %v", m, got, days, wanted)
			}
		})
	})
}

// TestAMemoryServesBothModels has each go on with what the other left.
func TestAMemoryServesBothModels(t *testing.T) {
	f6, f7 := newFSRS(t, Settings{}), newFSRS(t, Settings{Model: FSRS7})
	rapid.Check(t, func(t *rapid.T) {
		at := Moment{Now: time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)}
		var m Memory
		for _, f := range rapid.SliceOfN(rapid.SampledFrom([]*FSRS{f6, f7}), 1, 20).Draw(t, "models") {
			at.Now = at.Now.Add(time.Duration(rapid.IntRange(0, 100).Draw(t, "days")) * 24 * time.Hour)
			m = f.Review(m, Rating(rapid.IntRange(1, 4).Draw(t, "rating")), at)
			checkBounds(t, f, m, at)
		}
	})
	m := f6.Review(Memory{}, Good, Moment{Now: time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)})
	whole := m
	whole.Fast = 0.8 * m.Stability
	later := Moment{Now: m.Due}
	if got, want := f7.Review(m, Good, later), f7.Review(whole, Good, later); got != want {
		t.Errorf("without a fast stability %+v, with the usual one %+v", got, want)
	}
}

func TestReplayIsReviewing(t *testing.T) {
	cal := brussels(t)
	bothModels(t, func(t *testing.T, f *FSRS) {
		rapid.Check(t, func(t *rapid.T) {
			at := Moment{Now: time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC), Cal: cal}
			var m Memory
			var log []Past
			for range rapid.IntRange(0, 20).Draw(t, "reviews") {
				at.Now = at.Now.Add(time.Duration(rapid.IntRange(0, 1000).Draw(t, "hours")) * time.Hour)
				p := Past{At: at.Now, Rating: Rating(rapid.IntRange(1, 4).Draw(t, "rating"))}
				m, log = f.Review(m, p.Rating, at), append(log, p)
			}
			if got := f.Replay(Memory{}, log, cal); got != m {
				t.Fatalf("replayed to %+v, was %+v", got, m)
			}
		})
	})
}

func TestWithKeepsWhatIsNotChosen(t *testing.T) {
	weights := DefaultWeights()
	weights[0] = 0.3
	f := newFSRS(t, Settings{Weights: weights[:], Retention: 0.8, Longest: 100, Steps: []time.Duration{time.Minute}, Fuzz: true})
	same, err := f.With(Settings{})
	if err != nil || !reflect.DeepEqual(same, f) {
		t.Errorf("With nothing is %+v, %v, want %+v", same, err, f)
	}
	other, err := f.With(Settings{Model: FSRS7})
	if want := (Settings{Model: FSRS7, Retention: 0.8, Longest: 100, Steps: f.set.Steps, Fuzz: true}); err != nil || !reflect.DeepEqual(other.set, want) {
		t.Errorf("With another model is %+v, %v, want %+v", other, err, want)
	}
	if _, err := other.With(Settings{Weights: weights[:]}); err == nil {
		t.Error("FSRS-7 takes weights of FSRS-6")
	}
}

func BenchmarkInterval(b *testing.B) {
	for _, model := range []string{FSRS6, FSRS7} {
		b.Run(model, func(b *testing.B) {
			f := newFSRS(b, Settings{Model: model})
			m := f.Review(Memory{}, Good, Moment{Now: time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)})
			for b.Loop() {
				f.model.interval(m, 0.9)
			}
		})
	}
}

func BenchmarkReview(b *testing.B) {
	for _, model := range []string{FSRS6, FSRS7} {
		b.Run(model, func(b *testing.B) {
			f := newFSRS(b, Settings{Model: model})
			now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
			m := f.Review(Memory{}, Good, Moment{Now: now})
			for b.Loop() {
				f.Review(m, Good, Moment{Now: now.Add(72 * time.Hour)})
			}
		})
	}
}
