// Package state keeps what the quiz must remember: profiles, rounds, memories,
// logs, the queue of pushes. It implements bot.Store, bot.Answers and
// daily.Queue.
//
// Every key and every encoding is made here. Where the bytes lie is the
// business of a [Kernel], which knows nothing of learners or cards; there is
// one on Redis (bot/state/redis) and one on a file (bot/state/file).
//
// Memories are packed (23 bytes a card, mostly) into one hash per learner and deck.
// On Redis such a hash stays small as long as hash-max-listpack-entries is at
// least 512, the default; larger decks are kept in pages for that reason.
package state

import (
	"context"
	"time"
)

// Kernel is the little that a backend must be able to do. What belongs
// together lies in one slot; a slot has keys, and a key holds a value, a hash
// of fields or a log. Values are never empty. All methods may be called from
// many goroutines at once.
type Kernel interface {
	// Read answers all queries, from any slots, in one round trip.
	Read(ctx context.Context, queries ...Query) ([]Found, error)

	// Commit checks and then writes, all or nothing. When a check fails its
	// Else is returned, unwrapped, and nothing is written.
	Commit(ctx context.Context, c Commit) error

	// Take returns at most n of the members of these queues that are due at
	// now, the oldest first, and lets them be due again one lease after now.
	// Each comes with the time at which it was enqueued for, also when an
	// earlier lease moved it.
	Take(ctx context.Context, queues []Queue, now time.Time, lease time.Duration, n int) ([]Due, error)

	// Allow takes one from what a rate allows under a name; a positive wait
	// means that nothing was taken and that one should ask again then.
	Allow(ctx context.Context, name string, r Rate) (wait time.Duration, err error)

	// Hold lets Allow give nothing under a name for so long. Of two that
	// overlap the one that ends later stands.
	Hold(ctx context.Context, name string, d time.Duration) error

	// Alone tells that no other process can use this state at the same time.
	Alone() bool

	Ping(ctx context.Context) error
	Close() error
}

// Query asks for one key.
type Query struct {
	Slot, Key string
	Kind      Kind
	Newest    int // of a log: how many entries at most; 0 means all
	From      int // of a log of which all are asked: how many of the oldest are left out
}

// Kind is what a key holds.
type Kind uint8

// The kinds of keys.
const (
	Value Kind = iota
	Hash
	Log
)

// Found answers a Query: only what its Kind names is set, and nothing when
// there is no such key.
type Found struct {
	Value []byte
	Hash  map[string][]byte
	Log   [][]byte // oldest first
}

// Commit changes one slot.
type Commit struct {
	Slot   string
	Checks []Check
	Writes []Write
}

// Check is what must hold for a commit to be written.
type Check struct {
	Cond  Cond
	Key   string
	Field string    // of a hash, or the member of a queue; "" when Key holds a value
	Value []byte    // for Begins
	Size  int       // for Sized and Long
	At    time.Time // for Taken
	Else  error     // what Commit returns otherwise
}

// Cond is the kind of a Check.
type Cond uint8

// The conditions: nothing is kept there, what is kept begins with Value, the
// hash has Size fields, the log Size entries; the member Field of a queue was taken, and had been
// enqueued for At.
const (
	Absent Cond = iota
	Begins
	Sized
	Long
	Taken
)

// Write is one change.
type Write struct {
	Op    Op
	Key   string
	Field string        // of a hash, or the member of a queue; "" when Key holds a value
	Value []byte        // for Put and Append
	TTL   time.Duration // for Put of a value: when it ends; 0 means never
	Keep  int           // for Append: how many of the newest entries stay; 0 means all
	At    time.Time     // for Enqueue: when it is due
}

// Op is the kind of a Write.
type Op uint8

// The writes: a value or a field is set; a field, or a whole key when Field is
// empty, is removed; a log grows; a member of a queue gets a due time in place
// of the one that it had; a member leaves a queue.
const (
	Put Op = iota
	Drop
	Append
	Enqueue
	Dequeue
)

// Queue names a key that holds members by due time.
type Queue struct{ Slot, Key string }

// Due is a member of a queue whose time has come.
type Due struct {
	Member string
	At     time.Time
}

// Rate is how often something may happen: Burst at once, and then Count per
// Per. In a span of Per it happens at most Burst+Count times. Who asks with a
// Spare, of the same name, gets nothing while no more than so many of the Burst
// are left.
type Rate struct {
	Count int
	Per   time.Duration
	Burst int
	Spare int // below Burst
}
