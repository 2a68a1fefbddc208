package state

import (
	"bytes"
	"sync"

	"github.com/overhoor/overhoor/bot"
)

// opened remembers the rounds of groups as they were decoded last: two hundred
// answers may come between two writes, and a large round takes longer to decode
// than all else that an answer does.
type opened struct {
	mu    sync.Mutex
	known map[string]decoded // by slot
}

// decoded is a round that nobody changes.
type decoded struct {
	sealed []byte
	round  bot.Round
}

// mostOpened bounds how many rounds are remembered; beyond it starts anew.
const mostOpened = 200

// open decodes a round, or copies the one that was decoded from the same bytes.
func (o *opened) open(slot string, sealed []byte) (r bot.Round, err error) {
	o.mu.Lock()
	last, ok := o.known[slot]
	o.mu.Unlock()
	if ok && bytes.Equal(last.sealed, sealed) {
		return last.round.Clone(), nil
	}
	if r.Version, err = open(sealed, &r); err != nil || len(sealed) < long {
		return r, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.known == nil || len(o.known) >= mostOpened {
		o.known = make(map[string]decoded)
	}
	o.known[slot] = decoded{sealed, r}
	return r.Clone(), nil
}
