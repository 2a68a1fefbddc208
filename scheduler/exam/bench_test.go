package exam

import (
	"testing"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// BenchmarkForecast is 500 cards, half of them met, 60 days before the exam.
func BenchmarkForecast(b *testing.B) {
	f, err := scheduler.New(scheduler.Settings{})
	if err != nil {
		b.Fatal(err)
	}
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	s := Subject{FSRS: f, Day: now.AddDate(0, 0, 60), Cards: make([]scheduler.Memory, 500)}
	for i := range 250 {
		at := scheduler.Moment{Now: now.AddDate(0, 0, -i%17-1)}
		s.Cards[i] = f.Review(scheduler.Memory{}, scheduler.Rating(i%4+1), at)
	}
	p := Planner{Budget: 20 * time.Minute, Pace: Typing(), Worth: Enough}
	b.ReportAllocs()
	for b.Loop() {
		p.Forecast(now, []Subject{s})
	}
}
