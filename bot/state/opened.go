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
	loads  map[string]sealedLoad
}

// sealedLoad is a load that nobody changes.
type sealedLoad struct {
	sealed []byte
	load   bot.Load
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

// openLoads decodes what a group carries, in its order, but for what was decoded
// from the same bytes.
func (o *opened) openLoads(slot string, sealed map[string][]byte) (all []bot.Load, err error) {
	if len(sealed) == 0 {
		return nil, nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	last, ok := o.known[slot]
	if !ok {
		last = &decoded{}
	}
	loads := make(map[string]sealedLoad)
	for event, value := range sealed {
		l := last.loads[event]
		if !bytes.Equal(l.sealed, value) {
			l = sealedLoad{value, bot.Load{Event: event}}
			if l.load.Version, err = open(value, &l.load); err != nil {
				return nil, err
			}
		}
		loads[event] = l
		all = append(all, l.load)
	}
	last.loads = loads
	slices.SortFunc(all, func(a, b bot.Load) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Event, b.Event))
	})
	return all, nil
}

func (o *opened) remember(slot string, d *decoded) {
	if last, ok := o.known[slot]; ok {
		d.loads = last.loads
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
