// Package daily hands each due push to one replica, at a pace the platforms
// allow. It knows learners by name only: what a push says and how it travels
// is the Sender's.
package daily

import (
	"context"
	"time"
)

// Queue holds one entry a learner: when his next push is due. Replicas share
// it.
type Queue interface {
	// Take returns at most n entries that are due at now, the oldest first,
	// and moves each one lease into the future, so that no other replica
	// takes it before that.
	Take(ctx context.Context, now time.Time, lease time.Duration, n int) ([]Entry, error)

	// Pass replaces an entry that was taken by the learner's next one; the
	// zero time removes it. Where he was planned anew since the entry was
	// taken, that stands.
	Pass(ctx context.Context, e Entry, next time.Time) error
}

// Entry is one due push.
type Entry struct {
	Learner string
	Due     time.Time // the planned slot, also after a lease ran out
	At      time.Time // when its time came: Due, or later where a crowd is spread
}
