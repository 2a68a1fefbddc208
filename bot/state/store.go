package state

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// Store keeps everything, over a kernel. All its methods may be called from
// many goroutines, and from many processes where the kernel is shared.
type Store struct {
	// Window is how long pushes planned for the same minute are spread over,
	// in whole seconds up to daily.Widest. It is set before the first use.
	Window time.Duration

	kernel Kernel

	lines lines // of those who wait for a platform's pace

	// What was seen to be other than by default. Every use is verified in
	// the same round trip, so they may be wrong without harm.
	aliases guesses[bot.Learner] // by accountSlot
	pages   guesses[int]         // by learnerSlot and deck
	asked   guesses[string]      // which deck a group is asked, by groupSlot

	groups opened
}

var (
	_ bot.Store   = (*Store)(nil)
	_ bot.Answers = (*Store)(nil)
)

// New makes a store over a kernel, which it closes in the end.
func New(k Kernel) *Store { return &Store{kernel: k} }

// Ping tells whether the state can be reached.
func (s *Store) Ping(ctx context.Context) error { return s.kernel.Ping(ctx) }

// Close ends the use of the state. What was committed stays.
func (s *Store) Close() error { return s.kernel.Close() }

// tries is how often something is begun anew after someone else came between.
const tries = 8

// Read fetches in one round trip who an account is and what is going on at a
// place. An account whose link was changed elsewhere costs one round trip more,
// once.
func (s *Store) Read(ctx context.Context, p bot.Place, a bot.Account) (bot.View, error) {
	first := firstLearner(a)
	l := s.aliases.get(accountSlot(a), first)
	for range tries {
		deck, known := s.guessedDeck(l, p)
		from := s.groups.kept(groupSlot(p))
		found, err := s.kernel.Read(ctx, slices.Concat(known, viewQueries(l, p, from),
			[]Query{{Slot: accountSlot(a), Key: learnerKey}})...)
		if err != nil {
			return bot.View{}, fmt.Errorf("read learner %q: %w", l, err)
		}
		actual := first
		if alias := found[len(found)-1].Value; alias != nil {
			actual = bot.Learner(alias)
		}
		s.aliases.set(accountSlot(a), actual, first)
		if actual == l {
			v, err := s.view(ctx, l, p, from, found[len(known):])
			if err == nil && p.Group {
				s.alongside(&v, p, deck, found[:len(known)])
			}
			return v, err
		}
		l = actual
	}
	return bot.View{}, fmt.Errorf("read account %s:%s: %w", a.Platform, a.ID, bot.ErrStale)
}

// Learner reads a learner by name, with the round of his home.
func (s *Store) Learner(ctx context.Context, l bot.Learner) (bot.View, error) {
	found, err := s.kernel.Read(ctx, viewQueries(l, bot.Place{}, 0)...)
	if err != nil {
		return bot.View{}, fmt.Errorf("read learner %q: %w", l, err)
	}
	v, err := s.view(ctx, l, bot.Place{}, 0, found)
	if err != nil || v.Profile.Home == (bot.Place{}) {
		return v, err
	}
	return s.view(ctx, l, v.Profile.Home, 0, found)
}

func viewQueries(l bot.Learner, p bot.Place, from int) []Query {
	slot := learnerSlot(l)
	profile := Query{Slot: slot, Key: profileKey}
	if p.Group {
		return append([]Query{profile}, groupQueries(p, from)...)
	}
	return []Query{profile, {Slot: slot, Key: roundsKey, Kind: Hash}, {Slot: slot, Key: ownKey, Kind: Hash}}
}

// view decodes what viewQueries found.
func (s *Store) view(ctx context.Context, l bot.Learner, p bot.Place, from int, found []Found) (bot.View, error) {
	v := bot.View{Learner: l}
	var err error
	if v.Profile.Version, err = open(found[0].Value, &v.Profile); err != nil {
		return bot.View{}, fmt.Errorf("read the profile of learner %q: %w", l, err)
	}
	if p.Group {
		err = s.openGroup(ctx, &v, p, from, found[1:])
		return v, err
	}
	if err = openRound(&v, p, found[1].Hash[placeField(p)]); err == nil {
		v.Own, err = openOwn(found[2].Hash)
	}
	return v, err
}

func openRound(v *bot.View, p bot.Place, sealed []byte) (err error) {
	if v.Round.Version, err = open(sealed, &v.Round); err != nil {
		return fmt.Errorf("read the round at %s: %w", placeField(p), err)
	}
	return nil
}

// guesses remembers what differs from a default, so that it needn't be asked
// for first.
type guesses[T comparable] struct {
	mu    sync.Mutex
	known map[string]T
}

// guessed bounds what a process remembers; beyond it starts anew.
const guessed = 100_000

func (g *guesses[T]) get(key string, otherwise T) T {
	g.mu.Lock()
	defer g.mu.Unlock()
	if v, ok := g.known[key]; ok {
		return v
	}
	return otherwise
}

func (g *guesses[T]) set(key string, v, otherwise T) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if v == otherwise {
		delete(g.known, key)
		return
	}
	if g.known == nil || len(g.known) >= guessed {
		g.known = make(map[string]T)
	}
	g.known[key] = v
}
