package scheduler

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
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
		Before     *float64            `json:"retrievability_before"`
		Stability  float64             `json:"stability"`
		Fast       float64             `json:"stability_fast"`
		Difficulty float64             `json:"difficulty"`
		Intervals  map[string]interval `json:"intervals"`
	} `json:"states"`
}

// interval is how many days to wait: FSRS-6 tells them rounded, FSRS-7 not.
type interval struct {
	Days  int
	Exact float64
}

func (i *interval) UnmarshalJSON(b []byte) error {
	if err := json.Unmarshal(b, &i.Exact); err == nil {
		return nil
	}
	var rounded struct {
		Days int `json:"days"`
	}
	err := json.Unmarshal(b, &rounded)
	i.Days = rounded.Days
	return err
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

// TestReferenceVectors reviews what was reviewed in reference histories: of
// FSRS-6 from ts-fsrs 5.4.2, of FSRS-7 from an implementation that matches
// fsrs-rs. A few of them are in testdata, all of them beside the repository.
func TestReferenceVectors(t *testing.T) {
	for _, model := range []string{FSRS6, FSRS7} {
		file := model[:4] + model[5:] + "-vectors.jsonl"
		for _, folder := range []string{"testdata", filepath.Join("..", "..", "shared", "fsrs")} {
			t.Run(filepath.Base(folder)+"/"+model, func(t *testing.T) {
				for _, h := range readHistories(t, filepath.Join(folder, file)) {
					checkHistory(t, model, h)
				}
			})
		}
	}
}

func checkHistory(t *testing.T, model string, h history) {
	t.Helper()
	for retention := range h.States[0].Intervals {
		wanted, err := strconv.ParseFloat(retention, 64)
		if err != nil {
			t.Fatal(err)
		}
		f, err := New(Settings{Model: model, Weights: h.W, Retention: wanted})
		if err != nil {
			t.Fatal(err)
		}
		var m Memory
		now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
		for i, review := range h.Reviews {
			want := h.States[i]
			now = now.Add(time.Duration(review.Elapsed * float64(24*time.Hour)))
			if r := f.Retrievability(m, Moment{Now: now}); want.Before != nil && !near(r, *want.Before, 1e-5) {
				t.Errorf("history %d, review %d: retrievability %v, want %v", h.ID, i, r, *want.Before)
			}
			m = f.Replay(m, []Past{{At: now, Rating: review.Rating}}, Calendar{})
			if !near(m.Stability, want.Stability, 1e-5) || !near(m.Fast, want.Fast, 1e-5) || !near(m.Difficulty, want.Difficulty, 1e-4) {
				t.Fatalf("history %d, review %d: %+v, want %+v", h.ID, i, m, want)
			}
			days := want.Intervals[retention]
			if got := f.day(m, Moment{}); model == FSRS6 && got != days.Days {
				t.Errorf("history %d, review %d: %d days at %s, want %d", h.ID, i, got, retention, days.Days)
			}
			if got := f.model.interval(m, wanted); model == FSRS7 && !near(got, days.Exact, 1e-4) {
				t.Errorf("history %d, review %d: %v days at %s, want %v", h.ID, i, got, retention, days.Exact)
			}
		}
	}
}
