package daily

import (
	"hash/fnv"
	"time"
)

// Widest is the widest window that pushes can be spread over.
const Widest = 15 * time.Minute

// Spread is when a push that is planned at slot comes due, where many are
// planned at the same minute: within a window from then on, at most Widest,
// always at the same place in it for a learner. What is planned at a second of
// its own comes then.
//
// The milliseconds of the result tell by how many seconds it was moved, so
// that the slot can be told from it whatever the window was. A slot is in whole
// seconds.
func Spread(learner string, slot time.Time, window time.Duration) time.Time {
	slot = slot.Truncate(time.Second)
	if slot.Second() != 0 || window < time.Second {
		return slot
	}
	seconds := uint64(min(window, Widest) / time.Second)
	h := fnv.New64a()
	_, _ = h.Write([]byte(learner)) // never fails
	move := time.Duration(h.Sum64() % (seconds + 1))
	return slot.Add(move*time.Second + move*time.Millisecond)
}

// Slot is what Spread made a time of.
func Slot(due time.Time) time.Time {
	move := time.Duration(due.Nanosecond()) / time.Millisecond
	return due.Add(-move*time.Second - move*time.Millisecond)
}
