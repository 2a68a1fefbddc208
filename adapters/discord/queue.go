package discord

import "sync"

// queue runs jobs: those of one channel one after another, those of different
// channels at the same time.
type queue struct {
	mu      sync.Mutex
	waiting map[string][]func() // an entry, even empty, means that a worker is busy
	closed  bool
	workers sync.WaitGroup
}

// crowd is how many jobs of one channel may wait; more are refused, so that a
// flood in one channel can't fill the memory.
const crowd = 200

func newQueue() *queue { return &queue{waiting: make(map[string][]func())} }

// add puts a job at the end of its channel's queue. It is false when too many
// are waiting there, or the queue is closed.
func (q *queue) add(channel string, job func()) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	jobs, busy := q.waiting[channel]
	if q.closed || len(jobs) >= crowd {
		return false
	}
	q.waiting[channel] = append(jobs, job)
	if !busy {
		q.workers.Go(func() { q.work(channel) })
	}
	return true
}

func (q *queue) work(channel string) {
	for {
		job := q.next(channel)
		if job == nil {
			return
		}
		job()
	}
}

func (q *queue) next(channel string) func() {
	q.mu.Lock()
	defer q.mu.Unlock()
	jobs := q.waiting[channel]
	if len(jobs) == 0 {
		delete(q.waiting, channel)
		return nil
	}
	q.waiting[channel] = jobs[1:]
	return jobs[0]
}

// close takes no more jobs; what it returns is closed when all have run.
func (q *queue) close() <-chan struct{} {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	done := make(chan struct{})
	go func() {
		defer close(done)
		q.workers.Wait()
	}()
	return done
}

// recent remembers the newest IDs, to know what is told twice.
type recent struct {
	mu   sync.Mutex
	ids  map[string]bool
	ring []string
	at   int
}

func newRecent(n int) *recent {
	return &recent{ids: make(map[string]bool, n), ring: make([]string, n)}
}

// first is true when an ID is told for the first time.
func (r *recent) first(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ids[id] {
		return false
	}
	delete(r.ids, r.ring[r.at])
	r.ids[id], r.ring[r.at] = true, id
	r.at = (r.at + 1) % len(r.ring)
	return true
}
