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
	// Turn waits until a group may be told something new: something that a
	// round waits for, or not. It returns at once when ctx has ended.
	Turn func(ctx context.Context, to Place, urgent bool)

	mu      sync.Mutex
	lines   map[Place]*line // of the places that are being served
	serving sync.WaitGroup
}

// Parcel is one thing to say.
type Parcel struct {
	Urgent bool // a round waits for it
	Free   bool // it waits for no turn, as it is no new message for all
	Say    func()
}

// line is what waits in a place.
type line struct {
	parcels []Parcel
	hurry   func() // ends the waiting for a turn of what isn't urgent; nil while nobody does
}

// full is how many parcels may wait in a place before what no round waits for is
// left out: it would come two minutes late where fifteen a minute are said.
const full = 30

// Put has something said in a place. It is false when too much waits there.
func (o *Outbox) Put(ctx context.Context, to Place, p Parcel) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	l, busy := o.lines[to]
	if !busy {
		if o.lines == nil {
			o.lines = make(map[Place]*line)
		}
		l = new(line)
		o.lines[to] = l
	}
	if len(l.parcels) >= full && !p.Urgent {
		return false
	}
	l.parcels = append(l.parcels, p)
	if p.Urgent && l.hurry != nil {
		l.hurry()
	}
	if !busy {
		o.serving.Go(func() { o.serve(ctx, to) })
	}
	return true
}

// Wait waits until all is said.
func (o *Outbox) Wait() { o.serving.Wait() }

// serve says what waits in a place until nothing does.
func (o *Outbox) serve(ctx context.Context, to Place) {
	for turn := false; ; {
		p, ready := o.next(to, turn)
		switch {
		case ready && p.Say == nil:
			return
		case ready:
			turn = turn && p.Free
			p.Say()
		default:
			turn = o.turn(ctx, to, p.Urgent)
		}
	}
}

// next takes out what is to be said next, nothing when that is all. What needs a
// turn first isn't ready.
func (o *Outbox) next(to Place, turn bool) (p Parcel, ready bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	l := o.lines[to]
	if len(l.parcels) == 0 {
		delete(o.lines, to)
		return Parcel{}, true
	}
	i := max(0, slices.IndexFunc(l.parcels, func(p Parcel) bool { return p.Urgent }))
	if p = l.parcels[i]; !p.Free && !turn {
		return p, false
	}
	l.parcels = slices.Delete(l.parcels, i, i+1)
	return p, true
}

// turn waits for a turn. It is false when something came that is more urgent.
func (o *Outbox) turn(ctx context.Context, to Place, urgent bool) bool {
	waiting, hurry := context.WithCancel(ctx)
	defer hurry()
	if !urgent && !o.letHurry(to, hurry) {
		return false
	}
	o.Turn(waiting, to, urgent)
	o.letHurry(to, nil)
	return ctx.Err() != nil || waiting.Err() == nil
}

// letHurry says how to end the waiting in a place. It is false when it needn't
// begin.
func (o *Outbox) letHurry(to Place, hurry func()) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	l := o.lines[to]
	l.hurry = hurry
	return !slices.ContainsFunc(l.parcels, func(p Parcel) bool { return p.Urgent })
}
