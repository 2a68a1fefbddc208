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
	crowd int // how many there are at most
	jobs  chan job
	leave chan struct{} // sends one hand away
	count int
	reach int // how many jobs are worth having at once, from fewest to most
	busy  sync.WaitGroup
}

func newHands(crowd int, do func(job)) *hands {
	h := &hands{do: do, crowd: crowd, jobs: make(chan job), leave: make(chan struct{}, crowd)}
	h.stretch(fewest)
	return h
}

// give hands a job out as soon as a hand is free; it is false when ctx ends
// first.
func (h *hands) give(ctx context.Context, j job) bool {
	select {
	case <-ctx.Done():
		return false
	case h.jobs <- j:
		return true
	}
}

// stretch sets the reach, and takes as many hands as it needs. Those that are
// too many go as they become free.
func (h *hands) stretch(reach int) {
	h.reach = min(max(reach, fewest), most)
	for ; h.count < min(h.reach, h.crowd); h.count++ {
		h.busy.Go(h.work)
	}
	for ; h.count > min(h.reach, h.crowd); h.count-- {
		h.leave <- struct{}{}
	}
}

func (h *hands) work() {
	for {
		select {
		case <-h.leave:
			return
		case j, open := <-h.jobs:
			if !open {
				return
			}
			h.do(j)
		}
	}
}

// end lets all hands finish what they do.
func (h *hands) end() {
	close(h.jobs)
	h.busy.Wait()
}
