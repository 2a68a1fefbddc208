package state

import (
	"hash/fnv"
	"strconv"
	"strings"

	"github.com/overhoor/overhoor/bot"
)

// The slots. What one commit writes lies in one of them.
func learnerSlot(l bot.Learner) string { return "l:" + safe(string(l)) }
func groupSlot(p bot.Place) string     { return "p:" + placeField(p) }
func accountSlot(a bot.Account) string { return "a:" + string(firstLearner(a)) }
func codeSlot(code string) string      { return "c:" + safe(code) }
func noteSlot(name string) string      { return "n:" + safe(name) }
func deckSlot(deck string) string      { return "d:" + safe(deck) }
func leaseSlot(name string) string     { return "lease:" + safe(name) }

// The keys in a learner's slot, beside the pages of memories and the events.
const (
	profileKey = "profile" // value: version and JSON
	roundsKey  = "rounds"  // hash: private place -> version and JSON
	logKey     = "log"     // log: packed reviews
	ownKey     = "own"     // hash: card -> JSON of a card that he made
	draftKey   = "draft"   // value: JSON of cards that he may want to keep
)

// The only keys in the slots of groups, accounts, codes and notes, and of leases.
const (
	roundKey   = "round"   // value: version and JSON
	keptKey    = "answers" // log: JSON of the answers kept since the round was written
	newKey     = "new"     // hash: learner -> version and JSON of a newcomer
	loadsKey   = "loads"   // hash: event -> version and JSON of what the group carries since
	clubKey    = "club"    // value: version and JSON
	boardKey   = "board"   // value: version and JSON
	leavingKey = "leaving" // value: version and JSON of a board on its way to another place
	learnerKey = "learner" // value: the learner's name
	noteKey    = "note"    // value: whatever an adapter wants
	holderKey  = "holder"  // value: who holds the lease
)

// The keys in a deck's slot.
const (
	acceptedKey = "accepted" // hash: card and answer -> "1"
	proposedKey = "proposed" // hash: card and answer -> version and JSON of learners
)

func eventKey(id string) string  { return "e:" + id }
func spentKey(day string) string { return "spent:" + day }

// pagesKey tells in how many pages a deck's memories lie; without it in one.
func pagesKey(deck string) string { return "pages:" + deck }

// pageKey is a hash: card -> packed memory.
func pageKey(deck string, page int) string {
	if page == 0 {
		return "m:" + deck
	}
	return "m" + strconv.Itoa(page) + ":" + deck
}

// pageOf spreads cards evenly over a power of two of pages.
func pageOf(card string, pages int) int { return int(hash(card)) & (pages - 1) }

func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

// firstLearner is whom an account speaks for as long as it isn't linked.
func firstLearner(a bot.Account) bot.Learner {
	return bot.Learner(part(a.Platform) + ":" + part(a.ID))
}

func placeField(p bot.Place) string {
	s := part(p.Platform) + ":" + part(p.Chat)
	if p.Thread != "" {
		s += ":" + part(p.Thread)
	}
	return s
}

// safe keeps braces out of slots: Redis Cluster reads them as hash tags.
func safe(s string) string {
	if !strings.ContainsAny(s, "%{}") {
		return s // nearly all, and quickly
	}
	return strings.NewReplacer("%", "%25", "{", "%7B", "}", "%7D").Replace(s)
}

// part is safe for what is joined by colons.
func part(s string) string { return strings.ReplaceAll(safe(s), ":", "%3A") }
