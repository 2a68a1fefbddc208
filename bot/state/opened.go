package state

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"sync"

	"github.com/overhoor/overhoor/bot"
)

// opened remembers what lay in the slots of groups when it was decoded last: two
// hundred answers may come between two writes of a round, and to decode it, all
// that was answered before, and what is carried, takes longer than all else that
// an answer does. What it remembers of a round is only used while just that round
// is kept; a step that is refused has it forgotten.
type opened struct {
	mu    sync.Mutex
	known map[string]*decoded // by slot
}

// decoded is what was found in one slot.
type decoded struct {
	sealed []byte
	round  bot.Round // with the answers that were kept beside it; it may only be changed by taking in more
	loads  map[string]sealedAs[bot.Load]
	fresh  map[string]sealedAs[bot.Newcomer]
}

// sealedAs is what was decoded from some bytes. Nobody changes it.
type sealedAs[T any] struct {
	sealed []byte
	is     T
}

// mostOpened bounds how many groups are remembered; beyond it starts anew.
const mostOpened = 200

// kept is how many answers beside a group's round are known.
func (o *opened) kept(slot string) int {
	o.mu.Lock()
	defer o.mu.Unlock()
	if last, ok := o.known[slot]; ok {
		return last.round.Kept
	}
	return 0
}

// open decodes a round, or copies the one that was decoded from the same bytes,
// and takes in the answers that were kept beside it, of which so many were left
// out. It is false when those are not known.
func (o *opened) open(slot string, sealed []byte, from int, kept [][]byte) (r bot.Round, known bool, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	last := o.known[slot]
	switch {
	case last != nil && bytes.Equal(last.sealed, sealed) && last.round.Kept >= from:
		kept = kept[min(len(kept), last.round.Kept-from):]
	case from > 0:
		return r, false, nil
	default:
		last = &decoded{sealed: sealed}
		if last.round.Version, err = open(sealed, &last.round); err != nil {
			return r, true, err
		}
	}
	for _, k := range kept {
		var a bot.Answer
		if err := json.Unmarshal(k, &a); err != nil {
			return r, true, errSeal
		}
		last.round.TakeIn(a)
	}
	if last.round.Race != nil {
		o.remember(slot, last)
	}
	return last.round.Clone(), true, nil
}

// openBeside decodes what a group carries and who is new there, in their order,
// but for what was decoded from the same bytes.
func (o *opened) openBeside(slot string, loads, fresh map[string][]byte) (all []bot.Load, who []bot.Newcomer, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	last, ok := o.known[slot]
	if !ok {
		last = &decoded{}
	}
	all, last.loads, err = openAll(last.loads, loads, func(event string, sealed []byte) (l bot.Load, err error) {
		l.Event = event
		l.Version, err = open(sealed, &l)
		return l, err
	})
	if err != nil {
		return nil, nil, err
	}
	slices.SortFunc(all, func(a, b bot.Load) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Event, b.Event))
	})
	who, last.fresh, err = openAll(last.fresh, fresh, func(_ string, sealed []byte) (n bot.Newcomer, err error) {
		n.Version, err = open(sealed, &n)
		return n, err
	})
	slices.SortFunc(who, func(a, b bot.Newcomer) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Learner, b.Learner))
	})
	return all, who, err
}

// openAll decodes the fields of a hash, but for what was decoded from the same
// bytes, and returns what to remember.
func openAll[T any](last map[string]sealedAs[T], sealed map[string][]byte, open func(field string, sealed []byte) (T, error)) (all []T, next map[string]sealedAs[T], err error) {
	if len(sealed) == 0 {
		return nil, nil, nil
	}
	next = make(map[string]sealedAs[T])
	for field, value := range sealed {
		v, ok := last[field]
		if !ok || !bytes.Equal(v.sealed, value) {
			if v.is, err = open(field, value); err != nil {
				return nil, nil, err
			}
			v.sealed = value
		}
		next[field] = v
		all = append(all, v.is)
	}
	return all, next, nil
}

func (o *opened) remember(slot string, d *decoded) {
	if last, ok := o.known[slot]; ok {
		d.loads, d.fresh = last.loads, last.fresh
	} else if o.known == nil || len(o.known) >= mostOpened {
		o.known = make(map[string]*decoded)
	}
	o.known[slot] = d
}

func (o *opened) forget(slot string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.known, slot)
}
