package bot

import (
	"hash/maphash"
	"maps"
	"strconv"
	"sync"
	"time"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
)

// OwnCard is a card that a learner made for himself.
type OwnCard struct {
	ID    string    `json:"-"`
	Front string    `json:"front"`
	Back  string    `json:"back"`
	Made  time.Time `json:"made"`

	Accept []string `json:"accept,omitempty"` // further right answers, at most mostBack characters
	Hint   string   `json:"hint,omitempty"`   // "" for none
}

// ownDeck is the deck of a learner's own cards, of which only he is asked.
const ownDeck = "mijn-kaarten"

// ownNames are what else one types for it.
func ownNames() []string { return []string{"mijn", "eigen", "own", "mine"} }

// with is the engine for a learner: where he made cards of his own, they are
// one deck more.
func (e *Engine) with(v View) *Engine {
	if len(v.Own) == 0 {
		return e
	}
	words := e.words(v.Profile.Client, v.Profile.Lang)
	deck := &decks.Deck{ID: ownDeck, Title: words.Say(phrase.OwnDeck, nil), Lang: words.Lang}
	for _, c := range v.Own {
		deck.Cards = append(deck.Cards, c.card())
	}
	own := *e
	own.Library = e.Library.With(deck)
	own.graders = maps.Clone(e.graders)
	own.graders[ownDeck] = e.compiled.of(v.Own, words.Lang, func() Grader { return e.Compile(deck) })
	return &own
}

// card is the card as others are.
func (c OwnCard) card() decks.Card {
	return decks.Card{ID: c.ID, Front: c.Front, Back: c.Back, Accept: c.Accept, Hint: c.Hint}
}

// mostCompiled is how many learners' decks are kept compiled. It takes about
// half a millisecond a card to compile one anew.
const mostCompiled = 200

// compiled keeps the graders of learners' own decks, by what the cards say.
type compiled struct {
	mu    sync.Mutex
	seed  maphash.Seed
	known map[uint64]lazy
}

// of is the grader of these cards, compiled now or before.
func (c *compiled) of(cards []OwnCard, lang string, compile func() Grader) Grader {
	var h maphash.Hash
	h.SetSeed(c.seed)
	for _, card := range cards {
		for _, part := range append([]string{lang, card.ID, card.Front, card.Back, strconv.Itoa(len(card.Accept))}, card.Accept...) {
			_, _ = h.WriteString(part) // it never fails
			_ = h.WriteByte(0)
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	grader, ok := c.known[h.Sum64()]
	if !ok {
		if len(c.known) >= mostCompiled {
			clear(c.known)
		}
		grader = lazy{sync.OnceValue(compile)}
		c.known[h.Sum64()] = grader
	}
	return grader
}

// lazy compiles a deck only when one of its cards is judged: most events judge
// none.
type lazy struct{ get func() Grader }

func (l lazy) Judge(card string, a grade.Attempt) grade.Judgement { return l.get().Judge(card, a) }
func (l lazy) Items(card string) []string                         { return l.get().Items(card) }
func (l lazy) Distractors(card string, n int, accepted []string) []string {
	return l.get().Distractors(card, n, accepted)
}
