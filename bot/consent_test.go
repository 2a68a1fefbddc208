package bot

import (
	"testing"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// What a group held back counts on its own day, and so not on a later one that
// has begun meanwhile.
func TestAHeldReviewIsOfItsOwnDay(t *testing.T) {
	var p Profile
	cal, monday := scheduler.Calendar{Zone: time.UTC}, time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	p.count(false, monday.AddDate(0, 0, 1), cal)
	p.count(true, monday, cal)
	if want := (Day{Date: "2026-11-24", Done: 1}); p.Today != want || p.Streak.Days != 1 {
		t.Errorf("the day is %+v, the streak %d, want %+v", p.Today, p.Streak.Days, want)
	}
}
