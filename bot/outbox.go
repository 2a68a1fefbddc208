package bot

import (
	"context"
	"slices"
	"sync"
)

// Outbox says things in groups beside the handling of what is heard there: in
// each place one after the other, in their order, but first what a round waits
// for. A new message waits for its turn, and only then is it decided which.
type Outbox struct {
	// Turn waits until a group may be told something new. It returns at once
	// when ctx has ended.
	Turn func(ctx context.Context, to Place)

	mu      sync.Mutex
	waiting map[Place][]Parcel // a place with an entry, even an empty one, is being served
	serving sync.WaitGroup
}

// Parcel is one thing to say.
type Parcel struct {
	Urgent bool // a round waits for it
	Free   bool // it waits for no turn, as it is no new message for all
	Say    func()
}

// full is how many parcels may wait in a place before what nobody waits for is
// left out: it would come far too late.
const full = 200

// Put has something said in a place. It is false when too much waits there.
func (o *Outbox) Put(ctx context.Context, to Place, p Parcel) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	line, busy := o.waiting[to]
	if len(line) >= full && !p.Urgent {
		return false
	}
	if o.waiting == nil {
		o.waiting = make(map[Place][]Parcel)
	}
	o.waiting[to] = append(line, p)
	if !busy {
		o.serving.Go(func() { o.serve(ctx, to) })
	}
	return true
}

// Wait waits until all is said.
func (o *Outbox) Wait() { o.serving.Wait() }

// serve says what waits in a place until nothing does.
func (o *Outbox) serve(ctx context.Context, to Place) {
	turn := false
	for {
		p, ok := o.next(to, turn)
		switch {
		case !ok:
			return
		case p.Say == nil:
			o.Turn(ctx, to)
			turn = true
			continue
		case !p.Free:
			turn = false
		}
		p.Say()
	}
}

// next takes out what is to be said next; nothing when that needs a turn first.
func (o *Outbox) next(to Place, turn bool) (p Parcel, ok bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	line := o.waiting[to]
	if len(line) == 0 {
		delete(o.waiting, to)
		return Parcel{}, false
	}
	i := max(0, slices.IndexFunc(line, func(p Parcel) bool { return p.Urgent }))
	if !line[i].Free && !turn {
		return Parcel{}, true
	}
	p = line[i]
	o.waiting[to] = slices.Delete(line, i, i+1)
	return p, true
}
