package bot

import (
	"testing"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

func TestWeekOf(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	cal := scheduler.Calendar{Zone: zone}
	now := time.Date(2026, 10, 28, 12, 0, 0, 0, zone) // the clocks changed on the 25th
	first := cal.StartOfDay(now, -6)
	at := func(day, hour int) time.Time { return time.Date(2026, 10, day, hour, 0, 0, 0, zone) }
	days, all := weekOf([]Review{
		{At: at(22, 3), Rating: scheduler.Good},  // still the 21st
		{At: at(22, 5), Rating: scheduler.Good},  // the first day
		{At: at(25, 23), Rating: scheduler.Hard}, // the long day
		{At: at(26, 2), Rating: scheduler.Again},
		{At: at(28, 9), Rating: scheduler.Easy},
		{At: at(28, 9), Rating: scheduler.Easy, Undo: true},
		{At: at(28, 9), Rating: scheduler.Again},
	}, first, cal)
	want := [7]Tally{0: {1, 1}, 3: {2, 1}, 6: {1, 0}}
	if days != want || all != (Tally{4, 2}) {
		t.Errorf("%v, %v; want %v", days, all, want)
	}
}
