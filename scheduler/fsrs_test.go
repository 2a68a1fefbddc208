package scheduler

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// history is a line of the reference vectors.
type history struct {
	ID      int       `json:"id"`
	W       []float64 `json:"w"`
	Reviews []struct {
		Rating  Rating  `json:"rating"`
		Elapsed float64 `json:"elapsed_days"`
	} `json:"reviews"`
	States []struct {
		Before     *float64 `json:"retrievability_before"`
		Stability  float64  `json:"stability"`
		Difficulty float64  `json:"difficulty"`
		Intervals  map[string]struct {
			Days int `json:"days"`
		} `json:"intervals"`
	} `json:"states"`
}

func readHistories(t *testing.T, file string) []history {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Skipf("no reference vectors at %s", file)
	}
	defer f.Close()
	var all []history
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var h history
		if err := json.Unmarshal(lines.Bytes(), &h); err != nil {
			t.Fatal(err)
		}
		all = append(all, h)
	}
	return all
}

func near(got, want, tolerance float64) bool {
	return math.Abs(got-want) <= tolerance*math.Abs(want)
}

// TestReferenceVectors holds the formulas against states of ts-fsrs 5.4.2: a
// few of them are in testdata, all of them beside the repository.
func TestReferenceVectors(t *testing.T) {
	for _, file := range []string{
		"testdata/fsrs6-vectors.jsonl",
		filepath.Join("..", "..", "shared", "fsrs", "fsrs6-vectors.jsonl"),
	} {
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) {
			for _, h := range readHistories(t, file) {
				checkHistory(t, h)
			}
		})
	}
}

func checkHistory(t *testing.T, h history) {
	t.Helper()
	weights, err := Upgrade(h.W)
	if err != nil {
		t.Fatalf("history %d: %v", h.ID, err)
	}
	m := newModel(weights)
	var s, d float64
	for i, review := range h.Reviews {
		want := h.States[i]
		if i == 0 {
			s, d = m.first(review.Rating)
		} else {
			if r := m.retrievability(review.Elapsed, s); !near(r, *want.Before, 1e-5) {
				t.Errorf("history %d, review %d: retrievability %v, want %v", h.ID, i, r, *want.Before)
			}
			s, d = m.next(s, d, review.Elapsed, review.Rating)
		}
		if !near(s, want.Stability, 1e-5) || !near(d, want.Difficulty, 1e-4) {
			t.Fatalf("history %d, review %d: S %v D %v, want S %v D %v", h.ID, i, s, d, want.Stability, want.Difficulty)
		}
		for r, interval := range want.Intervals {
			retention := json.Number(r)
			wanted, _ := retention.Float64()
			f, err := New(Settings{Weights: h.W, Retention: wanted})
			if err != nil {
				t.Fatal(err)
			}
			if got := f.interval(s); got != interval.Days {
				t.Errorf("history %d, review %d: %d days at %s, want %d", h.ID, i, got, r, interval.Days)
			}
		}
	}
}

func TestReviewFollowsTheCalendar(t *testing.T) {
	cal := brussels(t)
	f, err := New(Settings{})
	if err != nil {
		t.Fatal(err)
	}
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
	f, err := New(Settings{})
	if err != nil {
		t.Fatal(err)
	}
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

// TestReviewsStayInBounds reviews in every order at every distance.
func TestReviewsStayInBounds(t *testing.T) {
	cal := brussels(t)
	f, err := New(Settings{})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
		var m Memory
		for range rapid.IntRange(1, 30).Draw(t, "reviews") {
			before, rating := m, Rating(rapid.IntRange(1, 4).Draw(t, "rating"))
			now = now.Add(time.Duration(rapid.IntRange(0, 24*400).Draw(t, "hours")) * time.Hour)
			m = f.Review(m, rating, Moment{Now: now, Cal: cal})
			if !(m.Stability >= minStability && m.Stability <= maxStability) || !(m.Difficulty >= 1 && m.Difficulty <= 10) {
				t.Fatalf("out of bounds: %+v", m)
			}
			if !m.Due.After(now) {
				t.Fatalf("due %v at %v", m.Due, now)
			}
			if rating >= Hard && !before.New() && m.Stability < before.Stability*(1-1e-12) {
				t.Fatalf("recalling weakened %+v to %+v", before, m)
			}
		}
	})
}

func BenchmarkReview(b *testing.B) {
	f, err := New(Settings{})
	if err != nil {
		b.Fatal(err)
	}
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	m := f.Review(Memory{}, Good, Moment{Now: now})
	for b.Loop() {
		f.Review(m, Good, Moment{Now: now.Add(72 * time.Hour)})
	}
}
