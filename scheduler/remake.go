package scheduler

import (
	"hash/fnv"
	"time"
)

// Remake makes the memory that is kept of a card anew, from what it went
// through, as this scheduler would have made it. It returns false when that
// changes nothing, and when the past isn't all that made the memory.
func (f *FSRS) Remake(kept, from Memory, past []Past, card string, at Moment) (Memory, bool) {
	next := f.Replay(from, past, at.Cal)
	if next.Reps != kept.Reps || !next.Last.Equal(kept.Last) {
		return kept, false
	}
	wanted := next.Due
	next.Last, next.Due = kept.Last, kept.Due
	if next == kept {
		return kept, false
	}
	next.Due = redue(kept, wanted, card, at)
	return next, true
}

// slack is by which part of its interval a card's day may be off and still stay:
// it may have been chosen so that the learner's days are even.
const slack = 8

// redue is the day on which a card comes back whose memory was made anew: the
// one that is wanted now. But a card that is being learned, or whose day changes
// little, stays where it is; and those that should have come already don't come
// all at once: they are dealt out over the days until they would have come.
func redue(kept Memory, wanted time.Time, card string, at Moment) time.Time {
	planned, days := at.Cal.Days(kept.Last, kept.Due), at.Cal.Days(kept.Last, wanted)
	left := at.Cal.Days(at.Now, kept.Due)
	switch {
	case planned == 0, max(days-planned, planned-days) <= planned/slack:
		return kept.Due
	case !wanted.Before(at.Cal.StartOfDay(at.Now, 1)):
		return at.Cal.StartOfDay(at.Now, at.latest(at.Cal.Days(at.Now, wanted)))
	case left == 0:
		return kept.Due
	}
	h := fnv.New32a()
	h.Write([]byte(card))
	return at.Cal.StartOfDay(at.Now, 1+int(h.Sum32()%uint32(left)))
}
