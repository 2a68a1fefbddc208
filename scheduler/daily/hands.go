package daily

import (
	"context"
	"sync"
	"time"
)

// job is an entry that is ours for a while.
type job struct {
	Entry
	until time.Time // when we must have done with it
}

// hands do jobs at the same time: few while they are slow, more when they are
// quick.
type hands struct {
	do    func(job)
	reach int           // how many jobs are worth having at once, from fewest to most
	free  chan struct{} // a token for each hand that has nothing to do
	count int
	busy  sync.WaitGroup
}

func newHands(do func(job)) *hands {
	h := &hands{do: do, free: make(chan struct{}, crowd)}
	h.stretch(fewest)
	return h
}

// give hands a job out as soon as a hand is free; it is false when ctx ends
// first.
func (h *hands) give(ctx context.Context, j job) bool {
	select {
	case <-ctx.Done():
		return false
	case <-h.free:
	}
	h.busy.Go(func() {
		h.do(j)
		h.free <- struct{}{}
	})
	return true
}

// stretch sets the reach, and gives it as many hands as it needs. Hands that
// are too many are taken away as they become free.
func (h *hands) stretch(reach int) {
	h.reach = min(max(reach, fewest), most)
	for ; h.count < min(h.reach, crowd); h.count++ {
		h.free <- struct{}{}
	}
	for ; h.count > min(h.reach, crowd); h.count-- {
		<-h.free
	}
}
