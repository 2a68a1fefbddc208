package telegram

import (
	"slices"
	"sync"
)

// lanes do jobs: those of one lane one after the other, different lanes at the
// same time.
type lanes struct {
	mu      sync.Mutex
	waiting map[string][]func() // a lane that is busy has an entry
	busy    sync.WaitGroup
}

func newLanes() *lanes { return &lanes{waiting: map[string][]func(){}} }

// add puts a job at the end of a lane.
func (l *lanes) add(lane string, job func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.put(lane, job)
}

// crowd is how many jobs may wait that nobody needs: what comes much later than
// what it is about says nothing any more.
const crowd = 200

// addFew is add for what nobody needs. It is left out where too many wait.
func (l *lanes) addFew(lane string, job func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.waiting[lane]) < crowd {
		l.put(lane, job)
	}
}

// put is add under the lock.
func (l *lanes) put(lane string, job func()) {
	jobs, busy := l.waiting[lane]
	l.waiting[lane] = append(jobs, job)
	if !busy {
		l.busy.Go(func() { l.work(lane) })
	}
}

// work does a lane's jobs until none is left.
func (l *lanes) work(lane string) {
	for {
		l.mu.Lock()
		jobs := l.waiting[lane]
		if len(jobs) == 0 {
			delete(l.waiting, lane)
			l.mu.Unlock()
			return
		}
		l.waiting[lane] = jobs[1:]
		l.mu.Unlock()
		jobs[0]()
	}
}

// wait waits until all jobs are done.
func (l *lanes) wait() { l.busy.Wait() }

// ledger keeps which updates were handled, so that none is confirmed before
// it was, and all before it were.
type ledger struct {
	mu      sync.Mutex
	order   []int64 // by number, from the first that isn't confirmed
	handled map[int64]bool
	open    int
	changed chan struct{} // holds something after an update was handled
}

func newLedger() *ledger {
	return &ledger{handled: map[int64]bool{}, changed: make(chan struct{}, 1)}
}

// take notes an update; it is false for one that was noted before.
func (l *ledger) take(id int64) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, known := l.handled[id]; known {
		return false
	}
	at, _ := slices.BinarySearch(l.order, id)
	l.order = slices.Insert(l.order, at, id)
	l.handled[id] = false
	l.open++
	return true
}

// done notes that an update was handled.
func (l *ledger) done(id int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.handled[id] = true
	l.open--
	select {
	case l.changed <- struct{}{}:
	default:
	}
}

// idle tells whether all is handled.
func (l *ledger) idle() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.open == 0
}

// confirm forgets the updates that were handled up to the first that wasn't,
// and returns the number behind the last of them; ok is false when there are
// none.
func (l *ledger) confirm() (offset int64, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.order) > 0 && l.handled[l.order[0]] {
		offset, ok = l.order[0]+1, true
		delete(l.handled, l.order[0])
		l.order = l.order[1:]
	}
	return offset, ok
}
