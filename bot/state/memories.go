package state

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/scheduler"
)

// A learner's memories of a deck lie in a power of two of pages, one at first.
// When a page comes near the 512 fields up to which Redis keeps a hash small,
// all are dealt out over more pages.
const (
	pageFull = 480 // leaves room for a round or two of new cards
	pageWell = 300 // how full pages are at most when they were dealt out
)

// Memories returns the learner's memory of each card of a deck that he met, by
// card ID. Times are kept to the second, stabilities and difficulties as float32.
func (s *Store) Memories(ctx context.Context, l bot.Learner, deck string) (map[string]scheduler.Memory, error) {
	pages, err := s.readPages(ctx, l, deck)
	if err != nil {
		return nil, fmt.Errorf("read what learner %q knows of %q: %w", l, deck, err)
	}
	if err := s.renew(ctx, l, deck, pages); err != nil && !errors.Is(err, errPages) {
		return nil, fmt.Errorf("bring up to date what learner %q knows of %q: %w", l, deck, err)
	}
	memories, err := unpackPages(pages)
	if err != nil {
		return nil, fmt.Errorf("read what learner %q knows of %q: %w", l, deck, err)
	}
	// Who comes in between deals out next time: nothing is lost by waiting.
	if err := s.dealOut(ctx, l, deck, pages, len(memories)); err != nil && !errors.Is(err, errPages) {
		return nil, fmt.Errorf("order what learner %q knows of %q: %w", l, deck, err)
	}
	return memories, nil
}

func unpackPages(pages []map[string][]byte) (map[string]scheduler.Memory, error) {
	memories := make(map[string]scheduler.Memory)
	for _, page := range pages {
		for card, packed := range page {
			m, err := unpackMemory(packed)
			if err != nil {
				return nil, fmt.Errorf("card %q: %w", card, err)
			}
			memories[card] = m
		}
	}
	return memories, nil
}

// renew packs anew what an older version packed, here and where it is kept,
// unless anything of it changed since it was read: compare-and-set knows only
// how memories are packed now. Like dealOut, whom someone came in between may
// do it next time: nothing is lost by waiting.
func (s *Store) renew(ctx context.Context, l bot.Learner, deck string, pages []map[string][]byte) error {
	c := Commit{Slot: learnerSlot(l), Checks: []Check{pagesAre(deck, len(pages))}}
	for i, page := range pages {
		for card, packed := range page {
			if !outdated(packed) {
				continue
			}
			m, err := unpackMemory(packed)
			if err != nil {
				return fmt.Errorf("card %q: %w", card, err)
			}
			page[card] = packMemory(m)
			c.Checks = append(c.Checks, Check{Cond: Begins, Key: pageKey(deck, i), Field: card, Value: packed, Else: errPages})
			c.Writes = append(c.Writes, Write{Op: Put, Key: pageKey(deck, i), Field: card, Value: page[card]})
		}
	}
	if len(c.Writes) == 0 {
		return nil
	}
	return s.kernel.Commit(ctx, c)
}

// readPages reads all pages in one round trip, if their number was guessed
// right.
func (s *Store) readPages(ctx context.Context, l bot.Learner, deck string) ([]map[string][]byte, error) {
	slot := learnerSlot(l)
	for range tries {
		n := s.pageCount(l, deck)
		found, err := s.kernel.Read(ctx, pageQueries(slot, deck, n)...)
		if err != nil {
			return nil, err
		}
		if pages, err := s.foundPages(l, deck, found); err != nil || pages != nil {
			return pages, err
		}
	}
	return nil, bot.ErrStale
}

// pageQueries asks in how many pages a deck lies, and for the first n of them.
func pageQueries(slot, deck string, n int) []Query {
	queries := []Query{{Slot: slot, Key: pagesKey(deck)}}
	for i := range n {
		queries = append(queries, Query{Slot: slot, Key: pageKey(deck, i), Kind: Hash})
	}
	return queries
}

// foundPages is what pageQueries found; nil when the deck lies in another
// number of pages than was asked for, which is known from now on.
func (s *Store) foundPages(l bot.Learner, deck string, found []Found) ([]map[string][]byte, error) {
	if err := s.learnPages(l, deck, found[0].Value); err != nil {
		return nil, err
	}
	if s.pageCount(l, deck) != len(found)-1 {
		return nil, nil
	}
	pages := make([]map[string][]byte, len(found)-1)
	for i := range pages {
		pages[i] = found[i+1].Hash
	}
	return pages, nil
}

func (s *Store) pageCount(l bot.Learner, deck string) int {
	return s.pages.get(learnerSlot(l)+"\x00"+deck, 1)
}

// learnPages takes in what pagesKey holds: the number and a dot.
func (s *Store) learnPages(l bot.Learner, deck string, value []byte) error {
	n := 1
	if value != nil {
		var err error
		if n, err = strconv.Atoi(string(value[:len(value)-1])); err != nil || n < 1 || n&(n-1) != 0 {
			return fmt.Errorf("the number of pages: %w", errSeal)
		}
	}
	s.pages.set(learnerSlot(l)+"\x00"+deck, n, 1)
	return nil
}

// lookUpPages asks how the decks of a step lie now.
func (s *Store) lookUpPages(ctx context.Context, step bot.Step) error {
	var decks []string
	for _, r := range step.Reviews {
		decks = append(decks, r.Deck)
	}
	for _, m := range step.Import {
		decks = append(decks, m.Deck)
	}
	var queries []Query
	for _, deck := range decks {
		queries = append(queries, Query{Slot: learnerSlot(step.Learner), Key: pagesKey(deck)})
	}
	found, err := s.kernel.Read(ctx, queries...)
	if err != nil {
		return err
	}
	for i, deck := range decks {
		if err := s.learnPages(step.Learner, deck, found[i].Value); err != nil {
			return err
		}
	}
	return nil
}

// pagesAre is the check that a deck lies in n pages.
func pagesAre(deck string, n int) Check {
	if n == 1 {
		return Check{Cond: Absent, Key: pagesKey(deck), Else: errPages}
	}
	return Check{Cond: Begins, Key: pagesKey(deck), Value: pagesValue(n), Else: errPages}
}

func pagesValue(n int) []byte { return append(strconv.AppendInt(nil, int64(n), 10), '.') }

// dealOut spreads the memories over more pages when one is full, unless
// anything changed since they were read.
func (s *Store) dealOut(ctx context.Context, l bot.Learner, deck string, pages []map[string][]byte, cards int) error {
	fullest := 0
	for _, page := range pages {
		fullest = max(fullest, len(page))
	}
	n := len(pages)
	for n*pageWell < cards {
		n *= 2
	}
	if fullest < pageFull || n == len(pages) {
		return nil
	}
	c := Commit{Slot: learnerSlot(l), Checks: []Check{pagesAre(deck, len(pages))}}
	for i, page := range pages {
		c.Checks = append(c.Checks, Check{Cond: Sized, Key: pageKey(deck, i), Size: len(page), Else: errPages})
		c.Writes = append(c.Writes, Write{Op: Drop, Key: pageKey(deck, i)})
	}
	for i, page := range pages {
		for card, packed := range page {
			c.Checks = append(c.Checks, Check{Cond: Begins, Key: pageKey(deck, i), Field: card, Value: packed, Else: errPages})
			c.Writes = append(c.Writes, Write{Op: Put, Key: pageKey(deck, pageOf(card, n)), Field: card, Value: packed})
		}
	}
	c.Writes = append(c.Writes, Write{Op: Put, Key: pagesKey(deck), Value: pagesValue(n)})
	if err := s.kernel.Commit(ctx, c); err != nil {
		return err
	}
	s.pages.set(learnerSlot(l)+"\x00"+deck, n, 1)
	return nil
}

// remembering adds memories to a commit.
type remembering struct {
	store   *Store
	learner bot.Learner
	commit  *Commit
	pages   map[string]int    // by deck, as far as checked
	now     map[string]string // packed memory by deck and card, as far as changed here
}

// remember replaces one memory. A card may come more than once; each time
// builds on the one before.
func (m *remembering) remember(r bot.Memory) error {
	n, ok := m.pages[r.Deck]
	if !ok {
		n = m.store.pageCount(m.learner, r.Deck)
		m.pages[r.Deck] = n
		m.commit.Checks = append(m.commit.Checks, pagesAre(r.Deck, n))
	}
	key := pageKey(r.Deck, pageOf(r.Card, n))
	before, after := packMemory(r.Before), packMemory(r.After)
	id := r.Deck + "\x00" + r.Card
	if earlier, ok := m.now[id]; !ok {
		m.commit.Checks = append(m.commit.Checks, kept(key, r.Card, before))
	} else if earlier != string(before) {
		return bot.ErrStale
	}
	m.now[id] = string(after)
	w := Write{Op: Put, Key: key, Field: r.Card, Value: after}
	if len(after) == 0 {
		w = Write{Op: Drop, Key: key, Field: r.Card}
	}
	m.commit.Writes = append(m.commit.Writes, w)
	return nil
}

func kept(key, card string, packed []byte) Check {
	if len(packed) == 0 {
		return Check{Cond: Absent, Key: key, Field: card, Else: bot.ErrStale}
	}
	return Check{Cond: Begins, Key: key, Field: card, Value: packed, Else: bot.ErrStale}
}
