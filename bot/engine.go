package bot

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"hash/maphash"
	"log/slog"
	"math/big"
	"time"

	"github.com/overhoor/overhoor/bot/dates"
	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// Grader judges the answers to the cards of one deck.
type Grader interface {
	// Judge gives a verdict on an attempt at the card of that ID.
	Judge(card string, a grade.Attempt) grade.Judgement
	// Items are what a card that is a list asks for, in the author's words
	// and order; nil for any other card.
	Items(card string) []string
	// Distractors are at most n cards of the deck whose backs are plausible
	// answers to the card and wrong, also by what else is accepted: the most
	// plausible first.
	Distractors(card string, n int, accepted []string) []string
}

// Advise gives a second opinion on an answer that the grader is not sure of; ok
// is false when there is none.
type Advise func(ctx context.Context, l Learner, c decks.Card, answer string) (v grade.Verdict, ok bool)

// Liken compares an answer in meaning with a card and with the rest of its
// deck; ok is false when nothing can be said.
type Liken func(ctx context.Context, d *decks.Deck, c decks.Card, answer string) (like grade.Likeness, ok bool)

// Config is what an Engine is built of.
type Config struct {
	Store     Store
	Library   *decks.Library
	Compile   func(*decks.Deck) Grader // called once for each deck
	Scheduler *scheduler.FSRS

	Answers Answers   // what learners teach the decks; nil: nothing
	Liken   Liken     // of answers the grader is not sure of; nil: never
	Advise  Advise    // a second opinion; nil: none
	Fetch   Fetch     // of learners' timetables; nil: never
	Owners  []Account // who decide on what learners taught any deck

	ReadDeck  ReadDeck  // of files that learners send; nil: never
	WriteDeck WriteDeck // of files for learners; nil: never

	// Background does what no reply waits for, at most Lease long; what it
	// can't do any more is not lost. nil: it is done before the reply.
	Background func(do func(context.Context))

	Now    func() time.Time // nil means time.Now
	Random func(n int) int  // from 0 to n-1, for many goroutines; nil means crypto/rand
	Log    *slog.Logger     // nil means none

	// What holds for a learner who chose nothing else.
	Zone      string // IANA name; "" means Europe/Amsterdam
	Daily     string // the hour that is offered for a daily push; "" means 08:00
	Lang      string // "nl" or "en", where the platform tells none; "" means nl
	RoundSize int    // cards a round, 1 to 100; 0 means 10
	NewPerDay int    // new cards a day, at most 1000; 0 means 10, -1 none
	ReviewCap int    // reviews a day, 1 to 10,000; 0 means 200
}

// Engine is the quiz. It keeps nothing itself, so any number of them may serve
// the same Store.
type Engine struct {
	Config
	graders map[string]Grader
	book    *phrase.Book
	zone    *time.Location
	verbs   map[string]verb

	compiled *compiled
}

// New checks the configuration and builds an engine of it. It is an error to
// leave out Store, Library, Compile or Scheduler.
func New(c Config) (*Engine, error) {
	if c.Store == nil || c.Library == nil || c.Compile == nil || c.Scheduler == nil {
		return nil, errors.New("build the quiz: it needs a store, a library, a grader and a scheduler")
	}
	c.defaults()
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		return nil, fmt.Errorf("time zone %q: write it as Europe/Amsterdam", c.Zone)
	}
	book, err := phrase.Load()
	if err != nil {
		return nil, err
	}
	if lang, ok := book.Match(c.Lang); !ok || lang != c.Lang {
		return nil, fmt.Errorf("language %q: choose one of %v", c.Lang, phrase.Langs())
	}
	if clock, ok := dates.Clock(c.Daily); !ok || clock != c.Daily {
		return nil, fmt.Errorf("daily hour %q: write it as 08:00", c.Daily)
	}
	if c.RoundSize < 1 || c.RoundSize > 100 || c.NewPerDay < -1 || c.NewPerDay > 1000 {
		return nil, fmt.Errorf("rounds of %d cards with %d new ones a day: choose 1 to 100, and -1 (none) to 1000",
			c.RoundSize, c.NewPerDay)
	}
	if c.ReviewCap < 1 || c.ReviewCap > 10_000 {
		return nil, fmt.Errorf("at most %d reviews a day: choose 1 to 10000", c.ReviewCap)
	}
	e := &Engine{Config: c, book: book, zone: zone, graders: make(map[string]Grader), verbs: make(map[string]verb),
		compiled: &compiled{seed: maphash.MakeSeed(), known: make(map[uint64]lazy)}}
	for _, d := range c.Library.Decks() {
		e.graders[d.ID] = c.Compile(d)
	}
	for _, v := range verbs() {
		for _, name := range v.names {
			e.verbs[name] = v
		}
	}
	return e, nil
}

func (c *Config) defaults() {
	c.Zone = cmp.Or(c.Zone, "Europe/Amsterdam")
	c.Daily = cmp.Or(c.Daily, "08:00")
	c.Lang = cmp.Or(c.Lang, phrase.Langs()[0])
	c.RoundSize = cmp.Or(c.RoundSize, 10)
	c.NewPerDay = cmp.Or(c.NewPerDay, 10)
	c.ReviewCap = cmp.Or(c.ReviewCap, 200)
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Random == nil {
		c.Random = secureRandom
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
}

func secureRandom(n int) int {
	i, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		panic(err) // crypto/rand never fails
	}
	return int(i.Int64())
}

// clock is the time to the second, which is as exact as memories are kept.
func (e *Engine) clock() time.Time { return e.Now().Truncate(time.Second) }

// code makes up a word that nobody can guess, of letters and digits that
// can't be taken for one another.
func (e *Engine) code(length int) string {
	const alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
	word := make([]byte, length)
	for i := range word {
		word[i] = alphabet[e.Random(len(alphabet))]
	}
	return string(word)
}
